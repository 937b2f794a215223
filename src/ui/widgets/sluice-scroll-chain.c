/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-scroll-chain.h"

#include <math.h>

/* A line of a touchpad in pixels, as in GtkScrolledWindow. */
#define SURFACE_STEP 2.5

static gboolean
has_room (GtkAdjustment *adjustment, double way)
{
  double value = gtk_adjustment_get_value (adjustment);

  if (way < 0)
    return value > gtk_adjustment_get_lower (adjustment);
  return value < gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* As far as GtkScrolledWindow would go itself. */
static double
find_step (GtkEventControllerScroll *controller, GtkAdjustment *adjustment)
{
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE)
    return SURFACE_STEP;
  return pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3.0);
}

static gboolean
on_scroll_cb (GtkScrolledWindow *inner, double dx, double dy, GtkEventControllerScroll *controller)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (inner));
  GtkWidget *outer = gtk_widget_get_ancestor (parent, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;

  if (outer == NULL || dy == 0 || has_room (gtk_scrolled_window_get_vadjustment (inner), dy))
    return GDK_EVENT_PROPAGATE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (outer));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                            dy * find_step (controller, adjustment));
  return GDK_EVENT_STOP;
}

/**
 * sluice_scroll_chain_add:
 * @inner: what scrolls, inside a page that scrolls as well
 *
 * Lets the wheel go on with the page where @inner is at its end. GtkScrolledWindow alone keeps it, so
 * that nobody gets past a table that fills the window.
 */
void
sluice_scroll_chain_add (GtkScrolledWindow *inner)
{
  GtkEventController *controller;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (inner));

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "scroll", G_CALLBACK (on_scroll_cb), inner,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (inner), controller);
}
