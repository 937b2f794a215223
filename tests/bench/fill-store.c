/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* fill-store FILE PIPELINES RUNS: gives each workspace of a store so many pipelines with so many runs. */

#include "store/sluice-run-history.h"

static GPtrArray *
make_runs (guint n_runs)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_run_record_free);
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < n_runs; i++)
    {
      g_autofree char *id = g_strdup_printf ("run-%u", i);
      SluiceRunRecord *record = sluice_run_record_new (id, i % 20 == 0 ? "failed" : "success");

      record->started = now - (gint64) i * G_TIME_SPAN_HOUR;
      record->ended = record->started + 5 * G_TIME_SPAN_MINUTE;
      record->records = 1000 + i;
      g_ptr_array_add (records, record);
    }
  return records;
}

static void
fill (SluiceStore *store, SluiceProfile *profile, guint n_pipelines, GPtrArray *records)
{
  g_autofree char *scope = sluice_profile_dup_scope (profile);
  g_autoptr (SluiceRunHistory) history = sluice_run_history_new (store, scope);

  for (guint i = 0; i < n_pipelines; i++)
    {
      g_autofree char *pipeline = g_strdup_printf ("pipeline-%u", i);
      g_autoptr (GError) error = NULL;

      sluice_run_history_add (history, pipeline, records, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (SluiceStore) store = NULL;
  g_autoptr (GPtrArray) records = NULL;
  GListModel *profiles;

  g_return_val_if_fail (argc == 4, 2);
  store = sluice_store_open (argv[1], NULL);
  g_return_val_if_fail (store != NULL, 1);
  records = make_runs ((guint) g_ascii_strtoull (argv[3], NULL, 10));
  profiles = sluice_store_get_profiles (store);
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (SluiceProfile) profile = g_list_model_get_item (profiles, i);

      fill (store, profile, (guint) g_ascii_strtoull (argv[2], NULL, 10), records);
    }
  return 0;
}
