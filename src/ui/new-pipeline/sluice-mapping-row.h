/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_MAPPING_ROW (sluice_mapping_row_get_type ())

/**
 * SluiceMappingRow:
 *
 * One mapping of a field transformation as a row of a table: a column or a fixed value, and where in
 * an event it goes.
 */
G_DECLARE_FINAL_TYPE (SluiceMappingRow, sluice_mapping_row, SLUICE, MAPPING_ROW, AdwPreferencesRow)

GtkWidget *sluice_mapping_row_new (SluiceDraftDocument *document, guint position);
void sluice_mapping_row_show (SluiceMappingRow *self);
void sluice_mapping_row_focus (SluiceMappingRow *self);

G_END_DECLS
