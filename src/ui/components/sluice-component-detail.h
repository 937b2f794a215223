/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/components/sluice-component.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENT_DETAIL (sluice_component_detail_get_type ())

/**
 * SluiceComponentDetail:
 *
 * All about one component: what it is, what is wrong with it, who uses it, and the JSON as the server
 * gave it. From here it is edited or removed.
 */
G_DECLARE_FINAL_TYPE (SluiceComponentDetail,
                      sluice_component_detail,
                      SLUICE,
                      COMPONENT_DETAIL,
                      AdwBin)

GtkWidget *sluice_component_detail_new (SluiceUiContext *context, SluiceComponent *component);

G_END_DECLS
