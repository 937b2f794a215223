/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-slow-list.h"

#include "ui/widgets/sluice-turns.h"

#define FEW 8 /* how many rows a turn of the main loop has time for */
#define ALL_HAD                                                                                    \
  208 /* a list view of GTK 4.8 builds no more rows than about 200, however many there are */
#define SHORT_LIST 64 /* nobody who has scrolled far loses their place */

struct _SluiceSlowList
{
  GObject parent_instance;

  GListModel *model;
  guint n_shown; /* the items that this list has yet: the first ones */
  gboolean growing;
  gboolean leaving;
};

static void sluice_slow_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceSlowList,
                               sluice_slow_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_slow_list_model_init))

static GType
sluice_slow_list_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (SLUICE_SLOW_LIST (model)->model);
}

static guint
sluice_slow_list_get_n_items (GListModel *model)
{
  return SLUICE_SLOW_LIST (model)->n_shown;
}

static gpointer
sluice_slow_list_get_item (GListModel *model, guint position)
{
  SluiceSlowList *self = SLUICE_SLOW_LIST (model);

  return position < self->n_shown ? g_list_model_get_item (self->model, position) : NULL;
}

static void
sluice_slow_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_slow_list_get_item_type;
  iface->get_n_items = sluice_slow_list_get_n_items;
  iface->get_item = sluice_slow_list_get_item;
}

static void
change (SluiceSlowList *self, guint position, guint removed, guint added)
{
  self->n_shown += added - removed;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static gboolean
show_more (gpointer owner)
{
  SluiceSlowList *self = owner;
  guint n_items = g_list_model_get_n_items (self->model);
  guint more = n_items - self->n_shown;

  if (self->leaving)
    return FALSE;
  if (self->n_shown + FEW < ALL_HAD)
    more = MIN (more, FEW);
  self->growing = self->n_shown + more < n_items;
  change (self, self->n_shown, 0, more);
  return self->growing;
}

static void
grow (SluiceSlowList *self)
{
  static const SluiceTurn turns[] = { show_more };

  if (self->growing || self->n_shown == g_list_model_get_n_items (self->model))
    return;
  self->growing = TRUE;
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

/* What comes at the end waits for its turn. Many that come where few were are shown a few at a time, and
 * what stands behind them after them. */
static void
on_items_changed_cb (SluiceSlowList *self, guint position, guint removed, guint added)
{
  guint gone;

  if (position >= self->n_shown && self->n_shown > 0)
    {
      grow (self);
      return;
    }
  gone = MIN (removed, self->n_shown - position);
  if (added > FEW && self->n_shown <= SHORT_LIST)
    change (self, position, self->n_shown - position, FEW);
  else
    change (self, position, gone, added);
  grow (self);
}

static void
sluice_slow_list_dispose (GObject *object)
{
  g_clear_object (&SLUICE_SLOW_LIST (object)->model);
  G_OBJECT_CLASS (sluice_slow_list_parent_class)->dispose (object);
}

static void
sluice_slow_list_class_init (SluiceSlowListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_slow_list_dispose;
}

static void
sluice_slow_list_init (SluiceSlowList *self)
{
}

/**
 * sluice_slow_list_new:
 * @model: what a list view is to show
 *
 * Returns: (transfer full): the same items; in a moment all of them
 */
GListModel *
sluice_slow_list_new (GListModel *model)
{
  SluiceSlowList *self = g_object_new (SLUICE_TYPE_SLOW_LIST, NULL);

  self->model = g_object_ref (model);
  self->n_shown = MIN (g_list_model_get_n_items (model), FEW);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  grow (self);
  return G_LIST_MODEL (self);
}

/**
 * sluice_slow_list_shrink:
 * @self: a list
 *
 * Takes the last few items away, for good: 200 rows that go at once hold up the window, too.
 *
 * Returns: whether there are more
 */
gboolean
sluice_slow_list_shrink (SluiceSlowList *self)
{
  guint few;

  g_return_val_if_fail (SLUICE_IS_SLOW_LIST (self), FALSE);

  self->leaving = TRUE;
  few = self->n_shown > ALL_HAD ? self->n_shown - ALL_HAD : MIN (self->n_shown, FEW);
  change (self, self->n_shown - few, few, 0);
  return self->n_shown > 0;
}
