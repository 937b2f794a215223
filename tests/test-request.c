/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/sluice-shape.h"
#include "setup/sluice-difference.h"
#include "setup/sluice-request.h"
#include "sluice-json.h"

#include <string.h>

#define VALUES                                                                                     \
  "\"warehouse\": \"snowflake\", \"values\": {\"role_name\": \"MP_ROLE\","                         \
  " \"warehouse\": \"COMPUTE_WH\", \"database\": \"ACME\", \"user_name\": \"MP_USER\","            \
  " \"storage_integration_name\": \"MP_S3\", \"account_identifier\": \"gd1234\","                  \
  " \"region\": \"us-east-1\"}"

static SluiceSetup *
parse (const char *blocks)
{
  g_autofree char *text =
      g_strdup_printf ("{\"format\": \"sluice-setup/1\", " VALUES ", %s}", blocks);
  g_autoptr (GError) error = NULL;
  SluiceSetup *setup = sluice_setup_parse (text, -1, &error);

  g_assert_no_error (error);
  return setup;
}

static void
assert_request (SluiceSetup *setup,
                SluiceFamily family,
                SluiceRequestPurpose purpose,
                const char *feed_id,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) request =
      sluice_request_build (setup, family, purpose, NULL, feed_id, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sluice_json_object_to_text (request, FALSE);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_feed (void)
{
  g_autoptr (SluiceSetup) setup = parse ("\"feed\": {\"name\": \"Acme\"}");

  assert_request (setup, SLUICE_FAMILY_FEEDS, SLUICE_REQUEST_CREATE, NULL,
                  "{\"module_name\":\"Snowflake\",\"name\":\"Acme\",\"os\":\"Unknown\","
                  "\"settings\":[],\"is_debug\":false}");
}

static void
test_connection (void)
{
  g_autoptr (SluiceSetup) setup = parse ("\"connection\": {\"id\": \"c\", \"name\": \"C\"}");
  g_autoptr (JsonObject) request = sluice_request_build (setup, SLUICE_FAMILY_CONNECTIONS,
                                                         SLUICE_REQUEST_CREATE, NULL, NULL, NULL);
  JsonObject *config = json_object_get_object_member (request, "config");
  g_autoptr (GHashTable) secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sluice_secret_unref);
  g_autoptr (SluiceBody) body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;
  g_auto (GStrv) keys = sluice_request_list_secrets (setup);

  g_assert_cmpstr (sluice_json_get_string (request, "state"), ==, "active");
  g_assert_cmpstr (sluice_json_get_string (request, "service_provider"), ==, "Snowflake");
  g_assert_cmpuint (json_object_get_size (config), ==, 7);
  g_assert_cmpstr (sluice_json_get_string (config, "role"), ==, "MP_ROLE");
  g_assert_cmpstr (sluice_json_get_string (config, "storage_integration"), ==, "MP_S3");
  g_assert_cmpuint (g_strv_length (keys), ==, 1);
  g_assert_cmpstr (keys[0], ==, "password");

  g_hash_table_insert (secrets, (gpointer) "password", sluice_secret_new ("hunter2"));
  body = sluice_request_to_body (setup, SLUICE_FAMILY_CONNECTIONS, request, secrets);
  bytes = sluice_body_serialize (body);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                  "\"password\":\"hunter2\""));
  shown = sluice_body_to_redacted_text (body, FALSE);
  g_assert_null (strstr (shown, "hunter2"));
  g_assert_false (json_object_has_member (config, "password"));
}

static void
test_data_model (void)
{
  g_autoptr (SluiceSetup) setup =
      parse ("\"data_model\": {\"id\": \"m\", \"name\": \"M\", \"sql_query\": \"SELECT 1\"}");

  assert_request (setup, SLUICE_FAMILY_DATA_MODELS, SLUICE_REQUEST_CREATE, NULL,
                  "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\","
                  "\"config\":{\"sql_query\":\"SELECT 1\"}}");
}

/* Everybody who may see a workspace reads a model's config. */
static void
test_secrets_stay_in_connections (void)
{
  g_autoptr (SluiceSetup) setup =
      parse ("\"data_model\": {\"id\": \"m\", \"name\": \"M\", \"sql_query\": \"SELECT 1\"}");
  g_autoptr (JsonObject) request = sluice_request_build (setup, SLUICE_FAMILY_DATA_MODELS,
                                                         SLUICE_REQUEST_CREATE, NULL, NULL, NULL);
  g_autoptr (GHashTable) secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sluice_secret_unref);
  g_autoptr (SluiceBody) body = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_hash_table_insert (secrets, (gpointer) "password", sluice_secret_new ("hunter2"));
  body = sluice_request_to_body (setup, SLUICE_FAMILY_DATA_MODELS, request, secrets);
  bytes = sluice_body_serialize (body);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\","
                   "\"config\":{\"sql_query\":\"SELECT 1\"}}",
                   strlen ("{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\","
                           "\"config\":{\"sql_query\":\"SELECT 1\"}}"));
}

static void
test_field_transformation (void)
{
  g_autoptr (SluiceSetup) setup =
      parse ("\"field_transformation\": {\"id\": \"t\", \"name\": \"T\", \"mappings\": ["
             "{\"mapping_type\": \"ignore\", \"source\": \"a\", \"destination\": null},"
             "{\"mapping_type\": \"static\", \"source\": null, \"destination\": \"mpid\","
             " \"value\": \"7\"}]}");

  assert_request (setup, SLUICE_FAMILY_FIELD_TRANSFORMATIONS, SLUICE_REQUEST_CREATE, NULL,
                  "{\"id\":\"t\",\"name\":\"T\",\"destination_type\":\"event_batch\",\"mappings\":["
                  "{\"mapping_type\":\"ignore\",\"source\":\"a\"},"
                  "{\"mapping_type\":\"static\",\"destination\":\"mpid\",\"value\":\"7\"}]}");
}

static void
test_pipeline (void)
{
  g_autoptr (SluiceSetup) least =
      parse ("\"connection\": {\"id\": \"c\", \"name\": \"C\"}, \"data_model\": {\"id\": \"m\"},"
             " \"pipeline\": {\"id\": \"p\", \"name\": \"P\", \"sync_mode\": {\"type\": \"full\","
             " \"from\": \"\"}, \"schedule\": {\"type\": \"on_demand\", \"delay\": null}}");
  g_autoptr (SluiceSetup) most =
      parse ("\"feed\": {\"id\": \"1234\"}, \"connection\": {\"id\": \"c\"},"
             " \"data_model\": {\"id\": \"m\"}, \"field_transformation\": {\"id\": \"t\"},"
             " \"pipeline\": {\"id\": \"p\", \"name\": \"P\", \"state\": \"paused\","
             " \"environment\": \"production\", \"data_type\": \"events\", \"plan_id\": \"a\","
             " \"plan_version\": \"2\", \"schedule\": {\"start\": \"2026-01-01T02:15:00+02:00\"}}");

  assert_request (least, SLUICE_FAMILY_PIPELINES, SLUICE_REQUEST_CREATE, "77",
                  "{\"id\":\"p\",\"name\":\"P\",\"connection_id\":\"c\",\"data_model_id\":\"m\","
                  "\"partner_feed_id\":77,\"state\":\"active\",\"environment\":\"development\","
                  "\"data_type\":\"user_attributes\",\"sync_mode\":{\"type\":\"full\"},"
                  "\"schedule\":{\"type\":\"on_demand\"}}");
  assert_request (least, SLUICE_FAMILY_PIPELINES, SLUICE_REQUEST_CHANGE, NULL,
                  "{\"id\":\"p\",\"name\":\"P\",\"connection_id\":\"c\",\"data_model_id\":\"m\","
                  "\"sync_mode\":{\"type\":\"full\"},\"schedule\":{\"type\":\"on_demand\"}}");
  assert_request (most, SLUICE_FAMILY_PIPELINES, SLUICE_REQUEST_CREATE, NULL,
                  "{\"id\":\"p\",\"name\":\"P\",\"connection_id\":\"c\",\"data_model_id\":\"m\","
                  "\"field_transformation_id\":\"t\",\"partner_feed_id\":1234,\"state\":\"paused\","
                  "\"environment\":\"production\",\"data_type\":\"events\",\"plan_id\":\"a\","
                  "\"plan_version\":2,\"schedule\":{\"start\":\"2026-01-01T00:15:00Z\"}}");
}

/* A missing value and an unknown kind say which. */
static void
test_refuses (void)
{
  static const char *const texts[] = {
    "{\"format\": \"sluice-setup/1\", \"warehouse\": \"snowflake\", \"connection\": {\"id\": "
    "\"c\"}}",
    "{\"format\": \"sluice-setup/1\", \"warehouse\": \"oracle\", \"connection\": {\"id\": \"c\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SluiceSetup) setup = sluice_setup_parse (texts[i], -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (sluice_request_build (setup, SLUICE_FAMILY_CONNECTIONS, SLUICE_REQUEST_CREATE,
                                           NULL, NULL, &error));
      g_assert_nonnull (error);
    }
}

static const struct
{
  const char *there;
  const char *ours;
  const char *lines;
} differences[] = {
  { "{\"b\": 1, \"a\": \"x\", \"extra\": {\"y\": 2}}", "{\"a\": \"x\", \"b\": \"1\"}", "" },
  { "{\"a\": \"x\"}", "{\"a\": \"y\"}", "a: x → y" },
  { "{}", "{\"a\": \"y\", \"b\": null}", "a: (nothing) → y" },
  { "{\"a\": null}", "{\"a\": 7}", "a: (nothing) → 7" },
  { "{\"config\": {\"port\": 5439}}", "{\"config\": {\"port\": \"5439\"}}", "" },
  { "{\"config\": null}", "{\"config\": {\"port\": \"5439\"}}", "config.port: (nothing) → 5439" },
  { "{\"password\": \"************\"}", "{\"password\": \"x\"}", "" },
  { "{\"schedule\": {\"start\": \"2026-01-01T01:00:00+01:00\"}}",
    "{\"schedule\": {\"start\": \"2026-01-01T00:00:00Z\"}}", "" },
  { "{\"schedule\": {\"start\": \"2026-01-01T00:00:00.000\"}}",
    "{\"schedule\": {\"start\": \"2026-01-01T00:00:00Z\"}}", "" },
  { "{\"schedule\": {\"start\": \"2026-01-01T00:00:01Z\"}}",
    "{\"schedule\": {\"start\": \"2026-01-01T00:00:00Z\"}}",
    "schedule.start: 2026-01-01T00:00:01Z → 2026-01-01T00:00:00Z" },
  { "{\"q\": \"SELECT 1 \\r\\n\"}", "{\"q\": \"SELECT 1\"}", "" },
  { "{\"q\": \"SELECT 1,\\n2\\nFROM a\"}", "{\"q\": \"SELECT 1,\\n3\\nFROM a\\nWHERE b\"}",
    "q, line 2: 2 → 3|q, line 4: (nothing) → WHERE b" },
  { "{\"m\": [{\"a\": 1, \"z\": null}, {\"b\": 2}]}", "{\"m\": [{\"b\": 2}, {\"a\": 1}]}", "" },
  { "{\"m\": [{\"a\": 1}, {\"a\": 1}]}", "{\"m\": [{\"a\": 1}, {\"b\": 2}]}",
    "m[1]: (nothing) → {\"b\":2}|m[1]: {\"a\":1} → (nothing)" },
  { "{\"m\": [1]}", "{\"m\": []}", "m[0]: 1 → (nothing)" },
  { "{\"flag\": false}", "{\"flag\": true}", "flag: false → true" },
};

static void
test_differences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autoptr (JsonNode) there = sluice_json_parse (differences[i].there, -1, NULL);
      g_autoptr (JsonNode) ours = sluice_json_parse (differences[i].ours, -1, NULL);
      g_auto (GStrv) lines =
          sluice_difference_list (json_node_get_object (there), json_node_get_object (ours), FALSE);
      g_autofree char *text = g_strjoinv ("|", lines);

      g_assert_cmpstr (text, ==, differences[i].lines);
    }
}

/* What is the same is not sent anew, so that nulls and members of the server's own stay as they are. */
static void
test_drop_same (void)
{
  g_autoptr (JsonNode) there = sluice_json_parse (
      "{\"id\":7,\"name\":\"T\",\"mappings\":[{\"source\":\"a\",\"value\":null,\"more\":1}]}", -1,
      NULL);
  g_autoptr (JsonNode) ours = sluice_json_parse (
      "{\"id\":\"7\",\"name\":\"U\",\"mappings\":[{\"source\":\"a\"}],\"state\":\"active\"}", -1,
      NULL);
  g_autoptr (JsonObject) changed = sluice_shape_copy_object (json_node_get_object (ours));
  g_autofree char *text = NULL;

  sluice_difference_drop_same (json_node_get_object (there), json_node_get_object (ours), changed);
  text = sluice_json_object_to_text (changed, FALSE);
  g_assert_cmpstr (text, ==, "{\"name\":\"U\",\"state\":\"active\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request/feed", test_feed);
  g_test_add_func ("/request/connection", test_connection);
  g_test_add_func ("/request/data-model", test_data_model);
  g_test_add_func ("/request/secrets-stay-in-connections", test_secrets_stay_in_connections);
  g_test_add_func ("/request/field-transformation", test_field_transformation);
  g_test_add_func ("/request/pipeline", test_pipeline);
  g_test_add_func ("/request/refuses", test_refuses);
  g_test_add_func ("/request/differences", test_differences);
  g_test_add_func ("/request/drop-same", test_drop_same);
  return g_test_run ();
}
