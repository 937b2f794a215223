/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-numbers.h"
#include "cli/sluice-cli-session.h"
#include "cli/sluice-command-table.h"
#include "monitor/sluice-pipeline-status.h"
#include "sluice-time.h"

/* Seconds between two looks: while something runs, and at rest. */
#define BUSY_INTERVAL 5
#define IDLE_INTERVAL 30

static GPtrArray *
read_statuses (SluiceCli *cli, SluiceSession *session, GError **error)
{
  sluice_pipeline_status_read_async (session, sluice_cli_get_argument (cli, 0),
                                     sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  return sluice_pipeline_status_read_finish (sluice_cli_await (cli), error);
}

static SluiceExit
judge (GPtrArray *statuses)
{
  for (guint i = 0; i < statuses->len; i++)
    if (sluice_pipeline_status_is_unhealthy (g_ptr_array_index (statuses, i)))
      return SLUICE_EXIT_FAILED;
  return SLUICE_EXIT_DONE;
}

static SluiceStyle
get_style (SluicePipelineStatus *status)
{
  if (sluice_pipeline_status_is_unhealthy (status))
    return SLUICE_STYLE_BAD;
  if (g_strcmp0 (sluice_pipeline_status_get_health (status), "healthy") == 0)
    return SLUICE_STYLE_GOOD;
  return SLUICE_STYLE_PLAIN;
}

static void
add_row (SluiceTable *table, SluicePipelineStatus *status)
{
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);
  g_autofree char *ended = sluice_time_format (run != NULL ? sluice_run_get_ended (run) : NULL);
  g_autofree char *records =
      sluice_cli_format_count (run != NULL ? sluice_run_get_records (run) : -1);
  g_autofree char *failed =
      sluice_cli_format_count (run != NULL ? sluice_run_get_failed (run) : -1);
  g_autofree char *next = sluice_time_format (sluice_pipeline_status_get_next_run (status));

  sluice_table_add (table, SLUICE_STYLE_STRONG, sluice_pipeline_status_get_id (status));
  sluice_table_add (table, SLUICE_STYLE_PLAIN, sluice_pipeline_status_get_state (status));
  sluice_table_add (table, get_style (status), sluice_pipeline_status_get_health (status));
  sluice_table_add (table, SLUICE_STYLE_PLAIN, run != NULL ? sluice_run_get_state (run) : NULL);
  sluice_table_add (table, SLUICE_STYLE_PLAIN, ended);
  sluice_table_add (table, SLUICE_STYLE_PLAIN, records);
  sluice_table_add (table, SLUICE_STYLE_PLAIN, failed);
  sluice_table_add (table, SLUICE_STYLE_PLAIN, next);
}

static void
print_reasons (SluiceTerminal *terminal, SluicePipelineStatus *status)
{
  const GError *reason = sluice_pipeline_status_get_error (status);
  const char *remedy = sluice_pipeline_status_get_remedy (status);

  if (reason != NULL)
    sluice_terminal_print (terminal, "%s: %s", sluice_pipeline_status_get_id (status),
                           reason->message);
  if (reason != NULL && remedy != NULL)
    sluice_terminal_print (terminal, "  %s", remedy);
}

static void
print_table (SluiceTerminal *terminal, GPtrArray *statuses)
{
  g_autoptr (SluiceTable) table = sluice_table_new (
      (const char *const[]){ _ ("PIPELINE"), _ ("STATE"), _ ("HEALTH"), _ ("LAST RUN"), _ ("ENDED"),
                             _ ("RECORDS"), _ ("FAILED"), _ ("NEXT RUN"), NULL });

  if (statuses->len == 0)
    {
      sluice_terminal_note (terminal, _ ("There is no pipeline yet."));
      return;
    }
  for (guint i = 0; i < statuses->len; i++)
    add_row (table, g_ptr_array_index (statuses, i));
  sluice_table_print (table, terminal);
  for (guint i = 0; i < statuses->len; i++)
    print_reasons (terminal, g_ptr_array_index (statuses, i));
}

static void
print_json (SluiceTerminal *terminal, GPtrArray *statuses, gboolean one_line)
{
  g_autoptr (JsonObject) document = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_array_member (document, "pipelines", array);
  for (guint i = 0; i < statuses->len; i++)
    json_array_add_object_element (array, sluice_pipeline_status_to_json (
                                              g_ptr_array_index (statuses, i)));
  sluice_terminal_print_json (terminal, document, one_line);
}

/* A line for each pipeline that is not as it was the last time. */
static void
print_changes (SluiceTerminal *terminal, GPtrArray *statuses, GHashTable *said)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = sluice_time_format (now);

  for (guint i = 0; i < statuses->len; i++)
    {
      SluicePipelineStatus *status = g_ptr_array_index (statuses, i);
      SluiceRun *run = sluice_pipeline_status_get_last_run (status);
      const GError *reason = sluice_pipeline_status_get_error (status);
      g_autofree char *records =
          sluice_cli_format_count (run != NULL ? sluice_run_get_records (run) : -1);
      g_autofree char *line =
          g_strdup_printf ("%s %s %s %s %s%s%s", sluice_pipeline_status_get_id (status),
                           sluice_pipeline_status_get_state (status),
                           sluice_pipeline_status_get_health (status),
                           run != NULL ? sluice_run_get_state (run) : "–", records,
                           reason != NULL ? " " : "", reason != NULL ? reason->message : "");

      if (g_strcmp0 (g_hash_table_lookup (said, sluice_pipeline_status_get_id (status)), line) == 0)
        continue;
      sluice_terminal_print (terminal, "%s %s", time, line);
      g_hash_table_insert (said, g_strdup (sluice_pipeline_status_get_id (status)),
                           g_steal_pointer (&line));
    }
  sluice_terminal_flush (terminal);
}

static void
print_page (SluiceCli *cli, GPtrArray *statuses, GHashTable *said)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);

  if (sluice_cli_wants_json (cli))
    print_json (terminal, statuses, TRUE);
  else if (sluice_terminal_can_redraw (terminal))
    {
      sluice_terminal_begin_page (terminal);
      print_table (terminal, statuses);
      sluice_terminal_end_page (terminal);
    }
  else
    print_changes (terminal, statuses, said);
}

static guint
choose_interval (GPtrArray *statuses, guint asked)
{
  if (asked != 0)
    return asked;
  for (guint i = 0; i < statuses->len; i++)
    {
      SluicePipelineStatus *status = g_ptr_array_index (statuses, i);

      if (sluice_pipeline_status_is_running (status) ||
          g_strcmp0 (sluice_pipeline_status_get_state (status), "pending") == 0)
        return BUSY_INTERVAL;
    }
  return IDLE_INTERVAL;
}

/* What goes by is waited for; what needs the user ends the watch. */
static gboolean
will_pass (const GError *error)
{
  switch (sluice_failure_get_exit_code (error))
    {
    case SLUICE_EXIT_NETWORK:
      return TRUE;
    case SLUICE_EXIT_FAILED:
      return error->domain == SLUICE_API_ERROR && error->code != SLUICE_API_ERROR_CANCELLED &&
             error->code != SLUICE_API_ERROR_NOT_FOUND;
    default:
      return FALSE;
    }
}

static gboolean
watch (SluiceCli *cli, SluiceSession *session, guint asked, GPtrArray *first, GError **error)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) statuses = g_ptr_array_ref (first);
  guint interval = choose_interval (first, asked);

  print_page (cli, statuses, said);
  while (!sluice_terminal_is_broken (sluice_cli_get_terminal (cli)) &&
         sluice_cli_sleep (cli, interval * 1000))
    {
      g_autoptr (GError) failure = NULL;
      GPtrArray *next = read_statuses (cli, session, &failure);

      if (next == NULL && g_cancellable_is_cancelled (sluice_cli_get_cancellable (cli)))
        break;
      if (next == NULL && !will_pass (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (next == NULL)
        {
          sluice_terminal_note (sluice_cli_get_terminal (cli), "%s", failure->message);
          continue;
        }
      g_ptr_array_unref (statuses);
      statuses = next;
      interval = choose_interval (statuses, asked);
      print_page (cli, statuses, said);
    }
  sluice_terminal_leave_screen (sluice_cli_get_terminal (cli));
  sluice_cli_set_exit_code (cli, judge (statuses));
  return TRUE;
}

static gboolean
run_status (SluiceCli *cli, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (GPtrArray) statuses = NULL;
  guint asked = 0;

  if (!sluice_cli_get_number (cli, "interval", 1, 86400, &asked, error))
    return FALSE;
  session = sluice_cli_open_session (cli, error);
  if (session == NULL)
    return FALSE;
  statuses = read_statuses (cli, session, error);
  if (statuses == NULL)
    return FALSE;
  if (sluice_cli_has_option (cli, "watch"))
    return watch (cli, session, asked, statuses, error);
  sluice_cli_set_exit_code (cli, judge (statuses));
  if (sluice_cli_wants_json (cli))
    print_json (terminal, statuses, FALSE);
  else
    print_table (terminal, statuses);
  return TRUE;
}

static const SluiceOption options[] = {
  { "watch", 0, NULL, N_ ("look again and again until Ctrl+C") },
  { "interval", 0, "SECONDS", N_ ("how long to wait between two looks") },
  { NULL },
};

static const char *const examples[] = {
  "sluicectl status",
  "sluicectl status acme-customers-pipeline --watch",
  "sluicectl status --json",
  NULL,
};

const SluiceCommand sluice_command_status = {
  .name = "status",
  .arguments = "[PIPELINE]",
  .n_most = 1,
  .summary = N_ ("Tell how pipelines stand, and what to do where they do not"),
  .details = N_ ("Exits with 1 where something is unhealthy: a pipeline is faulted, its last run "
                 "failed in part or in whole, or it gives no report. A pipeline that was made a "
                 "moment ago is pending, which is no failure. With --watch it draws anew on a "
                 "terminal, prints a line for each change elsewhere, and with --json one document "
                 "a line."),
  .options = options,
  .examples = examples,
  .run = run_status,
};
