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
  GPtrArray *shown; /* (element-type GObject): the items that this list has yet */
  guint good;       /* how many of the first ones are those of the model; the others were once */
  gboolean running; /* whether more is done in the next turn */
  guint waiting;    /* for the next frame, until which no more is done */
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
remove_some (SluiceSlowList *self, guint n_kept)
{
  guint n_shown = self->shown->len;
  guint n_built = MAX (n_kept, ALL_HAD);
  guint some = n_shown > n_built ? n_shown - n_built : MIN (n_shown - n_kept, FEW);

  change (self, n_shown - some, some, 0);
  self->good = MIN (self->good, self->shown->len);
}

/* Those that stayed where they were keep their rows. */
static void
pass_over_good (SluiceSlowList *self)
{
  guint n_items = MIN (g_list_model_get_n_items (self->model), self->shown->len);

  for (; self->good < n_items; self->good++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, self->good);

      if (item != self->shown->pdata[self->good])
        return;
    }
}

/* The next few take the place of as many that were there. */
static void
replace_some (SluiceSlowList *self)
{
  guint lot = self->good < ALL_HAD ? FEW : UNBUILT;
  guint removed = MIN (self->shown->len - self->good, lot);
  guint added = MIN (g_list_model_get_n_items (self->model) - self->good, lot);

  change (self, self->good, removed, added);
  self->good += added;
}

static gboolean
is_complete (SluiceSlowList *self)
{
  guint n_items = g_list_model_get_n_items (self->model);

  return self->good == n_items && self->shown->len == n_items;
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
  guint n_items = g_list_model_get_n_items (self->model);
  gboolean builds = FALSE;

  if (self->leaving)
    return FALSE;
  pass_over_good (self);
  /* What goes in front of many rows changes the style of them all. */
  if (self->good == n_items || self->shown->len > n_items + MANY_GONE)
    remove_some (self, n_items);
  else
    {
      builds = self->good < ALL_HAD;
      replace_some (self);
    }
  self->running = !is_complete (self);
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
  self->running = !is_complete (self);
  if (self->running)
    go_on (self);
}

/* Another order, many that go, or many that come where few were; whoever has scrolled far keeps their place
 * when many come elsewhere. */
static gboolean
is_much (SluiceSlowList *self, guint gone, guint added)
{
  return (gone > FEW && added > FEW) || gone > added + MANY_GONE ||
         (added > FEW && self->shown->len <= SHORT_LIST);
}

/* What is little is done at once, unless something else is on its way; what comes at the end waits for its
 * turn. */
static void
on_items_changed_cb (SluiceSlowList *self, guint position, guint removed, guint added)
{
  guint n_shown = self->shown->len;
  guint gone = position < n_shown ? MIN (removed, n_shown - position) : 0;

  if (self->leaving)
    return;
  if (self->good < n_shown || is_much (self, gone, added))
    self->good = MIN (self->good, position);
  else if (position < n_shown)
    {
      change (self, position, gone, added);
      self->good = self->shown->len;
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
  replace_some (self);
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
  remove_some (self, 0);
  return self->shown->len > 0;
}
