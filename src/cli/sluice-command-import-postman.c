/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli-files.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-workspace-choice.h"
#include "interop/sluice-postman-import.h"
#include "secrets/sluice-keyring.h"
#include "secrets/sluice-secret.h"
#include "sluice-text-file.h"

typedef struct
{
  SluiceCli *cli;
  SluicePostmanImport *import;
  const char *name;       /* of the workspace */
  SluiceProfile *profile; /* (nullable): what was saved */
  char *path;             /* (nullable): the setup file that was written */
} Import;

typedef void (*PrintFunc) (SluiceTerminal *terminal, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
import_clear (Import *self)
{
  g_clear_object (&self->import);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* Standard input and pipes, too: whoever keeps an environment encrypted has it in no file. */
static gboolean
read_file (Import *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  gboolean piped = g_str_equal (path, "-") || g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE,
                                                                      NULL) == G_FILE_TYPE_SPECIAL;
  gsize length = 0;
  char *text = piped ? sluice_cli_read_file (path, &length, error) : NULL;
  gboolean read;

  if (!piped)
    return sluice_postman_import_add_file (self->import, file, error);
  read = text != NULL &&
         sluice_postman_import_add_data (self->import,
                                         g_str_equal (path, "-") ? _ ("standard input") : path,
                                         text, length, error);
  if (text != NULL)
    sluice_secret_wipe_memory (text, length);
  g_free (text);
  return read;
}

static gboolean
read_files (Import *self, GError **error)
{
  SluiceArguments *arguments = sluice_cli_get_arguments (self->cli);

  self->import = sluice_postman_import_new ();
  for (guint i = 0; i < sluice_arguments_get_count (arguments); i++)
    if (!read_file (self, sluice_arguments_get_argument (arguments, i), error))
      return FALSE;
  return TRUE;
}

static void
fill_missing (SluiceProfile *target, SluiceProfile *source)
{
  static const char *const names[] = { "pod",       "org-id",  "account-id", "workspace-id",
                                       "client-id", "api-url", "token-url" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (source, names[i], &text, NULL);
      if (text != NULL && *text != '\0')
        g_object_set (target, names[i], text, NULL);
    }
}

/* A second import of the same workspace brings it up to date; another one of that name stays. */
static SluiceProfile *
choose_profile (Import *self, SluiceStore *store, GError **error)
{
  SluiceProfile *imported = sluice_postman_import_get_profile (self->import);
  SluiceProfile *there = sluice_store_find_profile (store, self->name);
  g_autofree char *ours = sluice_profile_dup_scope (imported);
  g_autofree char *theirs = there != NULL ? sluice_profile_dup_scope (there) : NULL;
  SluiceProfile *profile;

  if (there == NULL)
    {
      profile = g_object_ref (imported);
      g_object_set (profile, "name", self->name, NULL);
      return profile;
    }
  if (g_strcmp0 (ours, theirs) != 0)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, _ ("Choose another name with --name."),
                            _ ("There is another workspace “%s” already."), self->name);
      return NULL;
    }
  profile = sluice_profile_copy (there);
  fill_missing (profile, imported);
  return profile;
}

static gboolean
keep_secrets (Import *self, SluiceKeyring *keyring)
{
  GHashTable *secrets = sluice_postman_import_get_secrets (self->import);
  GHashTableIter iter;
  gpointer item, secret;

  g_hash_table_iter_init (&iter, secrets);
  while (g_hash_table_iter_next (&iter, &item, &secret))
    {
      g_autoptr (GError) failure = NULL;
      /* Translators: how the desktop's password tool names the entry; the name of a workspace */
      g_autofree char *label = g_strdup_printf (_ ("Sluice: secret of %s"), self->name);

      sluice_keyring_store_async (keyring, sluice_profile_get_id (self->profile), item, label,
                                  secret, sluice_cli_get_cancellable (self->cli),
                                  sluice_cli_on_ready_cb, self->cli);
      if (!sluice_keyring_store_finish (keyring, sluice_cli_await (self->cli), &failure))
        {
          sluice_cli_complain (self->cli, failure);
          return FALSE;
        }
    }
  return TRUE;
}

/* A workspace that lacks something is not saved, and without one secrets have no place. */
static gboolean
save_workspace (Import *self, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (self->cli);
  g_autoptr (SluiceStore) store = sluice_store_open (NULL, error);
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SluiceProfile) profile = NULL;
  g_autoptr (GError) lack = NULL;
  gboolean kept;

  if (store == NULL)
    return FALSE;
  profile = choose_profile (self, store, error);
  if (profile == NULL)
    return FALSE;
  if (!sluice_profile_validate (profile, &lack))
    {
      sluice_terminal_note (terminal, _ ("No workspace was added: %s"), lack->message);
      if (g_hash_table_size (sluice_postman_import_get_secrets (self->import)) > 0)
        {
          sluice_terminal_note (terminal, _ ("The secrets were not kept, since they belong to a "
                                             "workspace."));
          sluice_cli_set_exit_code (self->cli, SLUICE_EXIT_FAILED);
        }
      return TRUE;
    }
  if (!sluice_store_save_profile (store, profile, error))
    return FALSE;
  self->profile = g_steal_pointer (&profile);
  keyring = sluice_keyring_new ();
  kept = keep_secrets (self, keyring);
  if (!kept)
    {
      sluice_terminal_note (terminal, _ ("The secrets were not kept. They are in no file either."));
      sluice_cli_set_exit_code (self->cli, SLUICE_EXIT_FAILED);
    }
  return TRUE;
}

/* As everywhere, "-" stands for the standard streams and not for a file of that name. */
static gboolean
prints_setup (Import *self)
{
  return g_strcmp0 (sluice_cli_get_option (self->cli, "output"), "-") == 0;
}

static gboolean
save_setup (Import *self, GError **error)
{
  SluiceSetup *setup = sluice_postman_import_get_setup (self->import);
  const char *path = sluice_cli_get_option (self->cli, "output");
  g_autofree char *text = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *there = NULL;
  g_autofree char *name = NULL;

  if (setup == NULL)
    return TRUE;
  name = g_strdelimit (g_strconcat (self->name, ".setup.json", NULL), "/", '-');
  text = sluice_setup_to_text (setup);
  lines = g_str_has_suffix (text, "\n") ? g_strdup (text) : g_strconcat (text, "\n", NULL);
  if (prints_setup (self))
    {
      sluice_terminal_print_raw (sluice_cli_get_terminal (self->cli), lines);
      return TRUE;
    }
  if (path == NULL)
    path = name;
  if (!sluice_text_file_is_special (path) && g_file_get_contents (path, &there, NULL, NULL) &&
      g_strcmp0 (there, lines) != 0)
    {
      sluice_terminal_note (sluice_cli_get_terminal (self->cli),
                            _ ("“%s” has other content and was left as it is. Give another name "
                               "with --output."),
                            path);
      sluice_cli_set_exit_code (self->cli, SLUICE_EXIT_FAILED);
      return TRUE;
    }
  if (!sluice_cli_write_file (path, lines, 0666, error))
    return FALSE;
  self->path = g_strdup (path);
  return TRUE;
}

static JsonArray *
unused_to_json (GPtrArray *unused)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < unused->len; i++)
    {
      const SluicePostmanUnused *variable = g_ptr_array_index (unused, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "file", variable->file_name);
      json_object_set_string_member (object, "name", variable->name);
      json_object_set_string_member (object, "reason", variable->reason);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
print_json (Import *self)
{
  g_autoptr (JsonObject) document = json_object_new ();

  json_object_set_string_member (document, "workspace",
                                 self->profile != NULL ? sluice_profile_get_name (self->profile)
                                                       : NULL);
  json_object_set_string_member (document, "setup_file", self->path);
  json_object_set_array_member (document, "unused",
                                unused_to_json (sluice_postman_import_get_unused (self->import)));
  sluice_terminal_print_json (sluice_cli_get_terminal (self->cli), document, FALSE);
}

/* Beside a setup file that is printed, all this is no result but what is told about it. */
static void
print_text (Import *self)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (self->cli);
  PrintFunc print = prints_setup (self) ? sluice_terminal_note : sluice_terminal_print;
  GPtrArray *unused = sluice_postman_import_get_unused (self->import);

  if (self->profile != NULL)
    print (terminal, _ ("Added the workspace “%s”."), sluice_profile_get_name (self->profile));
  if (self->path != NULL)
    print (terminal, _ ("Wrote the draft of a setup file to “%s”."), self->path);
  if (unused->len > 0)
    print (terminal, _ ("Not used:"));
  for (guint i = 0; i < unused->len; i++)
    {
      const SluicePostmanUnused *variable = g_ptr_array_index (unused, i);

      print (terminal, "  %s (%s): %s", variable->name, variable->file_name, variable->reason);
    }
}

static gboolean
choose_name (Import *self, GError **error)
{
  self->name = sluice_cli_get_option (self->cli, "name");
  if (self->name == NULL)
    self->name = sluice_postman_import_get_name (self->import);
  if (self->name != NULL && *self->name != '\0')
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, _ ("Give one with --name NAME."),
                        _ ("The files do not say what the workspace is called."));
  return FALSE;
}

static gboolean
run_import (SluiceCli *cli, GError **error)
{
  g_auto (Import) self = { .cli = cli };

  if (prints_setup (&self) && sluice_cli_wants_json (cli))
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                            _ ("Give --output a file, or leave --json out."),
                            _ ("--json prints one document, so the setup file cannot be printed, "
                               "too."));
      return FALSE;
    }
  if (!read_files (&self, error))
    return FALSE;
  if (!sluice_postman_import_is_useful (self.import))
    sluice_terminal_note (sluice_cli_get_terminal (cli),
                          _ ("Nothing in the files is of use here; nothing was changed."));
  else if (!choose_name (&self, error) || !save_workspace (&self, error) ||
           !save_setup (&self, error))
    return FALSE;
  if (sluice_cli_wants_json (cli))
    print_json (&self);
  else
    print_text (&self);
  return TRUE;
}

static const SluiceOption options[] = {
  { "name", 0, "NAME", N_ ("what to call the workspace; else the environment's name") },
  { "output", 0, "FILE",
    N_ ("where to write the setup file, - to print it; else NAME.setup.json here") },
  { NULL },
};

static const char *const examples[] = {
  "sluicectl import-postman production.postman_environment.json",
  "sluicectl import-postman environment.json collection.json --name production",
  NULL,
};

const SluiceCommand sluice_command_import_postman = {
  .name = "import-postman",
  .arguments = "FILE…",
  .n_least = 1,
  .n_most = G_MAXUINT,
  .summary = N_ ("Take a workspace and a setup over from Postman files"),
  .details = N_ ("Reads environments and collections. Secrets go to the keyring and nowhere else. "
                 "Lists every variable that it did not use, with the reason."),
  .options = options,
  .examples = examples,
  .run = run_import,
};
