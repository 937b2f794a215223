/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sluice_accessible_follow_stack (GtkWidget *stack);
void sluice_accessible_set_name (gpointer widget, const char *name);
void sluice_accessible_set_list_item_name (GtkListItem *item, const char *name);

G_END_DECLS
