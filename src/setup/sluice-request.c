/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-request.h"

#include "sluice-json.h"
#include "sluice-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* Members that go over as they are, in the order they are sent. */
static const char *const schedule_members[] = {
  "type", "frequency", "delay", "start", "end", NULL
};
static const char *const sync_members[] = { "type", "iterator_field", "iterator_data_type",
                                            "from", "until",          NULL };
static const char *const time_members[] = { "start", "end", "from", "until", NULL };
static const char *const mapping_members[] = { "mapping_type", "source", "destination", "value",
                                               NULL };

/* What is always sent with a new pipeline; a change leaves alone what the file does not name. */
static const struct
{
  const char *member;
  const char *fallback;
} pipeline_choices[] = {
  { "state", "active" },
  { "environment", "development" },
  { "data_type", "user_attributes" },
};

/* Empty texts and nulls are left out: they say no more than nothing does. */
static void
copy_member (JsonObject *from, const char *member, JsonObject *to)
{
  g_autofree char *text = sluice_json_dup_text (from, member);

  if (text != NULL && *text != '\0')
    json_object_set_member (to, member, json_node_copy (json_object_get_member (from, member)));
}

static void
copy_number (JsonObject *from, const char *member, JsonObject *to)
{
  gint64 number;

  if (sluice_json_get_int (from, member, &number))
    json_object_set_int_member (to, member, number);
  else
    copy_member (from, member, to);
}

/* Times go out in UTC with a Z (CONTRACT 3), in whatever zone the file has them. */
static void
copy_time (JsonObject *from, const char *member, JsonObject *to)
{
  g_autofree char *text = sluice_json_dup_text (from, member);
  g_autoptr (GDateTime) time = sluice_time_parse (text);
  g_autofree char *formatted = sluice_time_format (time);

  if (formatted != NULL)
    json_object_set_string_member (to, member, formatted);
  else
    copy_member (from, member, to);
}

static void
copy_block (JsonObject *from, const char *member, const char *const *members, JsonObject *to)
{
  JsonObject *block = sluice_json_get_object (from, member);
  JsonObject *copy;

  if (block == NULL)
    return;
  copy = json_object_new ();
  for (guint i = 0; members[i] != NULL; i++)
    if (g_strv_contains (time_members, members[i]))
      copy_time (block, members[i], copy);
    else
      copy_member (block, members[i], copy);
  if (json_object_get_size (copy) > 0)
    json_object_set_object_member (to, member, copy);
  else
    json_object_unref (copy);
}

static JsonObject *
build_feed (SluiceSetup *setup, SluiceRequestPurpose purpose)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "module_name",
                                 sluice_warehouse_get_module_name (
                                     sluice_setup_get_warehouse (setup)));
  copy_member (sluice_setup_get_block (setup, "feed"), "name", request);
  if (purpose == SLUICE_REQUEST_CREATE)
    {
      json_object_set_string_member (request, "os", "Unknown");
      json_object_set_array_member (request, "settings", json_array_new ());
      json_object_set_boolean_member (request, "is_debug", FALSE);
    }
  return request;
}

static JsonObject *
build_connection (SluiceSetup *setup,
                  SluiceRequestPurpose purpose,
                  SluiceProfile *profile,
                  GError **error)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (setup);
  g_autoptr (SluiceValues) values = sluice_setup_dup_values (setup);
  SluiceAccount account = { 0 };
  g_autoptr (SluiceValues) completed = NULL;
  g_autoptr (JsonObject) request = json_object_new ();
  JsonObject *config;

  if (profile != NULL)
    {
      account.pod = sluice_profile_get_pod (profile);
      account.org_id = sluice_profile_get_org_id (profile);
      account.account_id = sluice_profile_get_account_id (profile);
    }
  completed = sluice_warehouse_complete (warehouse, values, &account);
  config = sluice_warehouse_build_config (warehouse, completed, error);
  if (config == NULL)
    return NULL;
  copy_member (sluice_setup_get_block (setup, "connection"), "id", request);
  copy_member (sluice_setup_get_block (setup, "connection"), "name", request);
  json_object_set_string_member (request, "service_provider",
                                 sluice_warehouse_get_service_provider (warehouse));
  if (purpose == SLUICE_REQUEST_CREATE)
    json_object_set_string_member (request, "state", "active");
  json_object_set_object_member (request, "config", config);
  return g_steal_pointer (&request);
}

static JsonObject *
build_data_model (SluiceSetup *setup)
{
  JsonObject *block = sluice_setup_get_block (setup, "data_model");
  JsonObject *request = json_object_new ();
  JsonObject *config = json_object_new ();

  copy_member (block, "id", request);
  copy_member (block, "name", request);
  json_object_set_string_member (request, "type", "sql");
  copy_member (block, "sql_query", config);
  json_object_set_object_member (request, "config", config);
  return request;
}

static JsonObject *
build_field_transformation (SluiceSetup *setup, SluiceRequestPurpose purpose)
{
  JsonObject *block = sluice_setup_get_block (setup, "field_transformation");
  JsonArray *mappings = sluice_json_get_array (block, "mappings");
  JsonObject *request = json_object_new ();
  JsonArray *copies = json_array_new ();

  copy_member (block, "id", request);
  copy_member (block, "name", request);
  copy_member (block, "destination_type", request);
  if (purpose == SLUICE_REQUEST_CREATE && !json_object_has_member (request, "destination_type"))
    json_object_set_string_member (request, "destination_type", "event_batch");
  for (guint i = 0; mappings != NULL && i < json_array_get_length (mappings); i++)
    {
      JsonNode *mapping = json_array_get_element (mappings, i);
      JsonObject *copy = json_object_new ();

      for (guint j = 0; JSON_NODE_HOLDS_OBJECT (mapping) && mapping_members[j] != NULL; j++)
        copy_member (json_node_get_object (mapping), mapping_members[j], copy);
      if (g_strcmp0 (sluice_json_get_string (copy, "mapping_type"), "static") == 0 &&
          !json_object_has_member (copy, "value"))
        json_object_set_string_member (copy, "value", "");
      json_array_add_object_element (copies, copy);
    }
  json_object_set_array_member (request, "mappings", copies);
  return request;
}

/* An id of the API, which is a number there wherever it can be one. */
static void
set_id (JsonObject *request, const char *member, const char *id)
{
  gint64 number;

  if (g_ascii_string_to_signed (id, 10, G_MININT64, G_MAXINT64, &number, NULL))
    json_object_set_int_member (request, member, number);
  else
    json_object_set_string_member (request, member, id);
}

static void
set_reference (SluiceSetup *setup, const char *kind, const char *member, JsonObject *request)
{
  g_autofree char *id = sluice_json_dup_text (sluice_setup_get_block (setup, kind), "id");

  if (id != NULL)
    json_object_set_string_member (request, member, id);
}

static JsonObject *
build_pipeline (SluiceSetup *setup, SluiceRequestPurpose purpose, const char *feed_id)
{
  JsonObject *block = sluice_setup_get_block (setup, "pipeline");
  g_autofree char *given_feed = sluice_json_dup_text (sluice_setup_get_block (setup, "feed"), "id");
  JsonObject *request = json_object_new ();

  copy_member (block, "id", request);
  copy_member (block, "name", request);
  set_reference (setup, "connection", "connection_id", request);
  set_reference (setup, "data_model", "data_model_id", request);
  set_reference (setup, "field_transformation", "field_transformation_id", request);
  if (feed_id != NULL || given_feed != NULL)
    set_id (request, "partner_feed_id", feed_id != NULL ? feed_id : given_feed);
  for (guint i = 0; i < G_N_ELEMENTS (pipeline_choices); i++)
    {
      copy_member (block, pipeline_choices[i].member, request);
      if (purpose == SLUICE_REQUEST_CREATE &&
          !json_object_has_member (request, pipeline_choices[i].member))
        json_object_set_string_member (request, pipeline_choices[i].member,
                                       pipeline_choices[i].fallback);
    }
  copy_member (block, "plan_id", request);
  copy_number (block, "plan_version", request);
  copy_block (block, "sync_mode", sync_members, request);
  copy_block (block, "schedule", schedule_members, request);
  return request;
}

/**
 * sluice_request_has:
 * @setup: a setup
 * @family: what it may have
 *
 * Returns: whether the file has such an object
 */
gboolean
sluice_request_has (SluiceSetup *setup, SluiceFamily family)
{
  return family != SLUICE_FAMILY_AUDIENCES &&
         sluice_setup_get_block (setup, sluice_family_get_kind (family)) != NULL;
}

/**
 * sluice_request_build:
 * @setup: a setup that has the object
 * @family: which of its objects
 * @purpose: what the body is for
 * @profile: (nullable): the workspace, from which values are derived
 * @feed_id: (nullable): for a pipeline, its feed's id where that is known
 * @error: return location for a #SluiceValueError or #SluiceSetupError
 *
 * The one place where a setup becomes requests. Secrets are not in it; see sluice_request_to_body().
 *
 * Returns: (transfer full) (nullable): the body
 */
JsonObject *
sluice_request_build (SluiceSetup *setup,
                      SluiceFamily family,
                      SluiceRequestPurpose purpose,
                      SluiceProfile *profile,
                      const char *feed_id,
                      GError **error)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (setup), NULL);
  g_return_val_if_fail (sluice_request_has (setup, family), NULL);

  if (sluice_setup_get_warehouse (setup) == NULL)
    {
      g_set_error_literal (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP,
                           _ ("The setup file names no warehouse that Sluice knows. Its member "
                              "“warehouse” must be snowflake, bigquery, redshift or databricks."));
      return NULL;
    }
  switch (family)
    {
    case SLUICE_FAMILY_FEEDS:
      return build_feed (setup, purpose);
    case SLUICE_FAMILY_CONNECTIONS:
      return build_connection (setup, purpose, profile, error);
    case SLUICE_FAMILY_DATA_MODELS:
      return build_data_model (setup);
    case SLUICE_FAMILY_FIELD_TRANSFORMATIONS:
      return build_field_transformation (setup, purpose);
    case SLUICE_FAMILY_PIPELINES:
      return build_pipeline (setup, purpose, feed_id);
    case SLUICE_FAMILY_AUDIENCES:
    case SLUICE_N_FAMILIES:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * sluice_request_list_secrets:
 * @setup: a setup
 *
 * Returns: (transfer full): the keys of the warehouse's secret fields that its connection needs
 */
char **
sluice_request_list_secrets (SluiceSetup *setup)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (setup);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  const SluiceField *fields;
  guint n_fields = 0;

  fields = warehouse != NULL ? sluice_warehouse_get_fields (warehouse, &n_fields) : NULL;
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].flags & SLUICE_FIELD_SECRET && fields[i].needed == SLUICE_NEEDED_CONNECTION)
      g_strv_builder_add (keys, fields[i].key);
  return g_strv_builder_end (keys);
}

/**
 * sluice_request_to_body:
 * @setup: a setup
 * @family: which of its objects
 * @request: the object's body; not changed
 * @secrets: (nullable) (element-type utf8 SluiceSecret): the connection's secrets by their fields' keys
 *
 * Secrets go into a connection only: a data model has a config as well, and shows it to everybody.
 *
 * Returns: (transfer full): the body with its secrets, to be sent
 */
SluiceBody *
sluice_request_to_body (SluiceSetup *setup,
                        SluiceFamily family,
                        JsonObject *request,
                        GHashTable *secrets)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (setup);
  g_autoptr (JsonNode) node = sluice_json_node_for_object (request);
  SluiceBody *body = sluice_body_new (node);
  GHashTableIter iter;
  gpointer key, secret;

  if (secrets == NULL || family != SLUICE_FAMILY_CONNECTIONS)
    return body;
  g_hash_table_iter_init (&iter, secrets);
  while (g_hash_table_iter_next (&iter, &key, &secret))
    {
      const SluiceField *field = sluice_warehouse_find_field (warehouse, key);

      if (field != NULL && field->config_key != NULL)
        {
          g_autofree char *pointer = sluice_json_pointer_join ("/config", field->config_key);

          sluice_body_set_secret (body, pointer, secret);
        }
    }
  return body;
}
