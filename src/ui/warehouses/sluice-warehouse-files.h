/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WAREHOUSE_FILES (sluice_warehouse_files_get_type ())

/**
 * SluiceWarehouseFiles:
 *
 * The files of a kind of warehouse as its values make them: one at a time, highlighted, with what
 * changed flashing. A file whose values are missing or wrong says which, and blocks no other.
 * Emits ::show-field (key) when the person wants to go to the value that a file needs.
 */
G_DECLARE_FINAL_TYPE (SluiceWarehouseFiles, sluice_warehouse_files, SLUICE, WAREHOUSE_FILES, AdwBin)

SluiceWarehouseFiles *sluice_warehouse_files_new (SluiceUiContext *context,
                                                  const SluiceWarehouse *kind);
void sluice_warehouse_files_set_completed (SluiceWarehouseFiles *self, SluiceValues *completed);

G_END_DECLS
