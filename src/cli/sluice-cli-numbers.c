/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "cli/sluice-cli-numbers.h"

#include <glib/gi18n.h>

/**
 * sluice_cli_get_number:
 * @cli: a run
 * @option: an option's long name
 * @least: the least it may be
 * @most: the most it may be
 * @number: (inout): its value; stays as it is where the option was not given
 * @error: return location for a %SLUICE_CLI_ERROR_USAGE
 *
 * Returns: whether the option is a number in the range, or was not given
 */
gboolean
sluice_cli_get_number (SluiceCli *cli,
                       const char *option,
                       guint least,
                       guint most,
                       guint *number,
                       GError **error)
{
  const char *text = sluice_cli_get_option (cli, option);
  g_autofree char *remedy = NULL;
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, least, most, &value, NULL))
    {
      *number = (guint) value;
      return TRUE;
    }
  remedy = g_strdup_printf (_ ("Give a whole number from %u to %u."), least, most);
  sluice_cli_error_set (error, SLUICE_CLI_ERROR_USAGE, remedy, _ ("--%s cannot be “%s”."), option,
                        text);
  return FALSE;
}

/**
 * sluice_cli_format_count:
 * @count: a number, negative where it is not known
 *
 * Returns: (transfer full): the number for a table, "–" where it is not known
 */
char *
sluice_cli_format_count (gint64 count)
{
  return count < 0 ? g_strdup ("–") : g_strdup_printf ("%" G_GINT64_FORMAT, count);
}
