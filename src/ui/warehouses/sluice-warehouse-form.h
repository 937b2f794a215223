/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WAREHOUSE_FORM (sluice_warehouse_form_get_type ())

/**
 * SluiceWarehouseForm:
 *
 * The values of a kind of warehouse as a form, in the groups that its fields name.
 */
G_DECLARE_FINAL_TYPE (SluiceWarehouseForm, sluice_warehouse_form, SLUICE, WAREHOUSE_FORM, AdwBin)

SluiceWarehouseForm *sluice_warehouse_form_new (SluiceUiContext *context,
                                                const SluiceWarehouse *kind,
                                                SluiceValues *values);
gboolean sluice_warehouse_form_fill (SluiceWarehouseForm *self);
void sluice_warehouse_form_set_completed (SluiceWarehouseForm *self, SluiceValues *completed);
gboolean sluice_warehouse_form_show_errors (SluiceWarehouseForm *self, GPtrArray *errors);
void sluice_warehouse_form_focus_field (SluiceWarehouseForm *self, const char *key);
void sluice_warehouse_form_append (SluiceWarehouseForm *self, AdwPreferencesGroup *group);

G_END_DECLS
