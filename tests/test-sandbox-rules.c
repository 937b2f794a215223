/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#define FEEDS     "/v1/workspace/9012/partnerfeeds?accountId=5678"
#define PIPELINES FIXTURE_V2 "inputs/data-pipelines"

/* One member of a good body is changed (removed where the value is NULL); the reply must be 400 and
 * name the field. */
typedef struct
{
  const char *pointer;
  const char *value;
  const char *field;
} Case;

static void
check_refused (Fixture *fixture,
               const char *path,
               const char *body,
               const Case *cases,
               guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *changed = fixture_change (body, cases[i].pointer, cases[i].value);
      g_autofree char *name = g_strdup_printf ("Field '%s' ", cases[i].field);

      fixture_must (fixture, 400, "POST", path, changed);
      if (strstr (fixture->text, name) == NULL)
        g_test_message ("%s: %s", changed, fixture->text);
      g_assert_nonnull (strstr (fixture->text, name));
    }
}

static void
test_feeds (void)
{
  static const Case cases[] = {
    { "/module_name", "\"snowflake\"", "module_name" },
    { "/module_name", "\"SNOWFLAKE\"", "module_name" },
    { "/module_name", NULL, "module_name" },
    { "/name", NULL, "name" },
    { "/name", "\"\"", "name" },
    { "/name", "7", "name" },
    { "/os", "\"ios\"", "os" },
    { "/settings", "{}", "settings" },
    { "/settings", "[{\"value\":\"x\"}]", "settings[0].name" },
    { "/is_debug", "\"no\"", "is_debug" },
  };
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  check_refused (&fixture, FEEDS, FIXTURE_FEED, cases, G_N_ELEMENTS (cases));
  g_assert_cmpstr (fixture_string (&fixture, "/errors/0/code"), ==, "VALIDATION_ERROR");
  fixture_must (&fixture, 201, "POST", FEEDS, FIXTURE_FEED);
  g_assert_cmpint (fixture_int (&fixture, "/data/0/id"), ==, 1001);
  g_assert_cmpstr (fixture_string (&fixture, "/data_type"), ==, "Partner Feed");
  fixture_must (&fixture, 400, "POST", FEEDS, FIXTURE_FEED);
  g_assert_nonnull (strstr (fixture.text, "already exists"));
  fixture_must (&fixture, 200, "GET", FEEDS, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/data/0/id"), ==, "1001");
  g_assert_cmpstr (fixture_string (&fixture, "/dataType"), ==, "partner_feed");
  fixture_must (&fixture, 200, "GET", "/v1/partnerfeeds/1001?accountId=5678", NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/data/0/module_name"), ==, "Snowflake");
  g_assert_nonnull (fixture_string (&fixture, "/data/0/server_to_server_key"));
  fixture_must (&fixture, 404, "GET", "/v1/partnerfeeds/7?accountId=5678", NULL);
  fixture_must (&fixture, 202, "PUT", "/v1/workspace/9012/partnerfeeds/1001?accountId=5678",
                FIXTURE_FEED);
}

static void
test_connections (void)
{
  static const Case cases[] = {
    { "/id", NULL, "id" },
    { "/id", "\"a b\"", "id" },
    { "/id", "\"a/b\"", "id" },
    { "/id", "\"\\u00e4\"", "id" },
    { "/id", "5", "id" },
    { "/name", NULL, "name" },
    { "/service_provider", "\"snowflake\"", "service_provider" },
    { "/service_provider", NULL, "service_provider" },
    { "/state", "\"paused\"", "state" },
    { "/config", NULL, "config" },
    { "/config", "[]", "config" },
    { "/config/password", NULL, "config.password" },
    { "/config/password", "null", "config.password" },
    { "/config/password", "\"\"", "config.password" },
    { "/config/password", "\"************\"", "config.password" },
    { "/config/database", NULL, "config.database" },
    { "/config/role", "1", "config.role" },
  };
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  check_refused (&fixture, FIXTURE_V2 "connections", FIXTURE_CONNECTION, cases,
                 G_N_ELEMENTS (cases));
  fixture_must (&fixture, 400, "POST", FIXTURE_V2 "connections", "[]");
  fixture_must (&fixture, 400, "POST", FIXTURE_V2 "connections", "{\"id\":");
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "connections", FIXTURE_CONNECTION);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "healthy");
  g_assert_nonnull (fixture_string (&fixture, "/created_on"));
  fixture_must (&fixture, 400, "POST", FIXTURE_V2 "connections", FIXTURE_CONNECTION);
  g_assert_nonnull (strstr (fixture.text, "already exists"));
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections?serviceProvider=Snowflake", NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 1);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections?serviceProvider=Redshift", NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 0);
}

static void
test_secrets (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *masked = NULL;
  g_autofree char *extra = NULL;

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "connections", FIXTURE_CONNECTION);
  g_assert_null (strstr (fixture.text, "correct horse"));
  g_assert_cmpstr (fixture_string (&fixture, "/config/password"), ==, "************");
  masked = g_strdup (fixture.text);
  fixture_must (&fixture, 200, "PUT", FIXTURE_V2 "connections/c", masked);
  /* Members that nobody knows come back, so that a PUT can show that it kept them. */
  extra = fixture_change (FIXTURE_CONNECTION, "/labels", "[\"a\"]");
  fixture_must (&fixture, 200, "PUT", FIXTURE_V2 "connections/c", extra);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections/c", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/labels"), ==, 1);
  g_assert_nonnull (fixture_string (&fixture, "/last_modified_on"));
}

static void
test_data_models (void)
{
  static const Case cases[] = {
    { "/id", "\"\"", "id" },
    { "/name", NULL, "name" },
    { "/type", NULL, "type" },
    { "/type", "\"table\"", "type" },
    { "/config", NULL, "sql_query" },
    { "/config/sql_query", NULL, "config.sql_query" },
    { "/config/sql_query", "\"\"", "config.sql_query" },
  };
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  check_refused (&fixture, FIXTURE_V2 "data-models", FIXTURE_MODEL, cases, G_N_ELEMENTS (cases));
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "data-models", FIXTURE_MODEL);
  g_assert_cmpstr (fixture_string (&fixture, "/sql_query"), ==,
                   fixture_string (&fixture, "/config/sql_query"));
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "data-models",
                "{\"id\":\"n\",\"name\":\"N\",\"type\":\"sql\",\"sql_query\":\"SELECT 1 AS a\"}");
  g_assert_cmpstr (fixture_string (&fixture, "/config/sql_query"), ==, "SELECT 1 AS a");
}

static void
test_queries (void)
{
  static const Case cases[] = {
    { "/config/sql_query", "\"DELETE FROM a.b.c\"", "config.sql_query" },
    { "/config/sql_query", "\"WITH x AS (SELECT 1 AS a) SELECT a FROM x\"", "config.sql_query" },
    { "/config/sql_query", "\"SELECT a.b FROM c.d.a a;\"", "config.sql_query" },
    { "/config/sql_query", "\"SELECT 1 AS a; SELECT 2 AS b\"", "config.sql_query" },
    { "/config/sql_query", "\"-- nothing\"", "config.sql_query" },
  };
  static const Case iterator = { "/sync_mode/iterator_field", "\"created_at\"",
                                 "sync_mode.iterator_field" };
  g_autoptr (GString) columns = g_string_new ("\"SELECT c0");
  g_autofree char *many = NULL;
  g_autofree char *upper = NULL;
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  check_refused (&fixture, FIXTURE_V2 "data-models", FIXTURE_MODEL, cases, G_N_ELEMENTS (cases));
  for (guint i = 1; i <= 100; i++)
    g_string_append_printf (columns, ", c%u", i);
  g_string_append (columns, " FROM a.b.c\"");
  many = fixture_change (FIXTURE_MODEL, "/config/sql_query", columns->str);
  fixture_must (&fixture, 400, "POST", FIXTURE_V2 "data-models", many);
  g_assert_nonnull (strstr (fixture.text, "100 columns"));

  fixture_make_parts (&fixture);
  check_refused (&fixture, PIPELINES, FIXTURE_PIPELINE, &iterator, 1);
  upper = fixture_change (FIXTURE_PIPELINE, "/sync_mode/iterator_field", "\"UPDATED_AT\"");
  fixture_must (&fixture, 200, "POST", PIPELINES, upper);
}

static void
test_field_transformations (void)
{
  static const Case cases[] = {
    { "/destination_type", "\"profile\"", "destination_type" },
    { "/destination_type", NULL, "destination_type" },
    { "/mappings", NULL, "mappings" },
    { "/mappings", "{}", "mappings" },
    { "/mappings", "[1]", "mappings[0]" },
    { "/mappings", "[{\"mapping_type\":\"device\"}]", "mappings[0].mapping_type" },
    { "/mappings", "[{\"mapping_type\":\"column\",\"destination\":\"ip\"}]", "mappings[0].source" },
    { "/mappings", "[{\"mapping_type\":\"column\",\"source\":\"a\"}]", "mappings[0].destination" },
    { "/mappings", "[{\"mapping_type\":\"column\",\"source\":\"a\",\"destination\":\"nope.x\"}]",
      "mappings[0].destination" },
    { "/mappings",
      "[{\"mapping_type\":\"static\",\"source\":\"a\",\"destination\":\"ip\",\"value\":\"v\"}]",
      "mappings[0].source" },
    { "/mappings", "[{\"mapping_type\":\"static\",\"destination\":\"ip\"}]", "mappings[0].value" },
    { "/mappings", "[{\"mapping_type\":\"ignore\",\"source\":\"a\",\"destination\":\"ip\"}]",
      "mappings[0].destination" },
    { "/mappings", "[{\"mapping_type\":\"ignore\"}]", "mappings[0].source" },
  };
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  check_refused (&fixture, FIXTURE_V2 "field-transformations", FIXTURE_TRANSFORMATION, cases,
                 G_N_ELEMENTS (cases));
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "field-transformations", FIXTURE_TRANSFORMATION);
}

static void
test_pipelines (void)
{
  static const Case cases[] = {
    { "/id", NULL, "id" },
    { "/name", NULL, "name" },
    { "/connection_id", NULL, "connection_id" },
    { "/connection_id", "\"nope\"", "connection_id" },
    { "/data_model_id", "\"nope\"", "data_model_id" },
    { "/field_transformation_id", "\"nope\"", "field_transformation_id" },
    { "/data_type", "\"events\"", "field_transformation_id" },
    { "/data_type", "\"user\"", "data_type" },
    { "/partner_feed_id", NULL, "partner_feed_id" },
    { "/partner_feed_id", "\"1001\"", "partner_feed_id" },
    { "/partner_feed_id", "4", "partner_feed_id" },
    { "/state", "\"running\"", "state" },
    { "/environment", "\"test\"", "environment" },
    { "/plan_version", "\"1\"", "plan_version" },
    { "/sync_mode", NULL, "sync_mode" },
    { "/sync_mode/type", "\"partial\"", "sync_mode.type" },
    { "/sync_mode/iterator_field", NULL, "sync_mode.iterator_field" },
    { "/sync_mode/iterator_data_type", NULL, "sync_mode.iterator_data_type" },
    { "/sync_mode/iterator_data_type", "\"timestamptz\"", "sync_mode.iterator_data_type" },
    { "/sync_mode/from", "\"yesterday\"", "sync_mode.from" },
    { "/schedule", NULL, "schedule" },
    { "/schedule/type", "\"cron\"", "schedule.type" },
    { "/schedule/frequency", NULL, "schedule.frequency" },
    { "/schedule/frequency", "\"yearly\"", "schedule.frequency" },
    { "/schedule/start", NULL, "schedule.start" },
    { "/schedule/start", "\"soon\"", "schedule.start" },
    { "/schedule/end", "\"2023-01-01T00:00:00Z\"", "schedule.end" },
    { "/schedule/delay", "\"a while\"", "schedule.delay" },
    { "/schedule/type", "\"once\"", "schedule.frequency" },
  };
  static const char *const accepted[][2] = {
    { "/schedule", "{\"type\":\"on_demand\"}" },
    { "/schedule", "{\"type\":\"once\"}" },
    { "/schedule/delay", "\"5m\"" },
    { "/sync_mode", "{\"type\":\"full\"}" },
    { "/state", NULL },
    { "/plan_id", "null" },
  };
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_make_parts (&fixture);
  check_refused (&fixture, PIPELINES, FIXTURE_PIPELINE, cases, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autofree char *body = fixture_change (FIXTURE_PIPELINE, accepted[i][0], accepted[i][1]);

      fixture_must (&fixture, 200, "POST", PIPELINES, body);
      fixture_must (&fixture, 204, "DELETE", PIPELINES "/p", NULL);
    }
  fixture_must (&fixture, 404, "DELETE", PIPELINES "/p", NULL);
}

static void
test_used (void)
{
  static const char *const used[] = { "connections/c", "data-models/m", "field-transformations/t" };
  g_autofree char *events = NULL;
  g_autofree char *body = NULL;
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_make_parts (&fixture);
  events = fixture_change (FIXTURE_PIPELINE, "/data_type", "\"events\"");
  body = fixture_change (events, "/field_transformation_id", "\"t\"");
  fixture_must (&fixture, 200, "POST", PIPELINES, body);
  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    {
      g_autofree char *path = g_strconcat (FIXTURE_V2, used[i], NULL);

      fixture_must (&fixture, 400, "DELETE", path, NULL);
      g_assert_nonnull (strstr (fixture.text, "is used by pipeline 'p'"));
    }
  fixture_must (&fixture, 204, "DELETE", PIPELINES "/p", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    {
      g_autofree char *path = g_strconcat (FIXTURE_V2, used[i], NULL);

      fixture_must (&fixture, 204, "DELETE", path, NULL);
    }
}

static void
test_active_limit (void)
{
  g_autofree char *paused = NULL;
  g_autofree char *another = NULL;
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_make_parts (&fixture);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("\"p%u\"", i);
      g_autofree char *body = fixture_change (FIXTURE_PIPELINE, "/id", id);

      fixture_must (&fixture, 200, "POST", PIPELINES, body);
    }
  fixture_must (&fixture, 400, "POST", PIPELINES, FIXTURE_PIPELINE);
  g_assert_nonnull (strstr (fixture.text, "5 active pipelines"));
  paused = fixture_change (FIXTURE_PIPELINE, "/state", "\"paused\"");
  fixture_must (&fixture, 200, "POST", PIPELINES, paused);
  fixture_must (&fixture, 400, "PUT", PIPELINES "/p", FIXTURE_PIPELINE);
  another = fixture_change (paused, "/id", "\"p0\"");
  fixture_must (&fixture, 200, "PUT", PIPELINES "/p0", another);
  fixture_must (&fixture, 200, "PUT", PIPELINES "/p", FIXTURE_PIPELINE);
}

static void
test_replace (void)
{
  g_autofree char *renamed = NULL;
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_make_parts (&fixture);
  fixture_must (&fixture, 404, "PUT", FIXTURE_V2 "data-models/n", FIXTURE_MODEL);
  renamed = fixture_change (FIXTURE_MODEL, "/id", "\"other\"");
  fixture_must (&fixture, 400, "PUT", FIXTURE_V2 "data-models/m", renamed);
  g_assert_nonnull (strstr (fixture.text, "Field 'id' "));
  fixture_must (&fixture, 200, "PUT", FIXTURE_V2 "data-models/m", FIXTURE_MODEL);
  g_assert_nonnull (fixture_string (&fixture, "/created_on"));
  g_assert_nonnull (fixture_string (&fixture, "/last_modified_by"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/rules/feeds", test_feeds);
  g_test_add_func ("/sandbox/rules/connections", test_connections);
  g_test_add_func ("/sandbox/rules/secrets", test_secrets);
  g_test_add_func ("/sandbox/rules/data-models", test_data_models);
  g_test_add_func ("/sandbox/rules/queries", test_queries);
  g_test_add_func ("/sandbox/rules/field-transformations", test_field_transformations);
  g_test_add_func ("/sandbox/rules/pipelines", test_pipelines);
  g_test_add_func ("/sandbox/rules/used", test_used);
  g_test_add_func ("/sandbox/rules/active-limit", test_active_limit);
  g_test_add_func ("/sandbox/rules/replace", test_replace);

  return g_test_run ();
}
