/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many runs before it a run is compared with. */
#define SLUICE_USUAL_RUNS 14

/**
 * SluiceUsual:
 * @runs: how many runs it is judged by
 * @median: their median
 * @lowest: the least that is still usual
 * @highest: the most that is still usual
 *
 * What number of records is usual for a pipeline. The median and the median of the distances from it are
 * not moved by one run that went astray.
 */
typedef struct
{
  guint runs;
  gint64 median;
  gint64 lowest;
  gint64 highest;
} SluiceUsual;

gboolean
sluice_usual_learn_within (const gint64 *records, guint n_records, gint64 part, SluiceUsual *usual);
gboolean sluice_usual_learn (const gint64 *records, guint n_records, SluiceUsual *usual);
char *sluice_usual_describe (const SluiceUsual *usual, gint64 records);

G_END_DECLS
