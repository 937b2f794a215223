/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-limits.h"

#include "sluice-json.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);

  return json_node_dup_object (node);
}

static void
on_limits_changed_cb (SluiceLimits *limits, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_published (void)
{
  g_autoptr (SluiceLimits) limits = sluice_limits_new ();

  g_assert_cmpint (sluice_limits_get (limits, SLUICE_LIMIT_ACTIVE_PIPELINES), ==, 5);
  g_assert_cmpint (sluice_limits_get (limits, SLUICE_LIMIT_COLUMNS), ==, 100);
  g_assert_cmpint (sluice_limits_get (limits, SLUICE_LIMIT_HOURLY_RECORDS), ==, 1000000);
  g_assert_cmpint (sluice_limits_get (limits, SLUICE_LIMIT_DAILY_RECORDS), ==, 24000000);
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    g_assert_cmpint (sluice_limit_get_published ((SluiceLimit) i), >, 0);
}

static void
test_edit (void)
{
  g_autoptr (SluiceLimits) limits = sluice_limits_new ();
  g_autoptr (SluiceLimits) other = sluice_limits_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;
  guint changes = 0;

  g_signal_connect (limits, "changed", G_CALLBACK (on_limits_changed_cb), &changes);
  sluice_limits_set (limits, SLUICE_LIMIT_HOURLY_RECORDS, 5000000);
  sluice_limits_set (limits, SLUICE_LIMIT_HOURLY_RECORDS, 5000000);
  sluice_limits_set (limits, SLUICE_LIMIT_COLUMNS, -3);
  g_assert_cmpuint (changes, ==, 1);
  text = sluice_limits_to_text (limits);
  g_assert_true (sluice_limits_parse (other, text, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sluice_limits_get (other, SLUICE_LIMIT_HOURLY_RECORDS), ==, 5000000);
  g_assert_false (sluice_limits_parse (other, "[limits]\ncolumns=many\n", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (sluice_limits_parse (other, "columns", &error));
  g_assert_cmpint (sluice_limits_get (other, SLUICE_LIMIT_HOURLY_RECORDS), ==, 5000000);
  sluice_limits_reset (limits);
  empty = sluice_limits_to_text (limits);
  g_assert_cmpstr (empty, ==, "");
  g_assert_true (sluice_limits_parse (other, empty, NULL));
  g_assert_cmpint (sluice_limits_get (other, SLUICE_LIMIT_HOURLY_RECORDS), ==, 1000000);
}

static void
test_judge (void)
{
  static const struct
  {
    const char *schedule;
    gint64 records;
    const char *warning;
  } runs[] = {
    { "{\"type\":\"interval\",\"frequency\":\"hourly\"}", 799999, NULL },
    { "{\"type\":\"interval\",\"frequency\":\"hourly\"}", 800000,
      "The run read 800,000 records, close to the 1,000,000 that its schedule allows." },
    { "{\"type\":\"interval\",\"frequency\":\"hourly\"}", 1000000,
      "The run read 1,000,000 records, and its schedule allows 1,000,000. Run it more often, or "
      "let "
      "the "
      "query read less." },
    { "{\"frequency\":\"weekly\"}", 1000000, NULL },
    { "{\"type\":\"once\"}", 32000000,
      "The run read 32,000,000 records, close to the 40,000,000 that its schedule allows." },
    { "{\"type\":\"on_demand\"}", -1, NULL },
    { "{\"type\":\"sometimes\"}", G_MAXINT64, NULL },
    { "{}", G_MAXINT64, NULL },
  };
  g_autoptr (SluiceLimits) limits = sluice_limits_new ();

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (JsonObject) schedule = parse (runs[i].schedule);
      g_autofree char *warning = sluice_limits_describe_run (limits, schedule, runs[i].records);

      g_assert_cmpstr (warning, ==, runs[i].warning);
    }
}

static void
test_active (void)
{
  g_autoptr (SluiceLimits) limits = sluice_limits_new ();
  g_autofree char *near = sluice_limits_describe_active (limits, 4);
  g_autofree char *reached = sluice_limits_describe_active (limits, 5);

  g_assert_null (sluice_limits_describe_active (limits, 3));
  g_assert_cmpstr (near, ==, "4 of 5 active pipelines are in use.");
  g_assert_true (g_str_has_prefix (reached, "5 of 5 active pipelines are in use. Pause one"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/published", test_published);
  g_test_add_func ("/limits/edit", test_edit);
  g_test_add_func ("/limits/judge", test_judge);
  g_test_add_func ("/limits/active", test_active);
  return g_test_run ();
}
