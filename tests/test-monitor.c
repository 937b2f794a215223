/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-monitor.h"
#include "monitor/sluice-poll-plan.h"

#include "monitor-fixture.h"
#include "sluice-json.h"
#include "sluice-time.h"

#define HOURLY                                                                                     \
  "\"schedule\":{\"type\":\"interval\",\"frequency\":\"hourly\",\"start\":\"2026-01-01T00:15:"     \
  "00Z\"}"

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);

  return json_node_dup_object (node);
}

static gint64
plan (const char *pipeline, const char *report, const char *time)
{
  g_autoptr (JsonObject) object = parse (pipeline);
  g_autoptr (SluicePipelineStatus) status = sluice_pipeline_status_new (NULL, object);
  g_autoptr (GDateTime) now = sluice_time_parse (time);

  if (report != NULL)
    {
      g_autoptr (JsonObject) report_object = parse (report);
      g_autoptr (SluiceReport) read = sluice_report_new_from_json (report_object);

      sluice_pipeline_status_set_report (status, read, now);
    }
  else
    {
      g_autoptr (GError) error =
          g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_READY, "soon");

      sluice_pipeline_status_set_report_error (status, error, now);
    }
  return sluice_poll_plan_report (status, now) / G_TIME_SPAN_SECOND;
}

static void
test_plan (void)
{
  static const struct
  {
    const char *pipeline;
    const char *report;
    const char *now;
    gint64 seconds;
  } plans[] = {
    { "{\"id\":\"p\"," HOURLY "}", "{\"latest_pipeline_run\":{\"id\":1,\"status\":\"running\"}}",
      "2026-12-01T10:20:00Z", 5 },
    { "{\"id\":\"p\"," HOURLY "}", NULL, "2026-12-01T10:20:00Z", 5 },
    /* due in two minutes: five seconds after that */
    { "{\"id\":\"p\"," HOURLY "}",
      "{\"latest_pipeline_run\":{\"id\":1,\"status\":\"success\","
      "\"started_on\":\"2026-12-01T09:15:10Z\"}}",
      "2026-12-01T10:13:00Z", 125 },
    /* due and not begun */
    { "{\"id\":\"p\"," HOURLY "}",
      "{\"latest_pipeline_run\":{\"id\":1,\"status\":\"success\","
      "\"started_on\":\"2026-12-01T09:15:10Z\"}}",
      "2026-12-01T10:16:00Z", 15 },
    { "{\"id\":\"p\"," HOURLY "}",
      "{\"latest_pipeline_run\":{\"id\":1,\"status\":\"success\","
      "\"started_on\":\"2026-12-01T10:15:10Z\"}}",
      "2026-12-01T10:16:00Z", 300 },
    { "{\"id\":\"p\"," HOURLY "}",
      "{\"latest_pipeline_run\":{\"id\":1,\"status\":\"success\","
      "\"started_on\":\"2026-12-01T09:15:10Z\"}}",
      "2026-12-01T10:14:59Z", 6 },
    { "{\"id\":\"p\",\"state\":\"paused\"," HOURLY "}", "{\"status\":\"paused\"}",
      "2026-12-01T10:14:00Z", 300 },
    { "{\"id\":\"p\",\"schedule\":{\"type\":\"on_demand\"}}", "{\"status\":\"idle\"}",
      "2026-12-01T10:14:00Z", 300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (plan (plans[i].pipeline, plans[i].report, plans[i].now), ==,
                       plans[i].seconds);
    }
}

static void
test_retry (void)
{
  g_autoptr (GError) server = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER, "s");
  g_autoptr (GError) auth = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH, "a");

  g_assert_cmpint (sluice_poll_plan_retry (server, 1), ==, 15 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (sluice_poll_plan_retry (server, 3), ==, 60 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (sluice_poll_plan_retry (server, 1000), ==, 10 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (sluice_poll_plan_retry (auth, 1), ==, 10 * G_TIME_SPAN_MINUTE);
}

typedef struct
{
  guint observed;
  guint runs;
  guint sessions;
  guint items_added;
  guint items_removed;
} Seen;

static void
on_observed_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, Seen *seen)
{
  seen->observed++;
}

static void
on_run_seen_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, SluiceRun *run, Seen *seen)
{
  seen->runs++;
}

static void
on_session_changed_cb (SluiceMonitor *monitor, SluiceSession *session, Seen *seen)
{
  seen->sessions++;
}

static void
on_items_changed_cb (GListModel *model, guint position, guint removed, guint added, Seen *seen)
{
  seen->items_added += added;
  seen->items_removed += removed;
}

static SluiceMonitor *
watch (MonitorFixture *fixture, Seen *seen)
{
  SluiceMonitor *monitor = sluice_monitor_new ();

  g_signal_connect (monitor, "observed", G_CALLBACK (on_observed_cb), seen);
  g_signal_connect (monitor, "run-seen", G_CALLBACK (on_run_seen_cb), seen);
  g_signal_connect (monitor, "session-changed", G_CALLBACK (on_session_changed_cb), seen);
  g_signal_connect (monitor, "items-changed", G_CALLBACK (on_items_changed_cb), seen);
  sluice_monitor_watch (monitor, fixture->session);
  sluice_monitor_watch (monitor, fixture->session);
  return monitor;
}

static guint
n_items (SluiceMonitor *monitor)
{
  return g_list_model_get_n_items (G_LIST_MODEL (monitor));
}

static void
test_watch (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  g_autoptr (SluiceMonitor) monitor = watch (fixture, &seen);
  g_autoptr (SluicePipelineStatus) first = NULL;
  SluiceRunHistory *history = sluice_monitor_get_history (monitor, fixture->session);
  guint n_pipelines;

  g_assert_true (sluice_monitor_is_busy (monitor));
  g_assert_false (sluice_monitor_was_read (monitor, fixture->session));
  monitor_wait_until (seen.observed > 0 && seen.observed == n_items (monitor) &&
                      !sluice_monitor_is_busy (monitor));
  n_pipelines = n_items (monitor);
  g_assert_cmpuint (n_pipelines, >, 1);
  g_assert_cmpuint (seen.items_added, ==, n_pipelines);
  g_assert_cmpuint (seen.sessions, ==, 1);
  g_assert_true (sluice_monitor_was_read (monitor, fixture->session));
  g_assert_null (sluice_monitor_get_error (monitor, fixture->session));
  g_assert_cmpuint (sluice_monitor_count_active (monitor, fixture->session), >, 0);

  /* The past is read as well, and the warehouse found by the connection. */
  first = g_list_model_get_item (G_LIST_MODEL (monitor), 0);
  monitor_wait_until (
      sluice_run_history_count (history, sluice_pipeline_status_get_id (first), NULL) > 1 &&
      sluice_pipeline_status_get_warehouse (first) != NULL);
  g_assert_true (sluice_monitor_find (monitor, fixture->session,
                                      sluice_pipeline_status_get_id (first)) == first);

  /* Looking again changes nothing in the model. */
  seen.observed = 0;
  sluice_monitor_refresh (monitor, fixture->session, NULL);
  monitor_wait_until (seen.observed == n_pipelines && !sluice_monitor_is_busy (monitor));
  g_assert_cmpuint (seen.items_added, ==, n_pipelines);
  g_assert_cmpuint (seen.items_removed, ==, 0);

  sluice_monitor_unwatch (monitor, fixture->session);
  g_assert_cmpuint (n_items (monitor), ==, 0);
  g_assert_cmpuint (seen.items_removed, ==, n_pipelines);
}

static void
test_new_run (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  g_autoptr (SluiceMonitor) monitor = watch (fixture, &seen);

  monitor_wait_until (seen.observed > 0 && !sluice_monitor_is_busy (monitor));
  monitor_wait_until (seen.observed == n_items (monitor) && !sluice_monitor_is_busy (monitor));
  seen.runs = 0;
  sluice_sandbox_clock_skip (sluice_sandbox_get_clock (fixture->sandbox), 2 * 24 * 3600);
  sluice_monitor_refresh (monitor, NULL, NULL);
  monitor_wait_until (seen.runs > 0);
}

static void
on_stored_run_seen_cb (SluiceMonitor *monitor,
                       SluicePipelineStatus *status,
                       SluiceRun *run,
                       guint *told)
{
  SluiceRunHistory *history =
      sluice_monitor_get_history (monitor, sluice_pipeline_status_get_session (status));

  g_assert_cmpint (sluice_run_history_count (history, sluice_pipeline_status_get_id (status), NULL),
                   >, 0);
  (*told)++;
}

/* Runs are written many at a time, but nobody hears of one before it is there, or not at all. */
static void
test_stored_first (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  guint told = 0;
  g_autoptr (SluiceMonitor) monitor = sluice_monitor_new ();
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (fixture->session));
  g_autoptr (SluiceRunHistory) history = NULL;
  gint64 before;

  g_signal_connect (monitor, "observed", G_CALLBACK (on_observed_cb), &seen);
  g_signal_connect (monitor, "run-seen", G_CALLBACK (on_stored_run_seen_cb), &told);
  sluice_monitor_watch (monitor, fixture->session);
  monitor_wait_until (told > 2);

  /* What was seen when the watch ends is not lost, though it was about to wait for more. */
  sluice_sandbox_clock_skip (sluice_sandbox_get_clock (fixture->sandbox), 2 * 24 * 3600);
  history = sluice_run_history_new (sluice_session_get_store (fixture->session), scope);
  monitor_wait_until (!sluice_monitor_is_busy (monitor));
  before = sluice_run_history_count (history, "acme-customers-pipeline", NULL);
  seen.observed = 0;
  sluice_monitor_refresh (monitor, fixture->session, "acme-customers-pipeline");
  monitor_wait_until (seen.observed > 0);
  sluice_monitor_unwatch (monitor, fixture->session);
  g_assert_cmpint (sluice_run_history_count (history, "acme-customers-pipeline", NULL), >, before);
}

static void
test_suspended (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  g_autoptr (SluiceMonitor) monitor = sluice_monitor_new ();

  sluice_monitor_set_suspended (monitor, TRUE);
  g_signal_connect (monitor, "observed", G_CALLBACK (on_observed_cb), &seen);
  sluice_monitor_watch (monitor, fixture->session);
  g_assert_false (sluice_monitor_is_busy (monitor));
  /* Nothing is waiting to happen. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (n_items (monitor), ==, 0);
  sluice_monitor_set_suspended (monitor, FALSE);
  monitor_wait_until (seen.observed > 0);
}

static void
test_trouble (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  g_autoptr (SluiceMonitor) monitor = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sluice_sandbox_scenario_add (
      sluice_sandbox_get_scenario (fixture->sandbox),
      "{\"faults\":[{\"method\":\"POST\",\"route\":\"*/token\",\"count\":1,\"status\":401}]}",
      &error));
  monitor = watch (fixture, &seen);
  monitor_wait_until (seen.sessions > 0);
  g_assert_error (sluice_monitor_get_error (monitor, fixture->session), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_AUTH);
  g_assert_cmpuint (n_items (monitor), ==, 0);
  sluice_monitor_refresh (monitor, fixture->session, NULL);
  monitor_wait_until (seen.observed > 0);
  g_assert_null (sluice_monitor_get_error (monitor, fixture->session));
  g_assert_cmpuint (seen.sessions, ==, 2);
}

static void
test_gone (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  g_autoptr (SluiceMonitor) monitor = watch (fixture, &seen);
  SluiceSandboxWorld *world = sluice_sandbox_get_world (fixture->sandbox);
  GPtrArray *pipelines = sluice_sandbox_world_list (world, "9012", SLUICE_SANDBOX_PIPELINES);
  guint before;

  monitor_wait_until (seen.observed > 0 && seen.observed == n_items (monitor) &&
                      !sluice_monitor_is_busy (monitor));
  before = n_items (monitor);
  sluice_sandbox_world_remove (world, g_ptr_array_index (pipelines, 0));
  sluice_monitor_refresh (monitor, NULL, NULL);
  monitor_wait_until (n_items (monitor) == before - 1);
  g_assert_cmpuint (seen.items_removed, ==, 1);
}

/* A warehouse may well quote the password it did not like; the one who watches shows and keeps that. */
static void
test_secret_in_error (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  SluiceClient *client = sluice_session_get_client (fixture->session);
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("open-sesame-42");
  g_autoptr (SluiceMonitor) monitor = NULL;
  g_autoptr (SluicePipelineStatus) first = NULL;
  const GError *told;
  g_autoptr (GError) error = NULL;

  sluice_redactor_add (sluice_client_get_redactor (client), secret);
  sluice_sandbox_scenario_add (
      sluice_sandbox_get_scenario (fixture->sandbox),
      "{\"faults\":[{\"method\":\"GET\",\"route\":\"*/report\",\"status\":200,\"body\":"
      "{\"status\":\"faulted\",\"errors\":[{\"message\":\"open-sesame-42 is wrong\"}]}}]}",
      &error);
  g_assert_no_error (error);
  monitor = watch (fixture, &seen);
  monitor_wait_until (seen.observed > 0 && seen.observed == n_items (monitor) &&
                      !sluice_monitor_is_busy (monitor));
  first = g_list_model_get_item (G_LIST_MODEL (monitor), 0);
  told = sluice_pipeline_status_get_error (first);
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told->message, "is wrong"));
  g_assert_null (strstr (told->message, "sesame"));
}

/* A monitor that goes while it asks leaves nothing behind. */
static void
test_dropped (MonitorFixture *fixture, gconstpointer data)
{
  Seen seen = { 0 };
  SluiceMonitor *monitor = watch (fixture, &seen);

  g_object_add_weak_pointer (G_OBJECT (monitor), (gpointer *) &monitor);
  monitor_wait_until (n_items (monitor) > 0);
  g_object_unref (monitor);
  g_assert_null (monitor);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/plan", test_plan);
  g_test_add_func ("/monitor/retry", test_retry);
  g_test_add ("/monitor/watch", MonitorFixture, NULL, monitor_set_up, test_watch,
              monitor_tear_down);
  g_test_add ("/monitor/watch-early-access", MonitorFixture, "early", monitor_set_up, test_watch,
              monitor_tear_down);
  g_test_add ("/monitor/new-run", MonitorFixture, NULL, monitor_set_up, test_new_run,
              monitor_tear_down);
  g_test_add ("/monitor/stored-first", MonitorFixture, NULL, monitor_set_up, test_stored_first,
              monitor_tear_down);
  g_test_add ("/monitor/suspended", MonitorFixture, NULL, monitor_set_up, test_suspended,
              monitor_tear_down);
  g_test_add ("/monitor/trouble", MonitorFixture, NULL, monitor_set_up, test_trouble,
              monitor_tear_down);
  g_test_add ("/monitor/gone", MonitorFixture, NULL, monitor_set_up, test_gone, monitor_tear_down);
  g_test_add ("/monitor/secret-in-error", MonitorFixture, NULL, monitor_set_up,
              test_secret_in_error, monitor_tear_down);
  g_test_add ("/monitor/dropped", MonitorFixture, NULL, monitor_set_up, test_dropped,
              monitor_tear_down);
  return g_test_run ();
}
