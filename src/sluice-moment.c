/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-moment.h"

#include <glib/gi18n.h>

/* How near a day is to today decides how much of it has to be said. */
typedef enum
{
  DAY_TODAY,
  DAY_YESTERDAY,
  DAY_TOMORROW,
  DAY_THIS_YEAR,
  DAY_OTHER_YEAR,
  N_DAYS,
} Day;

static const char *const moment_formats[N_DAYS] = {
  /* Translators: these are times as strftime() writes them */
  [DAY_TODAY] = N_ ("Today, %H:%M"),           [DAY_YESTERDAY] = N_ ("Yesterday, %H:%M"),
  [DAY_TOMORROW] = N_ ("Tomorrow, %H:%M"),     [DAY_THIS_YEAR] = N_ ("%b %-d, %H:%M"),
  [DAY_OTHER_YEAR] = N_ ("%b %-d, %Y, %H:%M"),
};

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static Day
judge_day (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);

  if (is_same_day (time, now))
    return DAY_TODAY;
  if (is_same_day (time, yesterday))
    return DAY_YESTERDAY;
  if (is_same_day (time, tomorrow))
    return DAY_TOMORROW;
  return g_date_time_get_year (time) == g_date_time_get_year (now) ? DAY_THIS_YEAR : DAY_OTHER_YEAR;
}

/* Both on the clock that @now is read from; without it, on the clock of this computer. */
static void
settle (GDateTime *time, GDateTime *now, GDateTime **local_time, GDateTime **local_now)
{
  *local_now = now != NULL ? g_date_time_ref (now) : g_date_time_new_now_local ();
  *local_time = g_date_time_to_timezone (time, g_date_time_get_timezone (*local_now));
}

/**
 * sluice_moment_describe:
 * @time: a point in time
 * @now: (nullable): what today is, and on which clock; %NULL for this computer's
 *
 * Returns: (transfer full): its day, as far as it has to be said, and its time, translated
 */
char *
sluice_moment_describe (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) today = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  settle (time, now, &local, &today);
  return g_date_time_format (local, _ (moment_formats[judge_day (local, today)]));
}

/**
 * sluice_moment_describe_day:
 * @time: a point in time
 * @now: (nullable): what today is, and on which clock; %NULL for this computer's
 *
 * Returns: (transfer full): its day without the time, short, translated
 */
char *
sluice_moment_describe_day (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) today = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  settle (time, now, &local, &today);
  if (judge_day (local, today) == DAY_OTHER_YEAR)
    /* Translators: month, day and year, as strftime() writes them */
    return g_date_time_format (local, _ ("%b %-d, %Y"));
  /* Translators: month and day, as strftime() writes them */
  return g_date_time_format (local, _ ("%b %-d"));
}

/**
 * sluice_moment_describe_span:
 * @from: (nullable): where a span of time begins, %NULL if it does not say
 * @to: (nullable): where it ends, %NULL if it does not say
 * @now: (nullable): what today is, and on which clock; %NULL for this computer's
 *
 * Returns: (transfer full): both in one, without the day that they share, translated; a dash where
 *   neither is known
 */
char *
sluice_moment_describe_span (GDateTime *from, GDateTime *to, GDateTime *now)
{
  g_autofree char *start = from != NULL ? sluice_moment_describe (from, now) : NULL;
  g_autofree char *end = to != NULL ? sluice_moment_describe (to, now) : NULL;

  if (start != NULL && end != NULL)
    {
      g_autoptr (GDateTime) local = NULL;
      g_autoptr (GDateTime) today = NULL;
      g_autoptr (GDateTime) first = NULL;
      g_autoptr (GDateTime) unused = NULL;

      settle (to, now, &local, &today);
      settle (from, now, &first, &unused);
      if (is_same_day (first, local))
        {
          g_free (end);
          end = g_date_time_format (local, "%H:%M");
        }
      /* Translators: from when to when */
      return g_strdup_printf (_ ("%s – %s"), start, end);
    }
  if (end != NULL)
    /* Translators: a span of time that has an end only */
    return g_strdup_printf (_ ("Until %s"), end);
  if (start != NULL)
    /* Translators: a span of time that has a beginning only */
    return g_strdup_printf (_ ("From %s"), start);
  return g_strdup ("–");
}

/**
 * sluice_moment_describe_exactly:
 * @time: a point in time; it is told on its own clock
 * @now: (nullable): what this year is; %NULL to read this computer's clock
 *
 * Returns: (transfer full): its day of the week, day, time and time zone, translated
 */
char *
sluice_moment_describe_exactly (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) here = NULL;
  g_autoptr (GDateTime) today = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  settle (time, now, &here, &today);
  if (g_date_time_get_year (here) != g_date_time_get_year (today))
    /* Translators: day of the week, month, day, year, time and time zone, as strftime() writes them */
    return g_date_time_format (time, _ ("%a, %b %-d, %Y, %H:%M %Z"));
  /* Translators: day of the week, month, day, time and time zone, as strftime() writes them */
  return g_date_time_format (time, _ ("%a, %b %-d, %H:%M %Z"));
}
