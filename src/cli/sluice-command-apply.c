/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-findings.h"
#include "cli/sluice-cli-numbers.h"
#include "cli/sluice-cli-objects.h"
#include "cli/sluice-cli-secrets.h"
#include "cli/sluice-cli-session.h"
#include "cli/sluice-cli-wait.h"
#include "cli/sluice-command-table.h"
#include "setup/sluice-apply.h"
#include "sluice-time.h"

/* How often a plan is made because another program is changing, or has changed, what it is made for, and
 * the milliseconds between two. */
#define MOST_PLANS 30
#define PLAN_PAUSE 1000

/* One way from a file to what it describes. */
typedef struct
{
  SluiceCli *cli;
  SluiceSetup *setup;
  SluiceSession *session;
  SluicePlan *plan;
  GHashTable *secrets; /* (nullable) */
  guint seconds;
  guint n_shown; /* how many steps have been printed */
} Apply;

static void
apply_clear (Apply *apply)
{
  g_clear_object (&apply->plan);
  g_clear_object (&apply->session);
  g_clear_object (&apply->setup);
  g_clear_pointer (&apply->secrets, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Apply, apply_clear)

static JsonObject *
step_to_json (SluiceStep *step)
{
  JsonObject *object = json_object_new ();
  const GError *reason = sluice_step_get_error (step);

  json_object_set_string_member (object, "kind",
                                 sluice_family_get_kind (sluice_step_get_family (step)));
  json_object_set_string_member (object, "id", sluice_step_get_id (step));
  json_object_set_string_member (object, "action",
                                 sluice_action_to_string (sluice_step_get_action (step)));
  json_object_set_string_member (object, "outcome",
                                 sluice_outcome_to_string (sluice_step_get_outcome (step)));
  if (reason != NULL)
    json_object_set_object_member (object, "error", sluice_failure_to_json (reason));
  else
    json_object_set_null_member (object, "error");
  return object;
}

static void
print_json (Apply *apply)
{
  g_autoptr (JsonObject) document = json_object_new ();
  GListModel *steps = G_LIST_MODEL (apply->plan);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (steps, i);

      json_array_add_object_element (array, step_to_json (step));
    }
  json_object_set_array_member (document, "steps", array);
  json_object_set_string_member (document, "pipeline_id",
                                 sluice_setup_get_text (apply->setup, "/pipeline/id"));
  sluice_terminal_print_json (sluice_cli_get_terminal (apply->cli), document, FALSE);
}

/* "create connection acme-connection: done", and what is different where that is of interest. */
static void
print_step (SluiceTerminal *terminal, SluiceStep *step)
{
  static const SluiceStyle styles[] = {
    [SLUICE_OUTCOME_DONE] = SLUICE_STYLE_GOOD,
    [SLUICE_OUTCOME_FAILED] = SLUICE_STYLE_BAD,
    [SLUICE_OUTCOME_SKIPPED] = SLUICE_STYLE_DIM,
  };
  const char *const *differences = sluice_step_get_differences (step);
  const char *id = sluice_step_get_id (step);
  const GError *reason = sluice_step_get_error (step);
  SluiceOutcome outcome = sluice_step_get_outcome (step);
  g_autofree char *line =
      g_strdup_printf ("%-8s %s %s: ", sluice_action_to_string (sluice_step_get_action (step)),
                       sluice_family_get_kind (sluice_step_get_family (step)),
                       id != NULL ? id : sluice_step_get_name (step));

  sluice_terminal_print_styled (terminal, SLUICE_STYLE_PLAIN, line);
  sluice_terminal_print_styled (terminal,
                                outcome < G_N_ELEMENTS (styles) ? styles[outcome]
                                                                : SLUICE_STYLE_PLAIN,
                                sluice_outcome_to_string (outcome));
  sluice_terminal_print (terminal, "%s%s", reason != NULL ? ": " : "",
                         reason != NULL ? reason->message : "");
  for (; differences != NULL && *differences != NULL; differences++)
    sluice_terminal_print (terminal, "         %s", *differences);
  if (sluice_step_get_warning (step) != NULL)
    sluice_terminal_note (terminal, "%s", sluice_step_get_warning (step));
}

/* Prints in order what is over, also what was so before anything was done. */
static void
show_steps (Apply *apply, gboolean all)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (apply->cli);
  GListModel *steps = G_LIST_MODEL (apply->plan);

  if (sluice_cli_wants_json (apply->cli))
    return;
  for (; apply->n_shown < g_list_model_get_n_items (steps); apply->n_shown++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (steps, apply->n_shown);
      SluiceOutcome outcome = sluice_step_get_outcome (step);

      if (!all && (outcome == SLUICE_OUTCOME_PLANNED || outcome == SLUICE_OUTCOME_RUNNING))
        return;
      /* Before it to take the progress line away, after it to stand before the next one's. */
      sluice_terminal_flush (terminal);
      print_step (terminal, step);
      sluice_terminal_flush (terminal);
    }
}

static void
on_step_outcome_cb (SluiceStep *step, GParamSpec *pspec, gpointer user_data)
{
  Apply *apply = user_data;

  show_steps (apply, FALSE);
  if (sluice_step_get_outcome (step) == SLUICE_OUTCOME_RUNNING)
    sluice_terminal_progress (sluice_cli_get_terminal (apply->cli), _ ("Working on the %s “%s”."),
                              sluice_cli_describe_family (sluice_step_get_family (step)),
                              sluice_step_get_name (step));
}

static void
follow_steps (Apply *apply)
{
  GListModel *steps = G_LIST_MODEL (apply->plan);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (steps, i);

      g_signal_connect (step, "notify::outcome", G_CALLBACK (on_step_outcome_cb), apply);
    }
}

/* Reads the file and looks it over; nothing has been sent where this stops. */
static gboolean
prepare (Apply *apply, GError **error)
{
  g_autoptr (SluiceCheck) check = NULL;

  if (!sluice_cli_get_number (apply->cli, "timeout", 1, G_MAXINT / 1000, &apply->seconds, error))
    return FALSE;
  apply->setup = sluice_cli_read_setup (sluice_cli_get_argument (apply->cli, 0), error);
  if (apply->setup == NULL)
    return FALSE;
  check = sluice_check_new (apply->setup);
  if (sluice_check_has_errors (check))
    {
      sluice_cli_print_check (apply->cli, check);
      sluice_terminal_note (sluice_cli_get_terminal (apply->cli),
                            _ ("Nothing was sent. Correct the errors first."));
      return TRUE;
    }
  if (!sluice_cli_check_secrets (apply->cli, apply->setup, error))
    return FALSE;
  if (!sluice_cli_has_option (apply->cli, "dry-run"))
    {
      apply->secrets = sluice_cli_read_secrets (apply->cli, error);
      if (apply->secrets == NULL)
        return FALSE;
    }
  apply->session = sluice_cli_open_session (apply->cli, error);
  return apply->session != NULL;
}

static gboolean
make_plan (Apply *apply, GError **error)
{
  SluicePlanFlags flags = 0;

  if (sluice_cli_has_option (apply->cli, "update"))
    flags |= SLUICE_PLAN_UPDATE;
  if (sluice_cli_has_option (apply->cli, "resend-secrets"))
    flags |= SLUICE_PLAN_RESEND_SECRETS;
  sluice_terminal_progress (sluice_cli_get_terminal (apply->cli), _ ("Reading what is there."));
  sluice_plan_make_async (apply->session, apply->setup, flags,
                          sluice_cli_get_cancellable (apply->cli), sluice_cli_on_ready_cb,
                          apply->cli);
  apply->plan = sluice_plan_make_finish (sluice_cli_await (apply->cli), error);
  return apply->plan != NULL;
}

/* Prints the steps though one failed: what was done is as worth knowing as what was not. */
static void
report (Apply *apply, const GError *failure)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (apply->cli);

  sluice_terminal_flush (terminal);
  show_steps (apply, TRUE);
  if (sluice_cli_wants_json (apply->cli))
    print_json (apply);
  if (failure == NULL)
    return;
  sluice_cli_complain (apply->cli, failure);
  sluice_cli_set_exit_code (apply->cli, sluice_failure_get_exit_code (failure));
}

/* Whether the steps tell more than the error does: one failed, or something was made before. */
static gboolean
steps_tell (SluicePlan *plan)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (G_LIST_MODEL (plan), i);
      SluiceAction action = sluice_step_get_action (step);

      if (sluice_step_get_outcome (step) == SLUICE_OUTCOME_FAILED)
        return TRUE;
      if (sluice_step_get_outcome (step) == SLUICE_OUTCOME_DONE &&
          (action == SLUICE_ACTION_CREATE || action == SLUICE_ACTION_UPDATE))
        return TRUE;
    }
  return FALSE;
}

/* What stands in the way, where something does. */
static const GError *
find_conflict (SluicePlan *plan)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (G_LIST_MODEL (plan), i);

      if (sluice_step_get_action (step) == SLUICE_ACTION_CONFLICT)
        return sluice_step_get_error (step);
    }
  return NULL;
}

static gboolean
execute (Apply *apply, GError **failure, GError **error)
{
  if (!sluice_plan_has_conflict (apply->plan) &&
      !sluice_cli_complete_secrets (apply->cli, apply->session, apply->setup,
                                    sluice_plan_get_needed_secrets (apply->plan), apply->secrets,
                                    error))
    return FALSE;
  follow_steps (apply);
  sluice_apply_run_async (apply->session, apply->plan, apply->secrets,
                          sluice_cli_get_cancellable (apply->cli), sluice_cli_on_ready_cb,
                          apply->cli);
  sluice_apply_run_finish (sluice_cli_await (apply->cli), failure);
  return TRUE;
}

/* Another program that applies at the same time is let finish, then all is looked at anew. */
static gboolean
is_worth_another_plan (Apply *apply, const GError *failure, guint n_plans)
{
  if (n_plans >= MOST_PLANS)
    return FALSE;
  if (g_error_matches (failure, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_CHANGED))
    return TRUE;
  if (!g_error_matches (failure, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_BUSY) ||
      steps_tell (apply->plan))
    return FALSE;
  sluice_terminal_progress (sluice_cli_get_terminal (apply->cli),
                            _ ("Waiting for another Sluice that is changing this workspace."));
  return sluice_cli_sleep (apply->cli, PLAN_PAUSE);
}

static gboolean
plan_and_execute (Apply *apply, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint n_plans = 0;

  do
    {
      g_clear_error (&failure);
      g_clear_object (&apply->plan);
      if (!make_plan (apply, error))
        return FALSE;
      if (sluice_cli_has_option (apply->cli, "dry-run"))
        {
          report (apply, find_conflict (apply->plan));
          return TRUE;
        }
      if (!execute (apply, &failure, error))
        return FALSE;
  } while (is_worth_another_plan (apply, failure, ++n_plans));
  if (failure != NULL && !steps_tell (apply->plan))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  report (apply, failure);
  return TRUE;
}

/* Why no run is to be expected now, or NULL. */
static const char *
find_reason_not_to_wait (Apply *apply)
{
  const char *type = sluice_setup_get_text (apply->setup, "/pipeline/schedule/type");
  g_autoptr (GDateTime) start =
      sluice_time_parse (sluice_setup_get_text (apply->setup, "/pipeline/schedule/start"));
  g_autoptr (GDateTime) now =
      sluice_client_get_server_time (sluice_session_get_client (apply->session));

  if (g_strcmp0 (type, "on_demand") == 0)
    return _ ("The pipeline runs on demand only, so no run is waited for. Start one with "
              "“sluicectl run”.");
  if (g_strcmp0 (sluice_setup_get_text (apply->setup, "/pipeline/state"), "paused") == 0)
    return _ ("The pipeline is paused, so no run is waited for.");
  if (start != NULL && g_date_time_compare (start, now) > 0)
    return _ ("The schedule starts later, so no run is waited for.");
  return NULL;
}

static void
wait_for_run (Apply *apply)
{
  const char *pipeline_id = sluice_setup_get_text (apply->setup, "/pipeline/id");
  const char *reason = find_reason_not_to_wait (apply);
  SluiceTerminal *terminal = sluice_cli_get_terminal (apply->cli);
  g_autoptr (SluiceRun) run = NULL;
  g_autoptr (GError) failure = NULL;

  if (reason != NULL)
    {
      sluice_terminal_note (terminal, "%s", reason);
      return;
    }
  run = sluice_cli_wait_for_run (apply->cli, apply->session, pipeline_id, NULL, apply->seconds,
                                 &failure);
  if (run != NULL)
    sluice_cli_judge_run (apply->cli, pipeline_id, run);
  else
    {
      sluice_cli_complain (apply->cli, failure);
      sluice_cli_set_exit_code (apply->cli, sluice_failure_get_exit_code (failure));
    }
}

static gboolean
run_apply (SluiceCli *cli, GError **error)
{
  g_auto (Apply) apply = { .cli = cli, .seconds = SLUICE_CLI_WAIT_SECONDS };

  if (!prepare (&apply, error))
    return FALSE;
  if (apply.session == NULL)
    return TRUE;
  if (!plan_and_execute (&apply, error))
    return FALSE;
  if (sluice_cli_has_option (cli, "wait") && !sluice_cli_has_option (cli, "dry-run") &&
      sluice_cli_get_exit_code (cli) == SLUICE_EXIT_DONE)
    wait_for_run (&apply);
  return TRUE;
}

static const SluiceOption options[] = {
  { "dry-run", 0, NULL, N_ ("tell what would be done, and do nothing; needs no secrets") },
  { "secret", 0, "KEY=PLACE",
    N_ ("where a secret is: env:VARIABLE, file:PATH, or - for standard input; may be repeated") },
  { "update", 0, NULL, N_ ("write over objects that are different and not from here") },
  { "resend-secrets", 0, NULL, N_ ("write the connection again with its secrets") },
  { "wait", 0, NULL, N_ ("stay until the first run has ended; exit with 1 if it failed") },
  { "timeout", 0, "SECONDS", N_ ("how long to wait at most, 3600 unless told") },
  { NULL },
};

static const char *const examples[] = {
  "sluicectl apply acme.setup.json --dry-run",
  "sluicectl apply acme.setup.json --secret password=file:password.txt --wait",
  "sluicectl -w production apply acme.setup.json --secret password=env:PASSWORD --json",
  NULL,
};

const SluiceCommand sluice_command_apply = {
  .name = "apply",
  .arguments = "FILE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Make what a setup file describes, as far as it is not there"),
  .details = N_ ("Looks the file over first, then compares it with what is there, then makes or "
                 "updates what is missing or different, one step at a time. It can be stopped at "
                 "any moment and started again: nothing is made twice. Secrets come from --secret, "
                 "from the keyring, or are asked for."),
  .options = options,
  .examples = examples,
  .keeps_journal = TRUE,
  .run = run_apply,
};
