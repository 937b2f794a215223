/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "sluice-limits.h"
#include "sluice-moment.h"
#include "ui/pipelines/sluice-chart-card.h"
#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/pipelines/sluice-run-item.h"

static char *
format_local (gint64 time, const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_TIME_SPAN_SECOND);

  return g_date_time_format (local, format);
}

static SluiceBar *
bar_new_for_run (const SluiceRunRecord *record)
{
  SluiceBar *bar = g_new0 (SluiceBar, 1);

  bar->good = MAX (record->records, 0);
  bar->bad = MAX (record->failed, 0);
  bar->went_wrong = g_str_equal (record->state, "failed") || g_str_equal (record->state, "partial");
  /* Translators: month, day and time of a run, as strftime() writes them */
  bar->label = format_local (sluice_run_record_get_time (record), _ ("%b %-d, %H:%M"));
  bar->description = sluice_pipeline_words_describe_record (record);
  return bar;
}

/**
 * sluice_run_bars_from_runs:
 * @runs: a model of #SluiceRunItem, newest first
 *
 * Returns: (transfer full) (element-type SluiceBar): a bar for each run that is over, oldest first
 */
GPtrArray *
sluice_run_bars_from_runs (GListModel *runs)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_bar_free);

  for (guint i = g_list_model_get_n_items (runs); i > 0; i--)
    {
      g_autoptr (SluiceRunItem) item = g_list_model_get_item (runs, i - 1);
      const SluiceRunRecord *record = sluice_run_item_get_record (item);

      if (record->ended != 0 || record->records >= 0)
        g_ptr_array_add (bars, bar_new_for_run (record));
    }
  return bars;
}

static SluiceBar *
bar_new_for_day (const SluiceRunDay *day)
{
  SluiceBar *bar = g_new0 (SluiceBar, 1);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day->day / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = sluice_moment_describe_day (date, now);
  g_autofree char *records = sluice_limits_format_count (day->records);
  g_autofree char *failed = sluice_limits_format_count (day->failed);

  bar->good = day->records;
  bar->bad = day->failed;
  bar->went_wrong = day->failed_runs > 0;
  /* Translators: month and day, as strftime() writes them */
  bar->label = g_date_time_format (date, _ ("%b %-d"));
  bar->description =
      /* Translators: a date, numbers of records, numbers of runs */
      g_strdup_printf (_ ("%s: %s records, %s failed, in %u runs, %u of them with problems"), when,
                       records, failed, day->runs, day->failed_runs);
  return bar;
}

/**
 * sluice_run_bars_from_days:
 * @days: (element-type SluiceRunDay): the days on which something ran, oldest first
 * @first_day: the first day to show, in microseconds since the epoch
 * @n_days: how many
 *
 * Returns: (transfer full) (element-type SluiceBar): a bar for each day, also for those without a run
 */
GPtrArray *
sluice_run_bars_from_days (GArray *days, gint64 first_day, guint n_days)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_bar_free);

  for (guint i = 0; i < n_days; i++)
    {
      SluiceRunDay sum = { .day = first_day + i * G_TIME_SPAN_DAY };

      for (guint j = 0; j < days->len; j++)
        {
          const SluiceRunDay *day = &g_array_index (days, SluiceRunDay, j);

          if (day->day != sum.day)
            continue;
          sum.runs += day->runs;
          sum.failed_runs += day->failed_runs;
          sum.records += day->records;
          sum.failed += day->failed;
        }
      g_ptr_array_add (bars, bar_new_for_day (&sum));
    }
  return bars;
}
