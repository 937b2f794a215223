/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* The store with a hundred thousand runs: fifty workspaces with twenty pipelines of a hundred runs. */

#include "../store-fixture.h"
#include "bench.h"
#include "store/sluice-run-history.h"

#define WORKSPACES 50
#define PIPELINES  20
#define RUNS       100
#define ROUNDS     51

static GPtrArray *
make_runs (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_run_record_free);
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < RUNS; i++)
    {
      g_autofree char *id = g_strdup_printf ("run-%u", i);
      SluiceRunRecord *record = sluice_run_record_new (id, i % 20 == 0 ? "failed" : "success");

      record->type = g_strdup ("scheduled");
      record->started = now - (gint64) i * G_TIME_SPAN_HOUR;
      record->ended = record->started + 5 * G_TIME_SPAN_MINUTE;
      record->window_start = record->started - G_TIME_SPAN_HOUR;
      record->window_end = record->started;
      record->records = 1000 + i;
      record->failed = i % 7;
      g_ptr_array_add (records, record);
    }
  return records;
}

static SluiceRunHistory *
open_history (SluiceStore *store, guint workspace)
{
  g_autofree char *scope = g_strdup_printf ("https://api.example.com/%u", workspace);

  return sluice_run_history_new (store, scope);
}

static void
measure_insert (SluiceStore *store)
{
  g_autoptr (GPtrArray) records = make_runs ();
  g_autoptr (GArray) samples = bench_samples_new ();
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < WORKSPACES * PIPELINES; i++)
    {
      g_autoptr (SluiceRunHistory) history = open_history (store, i / PIPELINES);
      g_autofree char *pipeline = g_strdup_printf ("pipeline-%u", i % PIPELINES);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      sluice_run_history_add (history, pipeline, records, &error);
      g_assert_no_error (error);
      bench_add (samples, bench_since (start));
    }
  bench_print_value ("100,000 runs stored, 100 at a time", bench_since (begin), "ms");
  bench_print ("100 runs stored", samples, "ms");
}

static void
measure_reading (SluiceStore *store)
{
  g_autoptr (SluiceRunHistory) history = open_history (store, WORKSPACES / 2);
  g_autoptr (GArray) pages = bench_samples_new ();
  g_autoptr (GArray) days = bench_samples_new ();
  g_autoptr (GArray) workspaces = bench_samples_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GArray) sums = NULL;
      g_autoptr (GArray) all = NULL;
      gint64 start = g_get_monotonic_time ();

      records = sluice_run_history_list (history, "pipeline-7", RUNS, NULL, NULL);
      bench_add (pages, bench_since (start));
      start = g_get_monotonic_time ();
      sums = sluice_run_history_days (history, "pipeline-7", 0, NULL);
      bench_add (days, bench_since (start));
      start = g_get_monotonic_time ();
      all = sluice_run_history_days (history, NULL, 0, NULL);
      bench_add (workspaces, bench_since (start));
      g_assert_cmpuint (all->len, ==, sums->len);
      g_assert_cmpuint (records->len, ==, RUNS);
      g_assert_cmpuint (sums->len, >=, 4);
    }
  bench_print ("100 runs of a pipeline read, of 100,000", pages, "ms");
  bench_print ("a workspace's 2,000 runs summed by day", workspaces, "ms");
  bench_print ("a pipeline's runs summed by day, of 100,000", days, "ms");
}

static void
measure_opening (StoreFixture *fixture)
{
  g_autoptr (GArray) samples = bench_samples_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (SluiceStore) store = store_open (fixture);

      bench_add (samples, bench_since (start));
    }
  bench_print ("store opened with 100,000 runs", samples, "ms");
}

int
main (int argc, char **argv)
{
  StoreFixture fixture;
  SluiceStore *store;

  store_set_up (&fixture, NULL);
  store = store_open (&fixture);
  bench_print_header ();
  measure_insert (store);
  measure_reading (store);
  g_object_unref (store);
  measure_opening (&fixture);
  store_tear_down (&fixture, NULL);
  return 0;
}
