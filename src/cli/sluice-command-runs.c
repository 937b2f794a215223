/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "api/sluice-pipelines.h"
#include "cli/sluice-cli-numbers.h"
#include "cli/sluice-cli-session.h"
#include "cli/sluice-command-table.h"
#include "sluice-time.h"

#define DEFAULT_LIMIT 20 /* CONTRACT 8 */
#define MAX_LIMIT     10000
#define PAGE_SIZE     100
#define MAX_PAGES     1000

static gint
compare_times (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return g_date_time_compare (b, a);
}

/* Newest first; a run that has not begun is newer than any that has. */
static gint
compare_runs (gconstpointer a, gconstpointer b)
{
  SluiceRun *one = *(SluiceRun *const *) a;
  SluiceRun *other = *(SluiceRun *const *) b;
  GDateTime *one_start = sluice_run_get_started (one);
  GDateTime *other_start = sluice_run_get_started (other);

  if ((one_start == NULL) != (other_start == NULL))
    return one_start == NULL ? -1 : 1;
  if (one_start == NULL)
    return compare_times (sluice_run_get_window_end (one), sluice_run_get_window_end (other));
  return compare_times (one_start, other_start);
}

static gboolean
knows (GPtrArray *runs, SluiceRun *run)
{
  for (guint i = 0; i < runs->len; i++)
    if (g_strcmp0 (sluice_run_get_id (g_ptr_array_index (runs, i)), sluice_run_get_id (run)) == 0)
      return TRUE;
  return FALSE;
}

/* Takes what a page has that is new; a server that gives the same page for every number ends it. */
static guint
take_page (GPtrArray *runs, GPtrArray *page)
{
  guint before = runs->len;

  for (guint i = 0; i < page->len; i++)
    if (!knows (runs, g_ptr_array_index (page, i)))
      g_ptr_array_add (runs, g_object_ref (g_ptr_array_index (page, i)));
  return runs->len - before;
}

/* The contract names no order for the list: where it begins with the oldest, the newest come last. */
static gboolean
begins_with_newest (GPtrArray *page)
{
  return page->len < 2 || compare_runs (&page->pdata[0], &page->pdata[page->len - 1]) <= 0;
}

/* Reads on while pages bring something new: a server may give fewer than were asked for. */
static gboolean
read_pages (SluiceCli *cli,
            SluiceClient *client,
            const char *pipeline_id,
            guint limit,
            GPtrArray *runs,
            GError **error)
{
  gboolean more = TRUE;

  for (guint number = 1; more && number <= MAX_PAGES; number++)
    {
      g_autoptr (GPtrArray) page = NULL;
      g_autoptr (GError) failure = NULL;

      sluice_pipelines_runs_async (client, pipeline_id, number, PAGE_SIZE, NULL, NULL,
                                   sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
      page = sluice_pipelines_runs_finish (client, sluice_cli_await (cli), &failure);
      if (page == NULL && number > 1 &&
          g_error_matches (failure, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
        return TRUE;
      if (page == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      more = take_page (runs, page) > 0 && (runs->len < limit || !begins_with_newest (page));
    }
  return TRUE;
}

static GPtrArray *
read_runs (SluiceCli *cli,
           SluiceClient *client,
           const char *pipeline_id,
           guint limit,
           GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  if (!read_pages (cli, client, pipeline_id, limit, runs, error))
    return NULL;
  g_ptr_array_sort (runs, compare_runs);
  if (runs->len > limit)
    g_ptr_array_set_size (runs, (gint) limit);
  return g_steal_pointer (&runs);
}

static void
print_table (SluiceTerminal *terminal, GPtrArray *runs)
{
  g_autoptr (SluiceTable) table = sluice_table_new (
      (const char *const[]){ _ ("RUN"), _ ("STATE"), _ ("TYPE"), _ ("STARTED"), _ ("ENDED"),
                             _ ("RECORDS"), _ ("FAILED"), _ ("ERRORS"), NULL });

  for (guint i = 0; i < runs->len; i++)
    {
      SluiceRun *run = g_ptr_array_index (runs, i);
      const char *const *reasons = sluice_run_get_errors (run);
      g_autofree char *started = sluice_time_format (sluice_run_get_started (run));
      g_autofree char *ended = sluice_time_format (sluice_run_get_ended (run));
      g_autofree char *records = sluice_cli_format_count (sluice_run_get_records (run));
      g_autofree char *failed = sluice_cli_format_count (sluice_run_get_failed (run));
      g_autofree char *why = reasons != NULL ? g_strjoinv (" ", (char **) reasons) : NULL;
      gboolean bad = g_strcmp0 (sluice_run_get_state (run), "failed") == 0 ||
                     g_strcmp0 (sluice_run_get_state (run), "partial") == 0;

      sluice_table_add (table, SLUICE_STYLE_STRONG, sluice_run_get_id (run));
      sluice_table_add (table, bad ? SLUICE_STYLE_BAD : SLUICE_STYLE_PLAIN,
                        sluice_run_get_state (run));
      sluice_table_add (table, SLUICE_STYLE_PLAIN, sluice_run_get_kind (run));
      sluice_table_add (table, SLUICE_STYLE_PLAIN, started);
      sluice_table_add (table, SLUICE_STYLE_PLAIN, ended);
      sluice_table_add (table, SLUICE_STYLE_PLAIN, records);
      sluice_table_add (table, SLUICE_STYLE_PLAIN, failed);
      sluice_table_add (table, SLUICE_STYLE_PLAIN, why);
    }
  sluice_table_print (table, terminal);
}

static void
print_runs (SluiceCli *cli, GPtrArray *runs)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (JsonObject) document = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_array_member (document, "runs", array);
  for (guint i = 0; i < runs->len; i++)
    json_array_add_object_element (array, sluice_run_to_json (g_ptr_array_index (runs, i)));
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  else if (runs->len > 0)
    print_table (terminal, runs);
  else
    sluice_terminal_note (terminal, _ ("There is no run yet."));
}

static gboolean
run_runs (SluiceCli *cli, GError **error)
{
  const char *pipeline_id = sluice_cli_get_argument (cli, 0);
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) failure = NULL;
  guint limit = DEFAULT_LIMIT;

  if (!sluice_cli_get_number (cli, "limit", 1, MAX_LIMIT, &limit, error))
    return FALSE;
  session = sluice_cli_open_session (cli, error);
  if (session == NULL)
    return FALSE;
  runs = read_runs (cli, sluice_session_get_client (session), pipeline_id, limit, &failure);
  /* A pipeline that was made a moment ago has no report yet, which is no failure (CONTRACT 8). */
  if (g_error_matches (failure, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_READY))
    {
      sluice_terminal_note (sluice_cli_get_terminal (cli), _ ("“%s” is pending: %s"), pipeline_id,
                            failure->message);
      g_clear_error (&failure);
      runs = g_ptr_array_new ();
    }
  if (runs == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  print_runs (cli, runs);
  return TRUE;
}

static const SluiceOption options[] = {
  { "limit", 0, "NUMBER", N_ ("how many runs to show at most, 20 unless told") },
  { NULL },
};

static const char *const examples[] = {
  "sluicectl runs acme-customers-pipeline",
  "sluicectl runs acme-customers-pipeline --limit 100 --json",
  NULL,
};

const SluiceCommand sluice_command_runs = {
  .name = "runs",
  .arguments = "PIPELINE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("List the runs of a pipeline, newest first"),
  .options = options,
  .examples = examples,
  .run = run_runs,
};
