/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-unroll.h"

/* Marks a part that is still to be shown. */
#define WAITING "unroll-waiting"

static gboolean
on_tick_cb (GtkWidget *box, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (child != NULL && g_object_get_data (G_OBJECT (child), WAITING) == NULL)
    child = gtk_widget_get_next_sibling (child);
  if (child == NULL)
    return G_SOURCE_REMOVE;
  g_object_set_data (G_OBJECT (child), WAITING, NULL);
  gtk_widget_set_visible (child, TRUE);
  return G_SOURCE_CONTINUE;
}

/**
 * sluice_unroll:
 * @box: a long page, from top to bottom, that is not on screen yet
 * @n_at_once: how many of its parts are seen at once
 *
 * Shows one of the other parts in each frame: GTK measures all that is shown, on screen or further down,
 * in one piece. Parts that are hidden stay hidden.
 */
void
sluice_unroll (GtkWidget *box, guint n_at_once)
{
  guint n = 0;

  g_return_if_fail (GTK_IS_WIDGET (box));

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (n++ < n_at_once || !gtk_widget_get_visible (child))
        continue;
      g_object_set_data (G_OBJECT (child), WAITING, child);
      gtk_widget_set_visible (child, FALSE);
    }
  gtk_widget_add_tick_callback (box, on_tick_cb, NULL, NULL);
}
