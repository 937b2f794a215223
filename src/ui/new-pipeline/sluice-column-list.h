/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COLUMN_LIST (sluice_column_list_get_type ())

/**
 * SluiceColumnList:
 *
 * The columns that a draft's query gives, and what mParticle makes of each.
 */
G_DECLARE_FINAL_TYPE (SluiceColumnList, sluice_column_list, SLUICE, COLUMN_LIST, AdwBin)

void sluice_column_list_bind (SluiceColumnList *self, SluiceDraftDocument *document);

G_END_DECLS
