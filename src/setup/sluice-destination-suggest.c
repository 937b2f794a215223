/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-destination.h"

#include <string.h>

/* A slip of the pen changes hardly more than this, and hardly more than every third letter. */
#define MAX_DISTANCE 4
#define MAX_LENGTH   200

/* How many letters must be added, taken away or changed, in any case. */
static guint
measure_distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  guint row[MAX_LENGTH + 1];

  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (gsize j = 0; j < n; j++)
        {
          guint changed = diagonal + (g_ascii_tolower (a[i]) != g_ascii_tolower (b[j]) ? 1 : 0);

          diagonal = row[j + 1];
          row[j + 1] = MIN (changed, MIN (row[j], diagonal) + 1);
        }
    }
  return row[n];
}

/* The part behind the last point, or all of it. */
static const char *
get_last_part (const char *path)
{
  const char *point = strrchr (path, '.');

  return point != NULL ? point + 1 : path;
}

/* A path that only begins somewhere else: data.event_id, event_id. */
static gboolean
ends_with_path (const char *whole, const char *path)
{
  gsize more = strlen (whole) > strlen (path) ? strlen (whole) - strlen (path) : 0;

  return more > 0 && whole[more - 1] == '.' && g_ascii_strcasecmp (whole + more, path) == 0;
}

/**
 * sluice_destination_suggest:
 * @path: a destination that an event batch does not have
 *
 * Returns: (transfer full) (nullable): the one that was probably meant
 */
char *
sluice_destination_suggest (const char *path)
{
  g_autofree char *plain = sluice_destination_normalize (path);
  /* Places where people make names up are near to anything, so they count for a slip only. */
  g_auto (GStrv) fixed = sluice_destination_list ("-");
  g_auto (GStrv) all = sluice_destination_list (get_last_part (plain));
  const char *best = NULL;
  gsize length = strlen (plain);
  guint best_distance = MIN (MAX_DISTANCE, (guint) length / 3) + 1;

  if (length > MAX_LENGTH)
    return NULL;
  for (guint i = 0; fixed[i] != NULL; i++)
    if (ends_with_path (fixed[i], plain))
      return g_strdup (fixed[i]);
  for (guint i = 0; all[i] != NULL; i++)
    {
      gsize other = strlen (all[i]);
      /* By as much as their lengths differ they do at least. */
      guint least = (guint) (other > length ? other - length : length - other);
      guint distance = other <= MAX_LENGTH && least < best_distance
                           ? measure_distance (plain, all[i])
                           : G_MAXUINT;

      if (distance < best_distance && sluice_destination_is_valid (all[i]))
        {
          best = all[i];
          best_distance = distance;
        }
    }
  return g_strdup (best);
}
