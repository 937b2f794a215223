/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "api/sluice-resource.h"
#include "cli/sluice-cli-ask.h"
#include "cli/sluice-cli-objects.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-cli-session.h"
#include "sluice-json.h"
#include "store/sluice-journal.h"

static gboolean
run_list (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (JsonArray) items = NULL;
  SluiceClient *client;
  SluiceFamily family;

  if (!sluice_cli_find_family (sluice_cli_get_argument (cli, 0), &family, error))
    return FALSE;
  session = sluice_cli_open_session (cli, error);
  if (session == NULL)
    return FALSE;
  client = sluice_session_get_client (session);
  sluice_resource_list_async (client, family, sluice_cli_get_cancellable (cli),
                              sluice_cli_on_ready_cb, cli);
  items = sluice_resource_list_finish (client, sluice_cli_await (cli), error);
  if (items == NULL)
    return FALSE;
  sluice_cli_print_objects (cli, family, items);
  return TRUE;
}

static JsonObject *
get_object (SluiceCli *cli,
            SluiceClient *client,
            SluiceFamily family,
            const char *id,
            GError **error)
{
  sluice_resource_get_async (client, family, id, sluice_cli_get_cancellable (cli),
                             sluice_cli_on_ready_cb, cli);
  return sluice_resource_get_finish (client, sluice_cli_await (cli), error);
}

static gboolean
run_show (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (JsonObject) object = NULL;
  SluiceFamily family;

  if (!sluice_cli_find_family (sluice_cli_get_argument (cli, 0), &family, error))
    return FALSE;
  session = sluice_cli_open_session (cli, error);
  if (session == NULL)
    return FALSE;
  object = get_object (cli, sluice_session_get_client (session), family,
                       sluice_cli_get_argument (cli, 1), error);
  if (object == NULL)
    return FALSE;
  sluice_cli_print_object (cli, object);
  return TRUE;
}

/* Without a person to ask, only --yes will do (CONTRACT 8). */
static gboolean
confirm_delete (SluiceCli *cli, SluiceFamily family, const char *id, GError **error)
{
  g_autofree char *question = NULL;

  if (sluice_cli_has_option (cli, "yes"))
    return TRUE;
  if (!sluice_terminal_is_interactive (sluice_cli_get_terminal (cli)))
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                            _ ("Add --yes to delete without being asked."),
                            _ ("There is no terminal to ask on whether to delete “%s”."), id);
      return FALSE;
    }
  question = g_strdup_printf (_ ("Delete the %s “%s”?"), sluice_cli_describe_family (family), id);
  if (sluice_cli_ask (cli, question))
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_DECLINED, NULL, _ ("Nothing was deleted."));
  return FALSE;
}

static gboolean
can_delete (SluiceFamily family, GError **error)
{
  if (family != SLUICE_FAMILY_FEEDS)
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                        _ ("Delete it in mParticle, under Setup, Inputs, Feeds."),
                        _ ("The API cannot delete a feed."));
  return FALSE;
}

/* What is no longer there is no longer ours either. A journal that cannot be written keeps an entry
 * that the next plan finds to be out of date, so that is no reason to fail. */
static void
forget (SluiceSession *session, SluiceFamily family, const char *id)
{
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (session));
  g_autoptr (SluiceJournal) journal =
      sluice_journal_new (sluice_session_get_store (session), scope);

  sluice_journal_forget (journal, sluice_family_get_kind (family), id, NULL);
}

static gboolean
run_delete (SluiceCli *cli, GError **error)
{
  const char *id = sluice_cli_get_argument (cli, 1);
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (JsonObject) document = json_object_new ();
  SluiceClient *client;
  SluiceFamily family;

  if (!sluice_cli_find_family (sluice_cli_get_argument (cli, 0), &family, error) ||
      !can_delete (family, error) || !confirm_delete (cli, family, id, error))
    return FALSE;
  session = sluice_cli_open_session (cli, error);
  if (session == NULL)
    return FALSE;
  client = sluice_session_get_client (session);
  sluice_resource_delete_async (client, family, id, sluice_cli_get_cancellable (cli),
                                sluice_cli_on_ready_cb, cli);
  if (!sluice_resource_delete_finish (client, sluice_cli_await (cli), error))
    return FALSE;
  forget (session, family, id);
  json_object_set_string_member (document, "kind", sluice_family_to_string (family));
  json_object_set_string_member (document, "id", id);
  json_object_set_boolean_member (document, "deleted", TRUE);
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (sluice_cli_get_terminal (cli), document, FALSE);
  else
    sluice_terminal_print (sluice_cli_get_terminal (cli), _ ("Deleted the %s “%s”."),
                           sluice_cli_describe_family (family), id);
  return TRUE;
}

#define KINDS_TEXT                                                                                 \
  N_ ("KIND is feeds, connections, data-models, field-transformations, pipelines or audiences.")

static const char *const list_examples[] = {
  "sluicectl list pipelines",
  "sluicectl -w production list connections --json",
  NULL,
};

const SluiceCommand sluice_command_list = {
  .name = "list",
  .arguments = "KIND",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("List the objects of a workspace"),
  .details = KINDS_TEXT,
  .examples = list_examples,
  .run = run_list,
};

static const char *const show_examples[] = {
  "sluicectl show pipelines acme-customers-pipeline",
  "sluicectl show connections acme-snowflake-connection --json",
  NULL,
};

const SluiceCommand sluice_command_show = {
  .name = "show",
  .arguments = "KIND ID",
  .n_least = 2,
  .n_most = 2,
  .summary = N_ ("Show one object; secrets are masked"),
  .details = KINDS_TEXT,
  .examples = show_examples,
  .run = run_show,
};

static const SluiceOption delete_options[] = {
  { "yes", 'y', NULL, N_ ("do not ask") },
  { NULL },
};

static const char *const delete_examples[] = {
  "sluicectl delete pipelines acme-customers-pipeline",
  "sluicectl delete data-models acme-customers-model --yes",
  NULL,
};

const SluiceCommand sluice_command_delete = {
  .name = "delete",
  .arguments = "KIND ID",
  .n_least = 2,
  .n_most = 2,
  .summary = N_ ("Delete one object"),
  .details = N_ ("KIND is connections, data-models, field-transformations, pipelines or audiences; "
                 "the API cannot delete a feed."),
  .options = delete_options,
  .examples = delete_examples,
  .run = run_delete,
};
