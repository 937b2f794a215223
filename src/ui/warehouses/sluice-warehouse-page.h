/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"
#include "ui/warehouses/sluice-warehouse-values.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WAREHOUSE_PAGE (sluice_warehouse_page_get_type ())

/**
 * SluiceWarehousePage:
 *
 * One kind of warehouse: the form on the left, the files it makes on the right, live.
 */
G_DECLARE_FINAL_TYPE (SluiceWarehousePage, sluice_warehouse_page, SLUICE, WAREHOUSE_PAGE, AdwBin)

GtkWidget *sluice_warehouse_page_new (SluiceUiContext *context, const SluiceWarehouse *kind);
SluiceWarehouseValues *sluice_warehouse_page_get_values (SluiceWarehousePage *self);

G_END_DECLS
