/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SluiceBar:
 * @good: records that went through, never negative
 * @bad: records that failed, never negative
 * @went_wrong: whether it is marked although no record failed
 * @label: what stands below it, short
 * @description: what it says in one sentence
 *
 * One bar of a chart.
 */
typedef struct
{
  gint64 good;
  gint64 bad;
  gboolean went_wrong;
  char *label;
  char *description;
} SluiceBar;

void sluice_bar_free (SluiceBar *bar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceBar, sluice_bar_free)

#define SLUICE_TYPE_BAR_CHART (sluice_bar_chart_get_type ())

/**
 * SluiceBarChart:
 *
 * Records over time, a bar for each run or day; what failed is hatched, so that it is told apart without
 * colour. The newest bars that fit are shown; the arrow keys, Home and End go from bar to bar, also to the
 * older ones. Property "description": what the chosen bar says, or how to choose one.
 */
G_DECLARE_FINAL_TYPE (SluiceBarChart, sluice_bar_chart, SLUICE, BAR_CHART, GtkWidget)

void sluice_bar_chart_take_bars (SluiceBarChart *self, GPtrArray *bars);

G_END_DECLS
