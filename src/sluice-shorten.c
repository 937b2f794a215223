/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-shorten.h"

#include <string.h>

/* Longer than every sentence of ours with names of a usual length in it, in characters. */
#define MOST 500
/* So much of a longer one's end is kept, since what to do stands there. */
#define END 180

/**
 * sluice_shorten_message:
 * @message: a sentence that may repeat something of any length, such as a value of a file
 *
 * Returns: (transfer full): the sentence as valid UTF-8; of a long one the begin and the end, with an
 *   ellipsis for what is between them
 */
char *
sluice_shorten_message (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *begin = NULL;
  const char *end = NULL;

  if (strlen (valid) <= MOST || g_utf8_strlen (valid, -1) <= MOST)
    return g_steal_pointer (&valid);
  begin = g_utf8_substring (valid, 0, MOST - END - 1);
  end = g_utf8_offset_to_pointer (valid, g_utf8_strlen (valid, -1) - END);
  return g_strconcat (begin, "…", end, NULL);
}
