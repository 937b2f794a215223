/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-arrival.h"

#include "ui/widgets/sluice-farewell.h"
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
  GtkWidget *old = adw_bin_get_child (bin);

  if (content == NULL)
    return FALSE;
  if (old != NULL)
    g_object_ref (old);
  /* What is in sight is measured whole before the next turn. */
  gtk_widget_set_visible (content, !gtk_widget_get_mapped (bin));
  adw_bin_set_child (bin, content);
  if (old != NULL)
    sluice_farewell_widget (old);
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
  GtkWidget *content = ADW_IS_BIN (page) ? adw_bin_get_child (page) : NULL;

  if (is_arriving (page) && content != NULL)
    gtk_widget_set_visible (content, TRUE);
  if (is_arriving (page) && GTK_IS_STACK (stack))
    gtk_stack_set_visible_child (GTK_STACK (stack), page);
  sluice_arrival_cancel (page);
  return FALSE;
}

/* What it took the place of. */
static gboolean
remove_earlier (gpointer page)
{
  GtkWidget *stack = gtk_widget_get_parent (page);
  GtkWidget *earlier;

  if (!GTK_IS_STACK (stack) || gtk_stack_get_visible_child (GTK_STACK (stack)) != page)
    return FALSE;
  while ((earlier = gtk_widget_get_prev_sibling (page)) != NULL)
    {
      g_object_ref (earlier);
      gtk_stack_remove (GTK_STACK (stack), earlier);
      sluice_farewell_widget (earlier);
    }
  return FALSE;
}

static void
start (GtkWidget *bin, GtkWidget *content, const SluiceTurn *turns, guint n_turns)
{
  g_object_set_data (G_OBJECT (bin), ARRIVING, bin);
  g_object_set_data_full (G_OBJECT (bin), CONTENT, g_object_ref_sink (content), g_object_unref);
  sluice_turns_run (bin, turns, n_turns);
}

/**
 * sluice_arrival:
 * @bin: a page of a #GtkStack, or what is on screen already
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

  start (GTK_WIDGET (bin), content, turns, G_N_ELEMENTS (turns));
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
 * sluice_arrival_take_over:
 * @stack: a stack with nothing in it but what was handed in here
 * @content: (transfer floating): what was just made to be shown there
 *
 * Shows it, measured as with sluice_arrival(), in place of what is there, which stays in sight until then.
 */
void
sluice_arrival_take_over (GtkStack *stack, GtkWidget *content)
{
  static const SluiceTurn turns[] = { place, warm_up, show, remove_earlier };
  GtkWidget *page = adw_bin_new ();

  g_return_if_fail (GTK_IS_STACK (stack) && GTK_IS_WIDGET (content));

  for (GtkWidget *earlier = gtk_widget_get_first_child (GTK_WIDGET (stack)); earlier != NULL;
       earlier = gtk_widget_get_next_sibling (earlier))
    sluice_arrival_cancel (earlier);
  gtk_stack_add_child (stack, page);
  start (page, content, turns, G_N_ELEMENTS (turns));
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
