/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/components/sluice-component.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENT_CHOOSER (sluice_component_chooser_get_type ())

/**
 * SluiceComponentChooser:
 *
 * A window with a searchable list of what a workspace has of one family. Emits ::chosen
 * (SluiceComponent) and closes.
 */
G_DECLARE_FINAL_TYPE (SluiceComponentChooser,
                      sluice_component_chooser,
                      SLUICE,
                      COMPONENT_CHOOSER,
                      AdwWindow)

GtkWidget *sluice_component_chooser_new (SluiceFamily family, GListModel *components);

G_END_DECLS
