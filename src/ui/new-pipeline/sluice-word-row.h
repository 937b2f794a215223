/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_WORD_ROW (sluice_word_row_get_type ())

/**
 * SluiceWordRow:
 *
 * A member of the setup that is one of a few words, as a row with a list to choose from. Properties,
 * all construct-only: "pointer" (JSON pointer to the member), "note" (the SluiceNoteRow below it).
 */
G_DECLARE_FINAL_TYPE (SluiceWordRow, sluice_word_row, SLUICE, WORD_ROW, AdwComboRow)

void sluice_word_row_set_words (SluiceWordRow *self,
                                const char *const *words,
                                const char *const *labels);

G_END_DECLS
