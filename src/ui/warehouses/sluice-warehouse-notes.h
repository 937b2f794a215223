/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/warehouses/sluice-warehouse-form.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WAREHOUSE_NOTES (sluice_warehouse_notes_get_type ())

/**
 * SluiceWarehouseNotes:
 *
 * What stands under the form of a warehouse: warnings, the privileges that will be given and why,
 * what only the vendor's console can do, and the way on. Emits ::use when the person wants to use
 * the values in a connection.
 */
G_DECLARE_FINAL_TYPE (SluiceWarehouseNotes,
                      sluice_warehouse_notes,
                      SLUICE,
                      WAREHOUSE_NOTES,
                      GObject)

SluiceWarehouseNotes *sluice_warehouse_notes_new (SluiceUiContext *context,
                                                  const SluiceWarehouse *kind,
                                                  SluiceWarehouseForm *form);
void sluice_warehouse_notes_set_completed (SluiceWarehouseNotes *self, SluiceValues *completed);

G_END_DECLS
