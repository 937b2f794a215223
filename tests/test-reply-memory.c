/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked over and over and answers the same each time. */
#include "test-api.h"

#define TOKEN_REPLY                                                                                \
  "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800,\"token_type\":\"Bearer\"}"
#define ETAG "ETag: \"one\"\r\n"

static JsonNode *
get (Api *api)
{
  g_autoptr (GError) error = NULL;
  JsonNode *document = api_call (api, "GET", "/x", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  return document;
}

static void
say (Api *api, guint times, const char *headers, const char *body)
{
  test_server_add (api->server, "GET", "/x", times,
                   (TestReply){ .headers = headers, .body = body });
}

static SluiceCallRecord *
get_last_record (Api *api)
{
  GListModel *activity = G_LIST_MODEL (sluice_client_get_activity (api->client));

  return g_list_model_get_item (activity, g_list_model_get_n_items (activity) - 1);
}

static void
set_up (Api *api, gconstpointer data)
{
  api_set_up (api, data);
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
}

static void
test_same (Api *api, gconstpointer data)
{
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autoptr (JsonNode) third = NULL;
  g_autoptr (SluiceCallRecord) record = NULL;
  g_autofree char *request = NULL;

  say (api, 2, NULL, "{\"a\":1}");
  say (api, 1, NULL, "{\"a\":2}");
  first = get (api);
  second = get (api);
  g_assert_true (first == second);
  /* The log tells of each. */
  record = get_last_record (api);
  g_assert_true (g_str_has_suffix (sluice_call_record_get_response_text (record), "\n\n{\"a\":1}"));
  third = get (api);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (third), "a"), ==, 2);
  /* A server that names no state is not asked on condition. */
  request = test_server_dup_request (api->server, "GET", "/x", 2);
  g_assert_null (strstr (request, "If-None-Match"));
}

static void
test_condition (Api *api, gconstpointer data)
{
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autoptr (JsonNode) third = NULL;
  g_autoptr (SluiceCallRecord) record = NULL;
  g_autofree char *request = NULL;

  say (api, 1, ETAG, "{\"a\":1}");
  test_server_add (api->server, "GET", "/x", 1,
                   (TestReply){ .status = 304, .headers = ETAG, .with = "If-None-Match: \"one\"" });
  say (api, 1, "ETag: \"two\"\r\n", "{\"a\":2}");
  first = get (api);
  second = get (api);
  g_assert_true (first == second);
  record = get_last_record (api);
  g_assert_cmpuint (sluice_call_record_get_status (record), ==, 304);
  g_assert_null (sluice_call_record_get_error_text (record));
  third = get (api);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (third), "a"), ==, 2);
  request = test_server_dup_request (api->server, "GET", "/x", 2);
  g_assert_nonnull (strstr (request, "If-None-Match: \"one\"\n"));
}

/* Nobody asked on condition, so there is nothing that could be unchanged. */
static void
test_unasked (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_add (api->server, "GET", "/x", 0, (TestReply){ .status = 304 });
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
}

static void
test_secrets (Api *api, gconstpointer data)
{
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("in-the-open");
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autoptr (JsonNode) third = NULL;
  g_autoptr (SluiceCallRecord) record = NULL;
  g_autofree char *request = NULL;

  say (api, 0, ETAG, "{\"x\":\"in-the-open\"}");
  first = get (api);
  /* Now that it is known to be a secret, what was kept before is forgotten, and nothing kept. */
  sluice_redactor_add (sluice_client_get_redactor (api->client), secret);
  second = get (api);
  third = get (api);
  g_assert_true (first != second && second != third);
  request = test_server_dup_request (api->server, "GET", "/x", 2);
  g_assert_null (strstr (request, "If-None-Match"));
  record = get_last_record (api);
  g_assert_null (strstr (sluice_call_record_get_response_text (record), "in-the-open"));
}

static void
test_large (Api *api, gconstpointer data)
{
  g_autofree char *filling = g_strnfill (200 * 1024, 'x');
  g_autofree char *body = g_strdup_printf ("{\"a\":\"%s\"}", filling);
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;

  say (api, 0, ETAG, body);
  first = get (api);
  second = get (api);
  g_assert_true (first != second);
}

/* Lists are told apart as well: whoever asks for news gets none where there is none. */
static void
test_list_news (Api *api, gconstpointer data)
{
  g_autoptr (JsonNode) last = NULL;

  test_server_add (api->server, "GET", API_V2 "/connections", 2,
                   (TestReply){ .body = "[{\"id\":1}]" });
  test_server_say (api->server, "GET", API_V2 "/connections", 200, "[{\"id\":2}]");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) list = api_list_news (api, SLUICE_FAMILY_CONNECTIONS, &last, &error);

      g_assert_no_error (error);
      g_assert_nonnull (last);
      g_assert_true ((list == NULL) == (i == 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reply-memory/same", Api, NULL, set_up, test_same, api_tear_down);
  g_test_add ("/reply-memory/condition", Api, NULL, set_up, test_condition, api_tear_down);
  g_test_add ("/reply-memory/unasked", Api, NULL, set_up, test_unasked, api_tear_down);
  g_test_add ("/reply-memory/secrets", Api, NULL, set_up, test_secrets, api_tear_down);
  g_test_add ("/reply-memory/large", Api, NULL, set_up, test_large, api_tear_down);
  g_test_add ("/reply-memory/list-news", Api, NULL, set_up, test_list_news, api_tear_down);
  return g_test_run ();
}
