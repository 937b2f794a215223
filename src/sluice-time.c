/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-time.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/**
 * sluice_time_parse:
 * @text: (nullable): an ISO 8601 time; without an offset it is taken as UTC, and a plain date as its
 *   midnight, since the API's own examples leave the offset out (FACTS 3)
 *
 * Returns: (transfer full) (nullable): the time in UTC
 */
GDateTime *
sluice_time_parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *midnight = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    {
      midnight = g_strconcat (text, "T00:00:00Z", NULL);
      time = g_date_time_new_from_iso8601 (midnight, utc);
    }
  return time != NULL ? g_date_time_to_utc (time) : NULL;
}

/**
 * sluice_time_format:
 * @time: (nullable): a time
 *
 * Returns: (transfer full) (nullable): RFC 3339 in UTC, to the second, ending in Z
 */
char *
sluice_time_format (GDateTime *time)
{
  g_autoptr (GDateTime) utc = NULL;

  if (time == NULL)
    return NULL;
  utc = g_date_time_to_utc (time);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * sluice_time_parse_http_date:
 * @text: (nullable): the value of a Date or Retry-After header
 *
 * Returns: (transfer full) (nullable): the time in UTC
 */
GDateTime *
sluice_time_parse_http_date (const char *text)
{
  return text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
}

/**
 * sluice_time_describe_duration:
 * @seconds: a length of time, not negative
 *
 * Returns: (transfer full): it in words, in one unit or two, translated
 */
char *
sluice_time_describe_duration (gint64 seconds)
{
  gint64 minutes = seconds / 60;
  gint64 hours = minutes / 60;
  gint64 days = hours / 24;

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%d second", "%d seconds", (gulong) seconds), (int) seconds);
  if (minutes < 60)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), (int) minutes);
  if (hours < 24 && minutes % 60 != 0)
    /* Translators: hours and minutes, for example "3 h 20 min" */
    return g_strdup_printf (_ ("%d h %d min"), (int) hours, (int) (minutes % 60));
  if (hours < 24)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), (int) hours);
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

static char *
describe_past (int days, int hours, int minutes, int seconds)
{
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) days), days);
  if (hours > 0 && minutes > 0)
    return g_strdup_printf (_ ("%d h %d min ago"), hours, minutes);
  if (hours > 0)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) hours), hours);
  if (minutes > 0)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes),
                            minutes);
  return g_strdup_printf (ngettext ("%d second ago", "%d seconds ago", (gulong) seconds), seconds);
}

static char *
describe_future (int days, int hours, int minutes, int seconds)
{
  if (days > 0)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
  if (hours > 0 && minutes > 0)
    return g_strdup_printf (_ ("in %d h %d min"), hours, minutes);
  if (hours > 0)
    return g_strdup_printf (ngettext ("in %d hour", "in %d hours", (gulong) hours), hours);
  if (minutes > 0)
    return g_strdup_printf (ngettext ("in %d minute", "in %d minutes", (gulong) minutes), minutes);
  return g_strdup_printf (ngettext ("in %d second", "in %d seconds", (gulong) seconds), seconds);
}

/**
 * sluice_time_describe_distance:
 * @seconds: how far ahead a moment is; a negative number lies in the past
 *
 * Sentences of their own, because the unit changes its form in many languages: “3 Tage”, but “vor 3
 * Tagen”.
 *
 * Returns: (transfer full): it in words, in one unit or two, translated
 */
char *
sluice_time_describe_distance (gint64 seconds)
{
  gint64 length = ABS (seconds);
  gint64 minutes = length / 60;
  gint64 hours = minutes / 60;

  return (seconds < 0 ? describe_past : describe_future) ((int) (hours / 24), (int) (hours % 24),
                                                          (int) (minutes % 60), (int) length);
}
