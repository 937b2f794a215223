/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "api/sluice-session-test.h"
#include "cli/sluice-cli-session.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-workspace-choice.h"

typedef struct
{
  SluiceCli *cli;
  JsonArray *checks;
} Test;

static void
on_step_over_cb (const char *name, const char *title, const GError *failure, gpointer user_data)
{
  Test *test = user_data;
  SluiceTerminal *terminal = sluice_cli_get_terminal (test->cli);
  JsonObject *object = json_object_new ();
  const char *verdict = failure == NULL ? _ ("yes") : _ ("no");
  const char *other = failure == NULL ? _ ("no") : _ ("yes");
  int width = (int) MAX (0, g_utf8_strlen (other, -1) - g_utf8_strlen (verdict, -1));

  json_object_set_string_member (object, "name", name);
  json_object_set_boolean_member (object, "ok", failure == NULL);
  if (failure != NULL)
    json_object_set_object_member (object, "error", sluice_failure_to_json (failure));
  else
    json_object_set_null_member (object, "error");
  json_array_add_object_element (test->checks, object);
  if (sluice_cli_wants_json (test->cli))
    return;
  sluice_terminal_print_styled (terminal, failure == NULL ? SLUICE_STYLE_GOOD : SLUICE_STYLE_BAD,
                                verdict);
  sluice_terminal_print (terminal, "%*s  %s%s%s", width, "", title, failure != NULL ? ": " : "",
                         failure != NULL ? failure->message : "");
}

static SluiceSession *
open_named (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceStore) store = sluice_store_open (NULL, error);
  g_autoptr (SluiceProfile) profile = NULL;

  if (store == NULL)
    return NULL;
  profile = sluice_cli_find_profile (store, sluice_cli_get_argument (cli, 0), error);
  return profile != NULL ? sluice_cli_open_profile (cli, store, profile, error) : NULL;
}

static gboolean
run_test (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceSession) session = open_named (cli, error);
  g_autoptr (JsonObject) document = json_object_new ();
  Test test = { cli, json_array_new () };

  json_object_set_array_member (document, "checks", test.checks);
  if (session == NULL)
    return FALSE;
  sluice_session_test_async (session, on_step_over_cb, &test, sluice_cli_get_cancellable (cli),
                             sluice_cli_on_ready_cb, cli);
  if (!sluice_session_test_finish (session, sluice_cli_await (cli), error))
    return FALSE;
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (sluice_cli_get_terminal (cli), document, FALSE);
  return TRUE;
}

static const char *const examples[] = {
  "sluicectl workspace test production",
  NULL,
};

const SluiceCommand sluice_command_workspace_test = {
  .name = "workspace test",
  .arguments = "NAME",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Sign in to a workspace and see whether everything Sluice needs answers"),
  .examples = examples,
  .run = run_test,
};
