/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-secrets.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/sluice-cli-ask.h"
#include "cli/sluice-cli-files.h"

/* --secret KEY=env:VAR, KEY=file:PATH or KEY=-: a secret's place, never the secret (CONTRACT 8). */
typedef struct
{
  char *key;
  const char *place;
} Given;

static void
given_clear (Given *given)
{
  g_clear_pointer (&given->key, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Given, given_clear)

static gboolean
parse_given (const char *text, Given *given, GError **error)
{
  const char *equals = strchr (text, '=');

  if (equals != NULL)
    {
      given->key = g_strndup (text, (gsize) (equals - text));
      given->place = equals + 1;
    }
  if (equals != NULL &&
      (g_str_has_prefix (given->place, "env:") || g_str_has_prefix (given->place, "file:") ||
       strcmp (given->place, "-") == 0))
    return TRUE;
  /* Whatever else stands there may be the secret itself, so it is not repeated. */
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                        _ ("Write it as --secret KEY=env:VARIABLE, --secret KEY=file:PATH or "
                           "--secret KEY=- for standard input."),
                        _ ("--secret %s does not say where the secret is."),
                        given->key != NULL ? given->key : "KEY");
  return FALSE;
}

/**
 * sluice_cli_check_secrets:
 * @cli: a run with --secret, whose first argument is the setup file
 * @setup: the setup they are for
 * @error: return location for a %SLUICE_CLI_ERROR_USAGE
 *
 * Looks at the keys and the places only; no secret is read.
 *
 * Returns: whether each one is for a secret of the setup's warehouse
 */
gboolean
sluice_cli_check_secrets (SluiceCli *cli, SluiceSetup *setup, GError **error)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (setup);
  const char *const *texts = sluice_arguments_get_all (sluice_cli_get_arguments (cli), "secret");
  guint n_from_input = strcmp (sluice_cli_get_argument (cli, 0), "-") == 0 ? 1 : 0;

  for (; *texts != NULL; texts++)
    {
      g_auto (Given) given = { 0 };
      const SluiceField *field;

      if (!parse_given (*texts, &given, error))
        return FALSE;
      field = warehouse != NULL ? sluice_warehouse_find_field (warehouse, given.key) : NULL;
      if (field == NULL || (field->flags & SLUICE_FIELD_SECRET) == 0)
        {
          sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                                _ ("“sluicectl fields KIND” tells which values are secrets."),
                                _ ("“%s” is not a secret of this warehouse."), given.key);
          return FALSE;
        }
      if (strcmp (given.place, "-") == 0 && ++n_from_input > 1)
        {
          sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                                _ ("Take the others from a file or the environment."),
                                _ ("Only one thing can come from standard input: the setup file or "
                                   "one secret."));
          return FALSE;
        }
    }
  return TRUE;
}

static SluiceSecret *
read_variable (const char *key, const char *name, GError **error)
{
  const char *text = g_getenv (name);
  gsize length = text != NULL ? strlen (text) : 0;

  if (length > 0 && text[length - 1] == '\n')
    length--;
  if (length > 0)
    return sluice_secret_new_from_bytes (text, length);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_CREDENTIALS, _ ("Set the variable."),
                        _ ("The secret “%s” should be in the variable %s, which is empty."), key,
                        name);
  return NULL;
}

/**
 * sluice_cli_read_secrets:
 * @cli: a run with --secret, which sluice_cli_check_secrets() has found to be right
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type utf8 SluiceSecret): key to secret
 */
GHashTable *
sluice_cli_read_secrets (SluiceCli *cli, GError **error)
{
  const char *const *texts = sluice_arguments_get_all (sluice_cli_get_arguments (cli), "secret");
  g_autoptr (GHashTable) secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sluice_secret_unref);

  for (; *texts != NULL; texts++)
    {
      g_auto (Given) given = { 0 };
      SluiceSecret *secret;

      if (!parse_given (*texts, &given, error))
        return NULL;
      if (g_str_has_prefix (given.place, "env:"))
        secret = read_variable (given.key, given.place + strlen ("env:"), error);
      else if (g_str_has_prefix (given.place, "file:"))
        secret = sluice_cli_read_secret (given.place + strlen ("file:"), error);
      else
        secret = sluice_cli_read_secret ("-", error);
      if (secret == NULL)
        return NULL;
      g_hash_table_replace (secrets, g_steal_pointer (&given.key), secret);
    }
  return g_steal_pointer (&secrets);
}

static SluiceSecret *
look_up (SluiceCli *cli, SluiceSession *session, const char *item, GError **error)
{
  SluiceKeyring *keyring = sluice_session_get_keyring (session);

  sluice_keyring_lookup_async (keyring,
                               sluice_profile_get_id (sluice_session_get_profile (session)), item,
                               sluice_cli_get_cancellable (cli), sluice_cli_on_ready_cb, cli);
  return sluice_keyring_lookup_finish (keyring, sluice_cli_await (cli), error);
}

/* The connection's own secret, else one that was kept for this kind of warehouse before there was a
 * connection. That a keyring does not answer is no reason to stop while the user can still be asked. */
static SluiceSecret *
find_kept (SluiceCli *cli, SluiceSession *session, SluiceSetup *setup, const char *key)
{
  const char *connection_id = sluice_setup_get_text (setup, "/connection/id");
  g_autofree char *of_connection =
      connection_id != NULL ? sluice_keyring_item_for_connection (connection_id, key) : NULL;
  g_autofree char *of_warehouse = sluice_keyring_item_for_warehouse (
      sluice_warehouse_get_id (sluice_setup_get_warehouse (setup)), key);
  SluiceSecret *secret = NULL;

  if (of_connection != NULL)
    secret = look_up (cli, session, of_connection, NULL);
  return secret != NULL ? secret : look_up (cli, session, of_warehouse, NULL);
}

static SluiceSecret *
ask (SluiceCli *cli, SluiceSetup *setup, const char *key, GError **error)
{
  const SluiceField *field = sluice_warehouse_find_field (sluice_setup_get_warehouse (setup), key);
  g_autofree char *remedy = NULL;

  if (sluice_terminal_is_interactive (sluice_cli_get_terminal (cli)))
    return sluice_cli_ask_secret (cli, field != NULL ? _ (field->label) : key, error);
  remedy = g_strdup_printf (
      _ ("Give it with --secret %s=env:VARIABLE, --secret %s=file:PATH or --secret %s=- (standard "
         "input), or run this on a terminal to be asked."),
      key, key, key);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_CREDENTIALS, remedy,
                        _ ("The secret “%s” is needed and was neither given nor found in the "
                           "keyring."),
                        key);
  return NULL;
}

/**
 * sluice_cli_complete_secrets:
 * @cli: a run
 * @session: the workspace
 * @setup: the setup
 * @needed: keys of the secrets that will be sent, %NULL-terminated
 * @secrets: (element-type utf8 SluiceSecret): those that were given; those that are kept in the
 *   keyring or typed in are added
 * @error: return location for a %SLUICE_CLI_ERROR_CREDENTIALS that names the key
 *
 * Returns: whether all are there
 */
gboolean
sluice_cli_complete_secrets (SluiceCli *cli,
                             SluiceSession *session,
                             SluiceSetup *setup,
                             const char *const *needed,
                             GHashTable *secrets,
                             GError **error)
{
  for (; *needed != NULL; needed++)
    {
      SluiceSecret *secret;

      if (g_hash_table_contains (secrets, *needed))
        continue;
      secret = find_kept (cli, session, setup, *needed);
      if (secret == NULL)
        secret = ask (cli, setup, *needed, error);
      if (secret == NULL)
        return FALSE;
      g_hash_table_replace (secrets, g_strdup (*needed), secret);
    }
  return TRUE;
}
