/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_EVEN_LAYOUT (sluice_even_layout_get_type ())

/**
 * SluiceEvenLayout:
 *
 * Cards of one size, side by side or, where that is too narrow, in lines of as equal a number as can
 * be: five cards stand as five, as three and two, but never as four and one.
 */
G_DECLARE_FINAL_TYPE (SluiceEvenLayout, sluice_even_layout, SLUICE, EVEN_LAYOUT, GtkLayoutManager)

G_END_DECLS
