/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-wait.h"

#include <glib/gi18n.h>

#include "api/sluice-pipelines.h"
#include "cli/sluice-cli-numbers.h"
#include "monitor/sluice-pipeline-status.h"

/* Milliseconds between two looks: soon at first, for runs that take no time. */
#define SHORTEST_PAUSE 500
#define LONGEST_PAUSE  5000

/* The newest runs, among which one that was just asked for is. */
#define FIRST_PAGE 20

/* Waiting outlasts what goes by itself: the client has tried again before it gave up. */
static gboolean
will_pass (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_READY) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_RATE_LIMITED) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER);
}

static SluiceRun *
find_latest (SluiceCli *cli, SluiceSession *session, const char *pipeline_id, GError **failure)
{
  g_autoptr (GPtrArray) statuses = NULL;
  SluiceRun *run = NULL;

  sluice_pipeline_status_read_async (session, pipeline_id, sluice_cli_get_cancellable (cli),
                                     sluice_cli_on_ready_cb, cli);
  statuses = sluice_pipeline_status_read_finish (sluice_cli_await (cli), failure);
  if (statuses != NULL && statuses->len > 0)
    run = sluice_pipeline_status_get_last_run (g_ptr_array_index (statuses, 0));
  return run != NULL ? g_object_ref (run) : NULL;
}

/* Another run may have begun since: the one that was asked for is looked for by its id. */
static SluiceRun *
find_by_id (SluiceCli *cli,
            SluiceSession *session,
            const char *pipeline_id,
            const char *run_id,
            GError **failure)
{
  SluiceClient *client = sluice_session_get_client (session);
  g_autoptr (GPtrArray) runs = NULL;

  sluice_pipelines_runs_async (client, pipeline_id, 1, FIRST_PAGE, NULL, NULL,
                               sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  runs = sluice_pipelines_runs_finish (client, sluice_cli_await (cli), failure);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    if (g_strcmp0 (sluice_run_get_id (g_ptr_array_index (runs, i)), run_id) == 0)
      return g_object_ref (g_ptr_array_index (runs, i));
  return NULL;
}

static SluiceRun *
look (SluiceCli *cli,
      SluiceSession *session,
      const char *pipeline_id,
      const char *run_id,
      GError **failure)
{
  return run_id != NULL ? find_by_id (cli, session, pipeline_id, run_id, failure)
                        : find_latest (cli, session, pipeline_id, failure);
}

static void
tell (SluiceCli *cli, const char *pipeline_id, SluiceRun *run)
{
  g_autofree char *records = NULL;

  if (run == NULL)
    {
      sluice_terminal_progress (sluice_cli_get_terminal (cli), _ ("Waiting for a run of “%s”."),
                                pipeline_id);
      return;
    }
  records = sluice_cli_format_count (sluice_run_get_records (run));
  sluice_terminal_progress (sluice_cli_get_terminal (cli), _ ("Run %s: %s, records: %s."),
                            sluice_run_get_id (run), sluice_run_get_state (run), records);
}

/**
 * sluice_cli_wait_for_run:
 * @cli: a run of sluicectl
 * @session: the workspace
 * @pipeline_id: the pipeline
 * @run_id: (nullable): which of its runs, %NULL for the latest
 * @seconds: how long to wait at most
 * @error: return location for a %SLUICE_CLI_ERROR_TIME, or what the API said
 *
 * Returns: (transfer full) (nullable): the run, which is over
 */
SluiceRun *
sluice_cli_wait_for_run (SluiceCli *cli,
                         SluiceSession *session,
                         const char *pipeline_id,
                         const char *run_id,
                         guint seconds,
                         GError **error)
{
  const gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  guint pause = SHORTEST_PAUSE;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (SluiceRun) run = look (cli, session, pipeline_id, run_id, &failure);
      gint64 left = (end - g_get_monotonic_time ()) / 1000;

      if (failure != NULL && !will_pass (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      tell (cli, pipeline_id, run);
      if (run != NULL && sluice_run_is_over (run))
        return g_steal_pointer (&run);
      if (left <= 0)
        {
          sluice_cli_error_set (error, SLUICE_CLI_ERROR_TIME,
                                _ ("Look at it later with “sluicectl status”, or give a longer "
                                   "--timeout."),
                                _ ("The run of “%s” did not end within %u seconds."), pipeline_id,
                                seconds);
          return NULL;
        }
      if (!sluice_cli_sleep (cli, (guint) MIN (left, pause)))
        {
          sluice_cli_error_set (error, SLUICE_CLI_ERROR_DECLINED,
                                _ ("It goes on without being watched: see “sluicectl status”."),
                                _ ("Stopped waiting for the run of “%s”."), pipeline_id);
          return NULL;
        }
      pause = MIN (pause * 3 / 2, LONGEST_PAUSE);
    }
}

/**
 * sluice_cli_judge_run:
 * @cli: a run of sluicectl
 * @pipeline_id: the pipeline
 * @run: a run of it that is over
 *
 * Tells how it went, and exits with 1 where it failed.
 */
void
sluice_cli_judge_run (SluiceCli *cli, const char *pipeline_id, SluiceRun *run)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  const char *const *errors = sluice_run_get_errors (run);
  g_autofree char *records = sluice_cli_format_count (sluice_run_get_records (run));
  g_autofree char *failed = sluice_cli_format_count (sluice_run_get_failed (run));

  sluice_terminal_flush (terminal);
  if (!sluice_cli_wants_json (cli))
    sluice_terminal_print (terminal, _ ("Run %s of “%s” is over: %s, records: %s, failed: %s."),
                           sluice_run_get_id (run), pipeline_id, sluice_run_get_state (run),
                           records, failed);
  for (; errors != NULL && *errors != NULL; errors++)
    sluice_terminal_note (terminal, "%s", *errors);
  if (g_strcmp0 (sluice_run_get_state (run), "failed") == 0)
    sluice_cli_set_exit_code (cli, SLUICE_EXIT_FAILED);
}
