/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WAREHOUSE_VALUES (sluice_warehouse_values_get_type ())

/**
 * SluiceWarehouseValues:
 *
 * What was typed for a kind of warehouse in the window's workspace, kept in the store as it is typed
 * and found there again; and the same completed by what follows from the workspace. Emits
 * ::completed when the latter changed.
 */
G_DECLARE_FINAL_TYPE (SluiceWarehouseValues,
                      sluice_warehouse_values,
                      SLUICE,
                      WAREHOUSE_VALUES,
                      GObject)

SluiceWarehouseValues *sluice_warehouse_values_new (SluiceUiContext *context,
                                                    const SluiceWarehouse *kind);
SluiceValues *sluice_warehouse_values_get_given (SluiceWarehouseValues *self);
SluiceValues *sluice_warehouse_values_get_completed (SluiceWarehouseValues *self);

G_END_DECLS
