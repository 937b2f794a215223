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
  guint size = gtk_slice_list_model_get_size (slice) + FEW;
  gboolean enough = size >= ALL_HAD || model == NULL || size >= g_list_model_get_n_items (model);

  gtk_slice_list_model_set_size (slice, enough ? G_MAXUINT : size);
  return !enough;
}

static void
show_few (GtkSliceListModel *slice)
{
  static const SluiceTurn turns[] = { show_more };

  gtk_slice_list_model_set_size (slice, FEW);
  sluice_turns_run (slice, turns, G_N_ELEMENTS (turns));
}

/* Only where there was nothing before: whoever has scrolled must not lose their place. */
static void
on_items_changed_cb (GListModel *model,
                     guint position,
                     guint removed,
                     guint added,
                     GtkSliceListModel *slice)
{
  if (added > FEW && g_list_model_get_n_items (model) == added)
    show_few (slice);
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
  GtkSliceListModel *slice = gtk_slice_list_model_new (NULL, 0, FEW);

  /* Before the slice hears of it, so that it never has more than it should. */
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), slice, 0);
  gtk_slice_list_model_set_model (slice, model);
  show_few (slice);
  return G_LIST_MODEL (slice);
}
