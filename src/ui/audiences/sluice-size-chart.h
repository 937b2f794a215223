/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SIZE_CHART (sluice_size_chart_get_type ())

/**
 * SluiceSizeChart:
 *
 * An audience's size over time as a line, and below it who came (bars upwards) and who left (bars
 * downwards). Says the same in words to assistive technology.
 */
G_DECLARE_FINAL_TYPE (SluiceSizeChart, sluice_size_chart, SLUICE, SIZE_CHART, GtkWidget)

void sluice_size_chart_set_sizes (SluiceSizeChart *self, GArray *sizes);

G_END_DECLS
