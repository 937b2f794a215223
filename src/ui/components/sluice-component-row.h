/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/components/sluice-component.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENT_ROW (sluice_component_row_get_type ())

/**
 * SluiceComponentRow:
 *
 * A component in a list: its name, what it is about, and whether something is wrong with it.
 */
G_DECLARE_FINAL_TYPE (SluiceComponentRow, sluice_component_row, SLUICE, COMPONENT_ROW, GtkBox)

GtkWidget *sluice_component_row_new (void);
void sluice_component_row_set_component (SluiceComponentRow *self, SluiceComponent *component);

G_END_DECLS
