/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-assemble.h"

#include "api/sluice-dialect.h"
#include "sluice-json.h"
#include "sluice-time.h"

/* What the API writes in place of a secret (FACTS 4). */
#define MASK "****"

typedef enum
{
  MEMBER_TEXT,
  MEMBER_NUMBER,
  MEMBER_TIME,
} MemberKind;

typedef struct
{
  const char *name;
  MemberKind kind;
} Member;

static const Member pipeline_members[] = {
  { "id", MEMBER_TEXT },
  { "name", MEMBER_TEXT },
  { "environment", MEMBER_TEXT },
  { "data_type", MEMBER_TEXT },
  { "plan_id", MEMBER_TEXT },
  { "plan_version", MEMBER_NUMBER },
  { NULL },
};

static const Member sync_members[] = {
  { "type", MEMBER_TEXT }, { "iterator_field", MEMBER_TEXT }, { "iterator_data_type", MEMBER_TEXT },
  { "from", MEMBER_TIME }, { "until", MEMBER_TIME },          { NULL },
};

static const Member schedule_members[] = {
  { "type", MEMBER_TEXT },  { "frequency", MEMBER_TEXT }, { "delay", MEMBER_TEXT },
  { "start", MEMBER_TIME }, { "end", MEMBER_TIME },       { NULL },
};

static const Member mapping_members[] = {
  { "mapping_type", MEMBER_TEXT },
  { "source", MEMBER_TEXT },
  { "destination", MEMBER_TEXT },
  { "value", MEMBER_TEXT },
  { NULL },
};

static const Member named_members[] = {
  { "id", MEMBER_TEXT },
  { "name", MEMBER_TEXT },
  { NULL },
};

static const Member feed_id_members[] = {
  { "id", MEMBER_NUMBER },
  { NULL },
};

/* The API leaves the zone out at times, which a setup file must not (FACTS 3), and servers have more
 * than one way to write a time. */
static char *
tidy_time (const char *text)
{
  g_autoptr (GDateTime) time = sluice_time_parse (text);

  return time != NULL ? sluice_time_format (time) : NULL;
}

static void
take_text (JsonObject *to, const char *name, char *text)
{
  g_autofree char *owned = text;

  if (owned != NULL && *owned != '\0')
    json_object_set_string_member (to, name, owned);
}

static void
copy_member (JsonObject *from, JsonObject *to, const Member *member)
{
  gint64 number;

  switch (member->kind)
    {
    case MEMBER_NUMBER:
      if (sluice_json_get_int (from, member->name, &number))
        json_object_set_int_member (to, member->name, number);
      break;
    case MEMBER_TIME:
      take_text (to, member->name, tidy_time (sluice_json_get_string (from, member->name)));
      break;
    case MEMBER_TEXT:
    default:
      take_text (to, member->name, sluice_json_dup_text (from, member->name));
    }
}

static JsonObject *
pick (JsonObject *from, const Member *members)
{
  JsonObject *to = json_object_new ();

  for (const Member *member = members; member->name != NULL; member++)
    copy_member (from, to, member);
  return to;
}

static void
set_default (JsonObject *object, const char *member, const char *text)
{
  if (!json_object_has_member (object, member) && text != NULL)
    json_object_set_string_member (object, member, text);
}

/* An id and a name; an object without a name is called by its id. */
static JsonObject *
assemble_named (JsonObject *from)
{
  JsonObject *to = pick (from, named_members);

  set_default (to, "name", sluice_json_get_string (to, "id"));
  return to;
}

static JsonObject *
assemble_feed (JsonObject *feed)
{
  JsonObject *named = json_object_new ();

  take_text (named, "name", sluice_json_dup_text (feed, "name"));
  if (json_object_has_member (named, "name"))
    return named;
  json_object_unref (named);
  return pick (feed, feed_id_members);
}

static JsonObject *
assemble_data_model (JsonObject *data_model)
{
  JsonObject *to = assemble_named (data_model);
  const char *query = sluice_dialect_read_query (data_model);

  if (query != NULL)
    json_object_set_string_member (to, "sql_query", query);
  return to;
}

/* A static value may be empty, and then says so. */
static JsonObject *
assemble_mapping (JsonObject *mapping)
{
  JsonObject *to = pick (mapping, mapping_members);

  if (g_strcmp0 (sluice_json_get_string (to, "mapping_type"), "static") == 0)
    set_default (to, "value", "");
  return to;
}

static JsonObject *
assemble_transformation (JsonObject *transformation)
{
  JsonObject *to = assemble_named (transformation);
  JsonArray *from_mappings = sluice_json_get_array (transformation, "mappings");
  JsonArray *mappings = json_array_new ();

  take_text (to, "destination_type", sluice_json_dup_text (transformation, "destination_type"));
  for (guint i = 0; from_mappings != NULL && i < json_array_get_length (from_mappings); i++)
    {
      JsonNode *node = json_array_get_element (from_mappings, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        json_array_add_object_element (mappings, assemble_mapping (json_node_get_object (node)));
    }
  json_object_set_array_member (to, "mappings", mappings);
  return to;
}

/* A full sync has no iterator, and a setup file names none. */
static JsonObject *
assemble_sync_mode (JsonObject *sync_mode)
{
  JsonObject *to = pick (sync_mode, sync_members);

  if (g_strcmp0 (sluice_json_get_string (to, "type"), "full") == 0)
    {
      json_object_remove_member (to, "iterator_field");
      json_object_remove_member (to, "iterator_data_type");
    }
  return to;
}

static JsonObject *
assemble_schedule (JsonObject *schedule)
{
  JsonObject *to = pick (schedule, schedule_members);

  if (g_strcmp0 (sluice_json_get_string (to, "type"), "interval") != 0)
    json_object_remove_member (to, "frequency");
  return to;
}

/* An active pipeline is what a setup makes when it does not say; only a paused one has to be told. */
static JsonObject *
assemble_pipeline (JsonObject *pipeline, JsonObject *data_model)
{
  g_autoptr (JsonObject) from = sluice_dialect_read_pipeline (pipeline, data_model);
  JsonObject *to = pick (from, pipeline_members);
  JsonObject *sync_mode = sluice_json_get_object (from, "sync_mode");
  JsonObject *schedule = sluice_json_get_object (from, "schedule");

  set_default (to, "name", sluice_json_get_string (to, "id"));
  set_default (to, "environment", "development");
  set_default (to, "data_type", "user_attributes");
  if (g_strcmp0 (sluice_json_get_string (from, "state"), "paused") == 0)
    json_object_set_string_member (to, "state", "paused");
  if (sync_mode != NULL)
    json_object_set_object_member (to, "sync_mode", assemble_sync_mode (sync_mode));
  if (schedule != NULL)
    json_object_set_object_member (to, "schedule", assemble_schedule (schedule));
  return to;
}

static const SluiceWarehouse *
find_warehouse (const SluiceParts *parts, JsonObject *connection)
{
  const char *provider = sluice_json_get_string (connection, "service_provider");

  if (parts->warehouse != NULL)
    return parts->warehouse;
  return provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;
}

static gboolean
is_masked (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING &&
         g_str_has_prefix (json_node_get_string (value), MASK);
}

static void
add_values (JsonObject *to, JsonObject *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, from);
  while (json_object_iter_next (&iter, &name, &node))
    if (!is_masked (node))
      json_object_set_member (to, name, json_node_copy (node));
}

static JsonObject *
assemble_values (const SluiceParts *parts, const SluiceWarehouse *warehouse, JsonObject *connection)
{
  JsonObject *config = sluice_json_get_object (connection, "config");
  JsonObject *values = json_object_new ();

  if (warehouse != NULL && config != NULL)
    {
      g_autoptr (SluiceValues) read = sluice_warehouse_values_from_config (warehouse, config);
      g_autoptr (JsonObject) json = sluice_warehouse_values_to_json (warehouse, read);

      add_values (values, json);
    }
  if (warehouse != NULL && parts->values != NULL)
    {
      g_autoptr (JsonObject) json = sluice_warehouse_values_to_json (warehouse, parts->values);

      add_values (values, json);
    }
  return values;
}

/**
 * sluice_assemble_setup:
 * @parts: what is known
 *
 * What is read-only, null or masked is left out; what is missing is simply absent, for the check to
 * tell.
 *
 * Returns: (transfer full): a setup
 */
SluiceSetup *
sluice_assemble_setup (const SluiceParts *parts)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonObject) connection =
      parts->connection != NULL ? sluice_dialect_read_connection (parts->connection) : NULL;
  const SluiceWarehouse *warehouse = find_warehouse (parts, connection);
  g_autofree char *text = NULL;

  json_object_set_string_member (root, "format", "sluice-setup/1");
  if (warehouse != NULL)
    json_object_set_string_member (root, "warehouse", sluice_warehouse_get_id (warehouse));
  json_object_set_object_member (root, "values", assemble_values (parts, warehouse, connection));
  if (parts->feed != NULL)
    json_object_set_object_member (root, "feed", assemble_feed (parts->feed));
  if (connection != NULL)
    json_object_set_object_member (root, "connection", assemble_named (connection));
  if (parts->data_model != NULL)
    json_object_set_object_member (root, "data_model", assemble_data_model (parts->data_model));
  if (parts->field_transformation != NULL)
    json_object_set_object_member (root, "field_transformation",
                                   assemble_transformation (parts->field_transformation));
  if (parts->pipeline != NULL)
    json_object_set_object_member (root, "pipeline",
                                   assemble_pipeline (parts->pipeline, parts->data_model));
  text = sluice_json_object_to_text (root, TRUE);
  return sluice_setup_parse (text, -1, NULL);
}
