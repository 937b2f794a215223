/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-component-store.h"

#include "api/sluice-resource.h"
#include "sluice-json.h"
#include "sluice-slices.h"
#include "ui/widgets/sluice-turns.h"

#define A_TURN 200 /* how many a turn of the main loop has time for: lists filter and sort them */

typedef struct
{
  GListStore *items;
  GPtrArray *coming; /* what is still to be put in there, a few at a time */
  gboolean loading;
  gboolean loaded;
  GError *error;
} Shelf;

struct _SluiceComponentStore
{
  GObject parent_instance;

  SluiceClient *client;
  GCancellable *cancellable;
  Shelf shelves[SLUICE_N_FAMILIES];
};

G_DEFINE_FINAL_TYPE (SluiceComponentStore, sluice_component_store, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct
{
  GWeakRef store;
  SluiceFamily family;
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->store);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
sluice_component_store_dispose (GObject *object)
{
  SluiceComponentStore *self = SLUICE_COMPONENT_STORE (object);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    {
      g_clear_object (&self->shelves[i].items);
      g_clear_pointer (&self->shelves[i].coming, g_ptr_array_unref);
      g_clear_error (&self->shelves[i].error);
    }
  g_clear_object (&self->client);
  G_OBJECT_CLASS (sluice_component_store_parent_class)->dispose (object);
}

static void
sluice_component_store_finalize (GObject *object)
{
  g_object_unref (SLUICE_COMPONENT_STORE (object)->cancellable);
  G_OBJECT_CLASS (sluice_component_store_parent_class)->finalize (object);
}

static void
sluice_component_store_class_init (SluiceComponentStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_component_store_dispose;
  object_class->finalize = sluice_component_store_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sluice_component_store_init (SluiceComponentStore *self)
{
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    {
      self->shelves[i].items = g_list_store_new (SLUICE_TYPE_COMPONENT);
      self->shelves[i].coming = g_ptr_array_new_with_free_func (g_object_unref);
    }
}

/* Puts up to @most of what is to come in its place. */
static void
take_in (Shelf *shelf, guint most)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (shelf->items));

  most = MIN (most, shelf->coming->len);
  if (most == 0)
    return;
  g_list_store_splice (shelf->items, n_items, 0, shelf->coming->pdata, most);
  g_ptr_array_remove_range (shelf->coming, 0, most);
}

static gboolean
take_some_in (gpointer owner)
{
  SluiceComponentStore *self = owner;

  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    {
      Shelf *shelf = &self->shelves[i];

      if (shelf->coming->len == 0)
        continue;
      take_in (shelf, A_TURN);
      if (shelf->coming->len == 0)
        g_signal_emit (self, changed_signal, 0, (int) i);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_position (GListStore *items, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (SluiceComponent) component = g_list_model_get_item (G_LIST_MODEL (items), i);

      if (g_strcmp0 (sluice_component_get_id (component), id) == 0)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
drop_missing (GListStore *items, GHashTable *seen)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (items)); i > 0; i--)
    {
      g_autoptr (SluiceComponent) component = g_list_model_get_item (G_LIST_MODEL (items), i - 1);

      if (!g_hash_table_contains (seen, component))
        g_list_store_remove (items, i - 1);
    }
}

static GHashTable *
index_by_id (GListModel *items)
{
  GHashTable *by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SluiceComponent) component = g_list_model_get_item (items, i);

      if (sluice_component_get_id (component) != NULL)
        g_hash_table_insert (by_id, g_strdup (sluice_component_get_id (component)), component);
    }
  return by_id;
}

/* What sorts, filters or names it does not look at it again by itself. */
static void
update_component (Shelf *shelf, SluiceComponent *component, JsonObject *object)
{
  g_autofree char *name = g_strdup (sluice_component_get_name (component));
  g_autofree char *search = g_strdup (sluice_component_get_search (component));
  guint position;

  sluice_component_update (component, object);
  if ((g_strcmp0 (name, sluice_component_get_name (component)) != 0 ||
       !g_str_equal (search, sluice_component_get_search (component))) &&
      g_list_store_find (shelf->items, component, &position))
    g_list_model_items_changed (G_LIST_MODEL (shelf->items), position, 1, 1);
}

/* A list that is being taken in. */
typedef struct
{
  SluiceComponentStore *self;
  SluiceFamily family;
  GHashTable *by_id; /* (element-type utf8 SluiceComponent): what was there before */
  GHashTable *seen;  /* (element-type SluiceComponent): what is there still or now */
} Merge;

/* Rows of what is still there stay as they are; only what changed, came or went is told. */
static void
merge_object (JsonObject *object, gpointer data)
{
  Merge *merge = data;
  Shelf *shelf = &merge->self->shelves[merge->family];
  g_autofree char *id = sluice_json_dup_text (object, "id");
  SluiceComponent *component = id != NULL ? g_hash_table_lookup (merge->by_id, id) : NULL;

  if (component != NULL)
    update_component (shelf, component, object);
  else
    {
      component = sluice_component_new (merge->family, object);
      g_ptr_array_add (shelf->coming, component);
    }
  g_hash_table_add (merge->seen, component);
}

static void
end_reading (SluiceComponentStore *self, SluiceFamily family)
{
  self->shelves[family].loading = FALSE;
  g_signal_emit (self, changed_signal, 0, (int) family);
}

static void
end_merge (gpointer data)
{
  static const SluiceTurn turns[] = { take_some_in };
  Merge *merge = data;
  SluiceComponentStore *self = merge->self;
  Shelf *shelf = &self->shelves[merge->family];

  shelf->loaded = TRUE;
  drop_missing (shelf->items, merge->seen);
  take_in (shelf, A_TURN);
  if (shelf->coming->len > 0)
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  end_reading (self, merge->family);
  g_hash_table_unref (merge->by_id);
  g_hash_table_unref (merge->seen);
  g_object_unref (self);
  g_free (merge);
}

static void
begin_merge (SluiceComponentStore *self, SluiceFamily family, JsonArray *array)
{
  Merge *merge = g_new0 (Merge, 1);

  take_in (&self->shelves[family], G_MAXUINT);
  merge->self = g_object_ref (self);
  merge->family = family;
  merge->by_id = index_by_id (G_LIST_MODEL (self->shelves[family].items));
  merge->seen = g_hash_table_new (NULL, NULL);
  sluice_slices_run (array, merge_object, end_merge, merge);
}

static void
on_resource_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (SluiceComponentStore) self = g_weak_ref_get (&reading->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) array =
      sluice_resource_list_finish (SLUICE_CLIENT (source), result, &error);

  if (self == NULL)
    return;
  g_clear_error (&self->shelves[reading->family].error);
  if (array != NULL)
    {
      begin_merge (self, reading->family, array);
      return;
    }
  self->shelves[reading->family].error = g_steal_pointer (&error);
  end_reading (self, reading->family);
}

/**
 * sluice_component_store_get:
 * @session: an open workspace
 *
 * Returns: (transfer none): the store of this session; it lives as long as the session
 */
SluiceComponentStore *
sluice_component_store_get (SluiceSession *session)
{
  SluiceComponentStore *self = g_object_get_data (G_OBJECT (session), "sluice-component-store");

  if (self == NULL)
    {
      self = g_object_new (SLUICE_TYPE_COMPONENT_STORE, NULL);
      self->client = g_object_ref (sluice_session_get_client (session));
      g_object_set_data_full (G_OBJECT (session), "sluice-component-store", self, g_object_unref);
    }
  return self;
}

/**
 * sluice_component_store_get_model:
 * @self: the store
 * @family: a family
 *
 * Returns: (transfer none): what is known of it; empty until it was read
 */
GListModel *
sluice_component_store_get_model (SluiceComponentStore *self, SluiceFamily family)
{
  return G_LIST_MODEL (self->shelves[family].items);
}

/**
 * sluice_component_store_is_loaded:
 * @self: the store
 * @family: a family
 *
 * Returns: whether it was read at least once
 */
gboolean
sluice_component_store_is_loaded (SluiceComponentStore *self, SluiceFamily family)
{
  return self->shelves[family].loaded;
}

/**
 * sluice_component_store_get_error:
 * @self: the store
 * @family: a family
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
sluice_component_store_get_error (SluiceComponentStore *self, SluiceFamily family)
{
  return self->shelves[family].error;
}

/**
 * sluice_component_store_refresh:
 * @self: the store
 * @family: what to read again
 */
void
sluice_component_store_refresh (SluiceComponentStore *self, SluiceFamily family)
{
  Reading *reading;

  if (self->shelves[family].loading)
    return;
  self->shelves[family].loading = TRUE;
  g_signal_emit (self, changed_signal, 0, (int) family);

  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->store, self);
  reading->family = family;
  sluice_resource_list_async (self->client, family, self->cancellable, on_resource_listed_cb,
                              reading);
}

/**
 * sluice_component_store_update:
 * @self: the store
 * @component: one of its components
 * @object: (transfer none): what the server says of it now
 *
 * Takes up what was read of one alone, so that its place in a list is right, too.
 */
void
sluice_component_store_update (SluiceComponentStore *self,
                               SluiceComponent *component,
                               JsonObject *object)
{
  update_component (&self->shelves[sluice_component_get_family (component)], component, object);
}

/**
 * sluice_component_store_find:
 * @self: the store
 * @family: a family
 * @id: (nullable): an id
 *
 * Returns: (transfer full) (nullable): the component of that id, as far as it was read
 */
SluiceComponent *
sluice_component_store_find (SluiceComponentStore *self, SluiceFamily family, const char *id)
{
  guint position;

  take_in (&self->shelves[family], G_MAXUINT);
  if (!find_position (self->shelves[family].items, id, &position))
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->shelves[family].items), position);
}

/**
 * sluice_component_store_list_users:
 * @self: the store, whose pipelines were read
 * @component: a connection, data model, feed or field transformation
 *
 * Returns: (transfer full) (element-type SluiceComponent): the pipelines that use it
 */
GPtrArray *
sluice_component_store_list_users (SluiceComponentStore *self, SluiceComponent *component)
{
  GListModel *pipelines = G_LIST_MODEL (self->shelves[SLUICE_FAMILY_PIPELINES].items);
  GPtrArray *users = g_ptr_array_new_with_free_func (g_object_unref);

  take_in (&self->shelves[SLUICE_FAMILY_PIPELINES], G_MAXUINT);
  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (SluiceComponent) pipeline = g_list_model_get_item (pipelines, i);

      if (sluice_component_uses (pipeline, component))
        g_ptr_array_add (users, g_steal_pointer (&pipeline));
    }
  return users;
}
