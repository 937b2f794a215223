/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TIME_ROW (sluice_time_row_get_type ())

/**
 * SluiceTimeRow:
 *
 * A time of the setup as a row of a form: typed in UTC, or picked in a calendar. The note says what it
 * is on the clock on the wall. Properties, all construct-only: "pointer" (JSON pointer to the member),
 * "note" (the SluiceNoteRow below it).
 */
G_DECLARE_FINAL_TYPE (SluiceTimeRow, sluice_time_row, SLUICE, TIME_ROW, AdwEntryRow)

G_END_DECLS
