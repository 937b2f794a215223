/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-command.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/sluice-command-table.h"

/* In the order of the work, which is the order of the help. */
static const SluiceCommand *const commands[] = {
  &sluice_command_fields,
  &sluice_command_script,
  &sluice_command_check,
  &sluice_command_apply,
  &sluice_command_export,
  &sluice_command_status,
  &sluice_command_runs,
  &sluice_command_run,
  &sluice_command_pause,
  &sluice_command_resume,
  &sluice_command_list,
  &sluice_command_show,
  &sluice_command_delete,
  &sluice_command_workspace_add,
  &sluice_command_workspace_list,
  &sluice_command_workspace_test,
  &sluice_command_workspace_remove,
  &sluice_command_import_postman,
  &sluice_command_curl,
  &sluice_command_audience_create,
  &sluice_command_audience_calculate,
  &sluice_command_audience_connect,
  &sluice_command_audience_forecast,
  &sluice_command_help,
  NULL,
};

static const SluiceOption global_options[] = {
  { "workspace", 'w', "NAME", N_ ("the workspace to work on") },
  { "json", 0, NULL, N_ ("print one JSON document for programs to read") },
  { "no-color", 0, NULL, N_ ("print without colors") },
  { "verbose", 'v', NULL, N_ ("tell each request and the status of its reply on standard error") },
  { "help", 'h', NULL, N_ ("explain the command and stop") },
  { "version", 0, NULL, N_ ("print the version and stop") },
  { NULL },
};

/**
 * sluice_commands_get_global_options:
 *
 * Returns: (transfer none): the options of every command, ended by one without a name
 */
const SluiceOption *
sluice_commands_get_global_options (void)
{
  return global_options;
}

/**
 * sluice_commands_list:
 *
 * Returns: (transfer none): all commands, %NULL-terminated
 */
const SluiceCommand *const *
sluice_commands_list (void)
{
  return commands;
}

/**
 * sluice_commands_lookup:
 * @name: one word, or two
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const SluiceCommand *
sluice_commands_lookup (const char *name)
{
  for (guint i = 0; commands[i] != NULL; i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

/**
 * sluice_commands_has_family:
 * @word: a word
 *
 * Returns: whether two-word commands begin with it
 */
gboolean
sluice_commands_has_family (const char *word)
{
  gsize length = strlen (word);

  for (guint i = 0; commands[i] != NULL; i++)
    if (strncmp (commands[i]->name, word, length) == 0 && commands[i]->name[length] == ' ')
      return TRUE;
  return FALSE;
}

/* How many letters must be added, taken away or changed, by the rows of the usual table. */
static guint
count_edits (const char *from, const char *to)
{
  gsize width = strlen (to);
  g_autofree guint *row = g_new (guint, width + 1);

  for (guint i = 0; i <= width; i++)
    row[i] = i;
  for (guint line = 1; from[line - 1] != '\0'; line++)
    {
      guint diagonal = row[0];

      row[0] = line;
      for (guint i = 1; i <= width; i++)
        {
          guint above = row[i];

          row[i] = MIN (MIN (row[i - 1], above) + 1, diagonal + (from[line - 1] != to[i - 1]));
          diagonal = above;
        }
    }
  return row[width];
}

/**
 * sluice_commands_suggest:
 * @word: what is no command
 *
 * Returns: (transfer none) (nullable): the command that was probably meant
 */
const char *
sluice_commands_suggest (const char *word)
{
  const char *nearest = NULL;
  guint fewest = 3;

  /* Nobody mistypes a page of text. */
  if (strlen (word) > 40)
    return NULL;
  for (guint i = 0; commands[i] != NULL; i++)
    {
      guint edits = count_edits (word, commands[i]->name);

      if (edits < fewest && edits < strlen (word))
        {
          fewest = edits;
          nearest = commands[i]->name;
        }
    }
  return nearest;
}
