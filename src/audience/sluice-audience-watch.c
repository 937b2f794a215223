/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience-watch.h"

#include "api/sluice-audiences.h"
#include "api/sluice-resource.h"
#include "audience/sluice-audience-movement.h"
#include "sluice-json.h"
#include "sluice-slices.h"

/* Seconds between readings. */
#define EVERY_WHEN_BUSY    2
#define EVERY_WHEN_WATCHED 20
#define EVERY_AT_REST      600

/* More new ones at once are no news one by one. */
#define MOST_NEWS 5
/* And more than this are not put into the model at once: lists filter and sort them. */
#define A_TURN 200

/* What the usual is learnt from. */
#define HISTORY_SPAN (60 * G_TIME_SPAN_DAY)

struct _SluiceAudienceWatch
{
  GObject parent_instance;

  SluiceClient *client;
  SluiceAudienceHistory *history;
  GListStore *items;
  GHashTable *by_id; /* of all in items, and of those about to be */
  GError *error;
  guint timer;
  guint attention; /* how many look */
  gboolean reading;
  gboolean again;       /* what is being read may be out of date when it comes */
  gboolean calculating; /* one of them at least */
  gboolean was_read;
  gboolean was_probed;
  gboolean has_preview;
};

enum
{
  CHANGED,
  APPEARED,
  NOTICE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceAudienceWatch, sluice_audience_watch, G_TYPE_OBJECT)

static gboolean
on_timer_elapsed_cb (gpointer user_data)
{
  SluiceAudienceWatch *self = user_data;

  self->timer = 0;
  sluice_audience_watch_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (SluiceAudienceWatch *self)
{
  guint seconds = EVERY_AT_REST;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->attention > 0)
    seconds = self->calculating ? EVERY_WHEN_BUSY : EVERY_WHEN_WATCHED;
  self->timer = g_timeout_add_seconds (seconds, on_timer_elapsed_cb, self);
}

static void
sluice_audience_watch_dispose (GObject *object)
{
  SluiceAudienceWatch *self = SLUICE_AUDIENCE_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (sluice_audience_watch_parent_class)->dispose (object);
}

static void
sluice_audience_watch_finalize (GObject *object)
{
  SluiceAudienceWatch *self = SLUICE_AUDIENCE_WATCH (object);

  g_clear_object (&self->client);
  g_clear_object (&self->history);
  g_clear_error (&self->error);
  g_object_unref (self->items);
  g_hash_table_unref (self->by_id);
  G_OBJECT_CLASS (sluice_audience_watch_parent_class)->finalize (object);
}

static void
sluice_audience_watch_class_init (SluiceAudienceWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sluice_audience_watch_dispose;
  object_class->finalize = sluice_audience_watch_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[APPEARED] = g_signal_new ("appeared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, SLUICE_TYPE_AUDIENCE);
  signals[NOTICE] = g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, SLUICE_TYPE_AUDIENCE);
}

static void
sluice_audience_watch_init (SluiceAudienceWatch *self)
{
  self->items = g_list_store_new (SLUICE_TYPE_AUDIENCE);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* That the store cannot be written is no reason to hide what the API said: the chart stays short. */
static void
take_down (SluiceAudienceWatch *self, SluiceAudience *audience)
{
  gint64 now = g_get_real_time ();
  SluiceAudienceSize seen = {
    .at = now,
    .size = sluice_audience_get_size (audience),
    .added = sluice_audience_get_added (audience),
    .dropped = sluice_audience_get_dropped (audience),
  };
  const char *id = sluice_audience_get_id (audience);
  g_autoptr (GArray) sizes =
      sluice_audience_history_list (self->history, id, now - HISTORY_SPAN, NULL);
  gboolean was_unusual = sluice_audience_get_alert (audience) != NULL;
  g_autofree char *alert = NULL;

  if (sizes == NULL || g_str_equal (sluice_audience_get_status (audience), "calculating"))
    return;
  alert = sluice_audience_movement_judge (sizes, seen.size);
  if (sluice_audience_movement_is_news (sizes, &seen))
    sluice_audience_history_add (self->history, id, &seen, NULL);
  sluice_audience_set_alert (audience, alert);
  if (alert != NULL && !was_unusual)
    g_signal_emit (self, signals[NOTICE], 0, audience);
}

static SluiceAudience *
take (SluiceAudienceWatch *self, JsonObject *object, GPtrArray *added)
{
  g_autofree char *id = sluice_json_dup_text (object, "id");
  g_autoptr (SluiceAudience) audience = sluice_audience_watch_find (self, id);

  /* The array or the model holds it when this returns. */
  if (audience != NULL)
    sluice_audience_update (audience, object);
  else
    {
      audience = sluice_audience_new (object);
      g_ptr_array_add (added, g_object_ref (audience));
      if (id != NULL)
        g_hash_table_insert (self->by_id, g_steal_pointer (&id), audience);
    }
  if (g_str_equal (sluice_audience_get_status (audience), "calculating"))
    self->calculating = TRUE;
  take_down (self, audience);
  return audience;
}

/* New ones at once, so that a list on screen does not move row by row. */
static void
add_all (SluiceAudienceWatch *self, GPtrArray *added, guint position)
{
  if (added->len > 0)
    g_list_store_splice (self->items, position, 0, added->pdata, added->len);
}

static void
remove_missing (SluiceAudienceWatch *self, GHashTable *seen)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->items)); i > 0; i--)
    {
      g_autoptr (SluiceAudience) audience =
          g_list_model_get_item (G_LIST_MODEL (self->items), i - 1);

      if (g_hash_table_contains (seen, audience))
        continue;
      g_hash_table_remove (self->by_id, sluice_audience_get_id (audience));
      g_list_store_remove (self->items, i - 1);
    }
}

static void
end_reading (SluiceAudienceWatch *self)
{
  self->reading = FALSE;
  set_timer (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->again)
    sluice_audience_watch_refresh (self);
}

/* A list that is being taken in. */
typedef struct
{
  SluiceAudienceWatch *self;
  GHashTable *seen; /* (element-type SluiceAudience) */
  GPtrArray *added; /* (element-type SluiceAudience): not in the model yet */
  guint n_added;    /* and those that are */
} Taking;

static void
take_next (JsonObject *object, gpointer data)
{
  Taking *taking = data;

  g_hash_table_add (taking->seen, take (taking->self, object, taking->added));
  if (taking->added->len < A_TURN)
    return;
  add_all (taking->self, taking->added, taking->n_added);
  taking->n_added += taking->added->len;
  g_ptr_array_set_size (taking->added, 0);
}

static void
add_last (Taking *taking)
{
  SluiceAudienceWatch *self = taking->self;
  gboolean is_news = self->was_read && taking->n_added + taking->added->len <= MOST_NEWS;

  add_all (self, taking->added, taking->n_added);
  for (guint i = 0; is_news && i < taking->added->len; i++)
    g_signal_emit (self, signals[APPEARED], 0, taking->added->pdata[i]);
}

static void
end_taking (gpointer data)
{
  Taking *taking = data;
  SluiceAudienceWatch *self = taking->self;

  remove_missing (self, taking->seen);
  add_last (taking);
  self->was_read = TRUE;
  end_reading (self);
  g_hash_table_unref (taking->seen);
  g_ptr_array_unref (taking->added);
  g_object_unref (self);
  g_free (taking);
}

/* Each is compared with what was known of it, which takes a while where there are thousands. */
static void
take_all (SluiceAudienceWatch *self, JsonArray *array)
{
  Taking *taking = g_new0 (Taking, 1);

  self->calculating = FALSE;
  taking->self = g_object_ref (self);
  taking->seen = g_hash_table_new (NULL, NULL);
  taking->added = g_ptr_array_new_with_free_func (g_object_unref);
  sluice_slices_run (array, take_next, end_taking, taking);
}

static void
on_audiences_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) array =
      sluice_resource_list_finish (SLUICE_CLIENT (source), result, &error);

  g_clear_error (&self->error);
  if (array != NULL)
    {
      take_all (self, array);
      return;
    }
  self->error = g_steal_pointer (&error);
  end_reading (self);
}

static void
on_preview_probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceWatch) self = user_data;
  gboolean available = FALSE;

  /* Asked again at the next reading where there was no answer. */
  self->was_probed =
      sluice_audiences_probe_finish (SLUICE_CLIENT (source), result, &available, NULL);
  self->has_preview = available;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_audience_watch_get:
 * @session: an open workspace
 *
 * Returns: (transfer none): the watch of this session; it lives as long as the session
 */
SluiceAudienceWatch *
sluice_audience_watch_get (SluiceSession *session)
{
  SluiceAudienceWatch *self = g_object_get_data (G_OBJECT (session), "sluice-audience-watch");
  g_autofree char *scope = NULL;

  if (self != NULL)
    return self;
  scope = sluice_profile_dup_scope (sluice_session_get_profile (session));
  self = g_object_new (SLUICE_TYPE_AUDIENCE_WATCH, NULL);
  self->client = g_object_ref (sluice_session_get_client (session));
  self->history = sluice_audience_history_new (sluice_session_get_store (session), scope);
  g_object_set_data_full (G_OBJECT (session), "sluice-audience-watch", self, g_object_unref);
  return self;
}

/**
 * sluice_audience_watch_get_model:
 * @self: a watch
 *
 * Returns: (transfer none): a #GListModel of #SluiceAudience
 */
GListModel *
sluice_audience_watch_get_model (SluiceAudienceWatch *self)
{
  return G_LIST_MODEL (self->items);
}

/**
 * sluice_audience_watch_get_history:
 * @self: a watch
 *
 * Returns: (transfer none): where sizes are kept
 */
SluiceAudienceHistory *
sluice_audience_watch_get_history (SluiceAudienceWatch *self)
{
  return self->history;
}

/**
 * sluice_audience_watch_find:
 * @self: a watch
 * @id: (nullable): an audience's id
 *
 * Returns: (transfer full) (nullable): the audience, as far as it was read
 */
SluiceAudience *
sluice_audience_watch_find (SluiceAudienceWatch *self, const char *id)
{
  SluiceAudience *audience;

  g_return_val_if_fail (SLUICE_IS_AUDIENCE_WATCH (self), NULL);

  audience = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
  return audience != NULL ? g_object_ref (audience) : NULL;
}

/**
 * sluice_audience_watch_dup_name:
 * @id: an audience's id
 * @watch: a #SluiceAudienceWatch
 *
 * A #SluiceDefinitionNamer.
 *
 * Returns: (transfer full) (nullable): the audience's name, as far as it was read
 */
char *
sluice_audience_watch_dup_name (const char *id, gpointer watch)
{
  g_autoptr (SluiceAudience) audience =
      sluice_audience_watch_find (SLUICE_AUDIENCE_WATCH (watch), id);

  return audience != NULL ? g_strdup (sluice_audience_get_name (audience)) : NULL;
}

/**
 * sluice_audience_watch_take:
 * @self: a watch
 * @object: an audience that was just made or changed, as the API gave it
 *
 * Returns: (transfer full): the audience, which is in the model from now on
 */
SluiceAudience *
sluice_audience_watch_take (SluiceAudienceWatch *self, JsonObject *object)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceAudience *audience = g_object_ref (take (self, object, added));

  add_all (self, added, 0);
  return audience;
}

/**
 * sluice_audience_watch_was_read:
 * @self: a watch
 *
 * Returns: whether the audiences were read at least once
 */
gboolean
sluice_audience_watch_was_read (SluiceAudienceWatch *self)
{
  return self->was_read;
}

/**
 * sluice_audience_watch_get_error:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
sluice_audience_watch_get_error (SluiceAudienceWatch *self)
{
  return self->error;
}

/**
 * sluice_audience_watch_refresh:
 * @self: a watch
 *
 * Reads now, and goes on reading from time to time.
 */
void
sluice_audience_watch_refresh (SluiceAudienceWatch *self)
{
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  sluice_resource_list_async (self->client, SLUICE_FAMILY_AUDIENCES, NULL, on_audiences_listed_cb,
                              g_object_ref (self));
  if (!self->was_probed)
    {
      self->was_probed = TRUE;
      sluice_audiences_probe_async (self->client, NULL, on_preview_probed_cb, g_object_ref (self));
    }
}

/**
 * sluice_audience_watch_set_attentive:
 * @self: a watch
 * @attentive: %TRUE when somebody begins to look, %FALSE when they end
 */
void
sluice_audience_watch_set_attentive (SluiceAudienceWatch *self, gboolean attentive)
{
  if (attentive)
    self->attention++;
  else if (self->attention > 0)
    self->attention--;
  if (attentive)
    sluice_audience_watch_refresh (self);
}

/**
 * sluice_audience_watch_has_preview:
 * @self: a watch
 *
 * Returns: whether audiences can be created, calculated and connected through the API; %FALSE until
 *   that is known
 */
gboolean
sluice_audience_watch_has_preview (SluiceAudienceWatch *self)
{
  return self->has_preview;
}
