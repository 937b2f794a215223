/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CHOICE_ROW (sluice_choice_row_get_type ())

/**
 * SluiceChoiceRow:
 *
 * One of the words that a member of the setup can be, explained, as a row with a radio button.
 * Properties, all construct-only: "pointer" (JSON pointer to the member), "value" (the word), "group"
 * (another row of the same choice).
 */
G_DECLARE_FINAL_TYPE (SluiceChoiceRow, sluice_choice_row, SLUICE, CHOICE_ROW, AdwActionRow)

G_END_DECLS
