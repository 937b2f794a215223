/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include "sluice-json.h"

#define TOKEN_REPLY                                                                                \
  "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800,\"token_type\":\"Bearer\"}"

static void
test_call (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;
  g_autofree char *request = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", API_V2 "/connections", 200, "[{\"id\":\"a\"}]");
  reply = api_call (api, "GET", API_V2 "/connections", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (reply));
  request = test_server_dup_request (api->server, "GET", API_V2 "/connections", 0);
  g_assert_nonnull (strstr (request, "Authorization: Bearer " API_TOKEN "\n"));
}

static void
test_token_request (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (JsonNode) sent = NULL;
  g_autofree char *request = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", "/x", 200, "{}");
  for (guint i = 0; i < 3; i++)
    {
      g_clear_pointer (&reply, json_node_unref);
      reply = api_call (api, "GET", "/x", NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 1);
  request = test_server_dup_request (api->server, "POST", "/oauth/token", 0);
  g_assert_nonnull (strstr (request, "Content-Type: application/json\n"));
  g_assert_null (strstr (request, "Authorization"));
  sent = sluice_json_parse (strstr (request, "\n\n") + 2, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (sent), "client_id"), ==,
                   "the-client");
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (sent), "client_secret"), ==,
                   API_SECRET);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (sent), "audience"), ==,
                   "https://api.mparticle.com");
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (sent), "grant_type"), ==,
                   "client_credentials");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/client/call", Api, NULL, api_set_up, test_call, api_tear_down);
  g_test_add ("/client/token-request", Api, NULL, api_set_up, test_token_request, api_tear_down);
  return g_test_run ();
}
