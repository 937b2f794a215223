/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include "api/sluice-pipelines.h"
#include "sluice-json.h"
#include "sluice-time.h"

#include <string.h>

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"
#define PIPELINE    API_V2 "/inputs/data-pipelines/p"
#define REPORT_V2                                                                                  \
  "{\"pipeline_id\":\"p\",\"status\":\"idle\",\"errors\":[],\"connection_status\":\"healthy\","    \
  "\"data_model_status\":\"valid\",\"latest_pipeline_run\":{\"pipeline_run_id\":2171,\"type\":"    \
  "\"scheduled\",\"status\":\"success\",\"errors\":[],\"started_on\":\"2024-02-01T01:15:04Z\","    \
  "\"ended_on\":\"2024-02-01T01:17:40Z\",\"range_start\":\"2024-02-01T00:15:00Z\","                \
  "\"range_end\":\"2024-02-01T01:15:00Z\",\"successful_records\":1376,\"failed_records\":0}}"
#define REPORT_EARLY                                                                               \
  "{\"pipeline_id\":\"p\",\"is_active\":true,\"is_faulted\":true,\"is_connection_faulted\":true,"  \
  "\"faulted_reason\":\"wrong password\",\"latest_pipeline_run\":{\"pipeline_run_id\":\"13325\","  \
  "\"id\":\"p\",\"pipeline_run_type\":\"manual\",\"pipeline_run_state\":\"failed\",\"start_"       \
  "date\":"                                                                                        \
  "\"2024-02-01T01:15:04Z\",\"end_date\":null,\"records_extracted\":\"20\",\"records_mapped\":18}" \
  "}"

static void
set_up (Api *api, gconstpointer data)
{
  api_set_up (api, data);
  sluice_profile_set_learned (api->profile, "pipelines", "inputs/data-pipelines");
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
}

static SluiceReport *
read_report (Api *api, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_pipelines_report_async (api->client, "p", NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_pipelines_report_finish (api->client, wait.result, error);
}

static GPtrArray *
read_runs (Api *api, GDateTime *start, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_pipelines_runs_async (api->client, "p", 2, 20, start, NULL, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_pipelines_runs_finish (api->client, wait.result, error);
}

static char *
trigger (Api *api, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_pipelines_trigger_async (api->client, "p", NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_pipelines_trigger_finish (api->client, wait.result, error);
}

static void
test_report_v2 (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReport) report = NULL;
  SluiceRun *run;
  g_autofree char *ended = NULL;

  test_server_say (api->server, "GET", PIPELINE "/report", 200, REPORT_V2);
  report = read_report (api, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_report_get_health (report), ==, "healthy");
  g_assert_cmpstr (sluice_report_get_data_model_health (report), ==, "healthy");
  run = sluice_report_get_latest_run (report);
  g_assert_cmpstr (sluice_run_get_id (run), ==, "2171");
  g_assert_cmpstr (sluice_run_get_state (run), ==, "succeeded");
  g_assert_cmpstr (sluice_run_get_kind (run), ==, "scheduled");
  g_assert_cmpint (sluice_run_get_records (run), ==, 1376);
  g_assert_cmpint (sluice_run_get_failed (run), ==, 0);
  g_assert_true (sluice_run_is_over (run));
  ended = sluice_time_format (sluice_run_get_ended (run));
  g_assert_cmpstr (ended, ==, "2024-02-01T01:17:40Z");
  g_assert_cmpstr (sluice_profile_get_learned (api->profile, "report"), ==, "report");
}

/* What a server says back of a secret goes neither to those who ask once nor to those who watch. */
static void
test_report_is_redacted (Api *api, gconstpointer data)
{
  gboolean watching = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReport) report = NULL;
  g_autoptr (JsonNode) last = NULL;
  g_auto (ApiWait) wait = { 0 };
  SluiceRun *run;

  test_server_say (api->server, "GET", PIPELINE "/report", 200,
                   "{\"status\":\"faulted\",\"errors\":[{\"message\":\"no " API_TOKEN "\"}],"
                   "\"latest_pipeline_run\":{\"pipeline_run_id\":1,\"status\":\"failed\","
                   "\"errors\":[\"not " API_TOKEN "\"]}}");
  sluice_pipelines_report_async (api->client, "p", NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  report = watching ? sluice_pipelines_report_finish_news (api->client, wait.result, &last, &error)
                    : sluice_pipelines_report_finish (api->client, wait.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_report_get_errors (report)[0], ==, "no ************");
  run = sluice_report_get_latest_run (report);
  g_assert_cmpstr (sluice_run_get_errors (run)[0], ==, "not ************");
}

/* A number that no run can have is none: whoever sums up must not overflow. */
static void
test_counts (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReport) report = NULL;
  SluiceRun *run;

  test_server_say (api->server, "GET", PIPELINE "/report", 200,
                   "{\"status\":\"idle\",\"latest_pipeline_run\":{\"pipeline_run_id\":1,"
                   "\"status\":\"success\",\"successful_records\":9223372036854775807,"
                   "\"failed_records\":-3,\"records_mapped\":\"1000000000000000\"}}");
  report = read_report (api, &error);
  g_assert_no_error (error);
  run = sluice_report_get_latest_run (report);
  g_assert_cmpint (sluice_run_get_records (run), ==, G_GINT64_CONSTANT (1000000000000000));
  g_assert_cmpint (sluice_run_get_failed (run), ==, -1);
}

static void
test_report_early_access (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReport) report = NULL;
  SluiceRun *run;

  test_server_say (api->server, "GET", PIPELINE "/status", 200, REPORT_EARLY);
  report = read_report (api, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_report_get_health (report), ==, "faulted");
  g_assert_cmpstr (sluice_report_get_connection_health (report), ==, "faulted");
  g_assert_cmpstr (sluice_report_get_errors (report)[0], ==, "wrong password");
  run = sluice_report_get_latest_run (report);
  g_assert_cmpstr (sluice_run_get_id (run), ==, "13325");
  g_assert_cmpstr (sluice_run_get_state (run), ==, "failed");
  g_assert_cmpint (sluice_run_get_records (run), ==, 18);
  g_assert_cmpint (sluice_run_get_extracted (run), ==, 20);
  g_assert_cmpint (sluice_run_get_failed (run), ==, -1);
  g_assert_cmpstr (sluice_profile_get_learned (api->profile, "report"), ==, "status");
  g_assert_cmpuint (test_server_count (api->server, "GET", PIPELINE "/report"), ==, 1);
  g_clear_object (&report);
  report = read_report (api, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "GET", PIPELINE "/report"), ==, 1);
}

/* Neither name answers: is the pipeline new, old, or not there? */
typedef struct
{
  const char *name;
  int age;        /* seconds since created_on; -1: not told */
  gint64 journal; /* what the journal says: seconds ago; -1: nothing */
  guint status;   /* of the pipeline itself */
  SluiceApiError code;
} Age;

static const Age ages[] = {
  { "new", 30, -1, 200, SLUICE_API_ERROR_NOT_READY },
  { "almost-old", 290, -1, 200, SLUICE_API_ERROR_NOT_READY },
  { "old", 310, -1, 200, SLUICE_API_ERROR_NOT_FOUND },
  { "told-by-the-journal", -1, 30, 200, SLUICE_API_ERROR_NOT_READY },
  { "old-in-the-journal", -1, 400, 200, SLUICE_API_ERROR_NOT_FOUND },
  { "nobody-knows", -1, -1, 200, SLUICE_API_ERROR_NOT_FOUND },
  { "server-before-journal", 400, 30, 200, SLUICE_API_ERROR_NOT_FOUND },
  { "no-pipeline", 30, -1, 404, SLUICE_API_ERROR_NOT_FOUND },
};

static gint64
ask_journal (const char *id, gpointer user_data)
{
  const Age *age = user_data;

  g_assert_cmpstr (id, ==, "p");
  return age->journal >= 0 ? g_get_real_time () - age->journal * G_USEC_PER_SEC : 0;
}

static void
test_age (Api *api, gconstpointer data)
{
  const Age *age = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) created = g_date_time_add_seconds (now, -age->age);
  g_autofree char *text = sluice_time_format (created);
  g_autofree char *body = age->age < 0
                              ? g_strdup ("{\"id\":\"p\"}")
                              : g_strdup_printf ("{\"id\":\"p\",\"created_on\":\"%s\"}", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  sluice_client_set_created_func (api->client, ask_journal, (gpointer) age, NULL);
  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines", 200, "[]");
  test_server_say (api->server, "GET", PIPELINE "/report*", 404,
                   "{\"errors\":[{\"message\":\"Not Found\"}]}");
  test_server_say (api->server, "GET", PIPELINE, age->status, age->status == 200 ? body : "");
  g_assert_null (read_report (api, &error));
  g_assert_error (error, SLUICE_API_ERROR, (int) age->code);
  g_assert_null (sluice_profile_get_learned (api->profile, "report"));
  g_assert_cmpuint (test_server_count (api->server, "GET", PIPELINE "/status"), ==, 1);
  g_clear_error (&error);
  runs = read_runs (api, NULL, &error);
  g_assert_error (error, SLUICE_API_ERROR, (int) age->code);
}

/* Our clock may be wrong; the server's Date header is what counts. */
static void
test_age_by_the_servers_clock (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *raw = "HTTP/1.1 404 Not Found\r\nDate: Mon, 01 Jan 2018 00:01:00 GMT\r\n"
                    "Content-Length: 0\r\n\r\n";

  test_server_add (api->server, "GET", PIPELINE "/report", 0, (TestReply){ .raw = raw });
  test_server_add (api->server, "GET", PIPELINE "/status", 0, (TestReply){ .raw = raw });
  test_server_add (api->server, "GET", PIPELINE, 0,
                   (TestReply){ .raw =
                                    "HTTP/1.1 200 OK\r\nDate: Mon, 01 Jan 2018 00:01:00 GMT\r\n"
                                    "Content-Length: 48\r\n\r\n"
                                    "{\"id\":\"p\",\"created_on\":\"2018-01-01T00:00:00.00\"}" });
  g_assert_null (read_report (api, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_READY);
  g_assert_cmpint (sluice_client_get_clock_skew (api->client), <, 0);
}

static void
test_runs (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GDateTime) start = sluice_time_parse ("2024-01-01T00:00:00Z");
  g_autofree char *request = NULL;
  static const char *const states[] = { "partial", "pending", "running", "mystery", "partial" };

  test_server_say (api->server, "GET", PIPELINE "/report/runs", 200,
                   "{\"items\":[{\"id\":1,\"status\":\"success\",\"failed_records\":3},"
                   "{\"id\":2,\"status\":\"queued\"},{\"id\":3,\"status\":\"running\"},"
                   "{\"id\":4,\"status\":\"mystery\"},{\"id\":5,\"status\":\"partial_success\","
                   "\"errors\":[{\"message\":\"bad row\"},\"worse row\"]}]}");
  runs = read_runs (api, start, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < runs->len; i++)
    g_assert_cmpstr (sluice_run_get_state (runs->pdata[i]), ==, states[i]);
  g_assert_cmpstr (sluice_run_get_errors (runs->pdata[4])[1], ==, "worse row");
  request = test_server_dup_request (api->server, "GET", PIPELINE "/report/runs", 0);
  g_assert_nonnull (
      strstr (request, "?currentPage=2&pageSize=20&startDate=2024-01-01T00%3A00%3A00Z HTTP"));
}

static void
test_run (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceRun) run = NULL;
  g_autoptr (JsonObject) json = NULL;
  g_autofree char *text = NULL;
  g_auto (ApiWait) wait = { 0 };

  test_server_say (api->server, "GET", PIPELINE "/report/runs/7", 200,
                   "{\"pipeline_run_id\":7,\"status\":\"failed\",\"started_on\":\"2024-02-01\"}");
  sluice_pipelines_run_async (api->client, "p", "7", NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  run = sluice_pipelines_run_finish (api->client, wait.result, &error);
  g_assert_no_error (error);
  json = sluice_run_to_json (run);
  text = sluice_json_object_to_text (json, FALSE);
  g_assert_cmpstr (text, ==,
                   "{\"id\":\"7\",\"state\":\"failed\",\"type\":null,\"window_start\":null,"
                   "\"window_end\":null,\"started\":\"2024-02-01T00:00:00Z\",\"ended\":null,"
                   "\"records\":null,\"failed\":null,\"errors\":[]}");
}

static void
test_trigger (Api *api, gconstpointer data)
{
  gboolean early = GPOINTER_TO_INT (data);
  const char *path = early ? PIPELINE : PIPELINE "/trigger";
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  test_server_say (api->server, "GET", early ? PIPELINE "/status" : PIPELINE "/report", 200,
                   REPORT_V2);
  test_server_add (api->server, "POST", path, 1,
                   (TestReply){ .body = "{\"pipeline_run_id\":13325,\"status\":"
                                        "\"trigger_requested\"}" });
  test_server_say (api->server, "POST", path, 400,
                   "{\"statusCode\":400,\"errors\":[{\"message\":\"Pipeline p is already in "
                   "progress.\"}]}");
  id = trigger (api, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "13325");
  g_assert_null (trigger (api, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_BUSY);
  g_assert_cmpuint (test_server_count (api->server, "POST", PIPELINE "*"), ==, 2);
}

/* Nothing is triggered where nobody knows the route. */
static void
test_trigger_without_report (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "GET", PIPELINE, 200, "{\"id\":\"p\"}");
  g_assert_null (trigger (api, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (test_server_count (api->server, "POST", PIPELINE "*"), ==, 0);
}

/* A trigger has no object to look for, so it is not sent again. */
static void
test_trigger_cut_off (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sluice_profile_set_learned (api->profile, "report", "report");
  test_server_add (api->server, "POST", PIPELINE "/trigger", 0, (TestReply){ .raw = "" });
  g_assert_null (trigger (api, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (test_server_count (api->server, "POST", PIPELINE "/trigger"), ==, 1);
}

static void
test_pipelines_move (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReport) report = NULL;

  test_server_say (api->server, "GET", API_V2 "/pipelines", 200, "[]");
  test_server_say (api->server, "GET", API_V2 "/pipelines/p", 200, "{\"id\":\"p\"}");
  test_server_say (api->server, "GET", API_V2 "/pipelines/p/report", 200, REPORT_V2);
  report = read_report (api, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_report_get_health (report), ==, "healthy");
}

#define TEST(path, data, function)                                                                 \
  g_test_add ("/pipelines/" path, Api, data, set_up, function, api_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("report-is-redacted", GINT_TO_POINTER (FALSE), test_report_is_redacted);
  TEST ("report-is-redacted-while-watching", GINT_TO_POINTER (TRUE), test_report_is_redacted);
  TEST ("counts", NULL, test_counts);
  TEST ("report/v2", NULL, test_report_v2);
  TEST ("report/early-access", NULL, test_report_early_access);
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *path = g_strconcat ("/pipelines/age/", ages[i].name, NULL);

      g_test_add (path, Api, &ages[i], set_up, test_age, api_tear_down);
    }
  TEST ("age/by-the-servers-clock", NULL, test_age_by_the_servers_clock);
  TEST ("runs", NULL, test_runs);
  TEST ("run", NULL, test_run);
  TEST ("trigger/v2", GINT_TO_POINTER (FALSE), test_trigger);
  TEST ("trigger/early-access", GINT_TO_POINTER (TRUE), test_trigger);
  TEST ("trigger/without-report", NULL, test_trigger_without_report);
  TEST ("trigger/cut-off", NULL, test_trigger_cut_off);
  TEST ("pipelines-move", NULL, test_pipelines_move);
  return g_test_run ();
}
