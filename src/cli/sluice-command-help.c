/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "cli/sluice-cli.h"
#include "cli/sluice-command-table.h"
#include "cli/sluice-help.h"

static gboolean
run_help (SluiceCli *cli, GError **error)
{
  const char *first = sluice_cli_get_argument (cli, 0);
  const char *second = sluice_cli_get_argument (cli, 1);
  g_autofree char *name = NULL;
  const SluiceCommand *command;

  if (first == NULL || (second == NULL && sluice_commands_has_family (first)))
    {
      sluice_help_print (stdout, first);
      return TRUE;
    }
  name = second != NULL ? g_strconcat (first, " ", second, NULL) : g_strdup (first);
  command = sluice_commands_lookup (name);
  if (command == NULL)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                            _ ("Run “sluicectl --help” to see the commands."),
                            _ ("There is no command “%s”."), name);
      return FALSE;
    }
  sluice_help_print_command (stdout, command);
  return TRUE;
}

static const char *const examples[] = {
  "sluicectl help",
  "sluicectl help script",
  NULL,
};

const SluiceCommand sluice_command_help = {
  .name = "help",
  .arguments = "[COMMAND]",
  .n_most = 2,
  .summary = N_ ("Explain a command"),
  .examples = examples,
  .run = run_help,
};
