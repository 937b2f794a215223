/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-accessible.h"

static void
on_stack_visible_child_cb (GtkWidget *stack)
{
  GtkWidget *shown = NULL;

  g_object_get (stack, "visible-child", &shown, NULL);
  for (GtkWidget *page = gtk_widget_get_first_child (stack); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, page != shown,
                                 -1);
  g_clear_object (&shown);
}

/**
 * sluice_accessible_follow_stack:
 * @stack: a #GtkStack or an #AdwViewStack
 *
 * Keeps the pages that are not on screen from assistive technology for as long as the stack lives.
 * GTK 4.8 calls every page of a stack visible. Call it again after adding a page.
 */
void
sluice_accessible_follow_stack (GtkWidget *stack)
{
  g_return_if_fail (GTK_IS_WIDGET (stack));

  g_signal_handlers_disconnect_by_func (stack, on_stack_visible_child_cb, NULL);
  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (on_stack_visible_child_cb), NULL);
  on_stack_visible_child_cb (stack);
}

/**
 * sluice_accessible_set_name:
 * @widget: a #GtkWidget
 * @name: what assistive technology calls it, translated
 *
 * Names a widget that has no text of its own.
 */
void
sluice_accessible_set_name (gpointer widget, const char *name)
{
  g_return_if_fail (GTK_IS_ACCESSIBLE (widget));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * sluice_accessible_set_list_item_name:
 * @item: an item of a list view that is being bound and has a child
 * @name: what assistive technology calls the row
 *
 * Names the row itself, which a list item cannot do before GTK 4.12.
 */
void
sluice_accessible_set_list_item_name (GtkListItem *item, const char *name)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *row = child != NULL ? gtk_widget_get_parent (child) : NULL;

  if (row != NULL)
    sluice_accessible_set_name (row, name);
}
