/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-pipeline-status.h"

#include "monitor-fixture.h"
#include "sluice-json.h"
#include "sluice-time.h"

#define NOW "2026-12-01T10:00:00Z"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

static GDateTime *
now (void)
{
  return sluice_time_parse (NOW);
}

static SluicePipelineStatus *
make (const char *pipeline, const char *report)
{
  g_autoptr (JsonObject) object = parse (pipeline);
  SluicePipelineStatus *status = sluice_pipeline_status_new (NULL, object);
  g_autoptr (GDateTime) time = now ();

  if (report != NULL)
    {
      g_autoptr (JsonObject) report_object = parse (report);
      g_autoptr (SluiceReport) read = sluice_report_new_from_json (report_object);

      sluice_pipeline_status_set_report (status, read, time);
    }
  return status;
}

#define HOURLY                                                                                     \
  "{\"id\":\"p\",\"name\":\"P\",\"state\":\"active\",\"created_on\":\"2026-11-01T00:00:00Z\","     \
  "\"schedule\":{\"type\":\"interval\",\"frequency\":\"hourly\",\"start\":\"2026-01-01T00:15:"     \
  "00Z\"}}"

typedef struct
{
  const char *pipeline;
  const char *report;
  const char *state;
  const char *health;
  const char *run_state;
  const char *next_run;
  const char *error;
  gboolean unhealthy;
} Case;

static const Case cases[] = {
  { HOURLY,
    "{\"status\":\"idle\",\"latest_pipeline_run\":{\"pipeline_run_id\":7,\"status\":\"success\","
    "\"successful_records\":10,\"failed_records\":0}}",
    "active", "healthy", "succeeded", "2026-12-01T10:15:00Z", NULL, FALSE },
  { HOURLY,
    "{\"status\":\"idle\",\"latest_pipeline_run\":{\"id\":7,\"status\":\"success\","
    "\"successful_records\":10,\"failed_records\":3}}",
    "active", "healthy", "partial", "2026-12-01T10:15:00Z", "The last run left records out.",
    TRUE },
  { HOURLY,
    "{\"status\":\"idle\",\"latest_pipeline_run\":{\"id\":7,\"status\":\"failed\","
    "\"errors\":[{\"message\":\"Incorrect username or password was specified.\"}]}}",
    "active", "healthy", "failed", "2026-12-01T10:15:00Z",
    "Incorrect username or password was specified.", TRUE },
  { HOURLY, "{\"status\":\"faulted\",\"connection_status\":\"faulted\"}", "active", "faulted", NULL,
    "2026-12-01T10:15:00Z", "The connection is faulted.", TRUE },
  { HOURLY, "{\"status\":\"idle\",\"data_model_status\":\"invalid\"}", "active", "faulted", NULL,
    "2026-12-01T10:15:00Z", "The data model is faulted.", TRUE },
  { HOURLY, "{\"status\":\"faulted\",\"errors\":[{\"message\":\"one\"},{\"message\":\"two\"}]}",
    "active", "faulted", NULL, "2026-12-01T10:15:00Z", "one; two", TRUE },
  { HOURLY, "{}", "active", "unknown", NULL, "2026-12-01T10:15:00Z", NULL, FALSE },
  { "{\"id\":3,\"state\":\"paused\",\"schedule\":{\"frequency\":\"daily\",\"start\":\"2026-01-01\"}"
    "}",
    "{\"status\":\"paused\"}", "paused", "healthy", NULL, NULL, NULL, FALSE },
  { "{\"id\":\"p\",\"state\":\"archived\"}", "{\"status\":\"x\"}", "archived", "unknown", NULL,
    NULL, NULL, FALSE },
  /* early access */
  { "{\"id\":\"p\",\"is_active\":true,\"schedule_interval\":\"daily\","
    "\"schedule_start_time\":\"2026-01-01T06:00:00Z\"}",
    "{\"is_active\":true,\"is_faulted\":false,\"is_connection_faulted\":false,"
    "\"latest_pipeline_run\":{\"pipeline_run_id\":9,\"pipeline_run_state\":\"running\"}}",
    "active", "healthy", "running", "2026-12-02T06:00:00Z", NULL, FALSE },
  { "{\"id\":\"p\",\"is_active\":false,\"schedule_interval\":\"once\"}",
    "{\"is_faulted\":true,\"faulted_reason\":\"SQL compilation error\"}", "paused", "faulted", NULL,
    NULL, "SQL compilation error", TRUE },
};

static void
test_reports (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (SluicePipelineStatus) status = make (c->pipeline, c->report);
      SluiceRun *run = sluice_pipeline_status_get_last_run (status);
      g_autofree char *next = sluice_time_format (sluice_pipeline_status_get_next_run (status));
      const GError *error = sluice_pipeline_status_get_error (status);

      g_test_message ("%s", c->report);
      g_assert_cmpstr (sluice_pipeline_status_get_state (status), ==, c->state);
      g_assert_cmpstr (sluice_pipeline_status_get_health (status), ==, c->health);
      g_assert_cmpstr (run != NULL ? sluice_run_get_state (run) : NULL, ==, c->run_state);
      g_assert_cmpstr (next, ==, c->next_run);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, c->error);
      g_assert_cmpint (sluice_pipeline_status_is_unhealthy (status), ==, c->unhealthy);
      g_assert_true ((error != NULL) == (sluice_pipeline_status_get_remedy (status) != NULL));
    }
}

static void
test_no_report (void)
{
  static const struct
  {
    const char *created;
    int code;
    const char *state;
    gboolean unhealthy;
  } missing[] = {
    { "2026-12-01T09:56:00Z", SLUICE_API_ERROR_NOT_FOUND, "pending", FALSE },
    { "2026-12-01T09:54:00", SLUICE_API_ERROR_NOT_FOUND, "active", TRUE },
    { "2026-11-01T00:00:00Z", SLUICE_API_ERROR_NOT_READY, "pending", FALSE },
    { "2026-12-01T09:59:00Z", SLUICE_API_ERROR_SERVER, "active", TRUE },
    { "", SLUICE_API_ERROR_NOT_FOUND, "active", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autofree char *pipeline =
          g_strdup_printf ("{\"id\":\"p\",\"created_on\":\"%s\"}", missing[i].created);
      g_autoptr (SluicePipelineStatus) status = make (pipeline, NULL);
      g_autoptr (GError) error = g_error_new (SLUICE_API_ERROR, missing[i].code, "gone");
      g_autoptr (GDateTime) time = now ();

      sluice_pipeline_status_set_report_error (status, error, time);
      g_assert_cmpstr (sluice_pipeline_status_get_state (status), ==, missing[i].state);
      g_assert_cmpstr (sluice_pipeline_status_get_health (status), ==, "unknown");
      g_assert_cmpint (sluice_pipeline_status_is_unhealthy (status), ==, missing[i].unhealthy);
    }
}

static void
on_status_notify_cb (SluicePipelineStatus *status, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_notifies_what_changed (void)
{
  static const char running[] =
      "{\"status\":\"running\",\"latest_pipeline_run\":{\"id\":1,\"status\":\"running\"}}";
  g_autoptr (SluicePipelineStatus) status = make (HOURLY, running);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GDateTime) time = now ();
  g_autoptr (JsonObject) same_object = parse (running);
  g_autoptr (SluiceReport) same = sluice_report_new_from_json (same_object);
  g_autoptr (JsonObject) failed_object =
      parse ("{\"status\":\"idle\",\"latest_pipeline_run\":{\"id\":1,\"status\":\"failed\"}}");
  g_autoptr (SluiceReport) failed = sluice_report_new_from_json (failed_object);
  g_autoptr (JsonObject) pipeline = parse (HOURLY);

  g_assert_true (sluice_pipeline_status_is_running (status));
  g_signal_connect (status, "notify", G_CALLBACK (on_status_notify_cb), names);
  sluice_pipeline_status_set_report (status, same, time);
  sluice_pipeline_status_set_pipeline (status, pipeline, time);
  g_assert_cmpstr (names->str, ==, "");
  sluice_pipeline_status_set_report (status, failed, time);
  g_assert_nonnull (strstr (names->str, "last-run"));
  g_assert_nonnull (strstr (names->str, "running"));
  g_assert_nonnull (strstr (names->str, "error"));
  g_assert_nonnull (strstr (names->str, "unhealthy"));
  g_assert_null (strstr (names->str, "name"));
  g_assert_false (sluice_pipeline_status_is_running (status));
}

static void
test_json (void)
{
  g_autoptr (SluicePipelineStatus) full =
      make (HOURLY, "{\"status\":\"idle\",\"latest_pipeline_run\":{\"pipeline_run_id\":7,"
                    "\"status\":\"success\",\"started_on\":\"2026-12-01T09:15:04Z\","
                    "\"ended_on\":\"2026-12-01T09:17:40Z\",\"successful_records\":10}}");
  g_autoptr (SluicePipelineStatus) bare = make ("{\"id\":\"q\"}", NULL);
  g_autoptr (JsonObject) full_json = sluice_pipeline_status_to_json (full);
  g_autoptr (JsonObject) bare_json = sluice_pipeline_status_to_json (bare);
  g_autofree char *full_text = sluice_json_object_to_text (full_json, FALSE);
  g_autofree char *bare_text = sluice_json_object_to_text (bare_json, FALSE);

  g_assert_cmpstr (full_text, ==,
                   "{\"id\":\"p\",\"name\":\"P\",\"state\":\"active\",\"health\":\"healthy\","
                   "\"last_run\":{\"id\":\"7\",\"state\":\"succeeded\","
                   "\"started\":\"2026-12-01T09:15:04Z\",\"ended\":\"2026-12-01T09:17:40Z\","
                   "\"records\":10,\"failed\":null},\"next_run\":\"2026-12-01T10:15:00Z\","
                   "\"error\":null,\"remedy\":null}");
  g_assert_cmpstr (bare_text, ==,
                   "{\"id\":\"q\",\"name\":\"q\",\"state\":\"active\",\"health\":\"unknown\","
                   "\"last_run\":null,\"next_run\":null,\"error\":null,\"remedy\":null}");
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GPtrArray *
read_all (MonitorFixture *fixture, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sluice_pipeline_status_read_async (fixture->session, id, NULL, on_result_cb, &result);
  monitor_wait_until (result != NULL);
  return sluice_pipeline_status_read_finish (result, error);
}

static void
test_read_all (MonitorFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) statuses = read_all (fixture, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (statuses->len, >, 1);
  for (guint i = 0; i < statuses->len; i++)
    {
      SluicePipelineStatus *status = g_ptr_array_index (statuses, i);
      const GError *found = sluice_pipeline_status_get_error (status);

      g_test_message ("%s: %s %s %s", sluice_pipeline_status_get_id (status),
                      sluice_pipeline_status_get_state (status),
                      sluice_pipeline_status_get_health (status),
                      found != NULL ? found->message : "-");
      g_assert_nonnull (sluice_pipeline_status_get_report (status));
    }
}

static void
test_read_one (MonitorFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = read_all (fixture, NULL, NULL);
  const char *id = sluice_pipeline_status_get_id (g_ptr_array_index (all, 0));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) one = read_all (fixture, id, &error);
  g_autoptr (GPtrArray) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 1);
  none = read_all (fixture, "no-such-pipeline", &error);
  g_assert_null (none);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
}

static void
test_report_fails (MonitorFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) statuses = NULL;
  guint unhealthy = 0;

  g_assert_true (sluice_sandbox_scenario_add (
      sluice_sandbox_get_scenario (fixture->sandbox),
      "{\"faults\":[{\"method\":\"GET\",\"route\":\"*/report\",\"count\":1,\"status\":500}]}",
      &error));
  g_assert_no_error (error);
  statuses = read_all (fixture, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < statuses->len; i++)
    unhealthy +=
        g_error_matches (sluice_pipeline_status_get_error (g_ptr_array_index (statuses, i)),
                         SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER);
  g_assert_cmpuint (unhealthy, >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pipeline-status/reports", test_reports);
  g_test_add_func ("/pipeline-status/no-report", test_no_report);
  g_test_add_func ("/pipeline-status/notifies-what-changed", test_notifies_what_changed);
  g_test_add_func ("/pipeline-status/json", test_json);
  g_test_add ("/pipeline-status/read-all", MonitorFixture, NULL, monitor_set_up, test_read_all,
              monitor_tear_down);
  g_test_add ("/pipeline-status/read-all-early-access", MonitorFixture, "early", monitor_set_up,
              test_read_all, monitor_tear_down);
  g_test_add ("/pipeline-status/read-one", MonitorFixture, NULL, monitor_set_up, test_read_one,
              monitor_tear_down);
  g_test_add ("/pipeline-status/report-fails", MonitorFixture, NULL, monitor_set_up,
              test_report_fails, monitor_tear_down);
  return g_test_run ();
}
