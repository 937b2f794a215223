/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-arguments.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/sluice-cli-error.h"

struct _SluiceArguments
{
  const SluiceCommand *command; /* NULL until its name was read */
  char *family;                 /* the first word of a two-word command, until the second came */
  GHashTable *options;          /* SluiceOption -> GPtrArray of values, ended by NULL */
  GPtrArray *arguments;         /* char *, borrowed from argv */
};

/**
 * sluice_arguments_new:
 *
 * Returns: (transfer full): an empty command line
 */
SluiceArguments *
sluice_arguments_new (void)
{
  SluiceArguments *self = g_new0 (SluiceArguments, 1);

  self->options = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->arguments = g_ptr_array_new ();
  return self;
}

/**
 * sluice_arguments_free:
 * @self: (transfer full): a command line
 */
void
sluice_arguments_free (SluiceArguments *self)
{
  g_free (self->family);
  g_hash_table_unref (self->options);
  g_ptr_array_unref (self->arguments);
  g_free (self);
}

static const SluiceOption *
find_in (const SluiceOption *options, const char *name, gsize length, char letter)
{
  for (const SluiceOption *option = options; option != NULL && option->name != NULL; option++)
    if (letter != 0 ? option->letter == letter
                    : strlen (option->name) == length && strncmp (option->name, name, length) == 0)
      return option;
  return NULL;
}

/* A command may give a long name of its own another meaning: "workspace add --workspace". */
static const SluiceOption *
find_option (SluiceArguments *self, const char *name, gsize length, char letter)
{
  const SluiceOption *option =
      self->command != NULL ? find_in (self->command->options, name, length, letter) : NULL;

  if (option == NULL)
    option = find_in (sluice_commands_get_global_options (), name, length, letter);
  return option;
}

static GPtrArray *
find_values (SluiceArguments *self, const char *name)
{
  return g_hash_table_lookup (self->options, find_option (self, name, strlen (name), 0));
}

static void
remember (SluiceArguments *self, const SluiceOption *option, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option);

  if (values == NULL)
    {
      values = g_ptr_array_new ();
      g_ptr_array_add (values, NULL);
      g_hash_table_insert (self->options, (gpointer) option, values);
    }
  if (value != NULL)
    g_ptr_array_insert (values, (int) values->len - 1, (gpointer) value);
}

static gboolean
refuse_option (SluiceArguments *self, const char *shown, GError **error)
{
  g_autofree char *remedy = NULL;

  if (self->command == NULL)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                            _ ("Run “sluicectl --help” to see the options. An option of a command "
                               "stands behind the command."),
                            _ ("There is no option %s."), shown);
      return FALSE;
    }
  remedy =
      g_strdup_printf (_ ("Run “sluicectl %s --help” to see its options."), self->command->name);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, remedy, _ ("“%s” has no option %s."),
                        self->command->name, shown);
  return FALSE;
}

static gboolean
refuse_value (const char *shown, gboolean wanted, GError **error)
{
  if (wanted)
    sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, _ ("Write the value behind the option."),
                          _ ("%s needs a value."), shown);
  else
    sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, _ ("Write the option alone."),
                          _ ("%s takes no value."), shown);
  return FALSE;
}

/* "--name", "--name value" or "--name=value". */
static gboolean
parse_long (SluiceArguments *self, char ***at, GError **error)
{
  const char *text = **at + 2;
  const char *equals = strchr (text, '=');
  gsize length = equals != NULL ? (gsize) (equals - text) : strlen (text);
  const SluiceOption *option = find_option (self, text, length, 0);
  g_autofree char *shown = g_strndup (**at, length + 2);

  if (option == NULL)
    return refuse_option (self, shown, error);
  if (option->value == NULL && equals != NULL)
    return refuse_value (shown, FALSE, error);
  if (option->value != NULL && equals == NULL && *++*at == NULL)
    return refuse_value (shown, TRUE, error);
  if (option->value == NULL)
    remember (self, option, NULL);
  else
    remember (self, option, equals != NULL ? equals + 1 : **at);
  return TRUE;
}

/* "-v", "-w value", "-wvalue", or several letters at once. */
static gboolean
parse_short (SluiceArguments *self, char ***at, GError **error)
{
  for (const char *letter = **at + 1; *letter != '\0'; letter++)
    {
      const SluiceOption *option = find_option (self, NULL, 0, *letter);
      char shown[] = { '-', *letter, '\0' };

      if (option == NULL)
        return refuse_option (self, g_ascii_isprint (*letter) ? shown : **at, error);
      if (option->value == NULL)
        {
          remember (self, option, NULL);
          continue;
        }
      if (letter[1] != '\0')
        remember (self, option, letter + 1);
      else if (*++*at != NULL)
        remember (self, option, **at);
      else
        return refuse_value (shown, TRUE, error);
      break;
    }
  return TRUE;
}

static gboolean
refuse_command (const char *name, GError **error)
{
  const char *near = sluice_commands_suggest (name);
  g_autofree char *remedy = NULL;

  if (near != NULL)
    remedy = g_strdup_printf (_ ("Did you mean “%s”?"), near);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE,
                        remedy != NULL ? remedy : _ ("Run “sluicectl --help” to see the commands."),
                        _ ("There is no command “%s”."), name);
  return FALSE;
}

static gboolean
parse_word (SluiceArguments *self, char *word, GError **error)
{
  g_autofree char *name = NULL;

  if (self->command != NULL)
    {
      g_ptr_array_add (self->arguments, word);
      return TRUE;
    }
  if (self->family == NULL && sluice_commands_has_family (word))
    {
      self->family = g_strdup (word);
      return TRUE;
    }
  name = self->family != NULL ? g_strconcat (self->family, " ", word, NULL) : g_strdup (word);
  self->command = sluice_commands_lookup (name);
  return self->command != NULL || refuse_command (name, error);
}

static gboolean
check_count (SluiceArguments *self, GError **error)
{
  const SluiceCommand *command = self->command;
  g_autofree char *remedy = NULL;

  if (command == NULL || sluice_arguments_has (self, "help") ||
      sluice_arguments_has (self, "version"))
    return TRUE;
  remedy = g_strdup_printf (_ ("Write it as: sluicectl %s %s"), command->name, command->arguments);
  if (self->arguments->len < command->n_least)
    {
      g_auto (GStrv) names = g_strsplit (command->arguments, " ", -1);

      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, remedy, _ ("“%s” needs %s."),
                            command->name, names[self->arguments->len]);
      return FALSE;
    }
  if (self->arguments->len > command->n_most)
    {
      sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, remedy,
                            _ ("“%s” does not know what to do with “%s”."), command->name,
                            (const char *) g_ptr_array_index (self->arguments, command->n_most));
      return FALSE;
    }
  for (guint i = 0; i < self->arguments->len; i++)
    /* Of a script whose variable is not set. */
    if (*(const char *) g_ptr_array_index (self->arguments, i) == '\0')
      {
        sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, remedy,
                              _ ("An argument of “%s” is empty."), command->name);
        return FALSE;
      }
  return TRUE;
}

/* How to answer must be known even where the question is not understood. */
static void
remember_manner (SluiceArguments *self, char **rest)
{
  for (; *rest != NULL && strcmp (*rest, "--") != 0; rest++)
    if (strcmp (*rest, "--json") == 0 || strcmp (*rest, "--no-color") == 0)
      remember (self, find_option (self, *rest + 2, strlen (*rest + 2), 0), NULL);
}

/**
 * sluice_arguments_parse:
 * @self: an empty command line
 * @argv: the arguments of the process without its name, %NULL-terminated; must outlive @self
 * @error: return location for a %SLUICE_CLI_ERROR_USAGE
 *
 * Global options may stand anywhere, a command's own ones behind its name; "--" ends the options
 * (CONTRACT 8). After an error @self still knows whether JSON was asked for.
 *
 * Returns: whether the line is one that can be run
 */
gboolean
sluice_arguments_parse (SluiceArguments *self, char **argv, GError **error)
{
  gboolean options_over = FALSE;

  for (char **at = argv; *at != NULL; at++)
    {
      gboolean fine;

      if (!options_over && strcmp (*at, "--") == 0)
        {
          options_over = TRUE;
          continue;
        }
      if (!options_over && g_str_has_prefix (*at, "--"))
        fine = parse_long (self, &at, error);
      else if (!options_over && (*at)[0] == '-' && (*at)[1] != '\0')
        fine = parse_short (self, &at, error);
      else
        fine = parse_word (self, *at, error);
      if (!fine)
        {
          if (!options_over && *at != NULL)
            remember_manner (self, at);
          return FALSE;
        }
    }
  return check_count (self, error);
}

/**
 * sluice_arguments_get_command:
 * @self: a command line
 *
 * Returns: (transfer none) (nullable): its command
 */
const SluiceCommand *
sluice_arguments_get_command (SluiceArguments *self)
{
  return self->command;
}

/**
 * sluice_arguments_get_family:
 * @self: a command line
 *
 * Returns: (transfer none) (nullable): the first word of a two-word command
 */
const char *
sluice_arguments_get_family (SluiceArguments *self)
{
  return self->family;
}

/**
 * sluice_arguments_has:
 * @self: a command line
 * @option: an option's long name
 *
 * Returns: whether it was given
 */
gboolean
sluice_arguments_has (SluiceArguments *self, const char *option)
{
  return find_values (self, option) != NULL;
}

/**
 * sluice_arguments_get:
 * @self: a command line
 * @option: an option's long name
 *
 * Returns: (transfer none) (nullable): its value, the last one where it was given more than once
 */
const char *
sluice_arguments_get (SluiceArguments *self, const char *option)
{
  GPtrArray *values = find_values (self, option);

  return values != NULL && values->len > 1 ? g_ptr_array_index (values, values->len - 2) : NULL;
}

/**
 * sluice_arguments_get_all:
 * @self: a command line
 * @option: an option's long name
 *
 * Returns: (transfer none): its values in order, %NULL-terminated
 */
const char *const *
sluice_arguments_get_all (SluiceArguments *self, const char *option)
{
  static const char *const none[] = { NULL };
  GPtrArray *values = find_values (self, option);

  return values != NULL ? (const char *const *) values->pdata : none;
}

/**
 * sluice_arguments_get_count:
 * @self: a command line
 *
 * Returns: how many arguments stand behind the command
 */
guint
sluice_arguments_get_count (SluiceArguments *self)
{
  return self->arguments->len;
}

/**
 * sluice_arguments_get_argument:
 * @self: a command line
 * @index: which, from 0
 *
 * Returns: (transfer none) (nullable): the argument, %NULL where there are fewer
 */
const char *
sluice_arguments_get_argument (SluiceArguments *self, guint index)
{
  return index < self->arguments->len ? g_ptr_array_index (self->arguments, index) : NULL;
}
