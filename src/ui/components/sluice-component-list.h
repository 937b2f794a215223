/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/components/sluice-component-store.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENT_LIST (sluice_component_list_get_type ())

/**
 * SluiceComponentList:
 *
 * All components of one family: searched, loading, empty, failed or there. Emits ::chosen
 * (SluiceComponent) when one is to be looked at.
 */
G_DECLARE_FINAL_TYPE (SluiceComponentList, sluice_component_list, SLUICE, COMPONENT_LIST, AdwBin)

GtkWidget *sluice_component_list_new (SluiceFamily family,
                                      const char *empty_icon,
                                      const char *empty_title,
                                      const char *empty_text,
                                      const char *error_title);
void sluice_component_list_set_session (SluiceComponentList *self,
                                        SluiceSession *session,
                                        const GError *error);
void sluice_component_list_refresh (SluiceComponentList *self);

G_END_DECLS
