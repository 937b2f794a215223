/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SIZE_TABLE (sluice_size_table_get_type ())

/**
 * SluiceSizeTable:
 *
 * What the chart of an audience's size shows, as words: a row for each day, behind an expander.
 */
G_DECLARE_FINAL_TYPE (SluiceSizeTable, sluice_size_table, SLUICE, SIZE_TABLE, AdwBin)

void sluice_size_table_set_sizes (SluiceSizeTable *self, GArray *sizes);

G_END_DECLS
