/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_NOTE_ROW (sluice_note_row_get_type ())

/**
 * SluiceNoteRow:
 *
 * What is to be said about the row above it in a boxed list: what is wrong with its value, or where
 * that comes from. Hidden while there is nothing to say. It looks like a part of the row above, and
 * is its description for assistive technology.
 */
G_DECLARE_FINAL_TYPE (SluiceNoteRow, sluice_note_row, SLUICE, NOTE_ROW, AdwPreferencesRow)

GtkWidget *sluice_note_row_new (GtkWidget *subject);
void sluice_note_row_set_error (SluiceNoteRow *self, const char *text);
void sluice_note_row_set_hint (SluiceNoteRow *self, const char *text);

G_END_DECLS
