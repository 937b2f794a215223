/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience-movement.h"
#include "audience/sluice-audience.h"
#include "sluice-json.h"

#include <string.h>

/* One size a day, the last one yesterday. */
static GArray *
make_days (const gint64 *sizes, guint n_sizes, gint64 now)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (SluiceAudienceSize));

  for (guint i = 0; i < n_sizes; i++)
    {
      SluiceAudienceSize size = { now - (n_sizes - i) * G_TIME_SPAN_DAY, sizes[i], 0, 0 };

      g_array_append_val (days, size);
    }
  return days;
}

static void
test_usual (void)
{
  const gint64 sizes[] = { 1000, 1010, 995, 1005, 1002, 1008, 400, 1001 };
  gint64 now = g_get_real_time ();
  g_autoptr (GArray) days = make_days (sizes, G_N_ELEMENTS (sizes), now);
  g_autofree char *same = sluice_audience_movement_judge (days, 1020);
  g_autofree char *fell = sluice_audience_movement_judge (days, 700);
  g_autofree char *rose = sluice_audience_movement_judge (days, 1300);
  g_autofree char *none = sluice_audience_movement_judge (days, -1);

  /* The one day that went astray has not moved what is usual. */
  g_assert_null (same);
  g_assert_null (none);
  g_assert_nonnull (strstr (fell, "dropped to 700"));
  g_assert_nonnull (strstr (rose, "jumped to 1"));
}

static void
test_too_little (void)
{
  const gint64 sizes[] = { 1000, 1000, 1000, 1000 };
  gint64 now = g_get_real_time ();
  g_autoptr (GArray) days = make_days (sizes, G_N_ELEMENTS (sizes), now);
  g_autofree char *verdict = sluice_audience_movement_judge (days, 1);

  g_assert_null (verdict);
}

/* Looks a minute apart are one day, however many they are. */
static void
test_minutes (void)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (SluiceAudienceSize));
  g_autofree char *verdict = NULL;

  for (guint i = 0; i < 60; i++)
    {
      SluiceAudienceSize size = { i * G_TIME_SPAN_MINUTE, 1000, 0, 0 };

      g_array_append_val (sizes, size);
    }
  verdict = sluice_audience_movement_judge (sizes, 1);
  g_assert_null (verdict);
}

static void
test_news (void)
{
  const gint64 sizes[] = { 1000 };
  gint64 now = G_TIME_SPAN_DAY;
  g_autoptr (GArray) days = make_days (sizes, 1, now);
  SluiceAudienceSize seen = { G_TIME_SPAN_MINUTE, 1005, 0, 0 };

  g_assert_false (sluice_audience_movement_is_news (days, &seen));
  seen.size = 1011;
  g_assert_true (sluice_audience_movement_is_news (days, &seen));
  seen.size = 1000;
  seen.at = G_TIME_SPAN_HOUR;
  g_assert_true (sluice_audience_movement_is_news (days, &seen));
  seen.size = -1;
  g_assert_false (sluice_audience_movement_is_news (days, &seen));
  g_array_set_size (days, 0);
  seen.size = 0;
  g_assert_true (sluice_audience_movement_is_news (days, &seen));
}

static SluiceAudience *
make_audience (const char *text)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);

  return sluice_audience_new (json_node_get_object (node));
}

static void
test_words (void)
{
  g_autoptr (SluiceAudience) audience = make_audience (
      "{\"id\":7,\"name\":\"Buyers\",\"size\":57,\"added_last_24_hours\":9,\"dropped_last_24_"
      "hours\":"
      "2,\"status\":\"active\",\"workspaces\":[{\"name\":\"One\"},{\"name\":\"Two\"}],"
      "\"connected_outputs\":[{\"provider_name\":\"Braze\",\"configurations\":[{\"name\":\"Braze "
      "test\"}]},{\"provider_name\":\"Criteo\"},7]}");
  g_autofree char *size = sluice_audience_describe_size (audience);
  g_autofree char *movement = sluice_audience_describe_movement (audience);
  g_auto (GStrv) outputs = sluice_audience_list_outputs (audience);
  g_auto (GStrv) workspaces = sluice_audience_list_workspaces (audience);

  g_assert_cmpstr (sluice_audience_get_id (audience), ==, "7");
  g_assert_cmpstr (size, ==, "57 members");
  g_assert_cmpstr (movement, ==, "+9 added, −2 dropped in 24 hours");
  g_assert_cmpstr (outputs[0], ==, "Braze test");
  g_assert_cmpstr (outputs[1], ==, "Criteo");
  g_assert_null (outputs[2]);
  g_assert_cmpuint (g_strv_length (workspaces), ==, 2);
}

/* What an API leaves out is not known, rather than nothing. */
static void
test_bare (void)
{
  g_autoptr (SluiceAudience) audience = make_audience ("{\"id\":\"a\",\"size\":null}");
  g_autofree char *size = sluice_audience_describe_size (audience);
  g_autofree char *movement = sluice_audience_describe_movement (audience);

  g_assert_cmpstr (sluice_audience_get_name (audience), ==, "a");
  g_assert_cmpstr (sluice_audience_get_status (audience), ==, "unknown");
  g_assert_cmpint (sluice_audience_get_size (audience), ==, -1);
  g_assert_cmpstr (size, ==, "Size not known yet");
  g_assert_cmpstr (movement, ==, "Movement not known yet");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audience/movement/usual", test_usual);
  g_test_add_func ("/audience/movement/too-little", test_too_little);
  g_test_add_func ("/audience/movement/minutes", test_minutes);
  g_test_add_func ("/audience/movement/news", test_news);
  g_test_add_func ("/audience/words", test_words);
  g_test_add_func ("/audience/bare", test_bare);
  return g_test_run ();
}
