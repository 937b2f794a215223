/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-scroll.h"

/* Left free above or below what is scrolled to. */
#define MARGIN 12

typedef struct
{
  GWeakRef first;
  GWeakRef second;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_weak_ref_clear (&pair->first);
  g_weak_ref_clear (&pair->second);
  g_free (pair);
}

/* Setting the value ends the slide towards the focus alone. Where both do not fit, the first counts. */
static void
scroll (GtkWidget *scroller, GtkWidget *first, GtkWidget *second)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t upper, lower, both;
  double below, above;

  if (!gtk_widget_compute_bounds (first, scroller, &upper) ||
      !gtk_widget_compute_bounds (second, scroller, &lower))
    return;
  graphene_rect_union (&upper, &lower, &both);
  below = both.origin.y + both.size.height + MARGIN - page;
  above = both.origin.y - MARGIN;
  if (below > 0)
    value += MIN (below, MAX (above, 0));
  else if (above < 0)
    value += above;
  gtk_adjustment_set_value (adjustment, value);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  Pair *pair = user_data;
  g_autoptr (GtkWidget) first = g_weak_ref_get (&pair->first);
  g_autoptr (GtkWidget) second = g_weak_ref_get (&pair->second);
  GtkWidget *scroller =
      first != NULL ? gtk_widget_get_ancestor (first, GTK_TYPE_SCROLLED_WINDOW) : NULL;

  if (scroller != NULL && second != NULL && gtk_widget_get_mapped (second))
    scroll (scroller, first, second);
  return G_SOURCE_REMOVE;
}

/**
 * sluice_scroll_show_both:
 * @first: a widget that gets the focus, in a scrolled window
 * @second: a widget below it that is about it
 *
 * The focus alone scrolls no further than to its widget. Both have their places once the frame is laid
 * out, so this is done then.
 */
void
sluice_scroll_show_both (GtkWidget *first, GtkWidget *second)
{
  Pair *pair = g_new0 (Pair, 1);

  g_weak_ref_init (&pair->first, first);
  g_weak_ref_init (&pair->second, second);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_cb, pair, pair_free);
}
