/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-overdue.h"

#include "monitor/sluice-schedule.h"
#include "sluice-json.h"
#include "sluice-time.h"

/* A run may begin a little before its time by the server's word, since times are told in seconds. */
#define EARLY (60 * G_TIME_SPAN_SECOND)

/* How late a run may begin before somebody is told. */
static gint64
find_grace (JsonObject *schedule)
{
  static const struct
  {
    const char *frequency;
    gint64 grace;
  } graces[] = {
    { "hourly", 15 * G_TIME_SPAN_MINUTE },
    { "daily", G_TIME_SPAN_HOUR },
  };
  const char *frequency = sluice_json_get_string (schedule, "frequency");

  for (guint i = 0; i < G_N_ELEMENTS (graces); i++)
    if (g_strcmp0 (graces[i].frequency, frequency) == 0)
      return graces[i].grace;
  return 2 * G_TIME_SPAN_HOUR;
}

static gboolean
is_since (GDateTime *time, GDateTime *due)
{
  return time != NULL && g_date_time_difference (time, due) > -EARLY;
}

/* Whoever made, changed or resumed it after the run was due does not miss that run. */
static gboolean
was_changed_since (JsonObject *pipeline, GDateTime *due)
{
  g_autoptr (GDateTime) created =
      sluice_time_parse (sluice_json_get_string (pipeline, "created_on"));
  g_autoptr (GDateTime) modified =
      sluice_time_parse (sluice_json_get_string (pipeline, "last_modified_on"));

  return is_since (created, due) || is_since (modified, due) ||
         (created == NULL && modified == NULL);
}

static gboolean
has_run_since (SluiceRun *run, GDateTime *due)
{
  return run != NULL &&
         (!sluice_run_is_over (run) || is_since (sluice_run_get_started (run), due) ||
          is_since (sluice_run_get_window_end (run), due));
}

/**
 * sluice_overdue_since:
 * @status: a pipeline
 * @now: the server's time
 *
 * A run is missing when its schedule said it was due, the grace of its frequency (a quarter of an hour
 * for hourly ones) has passed, and none has begun since.
 *
 * Returns: (transfer full) (nullable): when it was due
 */
GDateTime *
sluice_overdue_since (SluicePipelineStatus *status, GDateTime *now)
{
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);
  g_autoptr (JsonObject) schedule = sluice_pipeline_status_get_schedule (status);
  g_autoptr (GDateTime) latest = NULL;
  g_autoptr (GDateTime) due = NULL;

  if (schedule == NULL || sluice_pipeline_status_get_report (status) == NULL ||
      g_strcmp0 (sluice_pipeline_status_get_state (status), "active") != 0)
    return NULL;
  latest = g_date_time_add (now, -find_grace (schedule));
  due = latest != NULL ? sluice_schedule_previous_run (schedule, latest) : NULL;
  if (due == NULL || has_run_since (run, due) ||
      was_changed_since (sluice_pipeline_status_get_pipeline (status), due))
    return NULL;
  return g_steal_pointer (&due);
}
