/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-schedule.h"

#include "sluice-json.h"
#include "sluice-time.h"

typedef struct
{
  const char *schedule;
  const char *now;
  const char *next;
  const char *previous;
} Case;

#define INTERVAL(frequency, start)                                                                 \
  "{\"type\":\"interval\",\"frequency\":\"" frequency "\",\"start\":\"" start "\"}"
#define INTERVAL_TO(frequency, start, end)                                                         \
  "{\"type\":\"interval\",\"frequency\":\"" frequency "\",\"start\":\"" start "\",\"end\":\"" end  \
  "\"}"
#define INTERVAL_LATE(frequency, start, delay)                                                     \
  "{\"type\":\"interval\",\"frequency\":\"" frequency "\",\"start\":\"" start                      \
  "\",\"delay\":\"" delay "\"}"

static const Case cases[] = {
  /* hourly, at the start's minute */
  { INTERVAL ("hourly", "2024-02-01T00:15:00Z"), "2026-12-01T10:14:59Z", "2026-12-01T10:15:00Z",
    "2026-12-01T09:15:00Z" },
  { INTERVAL ("hourly", "2024-02-01T00:15:00Z"), "2026-12-01T10:15:00Z", "2026-12-01T11:15:00Z",
    "2026-12-01T10:15:00Z" },
  { INTERVAL ("hourly", "2024-02-01T00:15:00Z"), "2024-12-31T23:50:00Z", "2025-01-01T00:15:00Z",
    "2024-12-31T23:15:00Z" },
  /* before its start, the start is the next */
  { INTERVAL ("hourly", "2027-01-01T00:15:00Z"), "2026-12-01T10:00:00Z", "2027-01-01T00:15:00Z",
    NULL },
  { INTERVAL ("monthly", "2027-01-31T08:00:00Z"), "2026-12-31T10:00:00Z", "2027-01-31T08:00:00Z",
    NULL },
  { INTERVAL ("daily", "2026-12-01T10:00:00Z"), "2026-12-01T10:00:00Z", "2026-12-02T10:00:00Z",
    "2026-12-01T10:00:00Z" },
  /* an offset is turned into UTC, none is UTC */
  { INTERVAL ("daily", "2024-02-01T00:30:00+02:00"), "2026-12-01T10:00:00Z", "2026-12-01T22:30:00Z",
    "2026-11-30T22:30:00Z" },
  { INTERVAL ("daily", "2024-02-01T06:00:00"), "2026-12-01T10:00:00Z", "2026-12-02T06:00:00Z",
    "2026-12-01T06:00:00Z" },
  { INTERVAL ("daily", "2024-02-01"), "2026-12-01T10:00:00Z", "2026-12-02T00:00:00Z",
    "2026-12-01T00:00:00Z" },
  /* weekly, on the start's weekday: 2024-02-01 was a Thursday */
  { INTERVAL ("weekly", "2024-02-01T08:00:00Z"), "2026-11-22T20:00:00Z", "2026-11-26T08:00:00Z",
    "2026-11-19T08:00:00Z" },
  { INTERVAL ("weekly", "2024-02-01T08:00:00Z"), "2026-11-26T08:00:00Z", "2026-12-03T08:00:00Z",
    "2026-11-26T08:00:00Z" },
  /* months, short ones and leap years; the day comes back */
  { INTERVAL ("monthly", "2026-01-31T08:00:00Z"), "2026-02-01T00:00:00Z", "2026-02-28T08:00:00Z",
    "2026-01-31T08:00:00Z" },
  { INTERVAL ("monthly", "2026-01-31T08:00:00Z"), "2026-02-28T08:00:00Z", "2026-03-31T08:00:00Z",
    "2026-02-28T08:00:00Z" },
  { INTERVAL ("monthly", "2023-12-31T08:00:00Z"), "2024-02-10T00:00:00Z", "2024-02-29T08:00:00Z",
    "2024-01-31T08:00:00Z" },
  { INTERVAL ("monthly", "2024-02-29T08:00:00Z"), "2025-02-01T00:00:00Z", "2025-02-28T08:00:00Z",
    "2025-01-29T08:00:00Z" },
  { INTERVAL ("monthly", "2026-01-30T08:00:00Z"), "2026-04-30T08:00:00Z", "2026-05-30T08:00:00Z",
    "2026-04-30T08:00:00Z" },
  { INTERVAL ("monthly", "2024-02-15T23:30:00Z"), "2026-12-15T23:29:00Z", "2026-12-15T23:30:00Z",
    "2026-11-15T23:30:00Z" },
  { INTERVAL ("monthly", "2024-02-15T23:30:00Z"), "2026-12-20T00:00:00Z", "2027-01-15T23:30:00Z",
    "2026-12-15T23:30:00Z" },
  /* an end is the last time that may be due */
  { INTERVAL_TO ("hourly", "2024-02-01T00:15:00Z", "2026-12-01T10:15:00Z"), "2026-12-01T10:00:00Z",
    "2026-12-01T10:15:00Z", "2026-12-01T09:15:00Z" },
  { INTERVAL_TO ("hourly", "2024-02-01T00:15:00Z", "2026-12-01T10:14:00Z"), "2026-12-01T10:00:00Z",
    NULL, "2026-12-01T09:15:00Z" },
  { INTERVAL_TO ("daily", "2024-02-01T00:15:00Z", "2024-02-03T00:15:00Z"), "2026-12-01T10:00:00Z",
    NULL, "2024-02-03T00:15:00Z" },
  { INTERVAL_TO ("daily", "2024-02-03T00:15:00Z", "2024-02-01T00:15:00Z"), "2026-12-01T10:00:00Z",
    NULL, NULL },
  { INTERVAL_TO ("daily", "2024-02-01T00:15:00Z", "rubbish"), "2026-12-01T10:00:00Z",
    "2026-12-02T00:15:00Z", "2026-12-01T00:15:00Z" },
  /* a delay moves each run, across hours too */
  { INTERVAL_LATE ("hourly", "2024-02-01T00:15:00Z", "5m"), "2026-12-01T10:18:00Z",
    "2026-12-01T10:20:00Z", "2026-12-01T09:20:00Z" },
  { INTERVAL_LATE ("hourly", "2024-02-01T00:15:00Z", "2h"), "2026-12-01T10:14:00Z",
    "2026-12-01T10:15:00Z", "2026-12-01T09:15:00Z" },
  { INTERVAL_LATE ("daily", "2024-02-01T00:15:00Z", "1h30m"), "2026-12-01T01:00:00Z",
    "2026-12-01T01:45:00Z", "2026-11-30T01:45:00Z" },
  { INTERVAL_LATE ("daily", "2024-02-01T00:15:00Z", "soon"), "2026-12-01T01:00:00Z",
    "2026-12-02T00:15:00Z", "2026-12-01T00:15:00Z" },
  { INTERVAL_LATE ("daily", "2024-02-01T00:15:00Z", "99999999999999999999d"),
    "2026-12-01T01:00:00Z", "2026-12-02T00:15:00Z", "2026-12-01T00:15:00Z" },
  { INTERVAL_LATE ("daily", "2024-02-01T00:15:00Z", "-5m"), "2026-12-01T01:00:00Z",
    "2026-12-02T00:15:00Z", "2026-12-01T00:15:00Z" },
  /* once and on demand */
  { "{\"type\":\"once\",\"start\":\"2026-12-05T00:00:00Z\"}", "2026-12-01T10:00:00Z",
    "2026-12-05T00:00:00Z", NULL },
  { "{\"type\":\"once\",\"start\":\"2026-12-05T00:00:00Z\"}", "2026-12-06T10:00:00Z", NULL,
    "2026-12-05T00:00:00Z" },
  { "{\"type\":\"once\"}", "2026-12-01T10:00:00Z", NULL, NULL },
  { "{\"type\":\"on_demand\",\"start\":\"2026-12-05T00:00:00Z\",\"frequency\":\"hourly\"}",
    "2026-12-01T10:00:00Z", NULL, NULL },
  /* a frequency without a type still repeats; case does not matter */
  { "{\"frequency\":\"Daily\",\"start\":\"2026-11-01T05:00:00Z\"}", "2026-12-01T10:00:00Z",
    "2026-12-02T05:00:00Z", "2026-12-01T05:00:00Z" },
  /* what cannot be read */
  { "{}", "2026-12-01T10:00:00Z", NULL, NULL },
  { INTERVAL ("fortnightly", "2024-02-01T00:15:00Z"), "2026-12-01T10:00:00Z", NULL, NULL },
  { INTERVAL ("", "2024-02-01T00:15:00Z"), "2026-12-01T10:00:00Z", NULL, NULL },
  { INTERVAL ("hourly", "tomorrow"), "2026-12-01T10:00:00Z", NULL, NULL },
  { "{\"type\":\"interval\",\"frequency\":\"hourly\"}", "2026-12-01T10:00:00Z", NULL, NULL },
  { "{\"type\":7,\"frequency\":[],\"start\":{}}", "2026-12-01T10:00:00Z", NULL, NULL },
  { "{\"type\":\"interval\",\"frequency\":null,\"start\":null}", "2026-12-01T10:00:00Z", NULL,
    NULL },
  /* the ends of the calendar */
  { INTERVAL ("hourly", "0001-01-01T00:15:00Z"), "2026-12-01T10:00:00Z", "2026-12-01T10:15:00Z",
    "2026-12-01T09:15:00Z" },
  { INTERVAL ("monthly", "2026-12-31T10:00:00Z"), "9999-12-31T11:00:00Z", NULL,
    "9999-12-31T10:00:00Z" },
};

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);

  g_assert_nonnull (node);
  return json_node_dup_object (node);
}

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) schedule = parse (cases[i].schedule);
      g_autoptr (GDateTime) now = sluice_time_parse (cases[i].now);
      g_autoptr (GDateTime) next = sluice_schedule_next_run (schedule, now);
      g_autoptr (GDateTime) previous = sluice_schedule_previous_run (schedule, now);
      g_autofree char *next_text = sluice_time_format (next);
      g_autofree char *previous_text = sluice_time_format (previous);

      g_test_message ("%s at %s", cases[i].schedule, cases[i].now);
      g_assert_cmpstr (next_text, ==, cases[i].next);
      g_assert_cmpstr (previous_text, ==, cases[i].previous);
    }
}

static void
test_no_schedule (void)
{
  g_autoptr (GDateTime) now = sluice_time_parse ("2026-12-01T10:00:00Z");
  g_autofree char *text = sluice_schedule_describe (NULL);

  g_assert_null (sluice_schedule_next_run (NULL, now));
  g_assert_null (sluice_schedule_previous_run (NULL, now));
  g_assert_cmpstr (text, ==, "It has no schedule.");
}

static void
test_next_runs (void)
{
  g_autoptr (JsonObject) schedule =
      parse (INTERVAL_TO ("monthly", "2026-10-31T08:00:00Z", "2027-03-01T00:00:00Z"));
  g_autoptr (GDateTime) now = sluice_time_parse ("2026-11-01T00:00:00Z");
  g_autoptr (GPtrArray) some = sluice_schedule_next_runs (schedule, now, 2);
  g_autoptr (GPtrArray) all = sluice_schedule_next_runs (schedule, now, 50);
  static const char *const expected[] = { "2026-11-30T08:00:00Z", "2026-12-31T08:00:00Z",
                                          "2027-01-31T08:00:00Z", "2027-02-28T08:00:00Z" };

  g_assert_cmpuint (some->len, ==, 2);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *text = sluice_time_format (g_ptr_array_index (all, i));

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

static void
test_describe (void)
{
  static const struct
  {
    const char *schedule;
    const char *text;
  } words[] = {
    { INTERVAL ("hourly", "2024-02-01T00:15:00Z"), "Runs every hour at :15 UTC." },
    { INTERVAL ("daily", "2024-02-01T00:15:00Z"), "Runs every day at 00:15 UTC." },
    { INTERVAL ("weekly", "2024-02-01T00:15:00Z"), "Runs every week on Thursday at 00:15 UTC." },
    { INTERVAL ("monthly", "2024-02-01T00:15:00Z"), "Runs every month on day 1 at 00:15 UTC." },
    { INTERVAL ("monthly", "2024-01-31T00:15:00Z"),
      "Runs every month on day 31 (in shorter months on the last day) at 00:15 UTC." },
    { "{\"type\":\"once\"}", "Runs once, soon after it was created." },
    { "{\"type\":\"once\",\"start\":\"2024-01-31T00:15:00Z\"}",
      "Runs once, at 2024-01-31 00:15 UTC." },
    { "{\"type\":\"on_demand\"}", "Runs when you start it." },
    { INTERVAL ("sometimes", "2024-02-01T00:15:00Z"),
      "Runs “sometimes”; its schedule does not say when." },
    { INTERVAL_LATE ("daily", "2024-02-01T00:15:00Z", "5m"),
      "Runs every day at 00:15 UTC. Each run waits 5 minutes first." },
    { INTERVAL_TO ("daily", "2024-02-01T00:15:00Z", "2027-01-01T00:00:00Z"),
      "Runs every day at 00:15 UTC. It stops after 2027-01-01 00:00 UTC." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (JsonObject) schedule = parse (words[i].schedule);
      g_autofree char *text = sluice_schedule_describe (schedule);

      g_assert_cmpstr (text, ==, words[i].text);
    }
}

/* When it begins is told as long as it has not. */
static void
test_describe_from (void)
{
  g_autoptr (JsonObject) hourly = parse (INTERVAL ("hourly", "2026-12-01T00:15:00Z"));
  g_autoptr (JsonObject) once = parse ("{\"type\":\"on_demand\"}");
  g_autoptr (GDateTime) before = sluice_time_parse ("2026-12-01T00:14:59Z");
  g_autoptr (GDateTime) then = sluice_time_parse ("2026-12-01T00:15:00Z");
  g_autofree char *early = sluice_schedule_describe_from (hourly, before);
  g_autofree char *late = sluice_schedule_describe_from (hourly, then);
  g_autofree char *other = sluice_schedule_describe_from (once, before);

  g_assert_cmpstr (early, ==,
                   "Runs every hour at :15 UTC. The first run is on 1 December 2026 at 00:15 UTC.");
  g_assert_cmpstr (late, ==, "Runs every hour at :15 UTC.");
  g_assert_cmpstr (other, ==, "Runs when you start it.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/times", test_times);
  g_test_add_func ("/schedule/no-schedule", test_no_schedule);
  g_test_add_func ("/schedule/next-runs", test_next_runs);
  g_test_add_func ("/schedule/describe", test_describe);
  g_test_add_func ("/schedule/describe-from", test_describe_from);
  return g_test_run ();
}
