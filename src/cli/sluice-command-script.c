/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/sluice-cli-files.h"
#include "cli/sluice-cli-values.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-workspace-choice.h"

/* The one file that is about a query and not about the grants. */
#define PROBE "probe.sql"

typedef struct
{
  const SluiceWarehouse *warehouse;
  SluiceValues *values; /* as they were given, then completed */
  char *query;          /* (nullable) */
} Script;

static void
script_clear (Script *script)
{
  g_clear_object (&script->values);
  g_clear_pointer (&script->query, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Script, script_clear)

static const SluiceFile *
find_file (const SluiceWarehouse *warehouse, const char *name, GError **error)
{
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (warehouse, &n_files);
  g_autofree char *remedy = NULL;

  for (guint i = 0; i < n_files; i++)
    if (strcmp (files[i].name, name) == 0)
      return &files[i];
  remedy = g_strdup_printf (_ ("Run “sluicectl script %s” to see its files."),
                            sluice_warehouse_get_id (warehouse));
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, remedy, _ ("%s has no file “%s”."),
                        sluice_warehouse_get_display_name (warehouse), name);
  return NULL;
}

/* A stand-in for the rest of a workspace, to have one value judged by the rules for profiles. */
static gboolean
check_account_option (const char *option, const char *property, const char *text, GError **error)
{
  g_autoptr (SluiceProfile) profile =
      g_object_new (SLUICE_TYPE_PROFILE, "name", "script", "pod", "us1", "org-id", "1",
                    "account-id", "1", "workspace-id", "1", "client-id", "none", NULL);
  g_autoptr (GError) cause = NULL;

  if (text == NULL)
    return TRUE;
  g_object_set (profile, property, text, NULL);
  if (sluice_profile_validate (profile, &cause))
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_VALUE, _ ("Correct the value."), "--%s: %s", option,
                        cause->message);
  return FALSE;
}

static gboolean
check_account (SluiceCli *cli, GError **error)
{
  return check_account_option ("pod", "pod", sluice_cli_get_option (cli, "pod"), error) &&
         check_account_option ("org", "org-id", sluice_cli_get_option (cli, "org"), error) &&
         check_account_option ("account", "account-id", sluice_cli_get_option (cli, "account"),
                               error);
}

static const char *
first_of (const char *given, const char *known)
{
  return given != NULL ? given : known != NULL && *known != '\0' ? known : NULL;
}

/* Derived values come from the options, else from the workspace there is, else stay missing. */
static gboolean
complete (SluiceCli *cli, Script *script, GError **error)
{
  g_autoptr (SluiceProfile) profile = NULL;
  SluiceValues *completed;
  SluiceAccount account = {
    sluice_cli_get_option (cli, "pod"),
    sluice_cli_get_option (cli, "org"),
    sluice_cli_get_option (cli, "account"),
  };

  if (!check_account (cli, error))
    return FALSE;
  if (account.pod == NULL || account.org_id == NULL || account.account_id == NULL)
    if (!sluice_cli_peek_profile (cli, &profile, error))
      return FALSE;
  if (profile != NULL)
    {
      account.pod = first_of (account.pod, sluice_profile_get_pod (profile));
      account.org_id = first_of (account.org_id, sluice_profile_get_org_id (profile));
      account.account_id = first_of (account.account_id, sluice_profile_get_account_id (profile));
    }
  completed = sluice_warehouse_complete (script->warehouse, script->values, &account);
  g_object_unref (script->values);
  script->values = completed;
  return TRUE;
}

static gboolean
validate (SluiceCli *cli, Script *script, SluiceFieldNeed purpose, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  if (sluice_warehouse_validate (script->warehouse, script->values, purpose, errors))
    return TRUE;
  sluice_cli_report_values (errors, sluice_cli_get_terminal (cli), error);
  return FALSE;
}

static char *
render (Script *script, const SluiceFile *file, GError **error)
{
  if (script->query == NULL && strcmp (file->name, PROBE) == 0)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                            _ ("Give the query with --query FILE, or a setup file with --values."),
                            _ ("%s is about a query, and none is known."), file->name);
      return NULL;
    }
  return sluice_warehouse_render (script->warehouse, file->name, script->values, script->query,
                                  error);
}

static void
warn (SluiceCli *cli, Script *script)
{
  g_autoptr (GPtrArray) warnings =
      sluice_warehouse_get_warnings (script->warehouse, script->values);

  for (guint i = 0; i < warnings->len; i++)
    sluice_terminal_note (sluice_cli_get_terminal (cli), _ ("Note: %s"),
                          (const char *) g_ptr_array_index (warnings, i));
}

/* What is left to do by hand, once the files are there. */
static void
tell_steps (SluiceCli *cli, Script *script)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (GPtrArray) steps =
      sluice_warehouse_get_console_steps (script->warehouse, script->values);

  if (steps->len > 0)
    sluice_terminal_note (terminal, "%s", _ ("By hand, in the console of the warehouse:"));
  for (guint i = 0; i < steps->len; i++)
    {
      const SluiceConsoleStep *step = g_ptr_array_index (steps, i);

      sluice_terminal_note (terminal, "  %u. %s. %s", i + 1, step->title, step->detail);
      if (step->value != NULL)
        sluice_terminal_note (terminal, "       %s", step->value);
    }
}

static void
list_files (SluiceCli *cli, const SluiceWarehouse *warehouse)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (SluiceTable) table =
      sluice_table_new ((const char *const[]){ _ ("FILE"), _ ("WHAT IT IS"), NULL });
  g_autoptr (JsonObject) document = json_object_new ();
  JsonArray *array = json_array_new ();
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (warehouse, &n_files);

  json_object_set_string_member (document, "kind", sluice_warehouse_get_id (warehouse));
  json_object_set_array_member (document, "files", array);
  for (guint i = 0; i < n_files; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", files[i].name);
      json_object_set_string_member (object, "title", _ (files[i].title));
      json_object_set_string_member (object, "language", files[i].language);
      json_object_set_boolean_member (object, "executable", files[i].executable);
      json_array_add_object_element (array, object);
      sluice_table_add (table, SLUICE_STYLE_STRONG, files[i].name);
      sluice_table_add (table, SLUICE_STYLE_PLAIN, _ (files[i].title));
    }
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  else
    sluice_table_print (table, terminal);
}

static gboolean
print_file (SluiceCli *cli, Script *script, const SluiceFile *file, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autofree char *text = render (script, file, error);
  g_autoptr (JsonObject) document = json_object_new ();

  if (text == NULL)
    return FALSE;
  warn (cli, script);
  json_object_set_string_member (document, "name", file->name);
  json_object_set_string_member (document, "content", text);
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  else
    sluice_terminal_print_raw (terminal, text);
  return TRUE;
}

/* Writes one file, or leaves it: "written", "same" or "kept"; NULL with the error set. */
static const char *
write_file (const char *path, const char *text, gboolean executable, gboolean force, GError **error)
{
  const int mode = executable ? 0777 : 0666;
  g_autofree char *there = NULL;
  gboolean exists =
      g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);

  if (exists && g_file_get_contents (path, &there, NULL, NULL) && strcmp (there, text) == 0)
    return !executable || g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ||
                   sluice_cli_write_file (path, text, mode, error)
               ? "same"
               : NULL;
  if (exists && !force)
    return "kept";
  return sluice_cli_write_file (path, text, mode, error) ? "written" : NULL;
}

static gboolean
write_files (SluiceCli *cli, GPtrArray *files, GPtrArray *texts, const char *folder, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (JsonObject) document = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_array_member (document, "files", array);
  for (guint i = 0; i < files->len; i++)
    {
      const SluiceFile *file = g_ptr_array_index (files, i);
      g_autofree char *path = g_build_filename (folder, file->name, NULL);
      const char *outcome = write_file (path, g_ptr_array_index (texts, i), file->executable,
                                        sluice_cli_has_option (cli, "force"), error);
      JsonObject *object;

      if (outcome == NULL)
        return FALSE;
      object = json_object_new ();
      json_object_set_string_member (object, "name", file->name);
      json_object_set_string_member (object, "path", path);
      json_object_set_string_member (object, "outcome", outcome);
      json_array_add_object_element (array, object);
      if (!sluice_cli_wants_json (cli))
        sluice_terminal_print (terminal, "%-8s %s", outcome, path);
      if (strcmp (outcome, "kept") != 0)
        continue;
      sluice_cli_set_exit_code (cli, SLUICE_EXIT_FAILED);
      sluice_terminal_note (terminal,
                            _ ("“%s” has other content and was left as it is. Use --force to "
                               "write over it."),
                            path);
    }
  if (sluice_cli_wants_json (cli))
    sluice_terminal_print_json (terminal, document, FALSE);
  return TRUE;
}

/* Renders all before it writes any, so that a mistake leaves the folder alone. */
static gboolean
save (SluiceCli *cli, Script *script, const SluiceFile *only, const char *folder, GError **error)
{
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (script->warehouse, &n_files);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_files; i++)
    {
      char *text;

      if (only != NULL ? only != &files[i]
                       : script->query == NULL && strcmp (files[i].name, PROBE) == 0)
        continue;
      text = render (script, &files[i], error);
      if (text == NULL)
        return FALSE;
      g_ptr_array_add (chosen, (gpointer) &files[i]);
      g_ptr_array_add (texts, text);
    }
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_FILE,
                            _ ("Look whether you may write there and it is a folder."),
                            _ ("The folder “%s” cannot be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }
  warn (cli, script);
  if (!write_files (cli, chosen, texts, folder, error))
    return FALSE;
  if (only == NULL)
    tell_steps (cli, script);
  return TRUE;
}

static gboolean
read_script (SluiceCli *cli, Script *script, GError **error)
{
  const char *path = sluice_cli_get_option (cli, "query");

  script->warehouse = sluice_cli_find_warehouse (sluice_cli_get_argument (cli, 0), error);
  if (script->warehouse == NULL)
    return FALSE;
  script->values = sluice_cli_read_values (cli, script->warehouse, &script->query, error);
  if (script->values == NULL)
    return FALSE;
  if (path == NULL)
    return TRUE;
  g_free (script->query);
  script->query = sluice_cli_read_file (path, NULL, error);
  return script->query != NULL;
}

static gboolean
run_script (SluiceCli *cli, GError **error)
{
  const char *name = sluice_cli_get_option (cli, "file");
  const char *folder = sluice_cli_get_option (cli, "output");
  g_auto (Script) script = { 0 };
  const SluiceFile *file = NULL;

  if (!read_script (cli, &script, error))
    return FALSE;
  if (name != NULL)
    {
      file = find_file (script.warehouse, name, error);
      if (file == NULL)
        return FALSE;
    }
  /* No folder, but the standard output, as everywhere. */
  if (g_strcmp0 (folder, "-") == 0)
    {
      if (file == NULL)
        {
          sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                                _ ("Name it with --file, or give --output a folder."),
                                _ ("Only one file can go to standard output."));
          return FALSE;
        }
      folder = NULL;
    }
  if (!complete (cli, &script, error))
    return FALSE;
  if (name == NULL && folder == NULL)
    {
      list_files (cli, script.warehouse);
      return TRUE;
    }
  /* One file says itself what it lacks; all of them need all that any needs. */
  if (!validate (cli, &script, file != NULL ? SLUICE_NEEDED_NO : SLUICE_NEEDED_SCRIPT, error))
    return FALSE;
  if (folder != NULL)
    return save (cli, &script, file, folder, error);
  return print_file (cli, &script, file, error);
}

static const SluiceOption options[] = {
  { "values", 0, "FILE", N_ ("read the values from a JSON object or a setup file") },
  { "set", 0, "KEY=VALUE",
    N_ ("set one value; may be repeated, and a list may be given with commas") },
  { "file", 0, "NAME", N_ ("render this file only, to standard output without --output") },
  { "output", 0, "DIR", N_ ("write the files into this folder, which is made if missing") },
  { "force", 0, NULL, N_ ("write over files in it that have other content") },
  { "query", 0, "FILE", N_ ("the query that probe.sql tries") },
  { "pod", 0, "POD", N_ ("us1, us2, eu1 or au1, for the values that are derived") },
  { "org", 0, "NUMBER", N_ ("the organization id, for the same") },
  { "account", 0, "NUMBER", N_ ("the account id, for the same") },
  { NULL },
};

static const char *const examples[] = {
  "sluicectl script snowflake",
  "sluicectl script snowflake --values values.json \\",
  "    --pod us1 --org 1234 --account 5678 --output grants",
  "sluicectl script snowflake --values acme.setup.json \\",
  "    --set tables=CUSTOMERS,ORDERS --file setup.sql",
  NULL,
};

const SluiceCommand sluice_command_script = {
  .name = "script",
  .arguments = "KIND",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Write the grant scripts for a warehouse"),
  .details = N_ ("KIND is snowflake, bigquery, redshift or databricks. Without --file and --output "
                 "the files are listed. Nothing is sent anywhere, and no secret is needed: where "
                 "one belongs, the files hold a placeholder."),
  .options = options,
  .examples = examples,
  .run = run_script,
};
