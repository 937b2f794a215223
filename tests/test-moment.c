/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-moment.h"

#include "sluice-count.h"
#include "sluice-time.h"

/* Noon of the first day of a month, so that yesterday is another month. */
#define NOW "2026-12-01T12:00:00Z"

static void
test_moments (void)
{
  static const struct
  {
    const char *time;
    const char *moment;
    const char *day;
  } cases[] = {
    { "2026-12-01T00:00:00Z", "Today, 00:00", "Dec 1" },
    { "2026-12-01T23:59:59Z", "Today, 23:59", "Dec 1" },
    { "2026-11-30T23:59:00Z", "Yesterday, 23:59", "Nov 30" },
    { "2026-12-02T01:02:00Z", "Tomorrow, 01:02", "Dec 2" },
    { "2026-11-29T08:05:00Z", "Nov 29, 08:05", "Nov 29" },
    { "2026-01-01T00:00:00Z", "Jan 1, 00:00", "Jan 1" },
    { "2025-12-01T12:00:00Z", "Dec 1, 2025, 12:00", "Dec 1, 2025" },
    { "2027-01-09T12:00:00Z", "Jan 9, 2027, 12:00", "Jan 9, 2027" },
  };
  g_autoptr (GDateTime) now = sluice_time_parse (NOW);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = sluice_time_parse (cases[i].time);
      g_autofree char *moment = sluice_moment_describe (time, now);
      g_autofree char *day = sluice_moment_describe_day (time, now);

      g_assert_cmpstr (moment, ==, cases[i].moment);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

/* The day is that of the reader's clock. */
static void
test_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+09:00");
  g_autoptr (GDateTime) utc = sluice_time_parse (NOW);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) time = sluice_time_parse ("2026-12-01T15:30:00Z");
  g_autofree char *moment = sluice_moment_describe (time, now);

  g_assert_cmpstr (moment, ==, "Tomorrow, 00:30");
}

static void
test_span (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *span;
  } cases[] = {
    { "2026-12-01T10:15:00Z", "2026-12-01T11:15:00Z", "Today, 10:15 – 11:15" },
    { "2026-11-29T23:15:00Z", "2026-11-30T00:15:00Z", "Nov 29, 23:15 – Yesterday, 00:15" },
    { "2025-11-29T23:15:00Z", "2026-11-29T23:15:00Z", "Nov 29, 2025, 23:15 – Nov 29, 23:15" },
    { NULL, "2026-11-20T00:15:00Z", "Until Nov 20, 00:15" },
    { "2026-11-20T00:15:00Z", NULL, "From Nov 20, 00:15" },
    { NULL, NULL, "–" },
  };
  g_autoptr (GDateTime) now = sluice_time_parse (NOW);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) from = sluice_time_parse (cases[i].from);
      g_autoptr (GDateTime) to = sluice_time_parse (cases[i].to);
      g_autofree char *span = sluice_moment_describe_span (from, to, now);

      g_assert_cmpstr (span, ==, cases[i].span);
    }
}

static void
test_exactly (void)
{
  g_autoptr (GDateTime) now = sluice_time_parse (NOW);
  g_autoptr (GDateTime) near = sluice_time_parse ("2026-12-07T00:15:00Z");
  g_autoptr (GDateTime) far = sluice_time_parse ("2027-12-06T00:15:00Z");
  g_autofree char *this_year = sluice_moment_describe_exactly (near, now);
  g_autofree char *next_year = sluice_moment_describe_exactly (far, now);

  g_assert_cmpstr (this_year, ==, "Mon, Dec 7, 00:15 UTC");
  g_assert_cmpstr (next_year, ==, "Mon, Dec 6, 2027, 00:15 UTC");
}

static void
test_count (void)
{
  static const struct
  {
    gint64 count;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 999, "999" },
    { 1000, "1,000" },
    { 123456, "123,456" },
    { 1234567, "1,234,567" },
    { -123, "-123" },
    { -1234, "-1,234" },
    { G_MAXINT64, "9,223,372,036,854,775,807" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sluice_count_format (cases[i].count);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moment/moments", test_moments);
  g_test_add_func ("/moment/zone", test_zone);
  g_test_add_func ("/moment/span", test_span);
  g_test_add_func ("/moment/exactly", test_exactly);
  g_test_add_func ("/count/format", test_count);
  return g_test_run ();
}
