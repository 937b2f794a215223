/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "api/sluice-pipelines.h"
#include "api/sluice-resource.h"
#include "cli/sluice-cli-numbers.h"
#include "cli/sluice-cli-session.h"
#include "cli/sluice-cli-wait.h"
#include "cli/sluice-command-table.h"
#include "sluice-json.h"

static void
print_run (SluiceCli *cli, const char *pipeline_id, const char *run_id, SluiceRun *run)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (JsonObject) document = json_object_new ();

  if (!sluice_cli_wants_json (cli))
    {
      if (run == NULL)
        sluice_terminal_print (terminal, _ ("Asked for run %s of “%s”."),
                               run_id != NULL ? run_id : "", pipeline_id);
      return;
    }
  json_object_set_string_member (document, "pipeline_id", pipeline_id);
  json_object_set_string_member (document, "run_id", run_id);
  if (run != NULL)
    json_object_set_object_member (document, "run", sluice_run_to_json (run));
  else
    json_object_set_null_member (document, "run");
  sluice_terminal_print_json (terminal, document, FALSE);
}

static gboolean
run_run (SluiceCli *cli, GError **error)
{
  const char *pipeline_id = sluice_cli_get_argument (cli, 0);
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *run_id = NULL;
  g_autoptr (SluiceRun) run = NULL;
  guint seconds = SLUICE_CLI_WAIT_SECONDS;
  SluiceClient *client;

  if (!sluice_cli_get_number (cli, "timeout", 1, G_MAXINT / 1000, &seconds, error))
    return FALSE;
  session = sluice_cli_open_session (cli, error);
  if (session == NULL)
    return FALSE;
  client = sluice_session_get_client (session);
  sluice_pipelines_trigger_async (client, pipeline_id, sluice_cli_get_cancellable (cli),
                                  sluice_cli_on_ready_cb, cli);
  run_id = sluice_pipelines_trigger_finish (client, sluice_cli_await (cli), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (sluice_cli_has_option (cli, "wait"))
    {
      run = sluice_cli_wait_for_run (cli, session, pipeline_id, run_id, seconds, error);
      if (run == NULL)
        return FALSE;
      sluice_cli_judge_run (cli, pipeline_id, run);
    }
  print_run (cli, pipeline_id, run_id, run);
  return TRUE;
}

static gboolean
set_state (SluiceCli *cli, const char *state, const char *sentence, GError **error)
{
  const char *pipeline_id = sluice_cli_get_argument (cli, 0);
  g_autoptr (SluiceSession) session = sluice_cli_open_session (cli, error);
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceBody) body = NULL;
  g_autoptr (JsonObject) pipeline = NULL;
  g_autoptr (JsonObject) document = json_object_new ();
  SluiceClient *client;

  if (session == NULL)
    return FALSE;
  json_object_set_string_member (changes, "state", state);
  node = sluice_json_node_for_object (changes);
  body = sluice_body_new (node);
  client = sluice_session_get_client (session);
  sluice_resource_update_async (client, SLUICE_FAMILY_PIPELINES, pipeline_id, body,
                                sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  pipeline = sluice_resource_update_finish (client, sluice_cli_await (cli), error);
  if (pipeline == NULL)
    return FALSE;
  json_object_set_string_member (document, "id", pipeline_id);
  json_object_set_string_member (document, "state", state);
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (sluice_cli_get_terminal (cli), document, FALSE);
  else
    sluice_terminal_print (sluice_cli_get_terminal (cli), "%s: %s", pipeline_id, sentence);
  return TRUE;
}

static gboolean
run_pause (SluiceCli *cli, GError **error)
{
  return set_state (cli, "paused", _ ("paused; it does not run until it is resumed."), error);
}

static gboolean
run_resume (SluiceCli *cli, GError **error)
{
  return set_state (cli, "active", _ ("active; it runs by its schedule."), error);
}

static const SluiceOption run_options[] = {
  { "wait", 0, NULL, N_ ("stay until the run has ended; exit with 1 if it failed") },
  { "timeout", 0, "SECONDS", N_ ("how long to wait at most, 3600 unless told") },
  { NULL },
};

static const char *const run_examples[] = {
  "sluicectl run acme-customers-pipeline",
  "sluicectl run acme-customers-pipeline --wait --timeout 600",
  NULL,
};

const SluiceCommand sluice_command_run = {
  .name = "run",
  .arguments = "PIPELINE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Let a pipeline run now"),
  .options = run_options,
  .examples = run_examples,
  .run = run_run,
};

static const char *const pause_examples[] = {
  "sluicectl pause acme-customers-pipeline",
  NULL,
};

const SluiceCommand sluice_command_pause = {
  .name = "pause",
  .arguments = "PIPELINE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Keep a pipeline from running"),
  .examples = pause_examples,
  .run = run_pause,
};

static const char *const resume_examples[] = {
  "sluicectl resume acme-customers-pipeline",
  NULL,
};

const SluiceCommand sluice_command_resume = {
  .name = "resume",
  .arguments = "PIPELINE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Let a paused pipeline run again"),
  .examples = resume_examples,
  .run = run_resume,
};
