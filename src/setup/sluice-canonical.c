/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-canonical.h"

#include "api/sluice-dialect.h"
#include "api/sluice-redactor.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"
#include "sluice-time.h"
#include "warehouse/sluice-sql-query.h"

#include <string.h>

/* A number of seconds is this long at most; of milliseconds since 1970 it is longer. */
#define MAX_SECONDS G_GINT64_CONSTANT (99999999999)

typedef char *(*Rewrite) (JsonObject *object, const char *member);

/* Gives the member in lower case: the API's words are all written so. */
static char *
read_word (JsonObject *object, const char *member)
{
  g_autofree char *text = sluice_json_dup_text (object, member);

  return text != NULL && *text != '\0' ? g_ascii_strdown (g_strstrip (text), -1) : NULL;
}

static char *
read_time (JsonObject *object, const char *member)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = sluice_json_dup_text (object, member);
  gint64 number;

  if (sluice_json_get_int (object, member, &number) && number > 9999)
    time = g_date_time_new_from_unix_utc (number > MAX_SECONDS ? number / 1000 : number);
  else
    time = sluice_time_parse (text);
  return time != NULL ? sluice_time_format (time) : g_steal_pointer (&text);
}

/* The seconds of 90, 5m, 1h30m or PT1H30M; -1 for anything else. */
static gint64
parse_duration (const char *text)
{
  static const char units[] = "smhd";
  static const gint64 seconds[] = { 1, 60, 3600, 86400 };
  gint64 total = 0;

  if (g_ascii_strncasecmp (text, "PT", 2) == 0)
    text += 2;
  for (char *end = NULL; *text != '\0'; text = end)
    {
      gint64 number = g_ascii_strtoll (text, &end, 10);
      const char *unit = *end != '\0' ? strchr (units, g_ascii_tolower (*end)) : units;

      if (end == text || unit == NULL || number < 0 || number > 99999999)
        return -1;
      total += number * seconds[unit - units];
      end += *end != '\0' ? 1 : 0;
    }
  return total;
}

static char *
read_duration (JsonObject *object, const char *member)
{
  g_autofree char *text = sluice_json_dup_text (object, member);
  gint64 seconds = text != NULL ? parse_duration (text) : 0;

  if (seconds < 0)
    return g_steal_pointer (&text);
  if (seconds == 0)
    return NULL;
  if (seconds % 3600 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "h", seconds / 3600);
  if (seconds % 60 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "m", seconds / 60);
  return g_strdup_printf ("%" G_GINT64_FORMAT "s", seconds);
}

static void
rewrite (JsonObject *object, const char *member, Rewrite read)
{
  g_autofree char *text = NULL;

  if (!json_object_has_member (object, member))
    return;
  text = read (object, member);
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_remove_member (object, member);
}

static gboolean
has_value (JsonObject *object, const char *member)
{
  g_autofree char *text = sluice_json_dup_text (object, member);

  return text != NULL && *text != '\0';
}

static void
set_default (JsonObject *object, const char *member, const char *text)
{
  if (!has_value (object, member))
    json_object_set_string_member (object, member, text);
}

/* An object without a name is called by its id. Line breaks cannot stand in a setup file's names. */
static void
read_name (JsonObject *object)
{
  g_autofree char *id = sluice_json_dup_text (object, "id");
  g_autofree char *name = sluice_json_dup_text (object, "name");
  g_autoptr (GString) tidy = g_string_new (NULL);

  for (const char *p = name; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (tidy,
                             g_unichar_iscntrl (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  g_strstrip (tidy->str);
  if (*tidy->str != '\0')
    json_object_set_string_member (object, "name", tidy->str);
  else if (id != NULL)
    json_object_set_string_member (object, "name", id);
}

static JsonObject *
take_block (JsonObject *object, const char *member)
{
  JsonObject *block = sluice_json_get_object (object, member);

  if (block == NULL)
    {
      block = json_object_new ();
      json_object_set_object_member (object, member, block);
    }
  return block;
}

static char *
squeeze (const char *text)
{
  g_autoptr (GString) squeezed = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (squeezed, g_ascii_tolower (*text));
  return g_strdup (squeezed->str);
}

/**
 * sluice_canonical_find_warehouse:
 * @connection: (nullable): a connection, in either dialect
 *
 * Goes by the service_provider in any spelling: BigQuery, BIG_QUERY, Google BigQuery.
 *
 * Returns: (transfer none) (nullable): the kind it leads to
 */
const SluiceWarehouse *
sluice_canonical_find_warehouse (JsonObject *connection)
{
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);
  const char *provider = sluice_json_get_string (connection, "service_provider");
  g_autofree char *wanted = NULL;

  if (provider == NULL)
    provider = sluice_json_get_string (connection, "type");
  if (provider == NULL)
    return NULL;
  wanted = squeeze (provider);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autofree char *name = squeeze (sluice_warehouse_get_service_provider (kinds[i]));

      if (g_str_has_suffix (wanted, name))
        return kinds[i];
    }
  return NULL;
}

/* No config has use for nothing, so a null or an empty text there hides what was given (FACTS 4). */
static void
drop_empty (JsonObject *config)
{
  g_autoptr (GList) names = json_object_get_members (config);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (config, l->data);

      if (JSON_NODE_HOLDS_NULL (node) ||
          (JSON_NODE_HOLDS_VALUE (node) && !has_value (config, l->data)))
        json_object_remove_member (config, l->data);
    }
}

static JsonObject *
read_connection (JsonObject *object, const SluiceWarehouse *warehouse)
{
  g_autoptr (JsonObject) plain = sluice_dialect_read_connection (object);
  JsonObject *read = sluice_shape_copy_object (plain);
  JsonObject *config = take_block (read, "config");
  const SluiceWarehouse *found = sluice_canonical_find_warehouse (read);

  read_name (read);
  drop_empty (config);
  if (found == NULL)
    return read;
  json_object_set_string_member (read, "service_provider",
                                 sluice_warehouse_get_service_provider (found));
  if (found == warehouse || warehouse == NULL)
    sluice_warehouse_normalize_config (found, config);
  return read;
}

static JsonObject *
read_data_model (JsonObject *object, const SluiceWarehouse *warehouse)
{
  JsonObject *read = sluice_shape_copy_object (object);
  JsonObject *config;
  const char *query;

  sluice_shape_normalize_query (read);
  config = take_block (read, "config");
  query = sluice_json_get_string (config, "sql_query");
  read_name (read);
  rewrite (read, "type", read_word);
  set_default (read, "type", "sql");
  if (query != NULL && warehouse != NULL)
    {
      g_autofree char *bare =
          sluice_sql_strip_end (sluice_warehouse_get_sql_dialect (warehouse), query);

      json_object_set_string_member (config, "sql_query", bare);
    }
  return read;
}

/* Parts that a mapping of its type has no use for say nothing, and a check would refuse them. */
static JsonObject *
read_mapping (JsonObject *mapping)
{
  JsonObject *read = sluice_shape_copy_object (mapping);
  const char *type;

  rewrite (read, "mapping_type", read_word);
  type = sluice_json_get_string (read, "mapping_type");
  if (g_strcmp0 (type, "static") == 0)
    json_object_remove_member (read, "source");
  else if (type != NULL)
    json_object_remove_member (read, "value");
  if (g_strcmp0 (type, "ignore") == 0)
    json_object_remove_member (read, "destination");
  return read;
}

static JsonObject *
read_field_transformation (JsonObject *object)
{
  JsonObject *read = sluice_shape_copy_object (object);
  JsonArray *mappings = sluice_json_get_array (object, "mappings");
  JsonArray *copies = json_array_new ();

  read_name (read);
  rewrite (read, "destination_type", read_word);
  set_default (read, "destination_type", "event_batch");
  for (guint i = 0; mappings != NULL && i < json_array_get_length (mappings); i++)
    {
      JsonNode *node = json_array_get_element (mappings, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        json_array_add_object_element (copies, read_mapping (json_node_get_object (node)));
    }
  json_object_set_array_member (read, "mappings", copies);
  return read;
}

static void
read_sync_mode (JsonObject *sync_mode)
{
  rewrite (sync_mode, "type", read_word);
  set_default (sync_mode, "type", has_value (sync_mode, "iterator_field") ? "incremental" : "full");
  rewrite (sync_mode, "iterator_data_type", read_word);
  rewrite (sync_mode, "from", read_time);
  rewrite (sync_mode, "until", read_time);
}

/* An interval without a start counts from when the pipeline was made. */
static void
read_schedule (JsonObject *schedule, JsonObject *pipeline)
{
  gboolean interval;

  rewrite (schedule, "type", read_word);
  rewrite (schedule, "frequency", read_word);
  set_default (schedule, "type", has_value (schedule, "frequency") ? "interval" : "on_demand");
  interval = g_str_equal (sluice_json_get_string (schedule, "type"), "interval");
  if (!interval)
    json_object_remove_member (schedule, "frequency");
  if (interval && !has_value (schedule, "start") && has_value (pipeline, "created_on"))
    json_object_set_member (schedule, "start", json_object_dup_member (pipeline, "created_on"));
  rewrite (schedule, "delay", read_duration);
  rewrite (schedule, "start", read_time);
  rewrite (schedule, "end", read_time);
}

static JsonObject *
read_pipeline (JsonObject *object, JsonObject *data_model)
{
  g_autoptr (JsonObject) plain = sluice_dialect_read_pipeline (object, data_model);
  JsonObject *read = sluice_shape_copy_object (plain);

  read_name (read);
  rewrite (read, "state", read_word);
  rewrite (read, "environment", read_word);
  set_default (read, "environment", "development");
  rewrite (read, "data_type", read_word);
  set_default (read, "data_type", "user_attributes");
  read_sync_mode (take_block (read, "sync_mode"));
  read_schedule (take_block (read, "schedule"), object);
  return read;
}

/**
 * sluice_canonical_read:
 * @family: what it is
 * @object: an object as some server has it, in either dialect, or as it would be sent
 * @warehouse: (nullable): the kind of warehouse it is for
 * @data_model: (nullable): for a pipeline, its data model, where Early Access kept the iterator
 *
 * What means the same is made to look the same: words in another case, moments and lengths of time in
 * another notation, what the server leaves out where it is the default, a query with a semicolon at its
 * end.
 *
 * Returns: (transfer full): a copy of @object, written as we would write it
 */
JsonObject *
sluice_canonical_read (SluiceFamily family,
                       JsonObject *object,
                       const SluiceWarehouse *warehouse,
                       JsonObject *data_model)
{
  switch (family)
    {
    case SLUICE_FAMILY_CONNECTIONS:
      return read_connection (object, warehouse);
    case SLUICE_FAMILY_DATA_MODELS:
      return read_data_model (object, warehouse);
    case SLUICE_FAMILY_FIELD_TRANSFORMATIONS:
      return read_field_transformation (object);
    case SLUICE_FAMILY_PIPELINES:
      return read_pipeline (object, data_model);
    case SLUICE_FAMILY_FEEDS:
    case SLUICE_FAMILY_AUDIENCES:
    case SLUICE_N_FAMILIES:
    default:
      return sluice_shape_copy_object (object);
    }
}

/* A null is shown: it says that there is nothing. */
static gboolean
is_shown (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member) &&
         !sluice_is_mask (sluice_json_get_string (object, member));
}

/**
 * sluice_canonical_fill_unshown:
 * @there: an object as by sluice_canonical_read(); what it does not show is filled in
 * @sent: what was last sent of it, by the same
 *
 * Some servers do not show all that they were given.
 */
void
sluice_canonical_fill_unshown (JsonObject *there, JsonObject *sent)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, sent);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      JsonObject *below = sluice_json_get_object (there, name);

      if (below != NULL && JSON_NODE_HOLDS_OBJECT (value))
        sluice_canonical_fill_unshown (below, json_node_get_object (value));
      else if (!is_shown (there, name))
        json_object_set_member (there, name, json_node_copy (value));
    }
}

/**
 * sluice_canonical_drop_unshown:
 * @warehouse: the kind
 * @there: a connection as by sluice_canonical_read()
 * @ours: the same as it should be; loses what cannot be compared
 *
 * No connection can be without what every one of its kind needs, so where the server shows nothing or a
 * mask there, it keeps that to itself (FACTS 4).
 */
void
sluice_canonical_drop_unshown (const SluiceWarehouse *warehouse,
                               JsonObject *there,
                               JsonObject *ours)
{
  JsonObject *config_there = sluice_json_get_object (there, "config");
  JsonObject *config_ours = sluice_json_get_object (ours, "config");
  guint n_fields;
  const SluiceField *fields = sluice_warehouse_get_fields (warehouse, &n_fields);

  for (guint i = 0; config_ours != NULL && i < n_fields; i++)
    {
      const char *key = fields[i].config_key;

      if (key != NULL && fields[i].needed == SLUICE_NEEDED_CONNECTION &&
          (config_there == NULL || !is_shown (config_there, key)))
        json_object_remove_member (config_ours, key);
    }
}
