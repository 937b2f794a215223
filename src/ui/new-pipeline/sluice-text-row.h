/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TEXT_ROW (sluice_text_row_get_type ())

/**
 * SluiceTextRow:
 *
 * A text of the setup as a row of a form. Properties, all construct-only: "pointer" (JSON pointer to
 * the member), "note" (the SluiceNoteRow below it), "named" (whether an id beside the member follows
 * it), "number" (whether it is a whole number).
 */
G_DECLARE_FINAL_TYPE (SluiceTextRow, sluice_text_row, SLUICE, TEXT_ROW, AdwEntryRow)

G_END_DECLS
