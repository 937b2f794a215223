/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What all benchmarks share: samples, and the row that is printed of them. A median is not decided by
 * what else the machine does for a moment; what is compared is measured in turns. */

#define bench_samples_new() g_array_new (FALSE, FALSE, sizeof (double))

/* Milliseconds since a g_get_monotonic_time(). */
double bench_since (gint64 start);
/* Milliseconds of the processor that this thread has used: what work costs by itself. */
double bench_work (void);

void bench_add (GArray *samples, double value);
double bench_median (GArray *samples);

void bench_print_header (void);
void bench_print (const char *name, GArray *samples, const char *unit);
void bench_print_value (const char *name, double value, const char *unit);
/* Returns whether the value keeps below the limit, and says so where it does not. */
gboolean bench_keeps (const char *name, double value, double limit);

double bench_cpu_seconds (void);
double bench_memory_mib (const char *member);

G_END_DECLS
