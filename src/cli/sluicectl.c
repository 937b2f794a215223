/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "cli/sluice-cli.h"
#include "cli/sluice-help.h"

static SluiceExit
fail (SluiceCli *cli, const GError *error)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);

  sluice_cli_complain (cli, error);
  if (sluice_cli_wants_json (cli))
    {
      g_autoptr (JsonObject) document = json_object_new ();

      json_object_set_object_member (document, "error", sluice_failure_to_json (error));
      sluice_terminal_print_json (terminal, document, FALSE);
    }
  return sluice_failure_get_exit_code (error);
}

/* What was printed may not have arrived: on a full disk, or where the reader has gone. */
static SluiceExit
finish_output (SluiceCli *cli, SluiceExit code)
{
  SluiceTerminal *terminal = sluice_cli_get_terminal (cli);
  const char *remedy;

  errno = 0;
  if (sluice_terminal_flush (terminal))
    return code;
  remedy = errno == ENOSPC ? _ ("The disk is full. Free some space and try again.") : NULL;
  sluice_terminal_complain (terminal, _ ("Not all of the output could be written."), remedy);
  return code == SLUICE_EXIT_DONE ? SLUICE_EXIT_FAILED : code;
}

static SluiceExit
run_command (SluiceCli *cli, const SluiceCommand *command)
{
  g_autoptr (GError) error = NULL;
  SluiceExit code;

  if (command->run (cli, &error))
    code = sluice_cli_get_exit_code (cli);
  else
    code = fail (cli, error);
  return finish_output (cli, code);
}

/* What --help, --version and a line without a command ask for. */
static SluiceExit
explain (SluiceCli *cli)
{
  SluiceArguments *arguments = sluice_cli_get_arguments (cli);
  const SluiceCommand *command = sluice_arguments_get_command (arguments);
  gboolean asked = sluice_arguments_has (arguments, "help");

  if (sluice_arguments_has (arguments, "version"))
    printf ("sluicectl %s\n", PACKAGE_VERSION);
  else if (command != NULL)
    sluice_help_print_command (stdout, command);
  else
    sluice_help_print (asked ? stdout : stderr, sluice_arguments_get_family (arguments));
  if (!asked && !sluice_arguments_has (arguments, "version"))
    return SLUICE_EXIT_USAGE;
  return finish_output (cli, SLUICE_EXIT_DONE);
}

/* A program that reads JSON is not helped by a page of help. */
static gboolean
has_something_to_do (SluiceArguments *arguments, GError **error)
{
  if (sluice_arguments_get_command (arguments) != NULL ||
      sluice_arguments_has (arguments, "help") || sluice_arguments_has (arguments, "version"))
    return TRUE;
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                        _ ("Run “sluicectl --help” to see the commands."),
                        _ ("There is no command on the line."));
  return FALSE;
}

int
main (int argc, char **argv)
{
  SluiceArguments *arguments = sluice_arguments_new ();
  g_autoptr (SluiceCli) cli = NULL;
  g_autoptr (GError) error = NULL;
  gboolean understood;

  /* Only a desktop keeps proxy settings in dconf, which elsewhere makes files that nobody wants and
   * complains where it cannot. */
  if (g_getenv ("XDG_CURRENT_DESKTOP") == NULL)
    g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  understood = sluice_arguments_parse (arguments, argc > 0 ? argv + 1 : argv, &error);
  cli = sluice_cli_new (arguments);
  if (understood && sluice_cli_wants_json (cli))
    understood = has_something_to_do (arguments, &error);
  if (!understood)
    return fail (cli, error);
  if (sluice_arguments_get_command (arguments) == NULL ||
      sluice_arguments_has (arguments, "help") || sluice_arguments_has (arguments, "version"))
    return explain (cli);
  return run_command (cli, sluice_arguments_get_command (arguments));
}
