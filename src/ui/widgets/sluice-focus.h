/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sluice_focus_content (GtkWidget *view);
gboolean sluice_focus_search (GtkWidget *view);

G_END_DECLS
