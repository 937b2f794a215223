/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-farewell.h"

#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-slow-list.h"
#include "ui/widgets/sluice-turns.h"

/* What was taken out of a page or a window before it is gone. */
#define REMOVED "farewell-removed"
/* What a turn of the main loop has time for, beside what else is done in it. */
#define BUDGET_MICROSECONDS 4000

static GListModel *
get_rows (GtkWidget *widget)
{
  GtkSelectionModel *model =
      GTK_IS_LIST_VIEW (widget) ? gtk_list_view_get_model (GTK_LIST_VIEW (widget)) : NULL;

  return GTK_IS_NO_SELECTION (model) ? gtk_no_selection_get_model (GTK_NO_SELECTION (model)) : NULL;
}

/* The outermost first: a part may know what it stood in. */
static gboolean
let_go_of_part (gpointer owner)
{
  GListModel *removed = owner;
  guint n_parts = g_list_model_get_n_items (removed);

  if (n_parts > 0)
    g_list_store_remove (G_LIST_STORE (removed), n_parts - 1);
  else
    g_object_unref (removed);
  return n_parts > 0;
}

static void
let_go_of_parts (gpointer removed)
{
  static const SluiceTurn turns[] = { let_go_of_part };

  sluice_turns_run (removed, turns, G_N_ELEMENTS (turns));
}

/* What is taken out is kept for as long as what it was in, which may still speak to it; an AdwEntryRow of
 * libadwaita 1.2 listens to its window without end. */
static GListStore *
get_removed (gpointer page)
{
  GListStore *removed = g_object_get_data (page, REMOVED);

  if (removed == NULL)
    {
      removed = g_list_store_new (GTK_TYPE_WIDGET);
      g_object_set_data_full (page, REMOVED, removed, let_go_of_parts);
    }
  return removed;
}

typedef gboolean (*Shrink) (GtkWidget *widget, gpointer user_data);

/* Whether something in there, the innermost first, had something to spare and lost it. */
static gboolean
shrink_first (GtkWidget *widget, Shrink shrink, gpointer user_data)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (shrink_first (child, shrink, user_data))
        return TRUE;
    }
  return shrink (widget, user_data);
}

static gboolean
shrink_list_view (GtkWidget *widget, gpointer user_data)
{
  GListModel *rows = get_rows (widget);

  return SLUICE_IS_SLOW_LIST (rows) && sluice_slow_list_shrink (SLUICE_SLOW_LIST (rows));
}

/* Groups of rows, and what stands in a bin, are taken out whole. */
static gboolean
take_part_out (GtkWidget *widget, gpointer user_data)
{
  GListStore *removed = user_data;
  GtkWidget *page = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_PAGE);
  GtkWidget *content =
      G_OBJECT_TYPE (widget) == ADW_TYPE_BIN ? adw_bin_get_child (ADW_BIN (widget)) : NULL;

  if (content != NULL)
    {
      g_list_store_append (removed, content);
      adw_bin_set_child (ADW_BIN (widget), NULL);
      return TRUE;
    }
  if (page == NULL || !ADW_IS_PREFERENCES_GROUP (widget))
    return FALSE;
  g_list_store_append (removed, widget);
  adw_preferences_page_remove (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (widget));
  return TRUE;
}

static gboolean
shrink_list_box (GtkWidget *widget, gpointer user_data)
{
  GListStore *removed = user_data;
  GtkListBoxRow *row =
      GTK_IS_LIST_BOX (widget) ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (widget), 0) : NULL;

  if (row == NULL)
    return FALSE;
  g_list_store_append (removed, row);
  gtk_list_box_remove (GTK_LIST_BOX (widget), GTK_WIDGET (row));
  return TRUE;
}

static gboolean
let_go (gpointer owner)
{
  GtkWidget *bin = gtk_widget_get_parent (owner);

  /* Another page took its place. */
  if (!ADW_IS_BIN (bin))
    return FALSE;
  if (sluice_farewell_shrink (owner))
    return TRUE;
  adw_bin_set_child (ADW_BIN (bin), NULL);
  return FALSE;
}

static gboolean
take_apart (gpointer owner)
{
  if (sluice_farewell_shrink (owner))
    return TRUE;
  g_object_unref (owner);
  return FALSE;
}

static void
on_page_unmap_cb (GtkWidget *page)
{
  static const SluiceTurn turns[] = { let_go };

  g_signal_handlers_disconnect_by_func (page, on_page_unmap_cb, NULL);
  sluice_turns_run (page, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_farewell:
 * @bin: what has a page that is not wanted any more and not to be seen, or about to be hidden
 *
 * Takes the page away once it is out of sight, the rows of its lists first, a few in each turn of the
 * main loop: a big page that goes at once holds up the window for several frames.
 */
void
sluice_farewell (AdwBin *bin)
{
  GtkWidget *page;

  g_return_if_fail (ADW_IS_BIN (bin));

  sluice_arrival_cancel (GTK_WIDGET (bin));
  page = adw_bin_get_child (bin);
  if (page == NULL)
    return;
  g_signal_handlers_disconnect_by_func (page, on_page_unmap_cb, NULL);
  if (gtk_widget_get_mapped (page))
    g_signal_connect (page, "unmap", G_CALLBACK (on_page_unmap_cb), NULL);
  else
    on_page_unmap_cb (page);
}

/**
 * sluice_farewell_widget:
 * @widget: (transfer full): what was just taken out of a window, for good
 *
 * Lets go of it in pieces, over several turns of the main loop: to free a page takes as long as to make it.
 */
void
sluice_farewell_widget (GtkWidget *widget)
{
  static const SluiceTurn turns[] = { take_apart };

  g_return_if_fail (GTK_IS_WIDGET (widget));

  sluice_turns_run (widget, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_farewell_shrink:
 * @page: a page that is not wanted any more and not to be seen
 *
 * Takes a few rows of its lists or a part of it away, for good.
 *
 * Returns: whether there was something to take
 */
gboolean
sluice_farewell_shrink (GtkWidget *page)
{
  g_return_val_if_fail (GTK_IS_WIDGET (page), FALSE);

  return shrink_first (page, shrink_list_view, NULL) ||
         shrink_first (page, take_part_out, get_removed (page));
}

static gboolean
take_down (gpointer owner)
{
  GListStore *removed = get_removed (owner);
  gint64 end = g_get_monotonic_time () + BUDGET_MICROSECONDS;

  while (shrink_first (owner, shrink_list_box, removed))
    {
      if (g_get_monotonic_time () > end)
        return TRUE;
    }
  gtk_window_destroy (owner);
  return FALSE;
}

/**
 * sluice_farewell_window:
 * @window: a dialog that nothing but the person changes, with rows in #GtkListBox that are bound to no
 *   model
 *
 * Closes it: it is gone from the screen at once, and destroyed in pieces over several turns of the main
 * loop. It has the form of #GtkWindowClass.close_request.
 *
 * Returns: %TRUE: GTK has nothing left to do
 */
gboolean
sluice_farewell_window (GtkWindow *window)
{
  static const SluiceTurn turns[] = { take_down };

  g_return_val_if_fail (GTK_IS_WINDOW (window), FALSE);

  if (g_object_get_data (G_OBJECT (window), REMOVED) != NULL)
    return TRUE;
  get_removed (window);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  sluice_turns_run (window, turns, G_N_ELEMENTS (turns));
  return TRUE;
}
