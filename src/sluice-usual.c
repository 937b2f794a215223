/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-usual.h"

#include <glib/gi18n.h>

#include "sluice-count.h"

/* With fewer runs nothing is usual yet. */
#define LEAST_RUNS 5
/* So many times the median distance. For a normal spread, 1.4826 of them are a standard deviation, so
 * this is about four of these. */
#define DISTANCES 6
/* Small numbers jump; nobody wants to hear that 2 records came instead of 9. */
#define LEAST_DISTANCE 20

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gint64
median (GArray *numbers)
{
  guint middle = numbers->len / 2;
  gint64 upper;
  gint64 lower;

  g_array_sort (numbers, compare);
  upper = g_array_index (numbers, gint64, middle);
  lower = g_array_index (numbers, gint64, (numbers->len - 1) / 2);
  return lower + (upper - lower) / 2;
}

/**
 * sluice_usual_learn_within:
 * @records: numbers of one kind, newest first; negative where not told
 * @n_records: how many; more than %SLUICE_USUAL_RUNS are not looked at
 * @part: which part of the median is always usual: 2 for half of it, 5 for a fifth
 * @usual: (out): what is usual
 *
 * A number is usual within six median distances of the median, and always within that part of the
 * median and twenty of it.
 *
 * Returns: whether there are enough numbers to tell
 */
gboolean
sluice_usual_learn_within (const gint64 *records, guint n_records, gint64 part, SluiceUsual *usual)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 allowed;

  for (guint i = 0; i < n_records && numbers->len < SLUICE_USUAL_RUNS; i++)
    if (records[i] >= 0)
      g_array_append_val (numbers, records[i]);
  if (numbers->len < LEAST_RUNS)
    return FALSE;
  usual->runs = numbers->len;
  usual->median = median (numbers);
  for (guint i = 0; i < numbers->len; i++)
    g_array_index (numbers, gint64, i) = ABS (g_array_index (numbers, gint64, i) - usual->median);
  allowed = MAX (DISTANCES * median (numbers), usual->median / part);
  allowed = MAX (allowed, LEAST_DISTANCE);
  usual->lowest = MAX (usual->median - allowed, 0);
  usual->highest = usual->median + allowed;
  return TRUE;
}

/**
 * sluice_usual_learn:
 * @records: the records of the latest runs, newest first; negative where not told
 * @n_records: how many; more than %SLUICE_USUAL_RUNS are not looked at
 * @usual: (out): what is usual
 *
 * A run is usual within six median distances of the median, and always within half the median and
 * twenty records of it.
 *
 * Returns: whether there are enough runs to tell
 */
gboolean
sluice_usual_learn (const gint64 *records, guint n_records, SluiceUsual *usual)
{
  return sluice_usual_learn_within (records, n_records, 2, usual);
}

/**
 * sluice_usual_describe:
 * @usual: what is usual
 * @records: the records of a run
 *
 * Returns: (transfer full) (nullable): why the run is out of the usual, translated; %NULL if it is not
 */
char *
sluice_usual_describe (const SluiceUsual *usual, gint64 records)
{
  g_autofree char *count = NULL;
  g_autofree char *lowest = NULL;
  g_autofree char *highest = NULL;
  g_autofree char *middle = NULL;

  if (records < 0 || (records >= usual->lowest && records <= usual->highest))
    return NULL;
  count = sluice_count_format (records);
  middle = sluice_count_format (usual->median);
  lowest = sluice_count_format (usual->lowest);
  highest = sluice_count_format (usual->highest);
  return g_strdup_printf (
      ngettext (
          "%s records came through. The %u run before it had %s in the middle; %s to %s would "
          "be usual.",
          "%s records came through. The %u runs before it had %s in the middle; %s to %s would "
          "be usual.",
          usual->runs),
      count, usual->runs, middle, lowest, highest);
}
