/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-slow-list.h"

#include <gtk/gtk.h>

#include "ui/widgets/sluice-turns.h"

#define FEW 8 /* how many rows a turn of the main loop has time for */
#define ALL_HAD                                                                                    \
  208 /* a list view of GTK 4.8 builds no more rows than about 200, however many there are */

static gboolean
show_more (gpointer owner)
{
  GtkSliceListModel *slice = owner;
  GListModel *model = gtk_slice_list_model_get_model (slice);
  guint size = gtk_slice_list_model_get_size (slice);
  gboolean enough;

  /* Emptied meanwhile, and not filled again: then what comes next begins anew. */
  if (model == NULL || g_list_model_get_n_items (model) == 0 || size == G_MAXUINT)
    return FALSE;
  size += FEW;
  enough = size >= ALL_HAD || size >= g_list_model_get_n_items (model);
  gtk_slice_list_model_set_size (slice, enough ? G_MAXUINT : size);
  return !enough;
}

/* Comes after the slice has heard of it. Only an empty list begins anew: nobody who has scrolled loses
 * their place. */
static void
on_items_changed_cb (GListModel *model,
                     guint position,
                     guint removed,
                     guint added,
                     GtkSliceListModel *slice)
{
  static const SluiceTurn turns[] = { show_more };
  guint n_items = g_list_model_get_n_items (model);

  if (n_items == 0)
    gtk_slice_list_model_set_size (slice, FEW);
  else if (n_items == added && gtk_slice_list_model_get_size (slice) == FEW)
    sluice_turns_run (slice, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_slow_list_new:
 * @model: what a list view is to show
 *
 * A list view builds about 200 rows as soon as its model has them, which holds up the window for many
 * frames. This model lets it have them in pieces, one in each turn of the main loop, and then all.
 *
 * Returns: (transfer full): the same items; in a moment all of them
 */
GListModel *
sluice_slow_list_new (GListModel *model)
{
  GtkSliceListModel *slice = gtk_slice_list_model_new (g_object_ref (model), 0, FEW);

  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), slice, 0);
  on_items_changed_cb (model, 0, 0, g_list_model_get_n_items (model), slice);
  return G_LIST_MODEL (slice);
}
