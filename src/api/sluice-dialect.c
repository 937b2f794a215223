/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-dialect.h"

#include "sluice-json.h"
#include "warehouse/sluice-warehouse.h"

typedef struct
{
  const char *old_name;
  const char *name;
} Rename;

/* FACTS 14: what lay flat in a connection and has another name in v2's config. */
static const Rename config_renames[] = {
  { "source_account_id", "account_identifier" },
  { "snowflake_aws_iam_user_arn", "aws_iam_user_arn" },
  { "snowflake_aws_external_id", "aws_external_id" },
};

/* What a connection has beside its config, in either dialect. */
static const char *const connection_members[] = {
  "id",
  "name",
  "type",
  "workspace_id",
  "state",
  "status",
  "errors",
  "is_faulted",
  "is_active",
  "service_provider",
  "created_on",
  "created_by",
  "is_draft",
  "audit",
  "last_modified_on",
  "last_modified_by",
};

static gboolean
has_value (JsonObject *object, const char *member)
{
  return object != NULL && json_object_has_member (object, member) &&
         !json_object_get_null_member (object, member);
}

static void
copy_member (JsonObject *from, const char *old_name, JsonObject *to, const char *name)
{
  if (has_value (from, old_name))
    json_object_set_member (to, name, json_object_dup_member (from, old_name));
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_copy (node));
  return copy;
}

static gboolean
is_connection_member (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (connection_members); i++)
    if (g_str_equal (connection_members[i], name))
      return TRUE;
  return FALSE;
}

static const char *
config_name (const char *old_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (config_renames); i++)
    if (g_str_equal (config_renames[i].old_name, old_name))
      return config_renames[i].name;
  return old_name;
}

static JsonObject *
gather_config (JsonObject *connection)
{
  JsonObject *config = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, connection);
  while (json_object_iter_next (&iter, &name, &node))
    if (!is_connection_member (name) && JSON_NODE_HOLDS_VALUE (node))
      json_object_set_member (config, config_name (name), json_node_copy (node));
  return config;
}

/**
 * sluice_dialect_read_connection:
 * @connection: a connection in either dialect
 *
 * Returns: (transfer full): it with service_provider and config
 */
JsonObject *
sluice_dialect_read_connection (JsonObject *connection)
{
  const char *type = sluice_json_get_string (connection, "type");
  const SluiceWarehouse *warehouse = type != NULL ? sluice_warehouse_lookup (type) : NULL;
  JsonObject *read;

  if (warehouse == NULL || has_value (connection, "config") ||
      has_value (connection, "service_provider"))
    return json_object_ref (connection);
  read = json_object_new ();
  copy_member (connection, "id", read, "id");
  copy_member (connection, "name", read, "name");
  json_object_set_string_member (read, "service_provider",
                                 sluice_warehouse_get_service_provider (warehouse));
  json_object_set_object_member (read, "config", gather_config (connection));
  return read;
}

/**
 * sluice_dialect_read_state:
 * @pipeline: a pipeline in either dialect
 *
 * Returns: (transfer full): "active", "paused", or the server's own word
 */
char *
sluice_dialect_read_state (JsonObject *pipeline)
{
  const char *state = sluice_json_get_string (pipeline, "state");

  if (state != NULL && *state != '\0')
    return g_strdup (state);
  if (sluice_json_get_boolean (pipeline, "is_draft", FALSE) ||
      !sluice_json_get_boolean (pipeline, "is_active", TRUE))
    return g_strdup ("paused");
  return g_strdup ("active");
}

/**
 * sluice_dialect_read_schedule:
 * @pipeline: a pipeline in either dialect
 *
 * Returns: (transfer full) (nullable): its schedule as CONTRACT 3 writes it
 */
JsonObject *
sluice_dialect_read_schedule (JsonObject *pipeline)
{
  JsonObject *schedule = sluice_json_get_object (pipeline, "schedule");
  const char *interval = sluice_json_get_string (pipeline, "schedule_interval");
  gboolean repeats;

  if (schedule != NULL)
    return json_object_ref (schedule);
  if (interval == NULL)
    return NULL;
  repeats = g_strcmp0 (interval, "once") != 0 && g_strcmp0 (interval, "on_demand") != 0;
  schedule = json_object_new ();
  json_object_set_string_member (schedule, "type", repeats ? "interval" : interval);
  if (repeats)
    json_object_set_string_member (schedule, "frequency", interval);
  copy_member (pipeline, "schedule_start_time", schedule, "start");
  copy_member (pipeline, "schedule_end_time", schedule, "end");
  return schedule;
}

/* The iterator lay on the data model as its load timestamp. */
static JsonObject *
read_sync_mode (JsonObject *pipeline, JsonObject *data_model)
{
  JsonObject *sync_mode = sluice_json_get_object (pipeline, "sync_mode");

  if (sync_mode != NULL)
    return json_object_ref (sync_mode);
  if (!has_value (data_model, "load_timestamp_field_name"))
    return NULL;
  sync_mode = json_object_new ();
  json_object_set_string_member (sync_mode, "type", "incremental");
  copy_member (data_model, "load_timestamp_field_name", sync_mode, "iterator_field");
  copy_member (data_model, "load_timestamp_field_type", sync_mode, "iterator_data_type");
  return sync_mode;
}

/**
 * sluice_dialect_read_pipeline:
 * @pipeline: a pipeline in either dialect
 * @data_model: (nullable): its data model
 *
 * Returns: (transfer full): it with state, sync_mode and schedule as v2 has them
 */
JsonObject *
sluice_dialect_read_pipeline (JsonObject *pipeline, JsonObject *data_model)
{
  JsonObject *read = copy_object (pipeline);
  g_autofree char *state = sluice_dialect_read_state (pipeline);
  g_autoptr (JsonObject) schedule = sluice_dialect_read_schedule (pipeline);
  g_autoptr (JsonObject) sync_mode = read_sync_mode (pipeline, data_model);

  json_object_set_string_member (read, "state", state);
  if (schedule != NULL)
    json_object_set_object_member (read, "schedule", g_steal_pointer (&schedule));
  if (sync_mode != NULL)
    json_object_set_object_member (read, "sync_mode", g_steal_pointer (&sync_mode));
  return read;
}

/**
 * sluice_dialect_read_query:
 * @data_model: (nullable): a data model in either dialect
 *
 * Returns: (transfer none) (nullable): its SQL
 */
const char *
sluice_dialect_read_query (JsonObject *data_model)
{
  const char *query =
      sluice_json_get_string (sluice_json_get_object (data_model, "config"), "sql_query");

  return query != NULL ? query : sluice_json_get_string (data_model, "sql_query");
}
