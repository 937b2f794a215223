/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-draft.h"

#include <glib/gi18n.h>
#include <string.h>

#include "interop/sluice-assemble.h"
#include "sluice-json.h"

struct _SluicePostmanDraft
{
  GHashTable *votes;  /* SluiceWarehouse -> weight */
  GHashTable *values; /* SluiceWarehouse -> SluiceValues */
  char *slug;
  char *name;
  char *query;
  char *schedule;
  const SluiceWarehouse *warehouse; /* the guess */
};

/**
 * sluice_postman_draft_new:
 *
 * Returns: (transfer full): a draft that knows nothing
 */
SluicePostmanDraft *
sluice_postman_draft_new (void)
{
  SluicePostmanDraft *self = g_new0 (SluicePostmanDraft, 1);

  self->votes = g_hash_table_new (NULL, NULL);
  self->values = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  return self;
}

/**
 * sluice_postman_draft_free:
 * @self: (transfer full): a draft
 */
void
sluice_postman_draft_free (SluicePostmanDraft *self)
{
  g_hash_table_unref (self->votes);
  g_hash_table_unref (self->values);
  g_free (self->slug);
  g_free (self->name);
  g_free (self->query);
  g_free (self->schedule);
  g_free (self);
}

/**
 * sluice_postman_draft_vote:
 * @self: a draft
 * @warehouse: a kind that something in the files speaks for
 * @weight: how strongly
 */
void
sluice_postman_draft_vote (SluicePostmanDraft *self, const SluiceWarehouse *warehouse, guint weight)
{
  guint votes = GPOINTER_TO_UINT (g_hash_table_lookup (self->votes, warehouse));

  g_hash_table_insert (self->votes, (gpointer) warehouse, GUINT_TO_POINTER (votes + weight));
}

/**
 * sluice_postman_draft_set_value:
 * @self: a draft
 * @warehouse: a kind
 * @key: one of its values
 * @value: what it is
 */
void
sluice_postman_draft_set_value (SluicePostmanDraft *self,
                                const SluiceWarehouse *warehouse,
                                const char *key,
                                const char *value)
{
  SluiceValues *values = g_hash_table_lookup (self->values, warehouse);

  if (values == NULL)
    {
      values = sluice_values_new ();
      g_hash_table_insert (self->values, (gpointer) warehouse, values);
    }
  sluice_values_set (values, key, value);
  sluice_postman_draft_vote (self, warehouse, 2);
}

static gboolean
is_slug (const char *text)
{
  return *text != '\0' &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == strlen (text);
}

static gboolean
is_interval (const char *text)
{
  static const char *const intervals[] = {
    "once", "on_demand", "hourly", "daily", "weekly", "monthly", NULL,
  };

  return g_strv_contains (intervals, text);
}

/**
 * sluice_postman_draft_set:
 * @self: a draft
 * @key: "slug", "name", "query" or "schedule"
 * @value: what the files say
 * @reason: (out): why it cannot be used, translated
 *
 * Returns: whether it can be used
 */
gboolean
sluice_postman_draft_set (SluicePostmanDraft *self,
                          const char *key,
                          const char *value,
                          char **reason)
{
  g_autofree char *tidy = g_strstrip (g_strdup (value));

  if (g_str_equal (key, "slug") && !is_slug (tidy))
    {
      *reason = g_strdup (_ ("It is no id: use letters, digits, “_” and “-” only."));
      return FALSE;
    }
  if (g_str_equal (key, "schedule") && !is_interval (tidy))
    {
      *reason = g_strdup (_ ("It is no schedule: use once, hourly, daily, weekly or monthly."));
      return FALSE;
    }
  if (g_str_equal (key, "slug"))
    self->slug = g_steal_pointer (&tidy);
  else if (g_str_equal (key, "name"))
    self->name = g_steal_pointer (&tidy);
  else if (g_str_equal (key, "query"))
    self->query = g_steal_pointer (&tidy);
  else
    self->schedule = g_steal_pointer (&tidy);
  return TRUE;
}

static const SluiceWarehouse *
connection_warehouse (JsonObject *connection)
{
  const char *provider = sluice_json_get_string (connection, "service_provider");

  return provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;
}

static void
vote_for_bodies (SluicePostmanDraft *self, SluicePostmanBodies *bodies)
{
  GPtrArray *connections = bodies->objects[SLUICE_FAMILY_CONNECTIONS];
  GPtrArray *feeds = bodies->objects[SLUICE_FAMILY_FEEDS];

  for (guint i = 0; i < connections->len; i++)
    {
      JsonObject *connection = g_ptr_array_index (connections, i);
      JsonObject *config = sluice_json_get_object (connection, "config");
      const SluiceWarehouse *warehouse = connection_warehouse (connection);

      /* A connection that was written down says more than variables that may be leftovers. */
      if (warehouse != NULL && config != NULL)
        sluice_postman_draft_vote (self, warehouse, 4 * json_object_get_size (config));
    }
  for (guint i = 0; i < feeds->len; i++)
    {
      const char *module = sluice_json_get_string (g_ptr_array_index (feeds, i), "module_name");
      const SluiceWarehouse *warehouse =
          module != NULL ? sluice_warehouse_lookup_provider (module) : NULL;

      if (warehouse != NULL)
        sluice_postman_draft_vote (self, warehouse, 2);
    }
}

static void
choose_warehouse (SluicePostmanDraft *self)
{
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);
  guint best = 0;

  for (guint i = 0; i < n_kinds; i++)
    {
      guint votes = GPOINTER_TO_UINT (g_hash_table_lookup (self->votes, kinds[i]));

      if (votes > best)
        {
          best = votes;
          self->warehouse = kinds[i];
        }
    }
}

/**
 * sluice_postman_draft_get_warehouse:
 * @self: a draft that was finished
 *
 * Returns: (nullable): the kind that the files speak for most
 */
const SluiceWarehouse *
sluice_postman_draft_get_warehouse (SluicePostmanDraft *self)
{
  return self->warehouse;
}

static JsonObject *
find_connection (SluicePostmanDraft *self, SluicePostmanBodies *bodies)
{
  GPtrArray *connections = bodies->objects[SLUICE_FAMILY_CONNECTIONS];

  for (guint i = 0; i < connections->len; i++)
    if (connection_warehouse (g_ptr_array_index (connections, i)) == self->warehouse)
      return json_object_ref (g_ptr_array_index (connections, i));
  return json_object_new ();
}

static JsonObject *
first_of (SluicePostmanBodies *bodies, SluiceFamily family)
{
  GPtrArray *objects = bodies->objects[family];

  return objects->len > 0 ? json_object_ref (g_ptr_array_index (objects, 0)) : NULL;
}

static JsonObject *
first_or_new (SluicePostmanBodies *bodies, SluiceFamily family)
{
  JsonObject *object = first_of (bodies, family);

  return object != NULL ? object : json_object_new ();
}

static void
set_missing (JsonObject *object, const char *member, const char *ending, const char *base)
{
  g_autofree char *text = NULL;

  if (base == NULL || json_object_has_member (object, member))
    return;
  text = g_strconcat (base, ending, NULL);
  json_object_set_string_member (object, member, text);
}

/* The documents advise to end names with what the object is (FACTS 4). */
static void
name_object (SluicePostmanDraft *self, JsonObject *object, const char *word, const char *name)
{
  g_autofree char *slug_end = g_strdup_printf ("-%s", word);
  g_autofree char *name_end = g_strdup_printf (" %s", word);

  set_missing (object, "id", slug_end, self->slug);
  set_missing (object, "name", name_end, name);
}

static void
add_sync_and_schedule (SluicePostmanDraft *self, JsonObject *pipeline)
{
  JsonObject *schedule;
  gboolean repeats;

  if (!json_object_has_member (pipeline, "sync_mode"))
    {
      JsonObject *sync_mode = json_object_new ();

      json_object_set_string_member (sync_mode, "type", "incremental");
      json_object_set_object_member (pipeline, "sync_mode", sync_mode);
    }
  if (json_object_has_member (pipeline, "schedule") ||
      json_object_has_member (pipeline, "schedule_interval"))
    return;
  repeats = g_strcmp0 (self->schedule, "once") != 0 && g_strcmp0 (self->schedule, "on_demand") != 0;
  schedule = json_object_new ();
  json_object_set_string_member (schedule, "type", repeats ? "interval" : self->schedule);
  if (repeats)
    json_object_set_string_member (schedule, "frequency",
                                   self->schedule != NULL ? self->schedule : "hourly");
  json_object_set_object_member (pipeline, "schedule", schedule);
}

/* The one that is made before; else the one that the pipeline names, which is there already. */
static JsonObject *
choose_feed (SluicePostmanBodies *bodies, JsonObject *pipeline, const char *base)
{
  JsonObject *feed = first_or_new (bodies, SLUICE_FAMILY_FEEDS);
  gint64 id;

  if (bodies->objects[SLUICE_FAMILY_FEEDS]->len == 0 &&
      sluice_json_get_int (pipeline, "partner_feed_id", &id) && id > 0)
    json_object_set_int_member (feed, "id", id);
  else
    set_missing (feed, "name", " feed", base);
  return feed;
}

static gboolean
has_something (SluicePostmanDraft *self, SluicePostmanBodies *bodies)
{
  return self->warehouse != NULL || self->slug != NULL || self->name != NULL ||
         self->query != NULL || self->schedule != NULL ||
         bodies->objects[SLUICE_FAMILY_PIPELINES]->len > 0 ||
         bodies->objects[SLUICE_FAMILY_DATA_MODELS]->len > 0;
}

/**
 * sluice_postman_draft_finish:
 * @self: a draft
 * @bodies: what the files' requests would create
 * @name: (nullable): what to name the objects after if the files do not say
 *
 * Returns: (transfer full) (nullable): a setup, most likely incomplete; %NULL if nothing speaks of one
 */
SluiceSetup *
sluice_postman_draft_finish (SluicePostmanDraft *self,
                             SluicePostmanBodies *bodies,
                             const char *name)
{
  const char *base = self->name != NULL ? self->name : self->slug != NULL ? self->slug : name;
  g_autoptr (JsonObject) feed = NULL;
  g_autoptr (JsonObject) connection = NULL;
  g_autoptr (JsonObject) data_model = NULL;
  g_autoptr (JsonObject) transformation = NULL;
  g_autoptr (JsonObject) pipeline = NULL;
  SluiceParts parts = { 0 };

  vote_for_bodies (self, bodies);
  choose_warehouse (self);
  if (!has_something (self, bodies))
    return NULL;
  connection = find_connection (self, bodies);
  data_model = first_or_new (bodies, SLUICE_FAMILY_DATA_MODELS);
  transformation = first_of (bodies, SLUICE_FAMILY_FIELD_TRANSFORMATIONS);
  pipeline = first_or_new (bodies, SLUICE_FAMILY_PIPELINES);
  feed = choose_feed (bodies, pipeline, base);
  name_object (self, connection, "connection", base);
  name_object (self, data_model, "model", base);
  set_missing (data_model, "sql_query", "", self->query);
  set_missing (pipeline, "id", "", self->slug);
  set_missing (pipeline, "name", "", base);
  add_sync_and_schedule (self, pipeline);

  parts.warehouse = self->warehouse;
  parts.values =
      self->warehouse != NULL ? g_hash_table_lookup (self->values, self->warehouse) : NULL;
  parts.feed = feed;
  parts.connection = connection;
  parts.data_model = data_model;
  parts.field_transformation = transformation;
  parts.pipeline = pipeline;
  return sluice_assemble_setup (&parts);
}

static void
visit_secrets (JsonObject *connection, SluicePostmanSecretFunc func, gpointer user_data)
{
  const SluiceWarehouse *warehouse = connection_warehouse (connection);
  JsonObject *config = sluice_json_get_object (connection, "config");
  guint n_fields = 0;
  const SluiceField *fields =
      warehouse != NULL ? sluice_warehouse_get_fields (warehouse, &n_fields) : NULL;

  for (guint i = 0; config != NULL && i < n_fields; i++)
    if ((fields[i].flags & SLUICE_FIELD_SECRET) != 0 && fields[i].config_key != NULL)
      {
        const char *value = sluice_json_get_string (config, fields[i].config_key);

        if (value != NULL && !g_str_has_prefix (value, "****"))
          func (warehouse, fields[i].key, value, user_data);
      }
}

/**
 * sluice_postman_draft_foreach_secret:
 * @bodies: what the files' requests would create
 * @func: called for each secret in a connection's body
 * @user_data: for @func
 */
void
sluice_postman_draft_foreach_secret (SluicePostmanBodies *bodies,
                                     SluicePostmanSecretFunc func,
                                     gpointer user_data)
{
  GPtrArray *connections = bodies->objects[SLUICE_FAMILY_CONNECTIONS];

  for (guint i = 0; i < connections->len; i++)
    visit_secrets (g_ptr_array_index (connections, i), func, user_data);
}
