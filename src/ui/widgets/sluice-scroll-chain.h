/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sluice_scroll_chain_add (GtkScrolledWindow *inner);

G_END_DECLS
