/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-workspace-choice.h"

#include <glib/gi18n.h>

/* A workspace may come from the environment, for machines without a keyring (CONTRACT 8). */
typedef struct
{
  const char *variable;
  const char *property; /* of the profile; NULL for the secret */
  gboolean decides;     /* setting it means that the workspace comes from there */
  gboolean needed;
} Variable;

static const Variable variables[] = {
  { "SLUICE_POD", "pod", FALSE, TRUE },
  { "SLUICE_ORG_ID", "org-id", FALSE, TRUE },
  { "SLUICE_ACCOUNT_ID", "account-id", FALSE, TRUE },
  { "SLUICE_WORKSPACE_ID", "workspace-id", TRUE, TRUE },
  { "SLUICE_CLIENT_ID", "client-id", TRUE, TRUE },
  { SLUICE_CLI_SECRET_VARIABLE, NULL, TRUE, TRUE },
  { "SLUICE_API_URL", "api-url", FALSE, FALSE },
  { "SLUICE_TOKEN_URL", "token-url", FALSE, FALSE },
};

static const char *
get_variable (const Variable *variable)
{
  const char *text = g_getenv (variable->variable);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
environment_decides (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (variables[i].decides && get_variable (&variables[i]) != NULL)
      return TRUE;
  return FALSE;
}

static SluiceProfile *
new_profile_from_environment (void)
{
  SluiceProfile *profile = sluice_profile_new ();

  g_object_set (profile, "name", _ ("environment"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (variables[i].property != NULL && get_variable (&variables[i]) != NULL)
      g_object_set (profile, variables[i].property, get_variable (&variables[i]), NULL);
  return profile;
}

/* As above, or an error that names what is missing. */
static SluiceProfile *
check_environment (GError **error)
{
  g_autoptr (SluiceProfile) profile = new_profile_from_environment ();

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (variables[i].needed && get_variable (&variables[i]) == NULL)
      {
        sluice_cli_error_set (
            error, SLUICE_CLI_ERROR_CREDENTIALS,
            _ ("Set it too, or use a saved workspace: unset the SLUICE_ variables "
               "or choose one with -w."),
            _ ("The workspace comes from the environment, but %s is not set."),
            variables[i].variable);
        return NULL;
      }
  return sluice_profile_validate (profile, error) ? g_steal_pointer (&profile) : NULL;
}

static char *
join_names (SluiceStore *store)
{
  GListModel *profiles = sluice_store_get_profiles (store);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (SluiceProfile) profile = g_list_model_get_item (profiles, i);

      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                              sluice_profile_get_name (profile));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * sluice_cli_find_profile:
 * @store: the store
 * @name: what the user calls a workspace
 * @error: return location for a %SLUICE_CLI_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): the saved workspace of that name
 */
SluiceProfile *
sluice_cli_find_profile (SluiceStore *store, const char *name, GError **error)
{
  SluiceProfile *profile = sluice_store_find_profile (store, name);
  g_autofree char *names = NULL;
  g_autofree char *remedy = NULL;

  if (profile != NULL)
    return g_object_ref (profile);
  names = join_names (store);
  if (*names != '\0')
    remedy = g_strdup_printf (_ ("Choose one of: %s."), names);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                        remedy != NULL ? remedy
                                       : _ ("Add it first with “sluicectl workspace add”."),
                        _ ("There is no workspace “%s”."), name);
  return NULL;
}

static SluiceProfile *
find_only_profile (SluiceStore *store, GError **error)
{
  GListModel *profiles = sluice_store_get_profiles (store);
  g_autofree char *names = NULL;

  if (g_list_model_get_n_items (profiles) == 1)
    return g_list_model_get_item (profiles, 0);
  if (g_list_model_get_n_items (profiles) == 0)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_CREDENTIALS,
                            _ ("Add one with “sluicectl workspace add”, or set SLUICE_CLIENT_ID, "
                               "SLUICE_CLIENT_SECRET and the other variables that “sluicectl "
                               "--help” lists."),
                            _ ("No workspace is set up."));
      return NULL;
    }
  names = join_names (store);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, _ ("Choose one with -w NAME."),
                        _ ("There is more than one workspace: %s."), names);
  return NULL;
}

/**
 * sluice_cli_peek_profile:
 * @cli: a run
 * @profile: (out) (nullable) (transfer full): the workspace that would be used; only the variables
 *   that are set count where it comes from the environment
 * @error: return location for an error
 *
 * For commands that work without a workspace and are helped by one. Nothing is made on disk.
 *
 * Returns: %FALSE where -w names one that is not there
 */
gboolean
sluice_cli_peek_profile (SluiceCli *cli, SluiceProfile **profile, GError **error)
{
  const char *name = sluice_cli_get_option (cli, "workspace");
  g_autofree char *path = sluice_store_dup_default_path ();
  g_autoptr (SluiceStore) store = NULL;

  *profile = NULL;
  if (name == NULL)
    for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
      if (get_variable (&variables[i]) != NULL)
        {
          *profile = new_profile_from_environment ();
          return TRUE;
        }
  if (name == NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  store = sluice_store_open (path, name != NULL ? error : NULL);
  if (store == NULL)
    return name == NULL;
  if (name != NULL)
    *profile = sluice_cli_find_profile (store, name, error);
  else
    *profile = find_only_profile (store, NULL);
  return name == NULL || *profile != NULL;
}

/* Only what is made must be remembered: with a workspace from the environment the rest needs nothing
 * on disk, and works on a machine whose disk is full or where no file can be written. */
static SluiceStore *
open_store_for_environment (SluiceCli *cli, GError **error)
{
  const SluiceCommand *command = sluice_arguments_get_command (sluice_cli_get_arguments (cli));
  gboolean must_remember = command->keeps_journal && !sluice_cli_has_option (cli, "dry-run");
  g_autoptr (GError) problem = NULL;
  SluiceStore *store = sluice_store_open (NULL, &problem);

  if (store != NULL)
    return store;
  if (must_remember)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  sluice_terminal_note (sluice_cli_get_terminal (cli), "%s", problem->message);
  return sluice_store_new_temporary (error);
}

static SluiceProfile *
choose_environment (SluiceCli *cli, SluiceStore **store, GError **error)
{
  g_autoptr (SluiceProfile) profile = check_environment (error);

  if (profile == NULL)
    return NULL;
  *store = open_store_for_environment (cli, error);
  return *store != NULL ? g_steal_pointer (&profile) : NULL;
}

/**
 * sluice_cli_choose_profile:
 * @cli: a run
 * @store: (out) (nullable) (transfer full): the store that a saved workspace is in, or a temporary one
 *   for a workspace of the environment where no file can be written
 * @error: return location for an error
 *
 * -w decides, else the environment, else the only saved one (CONTRACT 8). No secret is read.
 *
 * Returns: (transfer full) (nullable): the workspace
 */
SluiceProfile *
sluice_cli_choose_profile (SluiceCli *cli, SluiceStore **store, GError **error)
{
  const char *name = sluice_cli_get_option (cli, "workspace");

  *store = NULL;
  if (name == NULL && environment_decides ())
    return choose_environment (cli, store, error);
  *store = sluice_store_open (NULL, error);
  if (*store == NULL)
    return NULL;
  if (name != NULL)
    return sluice_cli_find_profile (*store, name, error);
  return find_only_profile (*store, error);
}
