/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-warm-up.h"

#include <gtk/gtk.h>

/* How many of its parts were measured. */
#define MEASURED "warm-up-measured"
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

/**
 * sluice_warm_up:
 * @owner: a #GtkWidget that is about to be shown, in a window
 *
 * A #SluiceTurn that finds out the styles and the widths of the next few parts of a page. GTK does that
 * for all of them in one piece when the page is first shown, but keeps what it knows already.
 *
 * Returns: whether there are more
 */
gboolean
sluice_warm_up (gpointer owner)
{
  Walk walk = { GPOINTER_TO_UINT (g_object_get_data (owner, MEASURED)), 0,
                g_get_monotonic_time () + BUDGET_MICROSECONDS };
  gboolean done = measure_parts (owner, &walk);

  g_object_set_data (owner, MEASURED, done ? NULL : GUINT_TO_POINTER (walk.n));
  return !done;
}
