/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience-movement.h"

#include <glib/gi18n.h>

#include "sluice-count.h"
#include "sluice-usual.h"

/* Sizes are compared a day apart, or the last minutes would count as all there ever was. Less than a
 * day, so that somebody who looks each morning is served. */
#define LEAST_DISTANCE (12 * G_TIME_SPAN_HOUR)
/* An audience moves less than the records of a run do: a fifth of the median is always usual. */
#define ALWAYS_USUAL 5
/* What has hardly changed is written down once an hour. */
#define LEAST_AGE G_TIME_SPAN_HOUR

/* Newest first, at least half a day apart; where the newest one is, size is what is there now. */
static GArray *
thin_out (GArray *sizes)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = G_MAXINT64;

  for (guint i = sizes->len; i > 0 && chosen->len < SLUICE_USUAL_RUNS; i--)
    {
      const SluiceAudienceSize *size = &g_array_index (sizes, SluiceAudienceSize, i - 1);

      if (size->size < 0 || before - size->at < LEAST_DISTANCE)
        continue;
      g_array_append_val (chosen, size->size);
      before = size->at;
    }
  return chosen;
}

/**
 * sluice_audience_movement_judge:
 * @sizes: (element-type SluiceAudienceSize): the sizes seen before, oldest first
 * @size: the size now; -1 where not told
 *
 * A size is usual within six times the median distance of the median of up to fourteen earlier days, and
 * always within a fifth of that median.
 *
 * Returns: (transfer full) (nullable): why the size is far off the usual, translated; %NULL if it is
 *   not, or if too little is known
 */
char *
sluice_audience_movement_judge (GArray *sizes, gint64 size)
{
  g_autoptr (GArray) chosen = thin_out (sizes);
  g_autofree char *count = NULL;
  g_autofree char *lowest = NULL;
  g_autofree char *highest = NULL;
  SluiceUsual usual;

  if (size < 0 ||
      !sluice_usual_learn_within ((const gint64 *) (gpointer) chosen->data, chosen->len,
                                  ALWAYS_USUAL, &usual) ||
      (size >= usual.lowest && size <= usual.highest))
    return NULL;
  count = sluice_count_format (size);
  lowest = sluice_count_format (usual.lowest);
  highest = sluice_count_format (usual.highest);
  if (size < usual.lowest)
    return g_strdup_printf (_ ("It dropped to %s members; by its last days, %s to %s would be "
                               "usual. Look whether the pipeline behind it still loads its data."),
                            count, lowest, highest);
  return g_strdup_printf (_ ("It jumped to %s members; by its last days, %s to %s would be usual. "
                             "Look whether its definition or the data behind it changed."),
                          count, lowest, highest);
}

/**
 * sluice_audience_movement_is_news:
 * @sizes: (element-type SluiceAudienceSize): what was written down, oldest first
 * @seen: what is there now
 *
 * Returns: whether it is worth writing down: it moved by more than a hundredth, or an hour went by
 */
gboolean
sluice_audience_movement_is_news (GArray *sizes, const SluiceAudienceSize *seen)
{
  const SluiceAudienceSize *last;

  if (seen->size < 0)
    return FALSE;
  if (sizes->len == 0)
    return TRUE;
  last = &g_array_index (sizes, SluiceAudienceSize, sizes->len - 1);
  return seen->at - last->at >= LEAST_AGE || ABS (seen->size - last->size) > last->size / 100;
}
