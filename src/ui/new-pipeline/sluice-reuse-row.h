/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/components/sluice-component.h"
#include "ui/context/sluice-ui-context.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REUSE_ROW (sluice_reuse_row_get_type ())

/**
 * SluiceReuseRow:
 *
 * A row that opens a searchable list of what the workspace has of one family. Property "family" (its
 * name, construct-only). Emits ::chosen (SluiceComponent). Hidden while there is nothing to choose.
 */
G_DECLARE_FINAL_TYPE (SluiceReuseRow, sluice_reuse_row, SLUICE, REUSE_ROW, AdwActionRow)

void sluice_reuse_row_set_context (SluiceReuseRow *self, SluiceUiContext *context);
void sluice_reuse_row_set_kind (SluiceReuseRow *self, const SluiceWarehouse *kind);
char *sluice_reuse_row_dup_name (SluiceReuseRow *self, const char *id);

G_END_DECLS
