/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-notices.h"
#include "monitor/sluice-overdue.h"
#include "sluice-usual.h"

#include "sluice-json.h"
#include "sluice-time.h"
#include "store-fixture.h"

#include <sqlite3.h>

typedef struct
{
  StoreFixture store;
  SluiceSession *session;
  SluiceNotices *notices;
  SluicePipelineStatus *status;
  GString *told; /* "kind:id " of each notice, "-id " of what was withdrawn */
  char *body;    /* of the last */
} Fixture;

static void
on_notice_cb (SluiceNotices *notices, SluiceNotice *notice, Fixture *fixture)
{
  static const char *const kinds[] = { "failed", "faulted", "recovered", "overdue", "unusual" };

  g_string_append_printf (fixture->told, "%s ", kinds[sluice_notice_get_kind (notice)]);
  g_free (fixture->body);
  fixture->body = g_strdup (sluice_notice_get_body (notice));
  g_assert_nonnull (strstr (sluice_notice_get_title (notice), "“Users”"));
}

static void
on_withdraw_cb (SluiceNotices *notices, const char *id, Fixture *fixture)
{
  g_assert_true (g_str_has_prefix (id, "overdue:"));
  g_string_append (fixture->told, "withdrawn ");
}

static void
start_program (Fixture *fixture)
{
  g_clear_object (&fixture->notices);
  fixture->notices = sluice_notices_new (NULL);
  g_signal_connect (fixture->notices, "notice", G_CALLBACK (on_notice_cb), fixture);
  g_signal_connect (fixture->notices, "withdraw", G_CALLBACK (on_withdraw_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceProfile) profile = sluice_profile_new ();
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("x");
  g_autoptr (SluiceStore) store = NULL;
  g_autoptr (JsonNode) pipeline = sluice_json_parse (
      "{\"id\":\"users\",\"name\":\"Users\",\"state\":\"active\","
      "\"created_on\":\"2026-01-01T00:00:00Z\",\"schedule\":{\"type\":\"interval\","
      "\"frequency\":\"hourly\",\"start\":\"2026-01-01T00:15:00Z\"}}",
      -1, NULL);

  store_set_up (&fixture->store, NULL);
  store = store_open (&fixture->store);
  g_object_set (profile, "workspace-id", "9012", NULL);
  fixture->session = sluice_session_new (profile, store, NULL, secret);
  fixture->status = sluice_pipeline_status_new (fixture->session, json_node_get_object (pipeline));
  fixture->told = g_string_new (NULL);
  start_program (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->notices);
  g_clear_object (&fixture->status);
  g_clear_object (&fixture->session);
  g_string_free (fixture->told, TRUE);
  g_free (fixture->body);
  store_tear_down (&fixture->store, NULL);
}

static void
observe (Fixture *fixture, const char *time, const char *report_text)
{
  g_autoptr (GDateTime) now = sluice_time_parse (time);
  g_autoptr (JsonNode) node = sluice_json_parse (report_text, -1, NULL);
  g_autoptr (SluiceReport) report = sluice_report_new_from_json (json_node_get_object (node));

  sluice_pipeline_status_set_report (fixture->status, report, now);
  sluice_notices_observe (fixture->notices, fixture->status, now);
}

static void
observe_run (Fixture *fixture, const char *time, guint id, const char *state, gint64 records)
{
  g_autofree char *report = g_strdup_printf (
      "{\"status\":\"idle\",\"latest_pipeline_run\":{\"id\":%u,\"status\":\"%s\","
      "\"started_on\":\"%s\",\"ended_on\":\"%s\",\"successful_records\":%" G_GINT64_FORMAT "}}",
      id, state, time, time, records);

  observe (fixture, time, report);
}

#define assert_told(fixture, text)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr (fixture->told->str, ==, text);                                                \
    g_string_truncate (fixture->told, 0);                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_failed_once (Fixture *fixture, gconstpointer data)
{
  observe_run (fixture, "2026-12-01T10:15:00Z", 1, "failed", 0);
  assert_told (fixture, "failed ");
  g_assert_nonnull (strstr (fixture->body, "The last run failed.\n"));
  observe_run (fixture, "2026-12-01T10:15:00Z", 1, "failed", 0);
  assert_told (fixture, "");
  /* A restart tells nobody again, another failure does. */
  start_program (fixture);
  observe_run (fixture, "2026-12-01T10:15:00Z", 1, "failed", 0);
  assert_told (fixture, "");
  observe_run (fixture, "2026-12-01T11:15:00Z", 2, "failed", 0);
  assert_told (fixture, "failed ");
}

static void
test_recovered (Fixture *fixture, gconstpointer data)
{
  observe_run (fixture, "2026-12-01T09:15:00Z", 1, "success", 5);
  assert_told (fixture, "");
  observe_run (fixture, "2026-12-01T10:15:00Z", 2, "failed", 0);
  assert_told (fixture, "failed ");
  observe_run (fixture, "2026-12-01T11:15:00Z", 3, "running", 0);
  assert_told (fixture, "");
  start_program (fixture);
  observe_run (fixture, "2026-12-01T11:15:00Z", 3, "success", 5);
  assert_told (fixture, "recovered ");
  observe_run (fixture, "2026-12-01T11:15:00Z", 3, "success", 5);
  start_program (fixture);
  observe_run (fixture, "2026-12-01T12:15:00Z", 4, "success", 5);
  assert_told (fixture, "");
}

static void
test_faulted (Fixture *fixture, gconstpointer data)
{
  static const char faulted[] =
      "{\"status\":\"faulted\",\"errors\":[{\"message\":\"Table X does not exist\"}],"
      "\"latest_pipeline_run\":{\"id\":7,\"status\":\"failed\","
      "\"started_on\":\"2026-12-01T10:15:00Z\",\"ended_on\":\"2026-12-01T10:16:00Z\"}}";

  observe (fixture, "2026-12-01T10:17:00Z", faulted);
  assert_told (fixture, "faulted ");
  g_assert_nonnull (strstr (fixture->body, "Table X does not exist\n"));
  g_assert_nonnull (strstr (fixture->body, "database.schema.table"));
  observe (fixture, "2026-12-01T10:17:30Z", faulted);
  /* The fault is gone; that its run had failed is no news. */
  observe_run (fixture, "2026-12-01T10:18:00Z", 7, "failed", 0);
  assert_told (fixture, "");
  observe_run (fixture, "2026-12-01T11:15:00Z", 8, "success", 5);
  assert_told (fixture, "recovered ");
  observe (fixture, "2026-12-01T12:17:00Z", faulted);
  assert_told (fixture, "faulted ");
}

static void
test_old_news (Fixture *fixture, gconstpointer data)
{
  observe (fixture, "2026-12-01T10:20:00Z",
           "{\"status\":\"idle\",\"latest_pipeline_run\":{\"id\":1,\"status\":\"failed\","
           "\"started_on\":\"2026-12-01T10:15:00Z\",\"ended_on\":\"2026-11-01T10:15:00Z\"}}");
  assert_told (fixture, "");
}

static void
test_overdue (Fixture *fixture, gconstpointer data)
{
  static const char idle[] =
      "{\"status\":\"idle\",\"latest_pipeline_run\":{\"id\":1,\"status\":\"success\","
      "\"started_on\":\"2026-12-01T09:15:10Z\",\"ended_on\":\"2026-12-01T09:16:00Z\"}}";

  observe (fixture, "2026-12-01T10:29:00Z", idle);
  assert_told (fixture, "");
  observe (fixture, "2026-12-01T10:31:00Z", idle);
  assert_told (fixture, "overdue ");
  g_assert_nonnull (strstr (fixture->body, "2026-12-01 10:15 UTC"));
  observe (fixture, "2026-12-01T11:40:00Z", idle);
  assert_told (fixture, "");
  observe_run (fixture, "2026-12-01T11:50:00Z", 2, "running", 0);
  assert_told (fixture, "withdrawn ");
}

static void
test_muted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sluice_notices_mute (fixture->notices, fixture->status, G_MAXINT64, &error));
  g_assert_no_error (error);
  observe_run (fixture, "2026-12-01T10:15:00Z", 1, "failed", 0);
  assert_told (fixture, "");
  g_assert_true (sluice_notices_mute (fixture->notices, fixture->status, 0, NULL));
  g_assert_cmpint (sluice_notices_get_muted_until (fixture->notices, fixture->status), ==, 0);
  observe_run (fixture, "2026-12-01T10:15:00Z", 1, "failed", 0);
  assert_told (fixture, "");
  observe_run (fixture, "2026-12-01T11:15:00Z", 2, "failed", 0);
  assert_told (fixture, "failed ");
}

static void
remember (Fixture *fixture, guint id, gint64 count)
{
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (fixture->session));
  g_autoptr (SluiceRunHistory) history =
      sluice_run_history_new (sluice_session_get_store (fixture->session), scope);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_run_record_free);
  g_autofree char *run_id = g_strdup_printf ("%u", id);
  SluiceRunRecord *record = sluice_run_record_new (run_id, "succeeded");

  record->started = record->ended = (gint64) id * G_TIME_SPAN_HOUR;
  record->records = count;
  g_ptr_array_add (records, record);
  g_assert_true (sluice_run_history_add (history, "users", records, NULL));
}

static void
test_unusual (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 14; i++)
    remember (fixture, i, 1000 + (i % 3) * 10);
  observe_run (fixture, "2026-12-01T10:15:00Z", 20, "success", 900);
  assert_told (fixture, "");
  observe_run (fixture, "2026-12-01T11:15:00Z", 21, "success", 12);
  assert_told (fixture, "unusual ");
  g_assert_cmpstr (fixture->body, ==,
                   "12 records came through. The 14 runs before it had 1,010 in the middle; 505 to "
                   "1,515 would be usual.");
  observe_run (fixture, "2026-12-01T11:15:00Z", 21, "success", 12);
  start_program (fixture);
  observe_run (fixture, "2026-12-01T11:15:00Z", 21, "success", 12);
  assert_told (fixture, "");
}

/* On a full disk nothing can be noted down, and what happens has to be told all the same, once. */
static void
test_nothing_can_be_kept (Fixture *fixture, gconstpointer data)
{
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->store.path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "DROP TABLE notices", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  observe_run (fixture, "2026-11-23T10:00:00Z", 1, "failed", 0);
  assert_told (fixture, "failed ");
  observe_run (fixture, "2026-11-23T10:00:00Z", 1, "failed", 0);
  assert_told (fixture, "");
  observe_run (fixture, "2026-11-23T11:00:00Z", 2, "success", 10);
  assert_told (fixture, "recovered ");
}

static void
test_usual (void)
{
  static const gint64 steady[] = { 100, 100, 100, 100, 100, -1 };
  static const gint64 wild[] = { 10, 1000, 500, 20, 3000, 700, 5 };
  static const gint64 few[] = { 1, 2, 3, 4, -1 };
  static const gint64 stray[] = { 100, 101, 99, 100, 1000000, 100, 102 };
  SluiceUsual usual;

  g_assert_true (sluice_usual_learn (steady, G_N_ELEMENTS (steady), &usual));
  g_assert_cmpint (usual.median, ==, 100);
  g_assert_cmpint (usual.lowest, ==, 50);
  g_assert_cmpint (usual.highest, ==, 150);
  g_assert_true (sluice_usual_learn (wild, G_N_ELEMENTS (wild), &usual));
  g_assert_null (sluice_usual_describe (&usual, 0));
  g_assert_null (sluice_usual_describe (&usual, 3000));
  g_assert_false (sluice_usual_learn (few, G_N_ELEMENTS (few), &usual));
  g_assert_true (sluice_usual_learn (stray, G_N_ELEMENTS (stray), &usual));
  g_assert_cmpint (usual.highest, <, 200);
  g_assert_null (sluice_usual_describe (&usual, -1));
}

static void
test_overdue_rules (void)
{
  static const struct
  {
    const char *pipeline;
    const char *run;
    const char *now;
    const char *since;
  } rules[] = {
#define PIPELINE(members)                                                                          \
  "{\"id\":\"p\",\"schedule\":{\"type\":\"interval\",\"frequency\":\"daily\","                     \
  "\"start\":\"2026-01-01T06:00:00Z\"}," members "}"
    { PIPELINE ("\"created_on\":\"2026-01-01T00:00:00Z\""), "null", "2026-12-01T06:59:00Z",
      "2026-11-30T06:00:00Z" },
    { PIPELINE ("\"created_on\":\"2026-01-01T00:00:00Z\""),
      "{\"id\":1,\"status\":\"success\",\"started_on\":\"2026-11-30T06:00:01Z\"}",
      "2026-12-01T06:59:00Z", NULL },
    { PIPELINE ("\"created_on\":\"2026-01-01T00:00:00Z\""),
      "{\"id\":1,\"status\":\"success\",\"started_on\":\"2026-11-30T06:00:01Z\"}",
      "2026-12-01T07:01:00Z", "2026-12-01T06:00:00Z" },
    { PIPELINE ("\"created_on\":\"2026-01-01T00:00:00Z\""),
      "{\"id\":1,\"status\":\"running\",\"started_on\":\"2026-11-30T06:00:01Z\"}",
      "2026-12-01T07:01:00Z", NULL },
    { PIPELINE ("\"created_on\":\"2026-01-01T00:00:00Z\",\"last_modified_on\":"
                "\"2026-12-01T06:30:00Z\""),
      "null", "2026-12-01T07:01:00Z", NULL },
    { PIPELINE ("\"state\":\"paused\",\"created_on\":\"2026-01-01T00:00:00Z\""), "null",
      "2026-12-01T07:01:00Z", NULL },
    { PIPELINE ("\"x\":1"), "null", "2026-12-01T07:01:00Z", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (JsonNode) pipeline = sluice_json_parse (rules[i].pipeline, -1, NULL);
      g_autofree char *text =
          g_strdup_printf ("{\"status\":\"idle\",\"latest_pipeline_run\":%s}", rules[i].run);
      g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);
      g_autoptr (SluiceReport) report = sluice_report_new_from_json (json_node_get_object (node));
      g_autoptr (SluicePipelineStatus) status =
          sluice_pipeline_status_new (NULL, json_node_get_object (pipeline));
      g_autoptr (GDateTime) now = sluice_time_parse (rules[i].now);
      g_autoptr (GDateTime) since = NULL;
      g_autofree char *since_text = NULL;

      sluice_pipeline_status_set_report (status, report, now);
      since = sluice_overdue_since (status, now);
      since_text = sluice_time_format (since);
      g_test_message ("%u", i);
      g_assert_cmpstr (since_text, ==, rules[i].since);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notices/usual", test_usual);
  g_test_add_func ("/notices/overdue-rules", test_overdue_rules);
#define ADD(name, test) g_test_add ("/notices/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("failed-once", test_failed_once);
  ADD ("recovered", test_recovered);
  ADD ("faulted", test_faulted);
  ADD ("old-news", test_old_news);
  ADD ("overdue", test_overdue);
  ADD ("muted", test_muted);
  ADD ("nothing-can-be-kept", test_nothing_can_be_kept);
  ADD ("unusual", test_unusual);
  return g_test_run ();
}
