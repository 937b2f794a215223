/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "test-api.h"

#include "sluice-json.h"

#include <string.h>

SluiceProfile *
api_make_profile (const char *url)
{
  g_autofree char *token_url = g_strconcat (url, "/oauth/token", NULL);

  return g_object_new (SLUICE_TYPE_PROFILE, "name", "test", "pod", "us1", "org-id", "7",
                       "account-id", "8", "workspace-id", "9", "client-id", "the-client", "api-url",
                       url, "token-url", token_url, NULL);
}

void
api_set_up (Api *api, gconstpointer data)
{
  api->server = test_server_new ();
  api->profile = api_make_profile (test_server_get_url (api->server));
  api_restart_client (api, (ApiOptions){ 0 });
}

void
api_tear_down (Api *api, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&api->client));
  g_clear_object (&api->profile);
  g_clear_pointer (&api->server, test_server_free);
}

void
api_restart_client (Api *api, ApiOptions options)
{
  g_autoptr (SluiceSecret) secret = sluice_secret_new (API_SECRET);

  g_clear_object (&api->client);
  api->client = g_object_new (SLUICE_TYPE_CLIENT, "profile", api->profile, "client-secret", secret,
                              "request-timeout",
                              options.request_timeout > 0 ? options.request_timeout : 10000,
                              "connect-timeout",
                              options.connect_timeout > 0 ? options.connect_timeout : 10000,
                              "retry-base", options.retry_base > 0 ? options.retry_base : 1,
                              "tls-database", options.tls_database, NULL);
}

void
api_on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ApiWait *wait = user_data;

  g_set_object (&wait->result, result);
  wait->done++;
}

static gboolean
on_too_long_cb (gpointer user_data)
{
  g_error ("A call did not come back");
  return G_SOURCE_REMOVE;
}

void
api_wait_for (ApiWait *wait, guint count)
{
  guint guard = g_timeout_add_seconds (60, on_too_long_cb, NULL);

  while (wait->done < count)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

void
api_wait (ApiWait *wait)
{
  api_wait_for (wait, 1);
}

void
api_wait_clear (ApiWait *wait)
{
  g_clear_object (&wait->result);
}

JsonNode *
api_call (Api *api, const char *method, const char *route, SluiceBody *body, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_client_call_async (api->client, method, route, body, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_client_call_finish (api->client, wait.result, error);
}

JsonArray *
api_list (Api *api, SluiceFamily family, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_resource_list_async (api->client, family, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_resource_list_finish (api->client, wait.result, error);
}

JsonArray *
api_list_news (Api *api, SluiceFamily family, JsonNode **last, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_resource_list_news_async (api->client, family, *last, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_resource_list_news_finish (api->client, wait.result, last, error);
}

JsonObject *
api_get (Api *api, SluiceFamily family, const char *id, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_resource_get_async (api->client, family, id, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_resource_get_finish (api->client, wait.result, error);
}

JsonObject *
api_create (Api *api, SluiceFamily family, SluiceBody *body, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_resource_create_async (api->client, family, body, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_resource_create_finish (api->client, wait.result, error);
}

JsonObject *
api_update (Api *api, SluiceFamily family, const char *id, SluiceBody *body, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_resource_update_async (api->client, family, id, body, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_resource_update_finish (api->client, wait.result, error);
}

gboolean
api_delete (Api *api, SluiceFamily family, const char *id, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_resource_delete_async (api->client, family, id, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_resource_delete_finish (api->client, wait.result, error);
}

SluiceBody *
api_body (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = sluice_json_parse (json, -1, &error);

  g_assert_no_error (error);
  return sluice_body_new (node);
}
