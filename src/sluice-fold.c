/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-fold.h"

/**
 * sluice_fold:
 * @text: what is searched, or searched for
 *
 * Returns: (transfer full): the same for all the ways to write it, in upper or lower case, and with
 *   letters that Unicode has more than once; empty where @text is not UTF-8
 */
char *
sluice_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}
