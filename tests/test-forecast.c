/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audience/sluice-forecast.h"
#include <string.h>

#include "sluice-json.h"

static SluiceForecast *
forecast (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = sluice_json_parse (text, -1, &error);
  SluiceForecast *result;

  g_assert_no_error (error);
  result = sluice_forecast_new_from_json (root, &error);
  g_assert_no_error (error);
  return result;
}

static void
assert_row (SluiceForecast *self, guint position, gint64 at_least, gint64 at_most)
{
  g_autoptr (SluiceForecastRow) row = g_list_model_get_item (G_LIST_MODEL (self), position);

  g_assert_cmpint (sluice_forecast_row_get_at_least (row), ==, at_least);
  g_assert_cmpint (sluice_forecast_row_get_at_most (row), ==, at_most);
}

/* The overview's example: all 100 profiles have an IDFA, 65 an e-mail address. */
static void
test_partners (void)
{
  g_autoptr (SluiceForecast) self =
      forecast ("{\"size\": 100, \"identities\": {\"IDFA\": 100, \"email\": 65}, \"outputs\": ["
                "{\"name\": \"Partner A\", \"accepts\": [\"IDFA\", \"GAID\"]},"
                "{\"name\": \"Partner B\", \"accepts\": [\"Email\"]}]}");

  assert_row (self, 0, 100, 100);
  assert_row (self, 1, 65, 65);
}

/* The tutorial's example: 100 users, 50 with an e-mail address, 80 with an Android advertising id. */
static void
test_mailchimp_and_appnexus (void)
{
  g_autoptr (SluiceForecast) self =
      forecast ("{\"size\": 100, \"identities\": {\"email\": 50, \"android_advertising_id\": 80},"
                " \"outputs\": [\"Mailchimp\", \"AppNexus\"]}");
  g_autoptr (SluiceForecastRow) row = g_list_model_get_item (G_LIST_MODEL (self), 0);

  assert_row (self, 0, 50, 50);
  assert_row (self, 1, 80, 80);
  g_assert_cmpuint (sluice_forecast_row_get_lost (row)->len, ==, 1);
  g_assert_cmpstr (
      g_array_index (sluice_forecast_row_get_lost (row), SluiceForecastCount, 0).identity->label,
      ==, "GAID");
}

static void
test_several_kinds_give_a_range (void)
{
  g_autoptr (SluiceForecast) self =
      forecast ("{\"size\": 100, \"identities\": {\"IDFA\": 60, \"GAID\": 30, \"email\": 90},"
                " \"outputs\": [{\"name\": \"P\", \"accepts\": [\"IDFA\", \"GAID\"]},"
                " {\"name\": \"Q\", \"accepts\": [\"IDFA\", \"email\"]},"
                " {\"name\": \"R\", \"accepts\": [\"IDFA\", \"email\"], \"accepts_one\": true},"
                " {\"name\": \"S\", \"accepts\": [\"push_token\"]}]}");

  assert_row (self, 0, 60, 90);
  assert_row (self, 1, 90, 100);
  assert_row (self, 2, 60, 90);
  assert_row (self, 3, 0, 0);
}

static void
test_switched_off_is_lost (void)
{
  g_autoptr (SluiceForecast) self =
      forecast ("{\"size\": 10, \"identities\": {\"email\": 10}, \"outputs\": [\"tiktok\"]}");
  g_autoptr (SluiceForecastRow) row = g_list_model_get_item (G_LIST_MODEL (self), 0);

  assert_row (self, 0, 0, 0);
  g_assert_cmpuint (g_strv_length ((char **) sluice_forecast_row_get_notes (row)), ==, 2);
}

static void
test_whole_catalogue (void)
{
  g_autoptr (SluiceForecast) self = forecast ("{\"size\": 10, \"identities\": {\"email\": 10}}");
  g_autoptr (JsonObject) json = sluice_forecast_to_json (self);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self)), ==, 90);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json, "outputs")), ==, 90);
  g_assert_cmpstr (json_object_get_string_member (json, "as_of"), ==, "2023-10-11");
}

static void
test_names_what_is_wrong (void)
{
  static const struct
  {
    const char *text;
    const char *word;
  } bad[] = {
    { "[]", "size" },
    { "{\"size\": -1, \"identities\": {}}", "size" },
    { "{\"size\": 5}", "identities" },
    { "{\"size\": 5, \"identities\": {}, \"output\": []}", "output:" },
    { "{\"size\": 5, \"identities\": {}, \"outputs\": \"Braze\"}", "outputs:" },
    { "{\"size\": 5, \"identities\": {\"shoe\": 1}}", "shoe" },
    { "{\"size\": 5, \"identities\": {\"email\": \"many\"}}", "email" },
    { "{\"size\": 5, \"identities\": {}, \"outputs\": [\"Nobody\"]}", "Nobody" },
    { "{\"size\": 5, \"identities\": {}, \"outputs\": [{\"accepts\": []}]}", "name" },
    { "{\"size\": 5, \"identities\": {}, \"outputs\": [{\"name\": \"x\", \"accepts\": "
      "[\"shoe\"]}]}",
      "shoe" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) root = sluice_json_parse (bad[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (sluice_forecast_new_from_json (root, &error));
      g_assert_error (error, SLUICE_FORECAST_ERROR, SLUICE_FORECAST_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].word));
    }
}

static void
test_every_output_can_be_described (void)
{
  GListModel *outputs = sluice_output_catalogue_get ();

  for (guint i = 0; i < g_list_model_get_n_items (outputs); i++)
    {
      g_autoptr (SluiceOutput) output = g_list_model_get_item (outputs, i);
      g_autofree char *wait = sluice_output_describe_wait (output);
      g_autofree char *forwarding = sluice_output_describe_forwarding (output);
      g_autoptr (SluiceOutput) again =
          sluice_output_catalogue_find (sluice_output_get_name (output));

      g_assert_true (*wait != '\0' && *forwarding != '\0');
      g_assert_nonnull (again);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/partners", test_partners);
  g_test_add_func ("/forecast/mailchimp-and-appnexus", test_mailchimp_and_appnexus);
  g_test_add_func ("/forecast/several-kinds-give-a-range", test_several_kinds_give_a_range);
  g_test_add_func ("/forecast/switched-off-is-lost", test_switched_off_is_lost);
  g_test_add_func ("/forecast/whole-catalogue", test_whole_catalogue);
  g_test_add_func ("/forecast/names-what-is-wrong", test_names_what_is_wrong);
  g_test_add_func ("/forecast/every-output-can-be-described", test_every_output_can_be_described);
  return g_test_run ();
}
