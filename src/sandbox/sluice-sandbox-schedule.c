/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-schedule.h"

#include "sandbox/sluice-sandbox-check.h"
#include "sandbox/sluice-sandbox-clock.h"
#include "sluice-json.h"

#include <string.h>

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
/* No delay longer than this makes sense, the shortest interval being an hour. */
#define DELAY_MAX_DIGITS 5

static const struct
{
  const char *name;
  gint64 period; /* 0: a calendar month */
  double weight; /* data of a run, in hours' worth */
} frequencies[] = {
  { "hourly", HOUR, 1 },
  { "daily", 24 * HOUR, 20 },
  { "weekly", 7 * 24 * HOUR, 110 },
  { "monthly", 0, 400 },
};

static gboolean
parse_delay (const char *text, gint64 *delay)
{
  static const struct
  {
    char unit;
    gint64 seconds;
  } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
  gsize digits = strspn (text, "0123456789");

  if (digits == 0 || digits > DELAY_MAX_DIGITS || text[digits] == '\0' || text[digits + 1] != '\0')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].unit == text[digits])
      {
        *delay = g_ascii_strtoll (text, NULL, 10) * units[i].seconds * G_USEC_PER_SEC;
        return TRUE;
      }
  return FALSE;
}

static void
check_frequency (GPtrArray *problems, JsonObject *schedule, gboolean interval)
{
  const char *names[G_N_ELEMENTS (frequencies) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (frequencies); i++)
    names[i] = frequencies[i].name;
  if (interval)
    sluice_sandbox_check_choice (problems, schedule, "schedule.frequency", names, TRUE);
  else if (sluice_sandbox_is_set (schedule, "frequency"))
    sluice_sandbox_problem (problems, "schedule.frequency", "is for the type interval only.");
}

/**
 * sluice_sandbox_schedule_check:
 * @problems: (element-type utf8): where to add what is wrong
 * @schedule: the member of a pipeline
 *
 * The rules of FACTS 7.4; a start is required for an interval (CONTRACT 7).
 */
void
sluice_sandbox_schedule_check (GPtrArray *problems, JsonObject *schedule)
{
  static const char *const types[] = { "interval", "once", "on_demand", NULL };
  const char *type = sluice_sandbox_check_choice (problems, schedule, "schedule.type", types, TRUE);
  gboolean interval = g_strcmp0 (type, "interval") == 0;
  const char *delay = sluice_sandbox_check_text (problems, schedule, "schedule.delay", FALSE);
  gint64 start = sluice_sandbox_check_time (problems, schedule, "schedule.start", interval);
  gint64 end = sluice_sandbox_check_time (problems, schedule, "schedule.end", FALSE);
  gint64 unused;

  if (type != NULL)
    check_frequency (problems, schedule, interval);
  if (delay != NULL && !parse_delay (delay, &unused))
    sluice_sandbox_problem (problems, "schedule.delay", "must be a duration such as 5m or 2h.");
  if (start != 0 && end != 0 && end <= start)
    sluice_sandbox_problem (problems, "schedule.end", "must be after schedule.start.");
}

static gboolean
is_type (JsonObject *schedule, const char *type)
{
  return g_strcmp0 (sluice_json_get_string (schedule, "type"), type) == 0;
}

static gint64
get_time (JsonObject *schedule, const char *member)
{
  gint64 time = 0;

  sluice_sandbox_clock_parse (sluice_json_get_string (schedule, member), &time);
  return time;
}

static gint64
get_delay (JsonObject *schedule)
{
  const char *text = sluice_json_get_string (schedule, "delay");
  gint64 delay = 0;

  if (text != NULL)
    parse_delay (text, &delay);
  return delay;
}

static gint64
within_end (JsonObject *schedule, gint64 time)
{
  gint64 end = get_time (schedule, "end");

  return end != 0 && time > end ? 0 : time;
}

/**
 * sluice_sandbox_schedule_first:
 * @schedule: the member of a pipeline, checked
 * @earliest: when it could run at the earliest
 *
 * A start in the past is no reason to wait: the first run reads what lies before (FACTS 7.4).
 *
 * Returns: when the first run is due, or 0 for never
 */
gint64
sluice_sandbox_schedule_first (JsonObject *schedule, gint64 earliest)
{
  if (is_type (schedule, "on_demand"))
    return 0;
  return within_end (schedule, MAX (earliest, get_time (schedule, "start") + get_delay (schedule)));
}

static guint
get_frequency (JsonObject *schedule)
{
  const char *name = sluice_json_get_string (schedule, "frequency");

  for (guint i = 0; i < G_N_ELEMENTS (frequencies); i++)
    if (g_strcmp0 (frequencies[i].name, name) == 0)
      return i;
  return 0;
}

static gint64
next_month (gint64 start, gint64 after)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);

  for (int months = 0; months < 12 * 200; months++)
    {
      g_autoptr (GDateTime) due = g_date_time_add_months (first, months);

      if (due != NULL && g_date_time_to_unix (due) * G_USEC_PER_SEC > after)
        return g_date_time_to_unix (due) * G_USEC_PER_SEC;
    }
  return 0;
}

/**
 * sluice_sandbox_schedule_next:
 * @schedule: the member of a pipeline, checked
 * @after: a time
 *
 * The start sets minute, hour and day of all runs (FACTS 7.4).
 *
 * Returns: when the first run after that time is due, or 0 for never
 */
gint64
sluice_sandbox_schedule_next (JsonObject *schedule, gint64 after)
{
  gint64 start = get_time (schedule, "start") + get_delay (schedule);
  gint64 period = frequencies[get_frequency (schedule)].period;

  if (!is_type (schedule, "interval"))
    return 0;
  if (start > after)
    return within_end (schedule, start);
  if (period == 0)
    return within_end (schedule, next_month (start, after));
  return within_end (schedule, start + ((after - start) / period + 1) * period);
}

/**
 * sluice_sandbox_schedule_get_weight:
 * @schedule: the member of a pipeline, checked
 *
 * Returns: how many times as much a run loads as an hourly one
 */
double
sluice_sandbox_schedule_get_weight (JsonObject *schedule)
{
  return frequencies[get_frequency (schedule)].weight;
}
