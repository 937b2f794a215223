/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-count.h"

#include <locale.h>
#include <string.h>

#define GROUP 3

/* The C locale sets nothing apart; what is untranslated there is English, so English groups it is. */
static gboolean
locale_is_plain (void)
{
  const char *locale = setlocale (LC_NUMERIC, NULL);

  return locale == NULL || strcmp (locale, "C") == 0 || g_str_has_prefix (locale, "C.") ||
         strcmp (locale, "POSIX") == 0;
}

/**
 * sluice_count_format:
 * @count: how many
 *
 * Returns: (transfer full): it with the thousands set apart as the locale does
 */
char *
sluice_count_format (gint64 count)
{
  GString *text;

  if (!locale_is_plain ())
    return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
  text = g_string_new (NULL);
  g_string_printf (text, "%" G_GINT64_FORMAT, count);
  for (gssize at = (gssize) text->len - GROUP; at > (count < 0 ? 1 : 0); at -= GROUP)
    g_string_insert_c (text, at, ',');
  return g_string_free (text, FALSE);
}
