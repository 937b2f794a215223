/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/sluice-cli-files.h"
#include "cli/sluice-cli-findings.h"
#include "cli/sluice-command-table.h"

/* Tells what becomes of the query's columns; with --json that stands in the document. */
static void
print_columns (SluiceTerminal *terminal, SluiceCheck *check)
{
  GListModel *columns = sluice_check_get_columns (check);

  if (!sluice_check_columns_known (check))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SluiceColumn) column = g_list_model_get_item (columns, i);

      sluice_terminal_note (terminal, "%s: %s", sluice_column_get_name (column),
                            sluice_becomes_to_string (sluice_column_get_becomes (column)));
    }
}

static gboolean
write_fixed (const char *path, SluiceSetup *setup, GError **error)
{
  g_autofree char *text = sluice_setup_to_text (setup);
  g_autofree char *lines =
      g_str_has_suffix (text, "\n") ? g_strdup (text) : g_strconcat (text, "\n", NULL);
  struct stat status;

  return sluice_cli_write_file (path, lines,
                                stat (path, &status) == 0 ? (int) (status.st_mode & 0777) : 0666,
                                error);
}

/* Replaces the check by one of the file as it is after the fixes. */
static gboolean
fix (SluiceCli *cli, const char *path, SluiceCheck **check, GError **error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  g_autoptr (SluiceSetup) fixed = NULL;
  guint n_fixed = 0;

  if (strcmp (path, "-") == 0)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, _ ("Give the name of a file."),
                            _ ("Standard input cannot be written to by --fix."));
      return FALSE;
    }
  fixed = sluice_check_fix_all (*check, &n_fixed);
  if (n_fixed == 0)
    {
      sluice_terminal_note (terminal, _ ("Nothing here can be fixed by itself."));
      return TRUE;
    }
  if (!write_fixed (path, fixed, error))
    return FALSE;
  sluice_terminal_note (terminal,
                        ngettext ("Fixed %u finding in “%s”.", "Fixed %u findings in “%s”.",
                                  n_fixed),
                        n_fixed, path);
  g_object_unref (*check);
  *check = sluice_check_new (fixed);
  return TRUE;
}

static gboolean
run_check (SluiceCli *cli, GError **error)
{
  const char *path = sluice_cli_get_argument (cli, 0);
  g_autoptr (GError) reason = NULL;
  g_autoptr (SluiceSetup) setup = sluice_cli_read_setup (path, &reason);
  g_autoptr (SluiceCheck) check = NULL;

  if (setup == NULL && reason->domain == SLUICE_SETUP_ERROR)
    {
      sluice_cli_print_no_setup (cli, reason);
      return TRUE;
    }
  if (setup == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  check = sluice_check_new (setup);
  if (sluice_cli_has_option (cli, "fix") && !fix (cli, path, &check, error))
    return FALSE;
  sluice_cli_print_check (cli, check);
  if (sluice_cli_has_option (cli, "verbose") && !sluice_cli_wants_json (cli))
    print_columns (sluice_cli_get_terminal (cli), check);
  return TRUE;
}

static const SluiceOption options[] = {
  { "fix", 0, NULL, N_ ("write what is certain to be right into the file, then check it") },
  { NULL },
};

static const char *const examples[] = {
  "sluicectl check acme.setup.json",
  "sluicectl check --fix acme.setup.json",
  "sluicectl check --json - < acme.setup.json",
  NULL,
};

const SluiceCommand sluice_command_check = {
  .name = "check",
  .arguments = "FILE",
  .n_least = 1,
  .n_most = 1,
  .summary = N_ ("Look for mistakes in a setup file, before anything is sent"),
  .details = N_ ("Prints one line for each finding: severity, code, path in the file and message. "
                 "Exits with 3 where one of them is an error. FILE may be - for standard input; -v "
                 "tells what becomes of each column of the query."),
  .options = options,
  .examples = examples,
  .run = run_check,
};
