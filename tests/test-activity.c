/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"
#include "store/sluice-activity-store.h"
#include "test-api.h"

#include <string.h>

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"

static SluiceCallRecord *
make_record (const char *text)
{
  const SluiceCallFacts facts = { .method = "GET", .route = "/x", .response = text };

  return sluice_call_record_new (&facts);
}

static void
test_entries_are_bounded (void)
{
  g_autoptr (SluiceActivity) activity = sluice_activity_new ();
  g_autoptr (SluiceCallRecord) first = NULL;

  for (guint i = 0; i < SLUICE_ACTIVITY_MAX_ENTRIES + 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (SluiceCallRecord) record = make_record (text);

      sluice_activity_append (activity, record);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==,
                    SLUICE_ACTIVITY_MAX_ENTRIES);
  first = g_list_model_get_item (G_LIST_MODEL (activity), 0);
  g_assert_cmpstr (sluice_call_record_get_response_text (first), ==, "5");
  sluice_activity_clear (activity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==, 0);
}

static void
test_bytes_are_bounded (void)
{
  g_autoptr (SluiceActivity) activity = sluice_activity_new ();
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');

  for (guint i = 0; i < 80; i++)
    {
      g_autoptr (SluiceCallRecord) record = make_record (text);

      sluice_activity_append (activity, record);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (activity)), ==, 63);
}

static void
test_kept_bytes_are_bounded (void)
{
  StoreFixture fixture;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  SluiceActivityEntry entry = { .method = (char *) "GET",
                                .route = (char *) "/x",
                                .status = 200,
                                .response = text };

  store_set_up (&fixture, NULL);
  /* A second session goes on where the first one was. */
  for (guint session = 0; session < 2; session++)
    {
      g_autoptr (SluiceStore) store = store_open (&fixture);
      g_autoptr (SluiceActivityStore) kept = sluice_activity_store_new (store, "scope");

      for (guint i = 0; i < 40; i++)
        {
          entry.started++;
          g_assert_true (sluice_activity_store_append (kept, &entry, NULL));
        }
      g_clear_pointer (&entries, g_ptr_array_unref);
      entries = sluice_activity_store_list (kept, 1000, NULL);
    }
  g_assert_cmpuint (entries->len, ==, 64);
  g_assert_cmpint (((SluiceActivityEntry *) entries->pdata[0])->started, ==, 80);
  store_tear_down (&fixture, NULL);
}

static SluiceCallRecord *
get_record (Api *api, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (sluice_client_get_activity (api->client)), position);
}

static void
test_call_is_recorded (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (SluiceSecret) password = sluice_secret_new ("hunt\"er22");
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"a\"}");
  g_autoptr (SluiceCallRecord) token = NULL;
  g_autoptr (SluiceCallRecord) first = NULL;
  g_autoptr (SluiceCallRecord) second = NULL;

  sluice_body_set_secret (body, "/config/password", password);
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, "PUT", "/x", 1, (TestReply){ .status = 503 });
  test_server_say (api->server, "PUT", "/x", 200,
                   "{\"you\":\"sent hunt\\\"er22 with " API_TOKEN "\"}");
  reply = api_call (api, "PUT", "/x", body, &error);
  g_assert_no_error (error);
  token = get_record (api, 0);
  g_assert_cmpstr (sluice_call_record_get_route (token), ==, "token");
  g_assert_null (strstr (sluice_call_record_get_request_text (token), "s3cr3t"));
  g_assert_null (strstr (sluice_call_record_get_response_text (token), API_TOKEN));
  first = get_record (api, 1);
  g_assert_cmpuint (sluice_call_record_get_status (first), ==, 503);
  g_assert_cmpuint (sluice_call_record_get_attempt (first), ==, 1);
  g_assert_nonnull (sluice_call_record_get_error_text (first));
  second = get_record (api, 2);
  g_assert_cmpuint (sluice_call_record_get_attempt (second), ==, 2);
  g_assert_cmpuint (sluice_call_record_get_response_size (second), >, 0);
  g_assert_null (strstr (sluice_call_record_get_request_text (second), "er22"));
  g_assert_cmpstr (strchr (sluice_call_record_get_response_text (second), '{'), ==,
                   "{\"you\":\"sent ************ with ************\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/activity/entries-are-bounded", test_entries_are_bounded);
  g_test_add_func ("/activity/bytes-are-bounded", test_bytes_are_bounded);
  g_test_add_func ("/activity/kept-bytes-are-bounded", test_kept_bytes_are_bounded);
  g_test_add ("/activity/call-is-recorded", Api, NULL, api_set_up, test_call_is_recorded,
              api_tear_down);
  return g_test_run ();
}
