/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PANE_LAYOUT (sluice_pane_layout_get_type ())

/**
 * SluicePaneLayout:
 *
 * One child, which scrolls by itself and fills its place. It asks for no more width than it needs at
 * least and for no height. Two panes side by side then keep their halves, whatever is written in them.
 */
G_DECLARE_FINAL_TYPE (SluicePaneLayout, sluice_pane_layout, SLUICE, PANE_LAYOUT, GtkLayoutManager)

G_END_DECLS
