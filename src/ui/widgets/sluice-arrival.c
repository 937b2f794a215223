/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-arrival.h"

#include "ui/widgets/sluice-turns.h"
#include "ui/widgets/sluice-warm-up.h"

/* What is to be shown; and what is to be in there. */
#define ARRIVING "arrival"
#define CONTENT  "arrival-content"

static gboolean
is_arriving (gpointer page)
{
  return g_object_get_data (page, ARRIVING) != NULL;
}

static gboolean
place (gpointer bin)
{
  g_autoptr (GtkWidget) content = g_object_steal_data (bin, CONTENT);

  if (content != NULL)
    adw_bin_set_child (bin, content);
  return FALSE;
}

static gboolean
warm_up (gpointer page)
{
  return is_arriving (page) && sluice_warm_up (page);
}

static gboolean
show (gpointer page)
{
  GtkWidget *stack = gtk_widget_get_parent (page);

  if (is_arriving (page) && GTK_IS_STACK (stack))
    gtk_stack_set_visible_child (GTK_STACK (stack), page);
  sluice_arrival_cancel (page);
  return FALSE;
}

/**
 * sluice_arrival:
 * @bin: a page of a #GtkStack
 * @content: (transfer floating): what was just made to be shown there
 *
 * Shows it in a few turns of the main loop: to make it is one piece of work, to give it its place in the
 * window another, to measure all that is in it many.
 */
void
sluice_arrival (AdwBin *bin, GtkWidget *content)
{
  static const SluiceTurn turns[] = { place, warm_up, show };

  g_return_if_fail (ADW_IS_BIN (bin) && GTK_IS_WIDGET (content));

  g_object_set_data (G_OBJECT (bin), ARRIVING, bin);
  g_object_set_data_full (G_OBJECT (bin), CONTENT, g_object_ref_sink (content), g_object_unref);
  sluice_turns_run (bin, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_arrival_show:
 * @page: a page of a #GtkStack that is not on screen
 *
 * Shows it as soon as what is in it was measured, in a few turns of the main loop.
 */
void
sluice_arrival_show (GtkWidget *page)
{
  static const SluiceTurn turns[] = { warm_up, show };

  g_return_if_fail (GTK_IS_WIDGET (page));

  if (!is_arriving (page))
    sluice_turns_run (page, turns, G_N_ELEMENTS (turns));
  g_object_set_data (G_OBJECT (page), ARRIVING, page);
}

/**
 * sluice_arrival_cancel:
 * @page: what may be on its way
 *
 * Leaves on screen what is there, for the person has gone elsewhere meanwhile.
 */
void
sluice_arrival_cancel (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  g_object_set_data (G_OBJECT (page), ARRIVING, NULL);
  g_object_set_data (G_OBJECT (page), CONTENT, NULL);
}
