/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "ui/components/sluice-component.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENT_STORE (sluice_component_store_get_type ())

/**
 * SluiceComponentStore:
 *
 * What exists in a workspace, read family by family when it is asked for, and kept for all views of
 * that session: a #GListModel of #SluiceComponent for each family, changed in place on each reading.
 * Emits ::changed (int family) when a reading begins and when it ends.
 */
G_DECLARE_FINAL_TYPE (SluiceComponentStore,
                      sluice_component_store,
                      SLUICE,
                      COMPONENT_STORE,
                      GObject)

SluiceComponentStore *sluice_component_store_get (SluiceSession *session);

GListModel *sluice_component_store_get_model (SluiceComponentStore *self, SluiceFamily family);
gboolean sluice_component_store_is_loaded (SluiceComponentStore *self, SluiceFamily family);
const GError *sluice_component_store_get_error (SluiceComponentStore *self, SluiceFamily family);
void sluice_component_store_refresh (SluiceComponentStore *self, SluiceFamily family);
void sluice_component_store_update (SluiceComponentStore *self,
                                    SluiceComponent *component,
                                    JsonObject *object);
SluiceComponent *
sluice_component_store_find (SluiceComponentStore *self, SluiceFamily family, const char *id);
GPtrArray *sluice_component_store_list_users (SluiceComponentStore *self,
                                              SluiceComponent *component);

G_END_DECLS
