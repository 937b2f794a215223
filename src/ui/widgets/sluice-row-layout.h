/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ROW_LAYOUT (sluice_row_layout_get_type ())

/**
 * SluiceRowLayout:
 *
 * A row of a list: first what it says, last an arrow, and between them what is seen at a glance, such
 * as a state. Where there is room, that stands at the end, one below the other; where there is not, it
 * stands side by side under the text, which would otherwise be squeezed into a column of two words.
 */
G_DECLARE_FINAL_TYPE (SluiceRowLayout, sluice_row_layout, SLUICE, ROW_LAYOUT, GtkLayoutManager)

G_END_DECLS
