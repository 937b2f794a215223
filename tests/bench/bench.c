/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "bench.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

double
bench_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

double
bench_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1000000.0;
}

void
bench_add (GArray *samples, double value)
{
  g_array_append_val (samples, value);
}

static gint
compare_values (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
bench_median (GArray *samples)
{
  g_return_val_if_fail (samples->len > 0, 0);

  g_array_sort (samples, compare_values);
  return g_array_index (samples, double, samples->len / 2);
}

void
bench_print_header (void)
{
  g_print ("%-52s %10s %10s %10s  %s\n", "name", "median", "min", "max", "unit");
}

void
bench_print (const char *name, GArray *samples, const char *unit)
{
  double median = bench_median (samples);

  g_print ("%-52s %10.3f %10.3f %10.3f  %s\n", name, median, g_array_index (samples, double, 0),
           g_array_index (samples, double, samples->len - 1), unit);
}

void
bench_print_value (const char *name, double value, const char *unit)
{
  g_print ("%-52s %10.3f %10.3f %10.3f  %s\n", name, value, value, value, unit);
}

gboolean
bench_keeps (const char *name, double value, double limit)
{
  if (value < limit)
    return TRUE;
  g_print ("%s: %.3f, should be below %.3f\n", name, value, limit);
  return FALSE;
}

static double
to_seconds (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / G_USEC_PER_SEC;
}

/* What this process has used of the processor, all its threads together. */
double
bench_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return to_seconds (usage.ru_utime) + to_seconds (usage.ru_stime);
}

/* A member of this process's /proc status: VmRSS now, VmHWM at most. */
double
bench_memory_mib (const char *member)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, member);
  return line != NULL ? g_ascii_strtod (line + strlen (member) + 1, NULL) / 1024.0 : 0;
}
