/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SluiceCli SluiceCli;

/**
 * SluiceOption:
 * @name: its long name, without the dashes
 * @letter: its short name, or 0
 * @value: (nullable): what its value is called in the help; %NULL for one that takes none
 * @help: what it does, marked for translation
 */
typedef struct
{
  const char *name;
  char letter;
  const char *value;
  const char *help;
} SluiceOption;

/**
 * SluiceCommand:
 * @name: one word, or two for a command of a family: "workspace add"
 * @arguments: the arguments as the help shows them, "" for none
 * @n_least: how many arguments it needs
 * @n_most: how many it takes at most
 * @summary: one line, marked for translation
 * @details: (nullable): what else there is to know, marked for translation
 * @options: (nullable): its own options, ended by one without a name
 * @examples: (nullable): whole command lines, %NULL-terminated
 * @keeps_journal: whether it may not go on where nothing can be remembered
 * @run: does the work; %FALSE with the error set, or %TRUE with what sluice_cli_set_exit_code() was
 *   told
 *
 * A command of sluicectl: one per file, each in the table of sluice-commands.c.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  guint n_least;
  guint n_most;
  const char *summary;
  const char *details;
  const SluiceOption *options;
  const char *const *examples;
  gboolean keeps_journal;
  gboolean (*run) (SluiceCli *cli, GError **error);
} SluiceCommand;

const SluiceOption *sluice_commands_get_global_options (void);
const SluiceCommand *const *sluice_commands_list (void);
const SluiceCommand *sluice_commands_lookup (const char *name);
gboolean sluice_commands_has_family (const char *word);
const char *sluice_commands_suggest (const char *word);

G_END_DECLS
