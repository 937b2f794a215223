/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "api/sluice-resource.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-cli-session.h"
#include "cli/sluice-workspace-choice.h"

typedef struct
{
  SluiceCli *cli;
  SluiceSession *session;
  JsonArray *checks;
} Test;

static gboolean
check_token (Test *test, SluiceFamily family, GError **error)
{
  SluiceClient *client = sluice_session_get_client (test->session);

  sluice_client_sign_in_async (client, sluice_cli_get_cancellable (test->cli),
                               sluice_cli_on_ready_cb, test->cli);
  return sluice_client_sign_in_finish (client, sluice_cli_await (test->cli), error);
}

/* Any call of the Platform API will do; it answers 401 for another account (FACTS 2.3). */
static gboolean
check_account (Test *test, SluiceFamily family, GError **error)
{
  SluiceClient *client = sluice_session_get_client (test->session);
  SluiceProfile *profile = sluice_session_get_profile (test->session);
  g_autofree char *route =
      g_strdup_printf ("/v1/workspace?accountId=%s", sluice_profile_get_account_id (profile));
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (GError) cause = NULL;

  sluice_client_call_async (client, "GET", route, NULL, sluice_cli_get_cancellable (test->cli),
                            sluice_cli_on_ready_cb, test->cli);
  reply = sluice_client_call_finish (client, sluice_cli_await (test->cli), &cause);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return reply != NULL;
}

static gboolean
check_route (Test *test, SluiceFamily family, GError **error)
{
  SluiceClient *client = sluice_session_get_client (test->session);
  g_autoptr (JsonArray) items = NULL;

  sluice_resource_list_async (client, family, sluice_cli_get_cancellable (test->cli),
                              sluice_cli_on_ready_cb, test->cli);
  items = sluice_resource_list_finish (client, sluice_cli_await (test->cli), error);
  return items != NULL;
}

/* In the order in which a mistake shows: the credential, the account, then each route. */
static const struct
{
  const char *name; /* for programs */
  const char *text; /* for people */
  SluiceFamily family;
  gboolean (*run) (Test *test, SluiceFamily family, GError **error);
} checks[] = {
  { "token", N_ ("The credential signs in"), 0, check_token },
  { "account", N_ ("The account answers"), 0, check_account },
  { "feeds", N_ ("Feeds can be read"), SLUICE_FAMILY_FEEDS, check_route },
  { "connections", N_ ("Connections can be read"), SLUICE_FAMILY_CONNECTIONS, check_route },
  { "data-models", N_ ("Data models can be read"), SLUICE_FAMILY_DATA_MODELS, check_route },
  { "field-transformations", N_ ("Field transformations can be read"),
    SLUICE_FAMILY_FIELD_TRANSFORMATIONS, check_route },
  { "pipelines", N_ ("Pipelines can be read"), SLUICE_FAMILY_PIPELINES, check_route },
};

static void
tell_check (Test *test, guint index, const GError *failure)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (test->cli);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", checks[index].name);
  json_object_set_boolean_member (object, "ok", failure == NULL);
  if (failure != NULL)
    json_object_set_object_member (object, "error", sluice_failure_to_json (failure));
  else
    json_object_set_null_member (object, "error");
  json_array_add_object_element (test->checks, object);
  if (sluice_cli_wants_json (test->cli))
    return;
  sluice_terminal_print_styled (terminal, failure == NULL ? SLUICE_STYLE_GOOD : SLUICE_STYLE_BAD,
                                failure == NULL ? _ ("yes") : _ ("no "));
  sluice_terminal_print (terminal, "  %s", _ (checks[index].text));
}

/* Stops at the first check that fails: those behind it would fail for the same reason. */
static gboolean
run_checks (Test *test, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GError) failure = NULL;

      if (!checks[i].run (test, checks[i].family, &failure))
        {
          tell_check (test, i, failure);
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      tell_check (test, i, NULL);
    }
  return TRUE;
}

static gboolean
open_named (SluiceCli *cli, Test *test, GError **error)
{
  g_autoptr (SluiceStore) store = sluice_store_open (NULL, error);
  g_autoptr (SluiceProfile) profile = NULL;

  if (store == NULL)
    return FALSE;
  profile = sluice_cli_find_profile (store, sluice_cli_get_argument (cli, 0), error);
  if (profile == NULL)
    return FALSE;
  test->session = sluice_cli_open_profile (cli, store, profile, error);
  return test->session != NULL;
}

static gboolean
run_test (SluiceCli *cli, GError **error)
{
  Test test = { cli, NULL, NULL };
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (JsonObject) document = json_object_new ();
  gboolean fine;

  if (!open_named (cli, &test, error))
    return FALSE;
  session = test.session;
  test.checks = json_array_new ();
  json_object_set_array_member (document, "checks", test.checks);
  fine = run_checks (&test, error);
  /* What was learned of the routes saves questions from now on (CONTRACT 2). */
  if (fine)
    fine = sluice_store_save_profile (sluice_session_get_store (session),
                                      sluice_session_get_profile (session), error);
  if (fine && sluice_cli_wants_json (cli))
    sluice_terminal_print_json (sluice_cli_get_terminal (cli), document, FALSE);
  return fine;
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
