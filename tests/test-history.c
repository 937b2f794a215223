/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "store/sluice-activity-store.h"
#include "store/sluice-audience-history.h"
#include "store/sluice-drafts.h"
#include "store/sluice-notice-store.h"
#include "store/sluice-run-history.h"

#include <string.h>

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000000))

static GPtrArray *
make_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_run_record_free);
}

static SluiceRunRecord *
add_record (GPtrArray *records, const char *id, const char *state, gint64 started, gint64 count)
{
  SluiceRunRecord *record = sluice_run_record_new (id, state);

  record->started = started;
  record->records = count;
  g_ptr_array_add (records, record);
  return record;
}

static void
test_runs (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceRunHistory) history = sluice_run_history_new (store, "scope");
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GArray) days = NULL;
  SluiceRunRecord *failed;

  add_record (records, "1", "succeeded", 2 * DAY, 10);
  add_record (records, "2", "running", 2 * DAY + 5, -1);
  failed = add_record (records, "3", "failed", 3 * DAY, 0);
  failed->failed = 4;
  failed->errors = g_strsplit ("a \"b\"|=c", "|", -1);
  g_assert_true (sluice_run_history_add (history, "p", records, NULL));
  failed = records->pdata[1];
  g_free (failed->state);
  failed->state = g_strdup ("succeeded");
  failed->records = 7;
  g_assert_true (sluice_run_history_add (history, "p", records, NULL));
  g_assert_cmpint (sluice_run_history_count (history, "p", NULL), ==, 3);
  g_assert_cmpint (sluice_run_history_count (history, "q", NULL), ==, 0);

  first = sluice_run_history_list (history, "p", 2, NULL, NULL);
  g_assert_cmpuint (first->len, ==, 2);
  failed = first->pdata[0];
  g_assert_cmpstr (failed->run_id, ==, "3");
  g_assert_cmpint (failed->failed, ==, 4);
  g_assert_cmpuint (g_strv_length (failed->errors), ==, 2);
  g_assert_cmpstr (failed->errors[1], ==, "=c");
  second = sluice_run_history_list (history, "p", 2, first->pdata[1], NULL);
  g_assert_cmpuint (second->len, ==, 1);
  failed = second->pdata[0];
  g_assert_cmpstr (failed->run_id, ==, "1");

  days = sluice_run_history_days (history, "p", 2 * DAY, NULL);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpint (g_array_index (days, SluiceRunDay, 0).day, ==, 2 * DAY);
  g_assert_cmpint (g_array_index (days, SluiceRunDay, 0).records, ==, 17);
  g_assert_cmpuint (g_array_index (days, SluiceRunDay, 1).failed_runs, ==, 1);
}

/* All pipelines of a workspace in one answer, and nothing of another workspace. */
static void
test_workspace_days (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceRunHistory) history = sluice_run_history_new (store, "scope");
  g_autoptr (SluiceRunHistory) other = sluice_run_history_new (store, "other");
  g_autoptr (GPtrArray) one = make_records ();
  g_autoptr (GPtrArray) two = make_records ();
  SluiceRunPage pages[] = { { "one", one }, { "two", two } };
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GArray) days = NULL;

  add_record (one, "1", "succeeded", DAY, 1);
  add_record (one, "2", "succeeded", 3 * DAY, 10);
  add_record (two, "1", "failed", 3 * DAY + 1, 100);
  g_ptr_array_add (both, &pages[0]);
  g_ptr_array_add (both, &pages[1]);
  g_assert_true (sluice_run_history_add_pages (history, both, NULL));
  g_assert_true (sluice_run_history_add_pages (other, both, NULL));
  g_assert_cmpint (sluice_run_history_count (history, "one", NULL), ==, 2);
  g_assert_cmpint (sluice_run_history_count (history, "two", NULL), ==, 1);

  days = sluice_run_history_days (history, NULL, 2 * DAY, NULL);
  g_assert_cmpuint (days->len, ==, 1);
  g_assert_cmpint (g_array_index (days, SluiceRunDay, 0).day, ==, 3 * DAY);
  g_assert_cmpuint (g_array_index (days, SluiceRunDay, 0).runs, ==, 2);
  g_assert_cmpuint (g_array_index (days, SluiceRunDay, 0).failed_runs, ==, 1);
  g_assert_cmpint (g_array_index (days, SluiceRunDay, 0).records, ==, 110);
}

static void
test_csv (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceRunHistory) history = sluice_run_history_new (store, "scope");
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SluiceRunCsv) csv = NULL;
  SluiceRunRecord *record = add_record (records, "1", "failed", DAY, 10);
  char *line = NULL;

  record->errors = g_strsplit ("=a \"b\"", "|", -1);
  g_assert_true (sluice_run_history_add (history, "p", records, NULL));
  csv = sluice_run_history_write_csv (history, "p", NULL);
  while (sluice_run_csv_next (csv, &line, NULL) && line != NULL)
    {
      g_string_append (text, line);
      g_free (line);
    }
  g_assert_cmpstr (text->str, ==,
                   "run_id,state,type,window_start,window_end,started,ended,records,extracted,"
                   "failed,errors\r\n"
                   "\"1\",\"failed\",,,,\"1970-01-02T00:00:00Z\",,10,,,\"'=a \"\"b\"\"\"\r\n");
}

static void
test_many_runs (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceRunHistory) history = sluice_run_history_new (store, "scope");
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GArray) days = NULL;
  gint64 begun;

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *id = g_strdup_printf ("run-%u", i);

      add_record (records, id, "succeeded", (gint64) i * 60 * G_USEC_PER_SEC, i);
    }
  g_assert_true (sluice_run_history_add (history, "p", records, NULL));
  begun = g_get_monotonic_time ();
  page = sluice_run_history_list (history, "p", 20, records->pdata[500], NULL);
  g_assert_cmpuint (page->len, ==, 20);
  days = sluice_run_history_days (history, "p", 60 * DAY, NULL);
  g_assert_cmpuint (days->len, ==, 10);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, G_USEC_PER_SEC);
}

static void
test_drafts (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceDrafts) drafts = sluice_drafts_new (store);
  g_autofree char *one = sluice_drafts_save (drafts, NULL, "One", "{}", NULL);
  g_autofree char *two = sluice_drafts_save (drafts, NULL, "Two", "{}", NULL);
  g_autofree char *same = sluice_drafts_save (drafts, one, "One more", "{\"a\": 1}", NULL);
  g_autoptr (SluiceDraft) draft = sluice_drafts_load (drafts, one, NULL);
  g_autoptr (GPtrArray) list = sluice_drafts_list (drafts, NULL);
  g_autoptr (GError) error = NULL;
  SluiceDraft *first = list->pdata[0];

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (draft->title, ==, "One more");
  g_assert_cmpstr (draft->text, ==, "{\"a\": 1}");
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (first->id, ==, one);
  g_assert_true (sluice_drafts_remove (drafts, two, NULL));
  g_assert_null (sluice_drafts_load (drafts, two, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_FAILED);
}

static void
test_drafts_go_with_their_workspace (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceDrafts) drafts = sluice_drafts_new (store);
  g_autofree char *values = sluice_drafts_dup_id_for_values ("one", "snowflake");
  g_autofree char *others = sluice_drafts_dup_id_for_values ("other", "snowflake");
  const char *const gone[] = { "one/a", "one/b", values };
  const char *const kept[] = { "one-more/a", "other/one/a", others };

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_free (sluice_drafts_save (drafts, gone[i], "Gone", "{}", NULL));
      g_free (sluice_drafts_save (drafts, kept[i], "Kept", "{}", NULL));
    }
  g_assert_true (sluice_drafts_remove_of_profile (drafts, "one", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autoptr (SluiceDraft) there = sluice_drafts_load (drafts, kept[i], NULL);

      g_assert_nonnull (there);
      g_assert_null (sluice_drafts_load (drafts, gone[i], NULL));
    }
}

static void
test_audiences (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceAudienceHistory) history = sluice_audience_history_new (store, "scope");
  g_autoptr (GArray) sizes = NULL;
  SluiceAudienceSize size = { .at = 10, .size = 5, .added = 2, .dropped = -1 };

  g_assert_true (sluice_audience_history_add (history, "7", &size, NULL));
  size.at = 20;
  size.size = 6;
  g_assert_true (sluice_audience_history_add (history, "7", &size, NULL));
  g_assert_true (sluice_audience_history_add (history, "8", &size, NULL));
  sizes = sluice_audience_history_list (history, "7", 0, NULL);
  g_assert_cmpuint (sizes->len, ==, 2);
  g_assert_cmpint (g_array_index (sizes, SluiceAudienceSize, 0).dropped, ==, -1);
  g_assert_cmpint (g_array_index (sizes, SluiceAudienceSize, 1).size, ==, 6);
}

static void
test_activity (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceActivityStore) activity = sluice_activity_store_new (store, "scope");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) none = NULL;
  SluiceActivityEntry entry = { .method = (char *) "GET", .route = (char *) "/v1", .status = 200 };
  SluiceActivityEntry *newest;

  sluice_activity_store_set_bound (activity, 3);
  for (guint i = 1; i <= 5; i++)
    {
      entry.started = i;
      g_assert_true (sluice_activity_store_append (activity, &entry, NULL));
    }
  entries = sluice_activity_store_list (activity, 10, NULL);
  g_assert_cmpuint (entries->len, ==, 3);
  newest = entries->pdata[0];
  g_assert_cmpint (newest->started, ==, 5);
  g_assert_cmpstr (newest->route, ==, "/v1");
  g_assert_null (newest->request);
  g_assert_true (sluice_activity_store_clear (activity, NULL));
  none = sluice_activity_store_list (activity, 10, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_notices (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceStore) other = store_open (fixture);
  g_autoptr (SluiceNoticeStore) notices = sluice_notice_store_new (store, "scope");
  g_autoptr (SluiceNoticeStore) same = sluice_notice_store_new (other, "scope");
  gboolean claimed = FALSE;

  g_assert_true (sluice_notice_store_claim (notices, "p", "run 1", &claimed, NULL) && claimed);
  g_assert_true (sluice_notice_store_claim (same, "p", "run 1", &claimed, NULL) && !claimed);
  g_assert_true (sluice_notice_store_claim (same, "p", "run 2", &claimed, NULL) && claimed);
  g_assert_true (sluice_notice_store_forget (same, "p", "run 1", NULL));
  g_assert_true (sluice_notice_store_claim (notices, "p", "run 1", &claimed, NULL) && claimed);

  g_assert_cmpint (sluice_notice_store_get_muted_until (notices, "p"), ==, 0);
  g_assert_true (sluice_notice_store_mute (notices, "p", G_MAXINT64, NULL));
  g_assert_cmpint (sluice_notice_store_get_muted_until (same, "p"), ==, G_MAXINT64);
  g_assert_true (sluice_notice_store_mute (notices, "p", 0, NULL));
  g_assert_cmpint (sluice_notice_store_get_muted_until (same, "p"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_set_up, function, store_tear_down)
  ADD ("/history/runs", test_runs);
  ADD ("/history/csv", test_csv);
  ADD ("/history/workspace-days", test_workspace_days);
  ADD ("/history/many-runs", test_many_runs);
  ADD ("/history/drafts", test_drafts);
  ADD ("/history/drafts-go-with-their-workspace", test_drafts_go_with_their_workspace);
  ADD ("/history/audiences", test_audiences);
  ADD ("/history/activity", test_activity);
  ADD ("/history/notices", test_notices);
#undef ADD
  return g_test_run ();
}
