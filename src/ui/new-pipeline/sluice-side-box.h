/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SIDE_BOX (sluice_side_box_get_type ())

/**
 * SluiceSideBox:
 *
 * Two widgets side by side where there is room, else one above the other. Properties, all
 * set once: "main", "side", "main-percent" (how much of the width the first gets), "fold-width" (below
 * this width, in pixels, they are stacked).
 */
G_DECLARE_FINAL_TYPE (SluiceSideBox, sluice_side_box, SLUICE, SIDE_BOX, GtkWidget)

G_END_DECLS
