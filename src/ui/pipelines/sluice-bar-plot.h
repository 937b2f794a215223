/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pipelines/sluice-bar-chart.h"

G_BEGIN_DECLS

/* Where the bars of a chart stand, and how they are drawn. Private to the chart. */

typedef struct
{
  GPtrArray *bars; /* (element-type SluiceBar): oldest first */
  guint first;     /* the first one on screen */
  guint n_shown;
  int chosen; /* -1 for none */
  int width;
  int height;
  int left; /* room for the numbers of the axis */
  gint64 top_value;
  gboolean has_values; /* or every run failed as a whole */
} SluiceBarPlot;

void sluice_bar_plot_lay_out (SluiceBarPlot *self, GtkWidget *widget);
int sluice_bar_plot_find (const SluiceBarPlot *self, GtkWidget *widget, double x);
void sluice_bar_plot_draw (const SluiceBarPlot *self, GtkWidget *widget, GtkSnapshot *snapshot);
void sluice_bar_plot_draw_swatch (GtkWidget *widget,
                                  cairo_t *cr,
                                  int width,
                                  int height,
                                  gboolean hatched);

G_END_DECLS
