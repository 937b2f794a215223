/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-schedule.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "sluice-time.h"

/* Nothing waits longer than this before a run; a larger number is a slip and not a delay. */
#define MAX_DELAY_SECONDS (366 * 24 * 3600)

typedef enum
{
  FREQUENCY_UNKNOWN,
  FREQUENCY_HOURLY,
  FREQUENCY_DAILY,
  FREQUENCY_WEEKLY,
  FREQUENCY_MONTHLY,
} Frequency;

typedef struct
{
  const char *name;
  gint64 seconds; /* 0 where the length varies */
} FrequencyInfo;

static const FrequencyInfo frequencies[] = {
  [FREQUENCY_UNKNOWN] = { "", 0 },
  [FREQUENCY_HOURLY] = { "hourly", 3600 },
  [FREQUENCY_DAILY] = { "daily", 24 * 3600 },
  [FREQUENCY_WEEKLY] = { "weekly", 7 * 24 * 3600 },
  [FREQUENCY_MONTHLY] = { "monthly", 0 },
};

/* A schedule object, read once. */
typedef struct
{
  const char *type; /* never NULL */
  Frequency frequency;
  const char *frequency_name; /* as the server wrote it; never NULL */
  GDateTime *start;
  GDateTime *end;
  gint64 delay; /* seconds */
} Schedule;

static void
schedule_clear (Schedule *schedule)
{
  g_clear_pointer (&schedule->start, g_date_time_unref);
  g_clear_pointer (&schedule->end, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Schedule, schedule_clear)

static gint64
unit_seconds (char unit)
{
  switch (unit)
    {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3600;
    case 'd':
      return 24 * 3600;
    default:
      return 0;
    }
}

/* "5m", "2h", "1h30m" (FACTS 7.4); what cannot be read delays nothing. */
static gint64
parse_delay (const char *text)
{
  gint64 total = 0;

  while (text != NULL && *text != '\0')
    {
      char *end = NULL;
      guint64 number = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;
      gint64 unit = end != NULL ? unit_seconds (g_ascii_tolower (*end)) : 0;

      if (unit == 0 || number > MAX_DELAY_SECONDS)
        return 0;
      total += (gint64) number * unit;
      if (total > MAX_DELAY_SECONDS)
        return 0;
      text = end + 1;
    }
  return total;
}

static Frequency
parse_frequency (const char *text)
{
  for (guint i = FREQUENCY_HOURLY; i < G_N_ELEMENTS (frequencies); i++)
    if (g_ascii_strcasecmp (text, frequencies[i].name) == 0)
      return (Frequency) i;
  return FREQUENCY_UNKNOWN;
}

static void
schedule_read (Schedule *schedule, JsonObject *object)
{
  const char *type = sluice_json_get_string (object, "type");
  const char *frequency = sluice_json_get_string (object, "frequency");

  schedule->frequency_name = frequency != NULL ? frequency : "";
  schedule->frequency = parse_frequency (schedule->frequency_name);
  /* A frequency alone still says that it repeats. */
  schedule->type = type != NULL ? type : frequency != NULL ? "interval" : "";
  schedule->start = sluice_time_parse (sluice_json_get_string (object, "start"));
  schedule->end = sluice_time_parse (sluice_json_get_string (object, "end"));
  schedule->delay = parse_delay (sluice_json_get_string (object, "delay"));
}

static gboolean
schedule_repeats (const Schedule *schedule)
{
  return g_ascii_strcasecmp (schedule->type, "interval") == 0 &&
         schedule->frequency != FREQUENCY_UNKNOWN && schedule->start != NULL;
}

/* The n-th time it is due, counted from its start. Months are counted from the start as well, so that
 * a 31st comes back after a shorter month. */
static GDateTime *
schedule_occurrence (const Schedule *schedule, gint64 n)
{
  gint64 seconds = frequencies[schedule->frequency].seconds;

  if (n < 0 || n > G_MAXINT / 2)
    return NULL;
  if (seconds == 0)
    return g_date_time_add_months (schedule->start, (int) n);
  return g_date_time_add_hours (schedule->start, (int) (n * (seconds / 3600)));
}

/* How many times it was due up to and including time. */
static gint64
schedule_count_until (const Schedule *schedule, GDateTime *time)
{
  gint64 seconds = frequencies[schedule->frequency].seconds;
  gint64 passed = g_date_time_difference (time, schedule->start);
  gint64 months;

  if (passed < 0)
    return 0;
  if (seconds != 0)
    return passed / (seconds * G_TIME_SPAN_SECOND) + 1;

  months = (g_date_time_get_year (time) - g_date_time_get_year (schedule->start)) * 12 +
           g_date_time_get_month (time) - g_date_time_get_month (schedule->start);
  {
    g_autoptr (GDateTime) due = schedule_occurrence (schedule, months);

    return due != NULL && g_date_time_compare (due, time) <= 0 ? months + 1 : months;
  }
}

static gboolean
schedule_has_ended (const Schedule *schedule, GDateTime *due)
{
  return schedule->end != NULL && g_date_time_compare (due, schedule->end) > 0;
}

/* The n-th run, its delay included; NULL where there is none. */
static GDateTime *
schedule_run_at (const Schedule *schedule, gint64 n)
{
  g_autoptr (GDateTime) due = schedule_occurrence (schedule, n);

  if (due == NULL || schedule_has_ended (schedule, due))
    return NULL;
  return g_date_time_add_seconds (due, (double) schedule->delay);
}

/* The time whose due runs have begun by now, that is, now without the delay. */
static GDateTime *
schedule_without_delay (const Schedule *schedule, GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (now);

  return g_date_time_add_seconds (utc, (double) -schedule->delay);
}

static GDateTime *
schedule_single_run (const Schedule *schedule)
{
  if (g_ascii_strcasecmp (schedule->type, "once") != 0 || schedule->start == NULL)
    return NULL;
  return g_date_time_add_seconds (schedule->start, (double) schedule->delay);
}

/**
 * sluice_schedule_next_run:
 * @schedule: (nullable): a pipeline's schedule
 * @after: the time now
 *
 * When the pipeline is due next (FACTS 7.4): an interval counts from its start, whose minute, hour, day
 * of the week and day of the month it keeps; a month too short for the day takes its last day.
 *
 * Returns: (transfer full) (nullable): a time later than @after, in UTC; %NULL if none is due, or if
 *   the schedule does not say
 */
GDateTime *
sluice_schedule_next_run (JsonObject *schedule, GDateTime *after)
{
  g_auto (Schedule) self = { 0 };
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) single = NULL;

  g_return_val_if_fail (after != NULL, NULL);

  schedule_read (&self, schedule);
  single = schedule_single_run (&self);
  if (single != NULL)
    return g_date_time_compare (single, after) > 0 ? g_steal_pointer (&single) : NULL;
  if (!schedule_repeats (&self))
    return NULL;
  now = schedule_without_delay (&self, after);
  return now != NULL ? schedule_run_at (&self, schedule_count_until (&self, now)) : NULL;
}

/**
 * sluice_schedule_previous_run:
 * @schedule: (nullable): a pipeline's schedule
 * @before: the time now
 *
 * Returns: (transfer full) (nullable): when the latest run was due, at @before or earlier; %NULL if
 *   none was, or if the schedule does not say
 */
GDateTime *
sluice_schedule_previous_run (JsonObject *schedule, GDateTime *before)
{
  g_auto (Schedule) self = { 0 };
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) single = NULL;

  g_return_val_if_fail (before != NULL, NULL);

  schedule_read (&self, schedule);
  single = schedule_single_run (&self);
  if (single != NULL)
    return g_date_time_compare (single, before) <= 0 ? g_steal_pointer (&single) : NULL;
  if (!schedule_repeats (&self))
    return NULL;
  now = schedule_without_delay (&self, before);
  if (now == NULL)
    return NULL;
  if (self.end != NULL && g_date_time_compare (self.end, now) < 0)
    {
      g_date_time_unref (now);
      now = g_date_time_ref (self.end);
    }
  return schedule_run_at (&self, schedule_count_until (&self, now) - 1);
}

/**
 * sluice_schedule_next_runs:
 * @schedule: (nullable): a pipeline's schedule
 * @after: the time now
 * @count: how many to give at most
 *
 * Returns: (transfer full) (element-type GDateTime): the next times, earliest first; may be empty
 */
GPtrArray *
sluice_schedule_next_runs (JsonObject *schedule, GDateTime *after, guint count)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_date_time_unref);
  GDateTime *last = after;

  while (runs->len < count)
    {
      GDateTime *next = sluice_schedule_next_run (schedule, last);

      if (next == NULL)
        break;
      g_ptr_array_add (runs, next);
      last = next;
    }
  return runs;
}

static const char *
weekday_name (int day)
{
  static const char *const names[] = {
    N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
    N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
  };

  return _ (names[(day - 1) % 7]);
}

static char *
describe_monthly (int day, const char *clock)
{
  if (day > 28)
    /* Translators: "Runs every month on day 31 (in shorter months on the last day) at 00:15 UTC." */
    return g_strdup_printf (
        _ ("Runs every month on day %d (in shorter months on the last day) at %s UTC."), day,
        clock);
  return g_strdup_printf (_ ("Runs every month on day %d at %s UTC."), day, clock);
}

static char *
describe_interval (const Schedule *schedule)
{
  g_autofree char *clock = NULL;

  if (!schedule_repeats (schedule))
    return g_strdup_printf (_ ("Runs “%s”; its schedule does not say when."),
                            *schedule->frequency_name != '\0' ? schedule->frequency_name
                                                              : schedule->type);
  clock = g_date_time_format (schedule->start, "%H:%M");
  switch (schedule->frequency)
    {
    case FREQUENCY_HOURLY:
      /* Translators: the number is the minute of the hour, as in "at :15" */
      return g_strdup_printf (_ ("Runs every hour at :%02d UTC."),
                              g_date_time_get_minute (schedule->start));
    case FREQUENCY_DAILY:
      return g_strdup_printf (_ ("Runs every day at %s UTC."), clock);
    case FREQUENCY_WEEKLY:
      /* Translators: a day of the week and a time, "Runs every week on Monday at 00:15 UTC." */
      return g_strdup_printf (_ ("Runs every week on %s at %s UTC."),
                              weekday_name (g_date_time_get_day_of_week (schedule->start)), clock);
    case FREQUENCY_MONTHLY:
      return describe_monthly (g_date_time_get_day_of_month (schedule->start), clock);
    case FREQUENCY_UNKNOWN:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static char *
describe_once (const Schedule *schedule)
{
  g_autofree char *when = NULL;

  if (schedule->start == NULL)
    return g_strdup (_ ("Runs once, soon after it was created."));
  when = g_date_time_format (schedule->start, "%Y-%m-%d %H:%M");
  return g_strdup_printf (_ ("Runs once, at %s UTC."), when);
}

static char *
describe_type (const Schedule *schedule)
{
  if (g_ascii_strcasecmp (schedule->type, "once") == 0)
    return describe_once (schedule);
  if (g_ascii_strcasecmp (schedule->type, "on_demand") == 0)
    return g_strdup (_ ("Runs when you start it."));
  if (*schedule->type == '\0')
    return g_strdup (_ ("It has no schedule."));
  return describe_interval (schedule);
}

/* Two whole sentences behind one another. */
static char *
join_sentences (char *first, char *second)
{
  /* Translators: two complete sentences; change only what stands between them */
  char *joined = g_strdup_printf (C_ ("sentences", "%s %s"), first, second);

  g_free (first);
  g_free (second);
  return joined;
}

/**
 * sluice_schedule_describe:
 * @schedule: (nullable): a pipeline's schedule
 *
 * Returns: (transfer full): the schedule in one to three sentences, translated; times in UTC, as the
 *   server counts them
 */
char *
sluice_schedule_describe (JsonObject *schedule)
{
  g_auto (Schedule) self = { 0 };
  char *text;

  schedule_read (&self, schedule);
  text = describe_type (&self);
  if (self.delay > 0)
    {
      g_autofree char *wait = sluice_time_describe_duration (self.delay);

      text = join_sentences (text, g_strdup_printf (_ ("Each run waits %s first."), wait));
    }
  if (self.end != NULL && schedule_repeats (&self))
    {
      g_autofree char *end = g_date_time_format (self.end, "%Y-%m-%d %H:%M");

      text = join_sentences (text, g_strdup_printf (_ ("It stops after %s UTC."), end));
    }
  return text;
}

/**
 * sluice_schedule_describe_from:
 * @schedule: (nullable): a schedule
 * @now: the time now
 *
 * Returns: (transfer full): as sluice_schedule_describe(), and where it has not begun yet, when it
 *   does
 */
char *
sluice_schedule_describe_from (JsonObject *schedule, GDateTime *now)
{
  g_auto (Schedule) self = { 0 };
  g_autofree char *day = NULL;
  char *text = sluice_schedule_describe (schedule);

  schedule_read (&self, schedule);
  if (!schedule_repeats (&self) || g_date_time_compare (self.start, now) <= 0)
    return text;
  /* Translators: a date as g_date_time_format() writes it, as in "1 December 2026 at 00:15" */
  day = g_date_time_format (self.start, _ ("%-d %B %Y at %H:%M"));
  return join_sentences (text, g_strdup_printf (_ ("The first run is on %s UTC."), day));
}
