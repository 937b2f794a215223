/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-run-records.h"

static gint64
to_microseconds (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

/* NULL for a run without an id, which cannot be told from the next one. */
static SluiceRunRecord *
record_new_from_run (SluiceRun *run)
{
  const char *id = sluice_run_get_id (run);
  const char *const *errors = sluice_run_get_errors (run);
  SluiceRunRecord *record;

  if (id == NULL || *id == '\0')
    return NULL;
  record = sluice_run_record_new (id, sluice_run_get_state (run));
  record->type = g_strdup (sluice_run_get_kind (run));
  record->window_start = to_microseconds (sluice_run_get_window_start (run));
  record->window_end = to_microseconds (sluice_run_get_window_end (run));
  record->started = to_microseconds (sluice_run_get_started (run));
  record->ended = to_microseconds (sluice_run_get_ended (run));
  record->records = sluice_run_get_records (run);
  record->extracted = sluice_run_get_extracted (run);
  record->failed = sluice_run_get_failed (run);
  if (errors != NULL && errors[0] != NULL)
    record->errors = g_strdupv ((char **) errors);
  return record;
}

/**
 * sluice_run_records_from_runs:
 * @runs: (element-type SluiceRun): runs
 *
 * Returns: (transfer full) (element-type SluiceRunRecord): those that have an id
 */
GPtrArray *
sluice_run_records_from_runs (GPtrArray *runs)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_run_record_free);

  for (guint i = 0; i < runs->len; i++)
    {
      SluiceRunRecord *record = record_new_from_run (g_ptr_array_index (runs, i));

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return records;
}
