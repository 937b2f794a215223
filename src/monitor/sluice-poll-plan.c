/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-poll-plan.h"

#include "monitor/sluice-schedule.h"

/* For how long after a run was due its start is looked for at every glance. */
#define EXPECT_FOR (10 * G_TIME_SPAN_MINUTE)
/* A run is not there the very second it is due. */
#define AFTER_DUE (5 * G_TIME_SPAN_SECOND)

#define FIRST_RETRY   (15 * G_TIME_SPAN_SECOND)
#define LONGEST_RETRY (10 * G_TIME_SPAN_MINUTE)

/* Whether a run was due a short while ago and has not begun. */
static gboolean
is_expecting (SluicePipelineStatus *status, JsonObject *schedule, GDateTime *now)
{
  g_autoptr (GDateTime) due = sluice_schedule_previous_run (schedule, now);
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);
  GDateTime *started = run != NULL ? sluice_run_get_started (run) : NULL;

  if (due == NULL || g_date_time_difference (now, due) > EXPECT_FOR)
    return FALSE;
  return started == NULL || g_date_time_compare (started, due) < 0;
}

/**
 * sluice_poll_plan_report:
 * @status: a pipeline
 * @now: the server's time
 *
 * A run that goes on, and a pipeline that is new, are looked at every few seconds; one that rests, when
 * its next run is due, and now and then.
 *
 * Returns: how long to wait before its report is read again, in microseconds
 */
gint64
sluice_poll_plan_report (SluicePipelineStatus *status, GDateTime *now)
{
  const char *state = sluice_pipeline_status_get_state (status);
  GDateTime *next = sluice_pipeline_status_get_next_run (status);
  g_autoptr (JsonObject) schedule = NULL;
  gint64 wait = SLUICE_POLL_IDLE;

  if (sluice_pipeline_status_is_running (status) || g_strcmp0 (state, "pending") == 0)
    return SLUICE_POLL_BUSY;
  if (g_strcmp0 (state, "active") != 0)
    return SLUICE_POLL_IDLE;
  schedule = sluice_pipeline_status_get_schedule (status);
  if (schedule != NULL && is_expecting (status, schedule, now))
    wait = SLUICE_POLL_EXPECTING;
  if (next != NULL)
    wait = MIN (wait, g_date_time_difference (next, now) + AFTER_DUE);
  return MAX (wait, SLUICE_POLL_BUSY);
}

/**
 * sluice_poll_plan_list:
 * @statuses: (element-type SluicePipelineStatus): the pipelines of a workspace
 *
 * Returns: how long to wait before the list of pipelines is read again, in microseconds
 */
gint64
sluice_poll_plan_list (GPtrArray *statuses)
{
  return statuses->len > 0 ? SLUICE_POLL_LIST : SLUICE_POLL_IDLE;
}

/**
 * sluice_poll_plan_retry:
 * @error: what went wrong
 * @failures: how many times in a row
 *
 * A refused credential is not tried over and over: that could lock it.
 *
 * Returns: how long to wait before the next try, in microseconds
 */
gint64
sluice_poll_plan_retry (const GError *error, guint failures)
{
  gint64 wait = FIRST_RETRY;

  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH) ||
      g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN))
    return LONGEST_RETRY;
  for (guint i = 1; i < failures && wait < LONGEST_RETRY; i++)
    wait *= 2;
  return MIN (wait, LONGEST_RETRY);
}
