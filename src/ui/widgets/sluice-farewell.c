/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-farewell.h"

#include "ui/widgets/sluice-slow-list.h"
#include "ui/widgets/sluice-turns.h"

static GListModel *
get_rows (GtkWidget *widget)
{
  GtkSelectionModel *model =
      GTK_IS_LIST_VIEW (widget) ? gtk_list_view_get_model (GTK_LIST_VIEW (widget)) : NULL;

  return GTK_IS_NO_SELECTION (model) ? gtk_no_selection_get_model (GTK_NO_SELECTION (model)) : NULL;
}

/* Whether a list of the page had rows to spare, and lost a few. */
static gboolean
shrink_lists (GtkWidget *widget)
{
  GListModel *rows = get_rows (widget);

  if (SLUICE_IS_SLOW_LIST (rows))
    return sluice_slow_list_shrink (SLUICE_SLOW_LIST (rows));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (shrink_lists (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
let_go (gpointer owner)
{
  GtkWidget *bin = gtk_widget_get_parent (owner);

  /* Another page took its place. */
  if (!ADW_IS_BIN (bin))
    return FALSE;
  if (shrink_lists (owner))
    return TRUE;
  adw_bin_set_child (ADW_BIN (bin), NULL);
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

  page = adw_bin_get_child (bin);
  if (page == NULL)
    return;
  g_signal_handlers_disconnect_by_func (page, on_page_unmap_cb, NULL);
  if (gtk_widget_get_mapped (page))
    g_signal_connect (page, "unmap", G_CALLBACK (on_page_unmap_cb), NULL);
  else
    on_page_unmap_cb (page);
}
