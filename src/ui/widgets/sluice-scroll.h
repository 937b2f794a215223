/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sluice_scroll_show_both (GtkWidget *first, GtkWidget *second);

G_END_DECLS
