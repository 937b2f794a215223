/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-session.h"

#include "cli/sluice-verbose.h"
#include "cli/sluice-workspace-choice.h"

/**
 * sluice_cli_open_profile:
 * @cli: a run
 * @store: the store
 * @profile: a saved workspace
 * @error: return location for an error
 *
 * Takes the client secret from the keyring.
 *
 * Returns: (transfer full) (nullable): the workspace at work
 */
SluiceSession *
sluice_cli_open_profile (SluiceCli *cli, SluiceStore *store, SluiceProfile *profile, GError **error)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  SluiceSession *session;

  sluice_session_open_async (profile, store, keyring, sluice_cli_get_cancellable (cli),
                             sluice_cli_on_ready_cb, cli);
  session = sluice_session_open_finish (sluice_cli_await (cli), error);
  if (session != NULL)
    sluice_verbose_follow (cli, sluice_session_get_client (session));
  return session;
}

/**
 * sluice_cli_open_session:
 * @cli: a run
 * @error: return location for an error
 *
 * Chooses the workspace as sluice_cli_choose_profile() does and gets its client secret.
 *
 * Returns: (transfer full) (nullable): the workspace at work
 */
SluiceSession *
sluice_cli_open_session (SluiceCli *cli, GError **error)
{
  g_autoptr (SluiceStore) store = NULL;
  g_autoptr (SluiceProfile) profile = sluice_cli_choose_profile (cli, &store, error);
  const char *text = g_getenv (SLUICE_CLI_SECRET_VARIABLE);
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SluiceSecret) secret = NULL;
  SluiceSession *session;

  if (profile == NULL)
    return NULL;
  if (sluice_store_find_profile_by_id (store, sluice_profile_get_id (profile)) != NULL)
    return sluice_cli_open_profile (cli, store, profile, error);
  /* It comes from the environment, where no keyring is needed and none is asked. */
  secret = sluice_secret_new (text);
  keyring = sluice_keyring_new_for_session_only ();
  session = sluice_session_new (profile, store, keyring, secret);
  sluice_verbose_follow (cli, sluice_session_get_client (session));
  return session;
}
