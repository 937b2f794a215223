/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SPARKLINE (sluice_sparkline_get_type ())

/**
 * SluiceSparkline:
 *
 * The recent runs of a pipeline at a glance: a bar for each, as high as its records. A run that failed is
 * a hollow bar, so that it is told apart without colour.
 */
G_DECLARE_FINAL_TYPE (SluiceSparkline, sluice_sparkline, SLUICE, SPARKLINE, GtkWidget)

/* How many runs it shows at most. */
#define SLUICE_SPARKLINE_RUNS 16

void sluice_sparkline_set_records (SluiceSparkline *self, GPtrArray *records);

G_END_DECLS
