/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#include <locale.h>

#define PIPELINES FIXTURE_V2 "inputs/data-pipelines"
#define AUDIENCES FIXTURE_V2 "audiences"
#define DEFINITION                                                                                 \
  "{\"name\":\"A\",\"definition\":{\"schema_version\":\"1.0.0\",\"audience\":"                     \
  "{\"operator\":\"greater_than\",\"left\":{\"model\":\"user\",\"path\":\"p\"},\"right\":0.7}}}"

static void
start_seeded (Fixture *fixture)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();

  options->seed_world = TRUE;
  fixture_start (fixture, options);
}

static void
check_pipeline (Fixture *fixture, const char *id, const char *status, const char *last_run)
{
  g_autofree char *path = g_strdup_printf (PIPELINES "/%s/report", id);

  fixture_must (fixture, 200, "GET", path, NULL);
  g_assert_cmpstr (fixture_string (fixture, "/status"), ==, status);
  g_assert_cmpstr (fixture_string (fixture, "/latest_pipeline_run/status"), ==, last_run);
}

static void
test_seeded_pipelines (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_seeded (&fixture);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 2);
  fixture_must (&fixture, 200, "GET", PIPELINES, NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 5);
  check_pipeline (&fixture, "acme-customers-pipeline", "idle", "success");
  check_pipeline (&fixture, "acme-orders-pipeline", "idle", "partial_success");
  check_pipeline (&fixture, "acme-visits-pipeline", "idle", "failed");
  check_pipeline (&fixture, "acme-churn-pipeline", "faulted", "failed");
  check_pipeline (&fixture, "acme-newsletter-pipeline", "paused", "success");
  fixture_must (&fixture, 200, "GET",
                PIPELINES "/acme-customers-pipeline/report/runs?pageSize=1000", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), >=, 30 * 24);
}

/* Trying the program means making a pipeline of one's own. */
static void
test_seeded_world_has_room (void)
{
  g_autofree char *body =
      fixture_change (FIXTURE_PIPELINE, "/connection_id", "\"acme-snowflake-connection\"");
  g_autofree char *second = fixture_change (body, "/data_model_id", "\"acme-customers-model\"");
  g_autofree char *third = fixture_change (second, "/id", "\"another\"");
  g_auto (Fixture) fixture = { 0 };

  start_seeded (&fixture);
  fixture_must (&fixture, 200, "POST", PIPELINES, second);
  fixture_must (&fixture, 400, "POST", PIPELINES, third);
}

/* Whatever sign the locale has for decimals; where a machine has only English, it is the point. */
static void
test_seeded_definitions (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *locale = g_strdup (setlocale (LC_NUMERIC, NULL));

  setlocale (LC_NUMERIC, "de_DE.UTF-8");
  start_seeded (&fixture);
  fixture_must (&fixture, 200, "GET", AUDIENCES, NULL);
  setlocale (LC_NUMERIC, locale);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u/id", i);
      g_autofree char *route =
          g_strdup_printf (AUDIENCES "/%" G_GINT64_FORMAT, fixture_int (&fixture, path));

      fixture_must (&fixture, 200, "GET", route, NULL);
      g_assert_cmpstr (fixture_string (&fixture, "/definition/audience/operator"), ==,
                       "greater_than");
      fixture_must (&fixture, 200, "GET", AUDIENCES, NULL);
    }
}

static void
test_seeded_audiences (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_seeded (&fixture);
  fixture_must (&fixture, 200, "GET", "/v1/workspace/9012/audiences?accountId=5678", NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 8);
  g_assert_cmpstr (fixture_string (&fixture, "/0/status"), ==, "active");
  g_assert_cmpint (fixture_int (&fixture, "/0/size"), >, 0);
  g_assert_cmpint (fixture_int (&fixture, "/0/added_last_24_hours"), >=, 0);
  g_assert_cmpuint (fixture_length (&fixture, "/0/connected_outputs"), ==, 2);
  g_assert_null (sluice_json_pointer_get (fixture.reply, "/0/definition"));
  fixture_must (&fixture, 200, "GET", "/v1/audiences?accountId=5678", NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 8);
}

static void
test_outputs (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_make_parts (&fixture);
  fixture_must (&fixture, 200, "GET", "/v1/services?accountId=5678", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/data"), >, 3);
  fixture_must (&fixture, 200, "GET", "/v1/services/Braze?accountId=5678", NULL);
  fixture_must (&fixture, 404, "GET", "/v1/services/Nope?accountId=5678", NULL);
  fixture_must (&fixture, 200, "GET",
                "/v1/workspace/9012/Braze/serviceconfigurations?accountId=5678", NULL);
  g_assert_cmpint (fixture_int (&fixture, "/data/0/id"), ==, 502);
}

static void
test_subscriptions (void)
{
  static const char path[] = "/v1/partnerfeeds/1001/subscriptions?accountId=5678";
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_make_parts (&fixture);
  fixture_must (&fixture, 400, "POST", path, "{\"service_configuration_id\":7}");
  g_assert_nonnull (strstr (fixture.text, "Field 'service_configuration_id' "));
  fixture_must (&fixture, 400, "POST", path, "{}");
  fixture_must (&fixture, 201, "POST", path,
                "{\"service_configuration_id\":502,\"is_active\":true,\"settings\":[]}");
  fixture_must (&fixture, 400, "POST", path, "{\"service_configuration_id\":502}");
  fixture_must (&fixture, 200, "GET", path, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/data"), ==, 1);
  g_assert_cmpstr (fixture_string (&fixture, "/data/0/config_name"), ==, "Braze production");
  fixture_must (&fixture, 200, "GET", "/v1/partnerfeeds/9012/subscriptions?accountId=5678", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/data"), ==, 1);
  fixture_must (&fixture, 404, "POST", "/v1/partnerfeeds/7/subscriptions?accountId=5678", "{}");
}

static void
test_preview_audience (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *one = NULL;
  g_autofree char *calculate = NULL;
  g_autofree char *gone = NULL;

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_must (&fixture, 400, "POST", AUDIENCES, "{\"name\":\"A\",\"definition\":{}}");
  fixture_must (&fixture, 400, "POST", AUDIENCES, "{\"name\":\"A\"}");
  fixture_must (&fixture, 200, "POST", AUDIENCES, DEFINITION);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "draft");
  one = g_strdup_printf (AUDIENCES "/%" G_GINT64_FORMAT, fixture_int (&fixture, "/id"));
  gone = g_strdup_printf ("/v1/audiences/%" G_GINT64_FORMAT "?accountId=5678",
                          fixture_int (&fixture, "/id"));
  calculate = g_strconcat (one, "/calculate", NULL);
  fixture_must (&fixture, 202, "POST", calculate, NULL);
  fixture_must (&fixture, 400, "POST", calculate, NULL);
  fixture_must (&fixture, 200, "GET", one, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "calculating");
  g_assert_cmpint (fixture_int (&fixture, "/size"), ==, -1);
  fixture_skip (&fixture, 60);
  fixture_must (&fixture, 200, "GET", one, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "active");
  g_assert_cmpint (fixture_int (&fixture, "/size"), >, 0);
  fixture_must (&fixture, 200, "PUT", one, DEFINITION);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "draft");
  fixture_must (&fixture, 202, "DELETE", gone, NULL);
  fixture_must (&fixture, 404, "GET", one, NULL);
}

static void
test_audience_connection (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *one = NULL;
  g_autofree char *calculate = NULL;

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_must (&fixture, 200, "POST", AUDIENCES, DEFINITION);
  path = g_strdup_printf (AUDIENCES "/%" G_GINT64_FORMAT "/connections",
                          fixture_int (&fixture, "/id"));
  calculate =
      g_strdup_printf (AUDIENCES "/%" G_GINT64_FORMAT "/calculate", fixture_int (&fixture, "/id"));
  fixture_must (&fixture, 400, "POST", path, "{\"service_configuration_id\":1}");
  fixture_must (&fixture, 200, "POST", path, "{\"service_configuration_id\":505}");
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "waiting");
  one = g_strdup_printf ("%s/%" G_GINT64_FORMAT, path, fixture_int (&fixture, "/id"));
  fixture_must (&fixture, 400, "POST", path, "{\"service_configuration_id\":505}");
  fixture_must (&fixture, 202, "POST", calculate, NULL);
  fixture_skip (&fixture, 120);
  fixture_must (&fixture, 200, "GET", path, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/0/status"), ==, "forwarding");
  g_assert_cmpint (fixture_int (&fixture, "/0/members_sent"), >, 0);
  fixture_must (&fixture, 204, "DELETE", one, NULL);
  fixture_must (&fixture, 404, "DELETE", one, NULL);
}

static void
test_no_preview (void)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();
  g_auto (Fixture) fixture = { 0 };

  options->no_preview = TRUE;
  fixture_start (&fixture, options);
  fixture_must (&fixture, 404, "GET", AUDIENCES, NULL);
  g_assert_null (fixture.reply);
  fixture_must (&fixture, 200, "GET", "/v1/workspace/9012/audiences?accountId=5678", NULL);
}

static SluiceSandboxOptions *
make_kept (const char *file)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();

  options->state_file = g_strdup (file);
  options->seed_world = TRUE;
  return options;
}

/* Everything comes back as it was, and the seeded world does not come a second time. */
static void
test_state (void)
{
  static const char *const paths[] = {
    PIPELINES,
    PIPELINES "/acme-customers-pipeline/report/runs?pageSize=1000",
    FIXTURE_V2 "connections",
    FIXTURE_V2 "data-models",
    "/v1/workspace/9012/partnerfeeds?accountId=5678",
  };
  g_autofree char *folder = g_dir_make_tmp ("sandbox-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "state", NULL);
  char *before[G_N_ELEMENTS (paths)] = { NULL };
  gint64 time;

  {
    g_auto (Fixture) fixture = { 0 };

    fixture_start (&fixture, make_kept (file));
    fixture_skip (&fixture, 5 * 3600);
    fixture_must (&fixture, 204, "DELETE", PIPELINES "/acme-newsletter-pipeline", NULL);
    fixture_must (&fixture, 200, "POST", PIPELINES "/acme-orders-pipeline/trigger", NULL);
    fixture_skip (&fixture, 3600);
    for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
      {
        fixture_must (&fixture, 200, "GET", paths[i], NULL);
        before[i] = g_strdup (fixture.text);
      }
    /* The clock is kept with each change; this is the last one. */
    fixture_must (&fixture, 200, "POST", FIXTURE_V2 "field-transformations",
                  FIXTURE_TRANSFORMATION);
    time = sluice_sandbox_clock_now (sluice_sandbox_get_clock (fixture.sandbox));
  }
  {
    g_auto (Fixture) fixture = { 0 };

    fixture_start (&fixture, make_kept (file));
    g_assert_cmpint (sluice_sandbox_clock_now (sluice_sandbox_get_clock (fixture.sandbox)), >=,
                     time - G_USEC_PER_SEC);
    for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
      {
        fixture_must (&fixture, 200, "GET", paths[i], NULL);
        g_assert_cmpstr (fixture.text, ==, before[i]);
        g_free (before[i]);
      }
    fixture_must (&fixture, 200, "GET", AUDIENCES, NULL);
    g_assert_cmpuint (fixture_length (&fixture, ""), ==, 8);
  }
  g_remove (file);
  g_rmdir (folder);
}

static void
test_workspaces_apart (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_make_parts (&fixture);
  fixture_must (&fixture, 200, "GET", "/platform/v2/workspaces/77/connections", NULL);
  g_assert_cmpuint (fixture_length (&fixture, ""), ==, 0);
  fixture_must (&fixture, 200, "POST", "/platform/v2/workspaces/77/connections",
                FIXTURE_CONNECTION);
  fixture_must (&fixture, 200, "GET", "/v1/workspace?accountId=5678", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/data"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/world/seeded-pipelines", test_seeded_pipelines);
  g_test_add_func ("/sandbox/world/seeded-world-has-room", test_seeded_world_has_room);
  g_test_add_func ("/sandbox/world/seeded-audiences", test_seeded_audiences);
  g_test_add_func ("/sandbox/world/seeded-definitions", test_seeded_definitions);
  g_test_add_func ("/sandbox/world/outputs", test_outputs);
  g_test_add_func ("/sandbox/world/subscriptions", test_subscriptions);
  g_test_add_func ("/sandbox/world/preview-audience", test_preview_audience);
  g_test_add_func ("/sandbox/world/audience-connection", test_audience_connection);
  g_test_add_func ("/sandbox/world/no-preview", test_no_preview);
  g_test_add_func ("/sandbox/world/state", test_state);
  g_test_add_func ("/sandbox/world/workspaces-apart", test_workspaces_apart);

  return g_test_run ();
}
