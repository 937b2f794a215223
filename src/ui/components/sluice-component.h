/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "api/sluice-routes.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENT (sluice_component_get_type ())

/**
 * SluiceComponent:
 *
 * One object of a workspace as the API told it: a connection, a data model, a feed, a field
 * transformation, a pipeline or an audience. Stays the same object while the server's changes, so that
 * a row bound to it keeps itself right. Properties, read-only and notified: id, name, subtitle, search
 * (all strings), faulted (boolean).
 */
G_DECLARE_FINAL_TYPE (SluiceComponent, sluice_component, SLUICE, COMPONENT, GObject)

SluiceComponent *sluice_component_new (SluiceFamily family, JsonObject *object);
void sluice_component_update (SluiceComponent *self, JsonObject *object);

SluiceFamily sluice_component_get_family (SluiceComponent *self);
JsonObject *sluice_component_get_object (SluiceComponent *self);
const char *sluice_component_get_id (SluiceComponent *self);
const char *sluice_component_get_name (SluiceComponent *self);
const char *sluice_component_get_subtitle (SluiceComponent *self);
const char *sluice_component_get_search (SluiceComponent *self);
gboolean sluice_component_uses (SluiceComponent *self, SluiceComponent *other);

G_END_DECLS
