/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-help.h"

#include <glib/gi18n.h>
#include <string.h>

/* Help is read in 80 columns or in a browser's narrow box. */
#define HELP_WIDTH 78

static void
print_wrapped (FILE *stream, const char *text, guint indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint column = indent;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint width = (guint) g_utf8_strlen (words[i], -1);

      if (i > 0 && column + 1 + width > HELP_WIDTH)
        {
          fprintf (stream, "\n%*s", (int) indent, "");
          column = indent;
        }
      else if (i > 0)
        {
          fputc (' ', stream);
          column++;
        }
      fputs (words[i], stream);
      column += width;
    }
  fputc ('\n', stream);
}

/* A term and what it means, the meaning beside it in a column of its own. */
static void
print_entry (FILE *stream, const char *term, const char *meaning, guint column)
{
  guint width = 2 + (guint) g_utf8_strlen (term, -1);

  fprintf (stream, "  %s", term);
  if (width + 2 > column)
    fprintf (stream, "\n%*s", (int) column, "");
  else
    fprintf (stream, "%*s", (int) (column - width), "");
  print_wrapped (stream, meaning, column);
}

static void
print_options (FILE *stream, const SluiceOption *options)
{
  for (const SluiceOption *option = options; option != NULL && option->name != NULL; option++)
    {
      g_autoptr (GString) term = g_string_new (NULL);

      if (option->letter != 0)
        g_string_append_printf (term, "-%c, ", option->letter);
      else
        g_string_append (term, "    ");
      g_string_append_printf (term, "--%s", option->name);
      if (option->value != NULL)
        g_string_append_printf (term, " %s", option->value);
      print_entry (stream, term->str, _ (option->help), 28);
    }
}

static gboolean
is_of_family (const SluiceCommand *command, const char *family)
{
  gsize length;

  if (family == NULL)
    return TRUE;
  length = strlen (family);
  return strncmp (command->name, family, length) == 0 && command->name[length] == ' ';
}

/**
 * sluice_help_print:
 * @stream: where to
 * @family: (nullable): the first word of two-word commands, %NULL for all commands
 *
 * Prints what there is.
 */
void
sluice_help_print (FILE *stream, const char *family)
{
  fprintf (stream, "%s\n  sluicectl [-w WORKSPACE] [--json] [--no-color] [-v] %s%sCOMMAND …\n\n",
           _ ("Usage:"), family != NULL ? family : "", family != NULL ? " " : "");
  if (family == NULL)
    {
      print_wrapped (stream, _ ("Sets up and watches mParticle Warehouse Sync from the terminal."),
                     0);
      fputc ('\n', stream);
    }
  fprintf (stream, "%s\n", _ ("Commands:"));
  for (const SluiceCommand *const *command = sluice_commands_list (); *command != NULL; command++)
    if (is_of_family (*command, family))
      print_entry (stream, (*command)->name, _ ((*command)->summary), 24);
  fprintf (stream, "\n%s\n", _ ("Options for every command:"));
  print_options (stream, sluice_commands_get_global_options ());
  fprintf (stream, "\n%s\n", _ ("Without -w, the workspace comes from the environment:"));
  fputs ("  ", stream);
  print_wrapped (stream,
                 "SLUICE_POD, SLUICE_ORG_ID, SLUICE_ACCOUNT_ID, SLUICE_WORKSPACE_ID, "
                 "SLUICE_CLIENT_ID, SLUICE_CLIENT_SECRET, SLUICE_API_URL, SLUICE_TOKEN_URL,",
                 2);
  fprintf (stream, "%s\n", _ ("or is the only one there is."));
  fprintf (stream, "\n%s\n", _ ("Exit codes:"));
  print_entry (stream, "0", _ ("done"), 6);
  print_entry (stream, "1", _ ("the API or a step failed, or something is unhealthy"), 6);
  print_entry (stream, "2", _ ("wrong usage, or a file that cannot be read"), 6);
  print_entry (stream, "3", _ ("findings that are errors, or a value that cannot be used"), 6);
  print_entry (stream, "4", _ ("credentials are missing or refused"), 6);
  print_entry (stream, "5", _ ("the network"), 6);
}

/**
 * sluice_help_print_command:
 * @stream: where to
 * @command: a command
 *
 * Prints how the command is used, with examples.
 */
void
sluice_help_print_command (FILE *stream, const SluiceCommand *command)
{
  fprintf (stream, "%s\n  sluicectl %s%s%s%s\n\n", _ ("Usage:"), command->name,
           *command->arguments != '\0' ? " " : "", command->arguments,
           command->options != NULL ? _ (" [OPTIONS]") : "");
  print_wrapped (stream, _ (command->summary), 0);
  if (command->details != NULL)
    {
      fputc ('\n', stream);
      print_wrapped (stream, _ (command->details), 0);
    }
  if (command->options != NULL)
    {
      fprintf (stream, "\n%s\n", _ ("Options:"));
      print_options (stream, command->options);
    }
  fputc ('\n', stream);
  print_wrapped (stream,
                 _ ("The options -w NAME, --json, --no-color and -v belong to every command; "
                    "“sluicectl --help” explains them."),
                 0);
  if (command->examples != NULL)
    fprintf (stream, "\n%s\n", _ ("Examples:"));
  for (guint i = 0; command->examples != NULL && command->examples[i] != NULL; i++)
    fprintf (stream, "  %s\n", command->examples[i]);
}
