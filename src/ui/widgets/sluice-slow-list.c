/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-slow-list.h"

#include "ui/widgets/sluice-turns.h"

#define FEW   8  /* how many rows a turn of the main loop has time for */
#define FRAME 16 /* milliseconds: and a frame, in which all that are new are laid out */
#define ALL_HAD                                                                                    \
  208 /* a list view of GTK 4.8 builds no more rows than about 200, however many there are */
#define SHORT_LIST 64   /* nobody who has scrolled far loses their place */
#define MANY_GONE  24   /* more rows than this do not go at once */
#define UNBUILT    1000 /* how many items without a row a turn has time for */

struct _SluiceSlowList
{
  GObject parent_instance;

  GListModel *model;
  GPtrArray *shown; /* (element-type GObject): the items that this list has yet: the first ones */
  gboolean running; /* whether more is done in the next turn */
  guint waiting;    /* for the next frame, until which no more is done */
  gboolean stale;   /* whether they go, for the model has become another */
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
  return SLUICE_SLOW_LIST (model)->shown->len;
}

static gpointer
sluice_slow_list_get_item (GListModel *model, guint position)
{
  GPtrArray *shown = SLUICE_SLOW_LIST (model)->shown;

  return position < shown->len ? g_object_ref (shown->pdata[position]) : NULL;
}

static void
sluice_slow_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_slow_list_get_item_type;
  iface->get_n_items = sluice_slow_list_get_n_items;
  iface->get_item = sluice_slow_list_get_item;
}

static void go_on (SluiceSlowList *self);

static void
change (SluiceSlowList *self, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) behind = g_ptr_array_new ();

  for (guint i = position + removed; i < self->shown->len; i++)
    g_ptr_array_add (behind, g_object_ref (self->shown->pdata[i]));
  g_ptr_array_set_size (self->shown, (int) position);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_add (self->shown, g_list_model_get_item (self->model, i));
  g_ptr_array_extend_and_steal (self->shown, g_steal_pointer (&behind));
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* The last few; or those that a list view has no rows for. */
static void
remove_some (SluiceSlowList *self)
{
  guint n_shown = self->shown->len;
  guint some = n_shown > ALL_HAD ? n_shown - ALL_HAD : MIN (n_shown, FEW);

  change (self, n_shown - some, some, 0);
}

/* What is there now takes the place of the last rows of what was. */
static void
begin_anew (SluiceSlowList *self)
{
  self->stale = FALSE;
  change (self, 0, self->shown->len, MIN (g_list_model_get_n_items (self->model), FEW));
}

static void
show_more (SluiceSlowList *self)
{
  guint n_shown = self->shown->len;
  guint more = g_list_model_get_n_items (self->model) - n_shown;

  change (self, n_shown, 0, MIN (more, n_shown + FEW < ALL_HAD ? FEW : UNBUILT));
}

static gboolean
on_frame_over_cb (gpointer user_data)
{
  SluiceSlowList *self = user_data;

  self->waiting = 0;
  go_on (self);
  return G_SOURCE_REMOVE;
}

static gboolean
advance (gpointer owner)
{
  SluiceSlowList *self = owner;
  gboolean builds = !self->stale && self->shown->len < ALL_HAD;

  if (self->leaving)
    return FALSE;
  if (!self->stale)
    show_more (self);
  else if (self->shown->len > FEW)
    remove_some (self);
  else
    begin_anew (self);
  self->running = self->stale || self->shown->len < g_list_model_get_n_items (self->model);
  /* All rows that were built since the last frame are measured in the next one. */
  if (self->running && builds)
    self->waiting =
        g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME, on_frame_over_cb, self, NULL);
  return self->running && !builds;
}

static void
go_on (SluiceSlowList *self)
{
  static const SluiceTurn turns[] = { advance };

  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

static void
run (SluiceSlowList *self)
{
  if (self->running || self->leaving)
    return;
  self->running = self->stale || self->shown->len < g_list_model_get_n_items (self->model);
  if (self->running)
    go_on (self);
}

/* What comes at the end waits for its turn. Many that come where few were are shown a few at a time, and
 * what stands behind them after them; many that go are gone a few at a time before anything else is
 * shown. */
static void
on_items_changed_cb (SluiceSlowList *self, guint position, guint removed, guint added)
{
  guint n_shown = self->shown->len;
  guint gone = position < n_shown ? MIN (removed, n_shown - position) : 0;

  if (self->leaving)
    return;
  if (gone > added + MANY_GONE)
    self->stale = TRUE;
  if (!self->stale && (position < n_shown || n_shown == 0))
    {
      if (added > FEW && n_shown <= SHORT_LIST)
        change (self, position, n_shown - position, FEW);
      else
        change (self, position, gone, added);
    }
  run (self);
}

static void
sluice_slow_list_dispose (GObject *object)
{
  SluiceSlowList *self = SLUICE_SLOW_LIST (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (sluice_slow_list_parent_class)->dispose (object);
}

static void
sluice_slow_list_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_SLOW_LIST (object)->shown);
  G_OBJECT_CLASS (sluice_slow_list_parent_class)->finalize (object);
}

static void
sluice_slow_list_class_init (SluiceSlowListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_slow_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_slow_list_finalize;
}

static void
sluice_slow_list_init (SluiceSlowList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
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
  begin_anew (self);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  run (self);
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
  g_return_val_if_fail (SLUICE_IS_SLOW_LIST (self), FALSE);

  self->leaving = TRUE;
  remove_some (self);
  return self->shown->len > 0;
}
