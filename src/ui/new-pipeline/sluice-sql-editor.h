/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SQL_EDITOR (sluice_sql_editor_get_type ())

/**
 * SluiceSqlEditor:
 *
 * The query of a draft, to be written: highlighted, with what the check found underlined where it
 * stands and said when the pointer rests on it.
 */
G_DECLARE_FINAL_TYPE (SluiceSqlEditor, sluice_sql_editor, SLUICE, SQL_EDITOR, AdwBin)

void sluice_sql_editor_bind (SluiceSqlEditor *self, SluiceDraftDocument *document);
void sluice_sql_editor_go_to (SluiceSqlEditor *self, guint line, guint column);

G_END_DECLS
