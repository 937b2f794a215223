/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-ask.h"
#include "cli/sluice-cli-files.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-workspace-choice.h"
#include "secrets/sluice-keyring.h"
#include "store/sluice-drafts.h"

/* Which option says which property of a profile. */
static const struct
{
  const char *option;
  const char *property;
  gboolean needed;
} properties[] = {
  { "pod", "pod", TRUE },
  { "org", "org-id", TRUE },
  { "account", "account-id", TRUE },
  { "workspace", "workspace-id", TRUE },
  { "client-id", "client-id", TRUE },
  { "api-url", "api-url", FALSE },
  { "token-url", "token-url", FALSE },
};

static SluiceProfile *
new_profile (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceProfile) profile = sluice_profile_new ();

  g_object_set (profile, "name", sluice_cli_get_argument (cli, 0), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      const char *text = sluice_cli_get_option (cli, properties[i].option);

      if (text != NULL)
        g_object_set (profile, properties[i].property, text, NULL);
      else if (properties[i].needed)
        {
          sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                                _ ("Run “sluicectl workspace add --help” to see where to find it."),
                                _ ("“workspace add” needs --%s."), properties[i].option);
          return NULL;
        }
    }
  return sluice_profile_validate (profile, error) ? g_steal_pointer (&profile) : NULL;
}

static gboolean
check_name_is_free (SluiceStore *store, const char *name, GError **error)
{
  if (sluice_store_find_profile (store, name) == NULL)
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                        _ ("Choose another name, or remove the old one with “sluicectl workspace "
                           "remove”."),
                        _ ("There is a workspace “%s” already."), name);
  return FALSE;
}

static SluiceSecret *
read_client_secret (SluiceCli *cli, GError **error)
{
  if (sluice_terminal_is_interactive (sluice_cli_get_terminal (cli)))
    return sluice_cli_ask_secret (cli, _ ("Client secret"), error);
  return sluice_cli_read_secret ("-", error);
}

static gboolean
store_secret (SluiceCli *cli,
              SluiceKeyring *keyring,
              SluiceProfile *profile,
              SluiceSecret *secret,
              GError **error)
{
  /* Translators: how the desktop's password tool names the entry; the name of a workspace */
  g_autofree char *label =
      g_strdup_printf (_ ("Sluice: API credential of %s"), sluice_profile_get_name (profile));

  sluice_keyring_store_async (keyring, sluice_profile_get_id (profile),
                              SLUICE_KEYRING_CLIENT_SECRET, label, secret,
                              sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  return sluice_keyring_store_finish (keyring, sluice_cli_await (cli), error);
}

static gboolean
clear_secrets (SluiceCli *cli, SluiceKeyring *keyring, SluiceProfile *profile, GError **error)
{
  sluice_keyring_clear_async (keyring, sluice_profile_get_id (profile), NULL,
                              sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  return sluice_keyring_clear_finish (keyring, sluice_cli_await (cli), error);
}

static JsonObject *
profile_to_json (SluiceProfile *profile)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", sluice_profile_get_name (profile));
  json_object_set_string_member (object, "pod", sluice_profile_get_pod (profile));
  json_object_set_string_member (object, "org_id", sluice_profile_get_org_id (profile));
  json_object_set_string_member (object, "account_id", sluice_profile_get_account_id (profile));
  json_object_set_string_member (object, "workspace_id", sluice_profile_get_workspace_id (profile));
  json_object_set_string_member (object, "api_url", sluice_profile_get_api_url (profile));
  return object;
}

static void
print_workspace (SluiceCli *cli, SluiceProfile *profile, const char *sentence)
{
  g_autoptr (JsonObject) document = json_object_new ();

  if (!sluice_cli_wants_json (cli))
    {
      sluice_terminal_print (sluice_cli_get_terminal (cli), "%s", sentence);
      return;
    }
  json_object_set_object_member (document, "workspace", profile_to_json (profile));
  sluice_terminal_print_json (sluice_cli_get_terminal (cli), document, FALSE);
}

/* The secret first: a workspace without one is of no use, a secret without a workspace is removed. */
static gboolean
run_add (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceProfile) profile = new_profile (cli, error);
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SluiceSecret) secret = NULL;
  g_autoptr (SluiceStore) store = NULL;
  g_autofree char *sentence = NULL;

  if (profile == NULL)
    return FALSE;
  store = sluice_store_open (NULL, error);
  if (store == NULL || !check_name_is_free (store, sluice_profile_get_name (profile), error))
    return FALSE;
  secret = read_client_secret (cli, error);
  if (secret == NULL)
    return FALSE;
  keyring = sluice_keyring_new ();
  if (!store_secret (cli, keyring, profile, secret, error))
    return FALSE;
  if (!sluice_store_save_profile (store, profile, error))
    {
      clear_secrets (cli, keyring, profile, NULL);
      return FALSE;
    }
  sentence =
      g_strdup_printf (_ ("Added the workspace “%s”. Try it with: sluicectl workspace test %s"),
                       sluice_profile_get_name (profile), sluice_profile_get_name (profile));
  print_workspace (cli, profile, sentence);
  return TRUE;
}

static void
add_row (SluiceTable *table, SluiceProfile *profile)
{
  sluice_table_add (table, SLUICE_STYLE_STRONG, sluice_profile_get_name (profile));
  sluice_table_add (table, SLUICE_STYLE_PLAIN, sluice_profile_get_pod (profile));
  sluice_table_add (table, SLUICE_STYLE_PLAIN, sluice_profile_get_org_id (profile));
  sluice_table_add (table, SLUICE_STYLE_PLAIN, sluice_profile_get_account_id (profile));
  sluice_table_add (table, SLUICE_STYLE_PLAIN, sluice_profile_get_workspace_id (profile));
  sluice_table_add (table, SLUICE_STYLE_PLAIN, sluice_profile_get_api_url (profile));
}

static gboolean
run_list (SluiceCli *cli, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (SluiceStore) store = sluice_store_open (NULL, error);
  g_autoptr (JsonObject) document = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autoptr (SluiceTable) table = sluice_table_new ((const char *const[]){
      _ ("NAME"), _ ("POD"), _ ("ORGANIZATION"), _ ("ACCOUNT"), _ ("WORKSPACE"), _ ("API"), NULL });
  GListModel *profiles;

  json_object_set_array_member (document, "workspaces", array);
  if (store == NULL)
    return FALSE;
  profiles = sluice_store_get_profiles (store);
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (SluiceProfile) profile = g_list_model_get_item (profiles, i);

      json_array_add_object_element (array, profile_to_json (profile));
      add_row (table, profile);
    }
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  else if (json_array_get_length (array) > 0)
    sluice_table_print (table, terminal);
  else
    sluice_terminal_note (terminal, _ ("There is none yet. Add one with “sluicectl workspace "
                                       "add”."));
  return TRUE;
}

static gboolean
run_remove (SluiceCli *cli, GError **error)
{
  const char *name = sluice_cli_get_argument (cli, 0);
  g_autoptr (SluiceStore) store = sluice_store_open (NULL, error);
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SluiceProfile) profile = NULL;
  g_autoptr (SluiceDrafts) drafts = NULL;
  g_autoptr (GError) left = NULL;
  g_autofree char *sentence = NULL;

  if (store == NULL)
    return FALSE;
  profile = sluice_cli_find_profile (store, name, error);
  if (profile == NULL)
    return FALSE;
  keyring = sluice_keyring_new ();
  /* A keyring that is gone for good must not keep the workspace from being removed. */
  if (!clear_secrets (cli, keyring, profile, &left))
    sluice_terminal_note (sluice_cli_get_terminal (cli),
                          _ ("Its secrets may still be in the keyring: %s"), left->message);
  drafts = sluice_drafts_new (store);
  if (!sluice_store_remove_profile (store, profile, error) ||
      !sluice_drafts_remove_of_profile (drafts, sluice_profile_get_id (profile), error))
    return FALSE;
  sentence = g_strdup_printf (_ ("Removed the workspace “%s”."), name);
  print_workspace (cli, profile, sentence);
  return TRUE;
}

static const SluiceOption add_options[] = {
  { "pod", 0, "POD", N_ ("us1, us2, eu1 or au1: it stands in the address of your mParticle page") },
  { "org", 0, "NUMBER", N_ ("the organization id") },
  { "account", 0, "NUMBER", N_ ("the account id") },
  { "workspace", 0, "NUMBER", N_ ("the workspace id") },
  { "client-id", 0, "ID",
    N_ ("the id of an API credential with Platform and Admin: Settings, Platform, API "
        "Credentials") },
  { "api-url", 0, "URL", N_ ("another address of the API") },
  { "token-url", 0, "URL", N_ ("another address to sign in at") },
  { NULL },
};

static const char *const add_examples[] = {
  "sluicectl workspace add production --pod us1 --org 1234 --account 5678 \\",
  "    --workspace 9012 --client-id abcd < secret.txt",
  NULL,
};

const SluiceCommand sluice_command_workspace_add = {
  .name = "workspace add",
  .arguments = "NAME",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Add a workspace; the client secret is read from standard input"),
  .details = N_ ("The client secret goes to the system keyring, everything else to the database of "
                 "Sluice. On a terminal the secret is asked for and not shown."),
  .options = add_options,
  .examples = add_examples,
  .run = run_add,
};

static const char *const list_examples[] = {
  "sluicectl workspace list",
  "sluicectl workspace list --json",
  NULL,
};

const SluiceCommand sluice_command_workspace_list = {
  .name = "workspace list",
  .arguments = "",
  .summary = N_ ("List the workspaces"),
  .examples = list_examples,
  .run = run_list,
};

static const char *const remove_examples[] = {
  "sluicectl workspace remove production",
  NULL,
};

const SluiceCommand sluice_command_workspace_remove = {
  .name = "workspace remove",
  .arguments = "NAME",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Forget a workspace and its secrets; nothing at mParticle changes"),
  .examples = remove_examples,
  .run = run_remove,
};
