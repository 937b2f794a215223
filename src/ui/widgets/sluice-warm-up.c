/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-warm-up.h"

#include <gtk/gtk.h>

/* How many of its parts were measured; and whether it was given its size. */
#define MEASURED "warm-up-measured"
#define SIZED    "warm-up-sized"
/* What a turn of the main loop has time for, beside what else is done in it. */
#define BUDGET_MICROSECONDS 4000

typedef struct
{
  guint known; /* the parts that an earlier turn measured */
  guint n;     /* those that this one has come to */
  gint64 end;
} Walk;

/* What is hidden may be about to be shown, too; other pages of a stack and popovers are not. */
static gboolean
is_in_page (GtkWidget *widget)
{
  return gtk_widget_get_child_visible (widget) && !GTK_IS_NATIVE (widget);
}

/* The smallest parts first, so that what they are in finds the answers of all that is in it. Gives
 * whether there was time for all. */
static gboolean
measure_parts (GtkWidget *widget, Walk *walk)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (is_in_page (child) && !measure_parts (child, walk))
        return FALSE;
    }
  if (walk->n++ < walk->known)
    return TRUE;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  return g_get_monotonic_time () < walk->end;
}

/* Whether it is a page behind the one on screen, of a stack that knows its own size. */
static gboolean
can_be_sized (GtkWidget *page)
{
  GtkWidget *stack = gtk_widget_get_parent (page);

  return GTK_IS_STACK (stack) && gtk_widget_get_width (stack) > 0 &&
         gtk_widget_get_visible (page) && !gtk_widget_get_mapped (page);
}

/* Breaks its texts into lines, and lets what depends on the width, such as a leaflet that folds, know it. */
static void
give_size (GtkWidget *page)
{
  GtkWidget *stack = gtk_widget_get_parent (page);
  const GtkAllocation size = { 0, 0, gtk_widget_get_width (stack), gtk_widget_get_height (stack) };
  int width, height;

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, size.width, &height, NULL, NULL, NULL);
  if (width <= size.width && height <= size.height)
    gtk_widget_size_allocate (page, &size, -1);
}

/**
 * sluice_warm_up:
 * @owner: a #GtkWidget that is about to be shown, in a window
 *
 * A #SluiceTurn that finds out the styles and the widths of the next few parts of a page; then it is given
 * its size, if it is a page of a #GtkStack, and what that changed is found out. GTK does all that in one
 * piece when the page is first shown, but keeps what it knows already.
 *
 * Returns: whether there are more
 */
gboolean
sluice_warm_up (gpointer owner)
{
  Walk walk = { GPOINTER_TO_UINT (g_object_get_data (owner, MEASURED)), 0,
                g_get_monotonic_time () + BUDGET_MICROSECONDS };
  gboolean sized = g_object_get_data (owner, SIZED) != NULL;
  gboolean done = measure_parts (owner, &walk);

  g_object_set_data (owner, MEASURED, done ? NULL : GUINT_TO_POINTER (walk.n));
  if (!done)
    return TRUE;
  if (!sized && can_be_sized (owner))
    {
      give_size (owner);
      g_object_set_data (owner, SIZED, owner);
      return TRUE;
    }
  g_object_set_data (owner, SIZED, NULL);
  return FALSE;
}
