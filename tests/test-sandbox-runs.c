/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#define PIPELINES FIXTURE_V2 "inputs/data-pipelines"
#define PIPELINE  PIPELINES "/p"
#define REPORT    PIPELINE "/report"
#define RUNS      REPORT "/runs"
#define TRIGGER   PIPELINE "/trigger"

static SluiceSandboxOptions *
make_options (int failure_rate)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();

  options->failure_rate = failure_rate;
  return options;
}

static void
start_with (Fixture *fixture, SluiceSandboxOptions *options, const char *pointer, const char *value)
{
  g_autofree char *body = pointer != NULL ? fixture_change (FIXTURE_PIPELINE, pointer, value)
                                          : g_strdup (FIXTURE_PIPELINE);

  fixture_start (fixture, options);
  fixture_make_parts (fixture);
  fixture_must (fixture, 200, "POST", PIPELINES, body);
}

static void
test_first_run (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, make_options (0), NULL, NULL);
  fixture_must (&fixture, 404, "GET", REPORT, NULL);
  g_assert_cmpint (fixture_int (&fixture, "/statusCode"), ==, 404);
  fixture_must (&fixture, 404, "GET", RUNS, NULL);
  fixture_must (&fixture, 404, "GET", RUNS "/1", NULL);
  fixture_skip (&fixture, 60);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_true (
      JSON_NODE_HOLDS_NULL (sluice_json_pointer_get (fixture.reply, "/latest_pipeline_run")));
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "idle");
  fixture_skip (&fixture, 2);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/status"), ==, "triggered");
  fixture_skip (&fixture, 2);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/status"), ==, "queued");
  fixture_skip (&fixture, 5);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "running");
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/status"), ==, "running");
  g_assert_null (fixture_string (&fixture, "/latest_pipeline_run/ended_on"));
  g_assert_cmpint (fixture_int (&fixture, "/latest_pipeline_run/successful_records"), ==, -1);
  fixture_skip (&fixture, 30);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "idle");
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/status"), ==, "success");
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/type"), ==, "scheduled");
  g_assert_nonnull (fixture_string (&fixture, "/latest_pipeline_run/ended_on"));
  g_assert_cmpint (fixture_int (&fixture, "/latest_pipeline_run/successful_records"), >, 0);
  g_assert_cmpint (fixture_int (&fixture, "/latest_pipeline_run/failed_records"), ==, 0);
}

static void
test_hourly (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *newest = NULL;
  guint n_runs;

  start_with (&fixture, make_options (0), NULL, NULL);
  fixture_skip (&fixture, 48 * 3600 + 200);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  n_runs = fixture_length (&fixture, "/items");
  /* One less where the first run falls together with a quarter past. */
  g_assert_cmpuint (n_runs, >=, 48);
  g_assert_cmpuint (n_runs, <=, 49);
  /* The start sets the minute of every run but the first. */
  g_assert_true (g_str_has_suffix (fixture_string (&fixture, "/items/0/logical_date"), ":15:00Z"));
  g_assert_cmpstr (fixture_string (&fixture, "/items/0/range_start"), ==,
                   fixture_string (&fixture, "/items/1/range_end"));
  newest = g_strdup (fixture_string (&fixture, "/items/0/logical_date"));
  fixture_must (&fixture, 200, "GET", RUNS "?pageSize=10&currentPage=2", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, 10);
  g_assert_cmpstr (fixture_string (&fixture, "/items/0/logical_date"), <, newest);
  fixture_must (&fixture, 200, "GET", RUNS "?pageSize=10&currentPage=5", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, n_runs - 40);
  fixture_must (&fixture, 200, "GET", RUNS "?pageSize=10&currentPage=6", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, 0);
  fixture_must (&fixture, 200, "GET", RUNS "?endDate=2020-01-01T00:00:00Z", NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, 0);
  fixture_must (&fixture, 400, "GET", RUNS "?currentPage=0", NULL);
  fixture_must (&fixture, 400, "GET", RUNS "?pageSize=x", NULL);
  fixture_must (&fixture, 400, "GET", RUNS "?startDate=x", NULL);
}

static void
test_one_run (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *path = NULL;

  start_with (&fixture, make_options (0), NULL, NULL);
  fixture_skip (&fixture, 200);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  path = g_strdup_printf (RUNS "/%" G_GINT64_FORMAT,
                          fixture_int (&fixture, "/items/0/pipeline_run_id"));
  fixture_must (&fixture, 200, "GET", path, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/pipeline_id"), ==, "p");
  fixture_must (&fixture, 404, "GET", RUNS "/1", NULL);
  g_assert_nonnull (fixture.reply);
}

static void
test_trigger (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, make_options (0), "/schedule", "{\"type\":\"on_demand\"}");
  fixture_must (&fixture, 404, "POST", PIPELINES "/nope/trigger", NULL);
  fixture_skip (&fixture, 7 * 86400);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, 0);
  fixture_must (&fixture, 200, "POST", TRIGGER, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "trigger_requested");
  g_assert_cmpint (fixture_int (&fixture, "/pipeline_run_id"), >, 0);
  fixture_must (&fixture, 400, "POST", TRIGGER, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/errors/0/message"), ==,
                   "Pipeline p is already in progress.");
  fixture_skip (&fixture, 600);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, 1);
  g_assert_cmpstr (fixture_string (&fixture, "/items/0/type"), ==, "manual");
  g_assert_cmpstr (fixture_string (&fixture, "/items/0/status"), ==, "success");
  fixture_must (&fixture, 200, "POST", TRIGGER, NULL);
}

static void
test_once (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, make_options (0), "/schedule", "{\"type\":\"once\"}");
  fixture_skip (&fixture, 7 * 86400);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, 1);
}

static void
test_pause (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *paused = fixture_change (FIXTURE_PIPELINE, "/state", "\"paused\"");
  guint before;

  start_with (&fixture, make_options (0), NULL, NULL);
  fixture_skip (&fixture, 10 * 3600);
  /* The runs that were due before the pause are not lost by it. */
  fixture_must (&fixture, 200, "PUT", PIPELINE, paused);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  before = fixture_length (&fixture, "/items");
  g_assert_cmpuint (before, >=, 10);
  fixture_skip (&fixture, 10 * 3600);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, before);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "paused");
  fixture_must (&fixture, 400, "POST", TRIGGER, NULL);
  fixture_must (&fixture, 200, "PUT", PIPELINE, FIXTURE_PIPELINE);
  fixture_skip (&fixture, 3600);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, before + 1);
}

static void
test_start_to_come (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, make_options (0), "/schedule/start", "\"2099-01-01T00:00:00Z\"");
  fixture_skip (&fixture, 7 * 86400);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), ==, 0);
}

/* The report once no run is under way: whether one is depends on the minute the test is run in. */
static void
read_settled_report (Fixture *fixture)
{
  static const char *const under_way[] = { "triggered", "queued", "running", NULL };

  fixture_must (fixture, 200, "GET", REPORT, NULL);
  for (guint i = 0;
       i < 3 &&
       g_strv_contains (under_way, fixture_string (fixture, "/latest_pipeline_run/status"));
       i++)
    {
      fixture_skip (fixture, 600);
      fixture_must (fixture, 200, "GET", REPORT, NULL);
    }
}

static void
test_faulted_connection (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *wrong = fixture_change (FIXTURE_CONNECTION, "/config/password", "\"wrong\"");

  start_with (&fixture, make_options (0), NULL, NULL);
  fixture_skip (&fixture, 200);
  fixture_must (&fixture, 200, "PUT", FIXTURE_V2 "connections/c", wrong);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "faulted");
  fixture_skip (&fixture, 2 * 3600);
  read_settled_report (&fixture);
  g_assert_cmpstr (fixture_string (&fixture, "/status"), ==, "faulted");
  g_assert_cmpstr (fixture_string (&fixture, "/connection_status"), ==, "faulted");
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/status"), ==, "failed");
  g_assert_nonnull (
      strstr (fixture_string (&fixture, "/latest_pipeline_run/errors/0/message"), "password"));
  fixture_must (&fixture, 200, "PUT", FIXTURE_V2 "connections/c", FIXTURE_CONNECTION);
  fixture_skip (&fixture, 3600 + 200);
  read_settled_report (&fixture);
  g_assert_cmpstr (fixture_string (&fixture, "/connection_status"), ==, "healthy");
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/status"), ==, "success");
}

static void
test_invalid_model (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *broken =
      fixture_change (FIXTURE_MODEL, "/config/sql_query",
                      "\"SELECT a.updated_at, a.customer_id FROM d.s.no_such_table a\"");

  start_with (&fixture, make_options (0), NULL, NULL);
  fixture_must (&fixture, 200, "PUT", FIXTURE_V2 "data-models/m", broken);
  fixture_skip (&fixture, 200);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/data_model_status"), ==, "invalid");
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/status"), ==, "failed");
}

static guint
count (Fixture *fixture, const char *status)
{
  guint n = 0;

  for (guint i = 0; i < fixture_length (fixture, "/items"); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/items/%u/status", i);

      if (g_strcmp0 (fixture_string (fixture, pointer), status) == 0)
        n++;
    }
  return n;
}

static void
test_failures (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, make_options (20), NULL, NULL);
  fixture_skip (&fixture, 300 * 3600);
  fixture_must (&fixture, 200, "GET", RUNS "?pageSize=1000", NULL);
  g_assert_cmpuint (count (&fixture, "failed"), >, 20);
  g_assert_cmpuint (count (&fixture, "failed"), <, 120);
  g_assert_cmpuint (count (&fixture, "partial_success"), >, 20);
  g_assert_cmpuint (count (&fixture, "success"), >, 100);
}

static void
test_early_access (void)
{
  SluiceSandboxOptions *options = make_options (0);
  g_auto (Fixture) fixture = { 0 };

  options->early_access = TRUE;
  start_with (&fixture, options, NULL, NULL);
  fixture_skip (&fixture, 200);
  fixture_must (&fixture, 200, "GET", REPORT, NULL);
  g_assert_true (json_node_get_boolean (sluice_json_pointer_get (fixture.reply, "/is_active")));
  g_assert_false (json_node_get_boolean (sluice_json_pointer_get (fixture.reply, "/is_faulted")));
  g_assert_false (
      json_node_get_boolean (sluice_json_pointer_get (fixture.reply, "/is_connection_faulted")));
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/pipeline_run_state"), ==,
                   "success");
  g_assert_cmpstr (fixture_string (&fixture, "/latest_pipeline_run/id"), ==, "p");
  g_assert_cmpint (fixture_int (&fixture, "/latest_pipeline_run/records_mapped"), >, 0);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/items/0/pipeline_run_type"), ==, "scheduled");
  g_assert_nonnull (fixture_string (&fixture, "/items/0/data_interval_end"));
}

static void
test_monthly (void)
{
  g_auto (Fixture) fixture = { 0 };

  start_with (&fixture, make_options (0), "/schedule/frequency", "\"monthly\"");
  fixture_skip (&fixture, G_GINT64_CONSTANT (400) * 86400);
  fixture_must (&fixture, 200, "GET", RUNS, NULL);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), >=, 13);
  g_assert_cmpuint (fixture_length (&fixture, "/items"), <=, 15);
  g_assert_true (
      g_str_has_suffix (fixture_string (&fixture, "/items/0/logical_date"), "-01T00:15:00Z"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/runs/first", test_first_run);
  g_test_add_func ("/sandbox/runs/hourly", test_hourly);
  g_test_add_func ("/sandbox/runs/monthly", test_monthly);
  g_test_add_func ("/sandbox/runs/one", test_one_run);
  g_test_add_func ("/sandbox/runs/trigger", test_trigger);
  g_test_add_func ("/sandbox/runs/once", test_once);
  g_test_add_func ("/sandbox/runs/pause", test_pause);
  g_test_add_func ("/sandbox/runs/start-to-come", test_start_to_come);
  g_test_add_func ("/sandbox/runs/faulted-connection", test_faulted_connection);
  g_test_add_func ("/sandbox/runs/invalid-model", test_invalid_model);
  g_test_add_func ("/sandbox/runs/failures", test_failures);
  g_test_add_func ("/sandbox/runs/early-access", test_early_access);

  return g_test_run ();
}
