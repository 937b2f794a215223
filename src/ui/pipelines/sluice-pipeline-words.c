/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipeline-words.h"

#include <glib/gi18n.h>

#include "sluice-limits.h"
#include "sluice-moment.h"
#include "monitor/sluice-monitor.h"
#include "monitor/sluice-pipeline-verdict.h"
#include "sluice-time.h"
#include "ui/widgets/sluice-state-pill.h"
#include "warehouse/sluice-warehouse.h"

/* How far ahead or back "now" reaches: clocks are not that exact. */
#define JUST_NOW (10 * G_TIME_SPAN_SECOND)

/* Worst first: what somebody has to see at the top. */
static const char *const ranked_states[] = {
  "faulted", "failed", "partial", "unknown", "running", "pending", "active", "succeeded", "paused",
};

/**
 * sluice_pipeline_words_get_state:
 * @status: a pipeline
 *
 * One word for how it stands: what is wrong comes before what goes on, and that before what was last.
 *
 * Returns: (transfer none): a state as SluiceStatePill knows them
 */
const char *
sluice_pipeline_words_get_state (SluicePipelineStatus *status)
{
  const char *state = sluice_pipeline_status_get_state (status);
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);

  if (g_str_equal (sluice_pipeline_status_get_health (status), "faulted"))
    return "faulted";
  if (g_str_equal (state, "pending"))
    return state;
  if (sluice_pipeline_status_is_running (status))
    return "running";
  if (g_str_equal (state, "paused"))
    return state;
  if (run == NULL)
    return sluice_pipeline_status_get_error (status) != NULL ? "unknown" : state;
  return sluice_run_get_state (run);
}

/**
 * sluice_pipeline_words_rank_state:
 * @status: a pipeline
 *
 * Returns: a number that is smaller the more urgently the pipeline is to be looked at
 */
int
sluice_pipeline_words_rank_state (SluicePipelineStatus *status)
{
  const char *state = sluice_pipeline_words_get_state (status);
  guint rank = 0;

  while (rank < G_N_ELEMENTS (ranked_states) && !g_str_equal (ranked_states[rank], state))
    rank++;
  return (int) rank;
}

/**
 * sluice_pipeline_words_get_warehouse:
 * @status: a pipeline
 *
 * Returns: (transfer none): what its warehouse is called, empty while that is not known
 */
const char *
sluice_pipeline_words_get_warehouse (SluicePipelineStatus *status)
{
  const char *kind = sluice_pipeline_status_get_warehouse (status);
  const SluiceWarehouse *warehouse = kind != NULL ? sluice_warehouse_lookup (kind) : NULL;

  if (warehouse != NULL)
    return sluice_warehouse_get_display_name (warehouse);
  return kind != NULL ? kind : "";
}

/**
 * sluice_pipeline_words_translate:
 * @word: a word of the API for a warehouse, an environment, a kind of data or a state
 *
 * Returns: (transfer none): what people call it, translated; a word that is not known as it is
 */
const char *
sluice_pipeline_words_translate (const char *word)
{
  static const char *const words[][2] = {
    { "production", N_ ("Production") },
    { "development", N_ ("Development") },
    { "user_attributes", N_ ("User attributes") },
    { "events", N_ ("Events") },
    { "active", N_ ("Active") },
    { "valid", N_ ("Valid") },
    { "invalid", N_ ("Invalid") },
  };
  const SluiceWarehouse *warehouse = sluice_warehouse_lookup_provider (word);

  if (warehouse != NULL)
    return sluice_warehouse_get_display_name (warehouse);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i][0]))
      return _ (words[i][1]);
  return sluice_state_pill_get_word (word);
}

static char *
describe_time (GDateTime *time, GDateTime *now)
{
  gint64 ahead = g_date_time_difference (time, now);

  if (ABS (ahead) < JUST_NOW)
    return g_strdup (_ ("just now"));
  return sluice_time_describe_distance (ahead / G_TIME_SPAN_SECOND);
}

static GDateTime *
get_now (SluicePipelineStatus *status)
{
  SluiceSession *session = sluice_pipeline_status_get_session (status);

  return session != NULL ? sluice_monitor_get_server_time (session) : g_date_time_new_now_utc ();
}

static char *
describe_records (SluiceRun *run)
{
  gint64 records = sluice_run_get_records (run);
  gint64 failed = sluice_run_get_failed (run);
  g_autofree char *count = sluice_limits_format_count (records);
  g_autofree char *failures = sluice_limits_format_count (failed);

  if (records < 0 && failed <= 0)
    return NULL;
  if (failed <= 0)
    return g_strdup_printf (ngettext ("%s record", "%s records", (gulong) records), count);
  /* Translators: numbers of records of a run */
  return g_strdup_printf (_ ("%s records, %s failed"), records < 0 ? "0" : count, failures);
}

/**
 * sluice_pipeline_words_describe_last_run:
 * @status: a pipeline
 *
 * Returns: (transfer full): when its last run was and how many records went through, translated
 */
char *
sluice_pipeline_words_describe_last_run (SluicePipelineStatus *status)
{
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);
  g_autoptr (GDateTime) now = get_now (status);
  g_autofree char *when = NULL;
  g_autofree char *records = NULL;
  GDateTime *time;

  if (g_str_equal (sluice_pipeline_status_get_state (status), "pending"))
    return g_strdup (_ ("New: it takes about a minute until its state is known"));
  if (run == NULL)
    return g_strdup (_ ("No run yet"));
  time = sluice_run_get_ended (run) != NULL ? sluice_run_get_ended (run)
                                            : sluice_run_get_started (run);
  when = time != NULL ? describe_time (time, now)
                      : g_strdup (sluice_state_pill_get_word (sluice_run_get_state (run)));
  records = describe_records (run);
  if (records == NULL)
    return g_strdup_printf (_ ("Last run %s"), when);
  /* Translators: when the last run was, then how many records it had */
  return g_strdup_printf (_ ("Last run %s: %s"), when, records);
}

/**
 * sluice_pipeline_words_describe_next_run:
 * @status: a pipeline
 *
 * Returns: (transfer full): when its next run is due, translated
 */
char *
sluice_pipeline_words_describe_next_run (SluicePipelineStatus *status)
{
  GDateTime *next = sluice_pipeline_status_get_next_run (status);
  g_autoptr (GDateTime) now = get_now (status);
  g_autofree char *when = NULL;

  if (g_str_equal (sluice_pipeline_status_get_state (status), "paused"))
    return g_strdup (_ ("Does not run until it is resumed"));
  if (next == NULL)
    return g_strdup (_ ("No run is due"));
  when = describe_time (next, now);
  return g_strdup_printf (_ ("Next run %s"), when);
}

/**
 * sluice_pipeline_words_format_count:
 * @count: a number of records, -1 where not told
 *
 * Returns: (transfer full): it for a table
 */
char *
sluice_pipeline_words_format_count (gint64 count)
{
  return count < 0 ? g_strdup ("–") : sluice_limits_format_count (count);
}

/**
 * sluice_pipeline_words_format_time:
 * @time: microseconds since the epoch, 0 where not known
 *
 * Returns: (transfer full): it in local time
 */
char *
sluice_pipeline_words_format_time (gint64 time)
{
  g_autoptr (GDateTime) moment = NULL;

  if (time == 0)
    return g_strdup ("–");
  moment = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);
  return sluice_moment_describe (moment, NULL);
}

/**
 * sluice_pipeline_words_format_utc:
 * @time: microseconds since the epoch
 *
 * Returns: (transfer full): it in UTC, and says so
 */
char *
sluice_pipeline_words_format_utc (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);

  return g_date_time_format (utc, "%Y-%m-%d %H:%M UTC");
}

/**
 * sluice_pipeline_words_describe_record:
 * @record: a run
 *
 * Returns: (transfer full): the run in one sentence, translated: for a tooltip, and for who cannot see a
 *   chart
 */
char *
sluice_pipeline_words_describe_record (const SluiceRunRecord *record)
{
  g_autofree char *when = sluice_pipeline_words_format_time (sluice_run_record_get_time (record));
  g_autofree char *records = sluice_pipeline_words_format_count (record->records);
  g_autofree char *failed = sluice_pipeline_words_format_count (record->failed);

  /* Translators: time of a run, its state, records that went through, records that failed */
  return g_strdup_printf (_ ("%s: %s, %s records, %s failed"), when,
                          sluice_state_pill_get_word (record->state), records, failed);
}
