/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include "api/sluice-retry.h"
#include "sluice-json.h"

#include <string.h>

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"
#define CHUNKED     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
#define CONNECTION  "{\"id\":\"acme\",\"name\":\"Acme\"}"

static void
add (TestServer *server, const char *method, const char *path, guint times, guint status)
{
  test_server_add (server, method, path, times, (TestReply){ .status = status });
}

static void
give_token (Api *api)
{
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
}

static void
test_passing_status (Api *api, gconstpointer data)
{
  static const guint statuses[] = { 429, 502, 503, 504 };
  static const char *const methods[] = { "GET", "PUT", "DELETE" };

  give_token (api);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
      {
        g_autofree char *path = g_strdup_printf ("/%u", statuses[i]);
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonNode) reply = NULL;

        add (api->server, methods[j], path, 2, statuses[i]);
        test_server_say (api->server, methods[j], path, 200, "{}");
        reply = api_call (api, methods[j], path, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (test_server_count (api->server, methods[j], path), ==, 3);
      }
}

static void
test_gives_up (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  give_token (api);
  add (api->server, "GET", "/x", 0, 503);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), ==, 5);
}

static void
test_lasting_status (Api *api, gconstpointer data)
{
  static const guint statuses[] = { 400, 403, 404, 409, 500, 501, 505 };

  give_token (api);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", statuses[i]);
      g_autoptr (GError) error = NULL;

      add (api->server, "GET", path, 0, statuses[i]);
      g_assert_null (api_call (api, "GET", path, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (test_server_count (api->server, "GET", path), ==, 1);
    }
}

static void
test_reset (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  give_token (api);
  test_server_add (api->server, "GET", "/x", 2, (TestReply){ .raw = "" });
  test_server_say (api->server, "GET", "/x", 200, "{}");
  reply = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);
}

static void
test_truncated (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  give_token (api);
  test_server_add (api->server, "GET", "/x", 1, (TestReply){ .body = "{\"a\":1}", .cut_after = 3 });
  test_server_say (api->server, "GET", "/x", 200, "{}");
  reply = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);

  test_server_add (api->server, "GET", "/y", 0, (TestReply){ .body = "{\"a\":1}", .cut_after = 3 });
  g_assert_null (api_call (api, "GET", "/y", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/y"), ==, 5);
}

/* A reply without a Content-Length ends where its connection does, and its text tells that it is too early.
 * What is no JSON in another way comes out the same each time. */
static void
test_unmeasured (Api *api, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint n_requests; /* until there is a list, or for an error */
  } replies[] = {
    { CHUNKED "8\r\n[{\"a\": 1\r\n", 2 },
    { CHUNKED "40\r\n [{\"a\\\"]}", 2 },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"a\": [1, 2]", 2 },
    { CHUNKED "7\r\n[{a 1}]\r\n0\r\n\r\n", 1 },
    { CHUNKED "8\r\n[1] [2, \r\n0\r\n\r\n", 1 },
    { CHUNKED "6\r\n<html>\r\n0\r\n\r\n", 1 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[1", 1 },
  };

  give_token (api);
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) reply = NULL;

      test_server_add (api->server, "GET", path, 1, (TestReply){ .raw = replies[i].text });
      test_server_say (api->server, "GET", path, 200, "[]");
      reply = api_call (api, "GET", path, NULL, &error);
      if (replies[i].n_requests == 1)
        g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
      else
        g_assert_no_error (error);
      g_assert_cmpuint (test_server_count (api->server, "GET", path), ==, replies[i].n_requests);
    }
}

static void
test_post_is_sent_once (Api *api, gconstpointer data)
{
  static const guint statuses[] = { 429, 500, 502, 503, 504 };

  give_token (api);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", statuses[i]);
      g_autoptr (GError) error = NULL;

      add (api->server, "POST", path, 0, statuses[i]);
      g_assert_null (api_call (api, "POST", path, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (test_server_count (api->server, "POST", path), ==, 1);
    }
}

/* A kept connection that the server closes on is what libsoup itself would try again on. */
static void
test_kept_connection (Api *api, gconstpointer data)
{
  const char *method = data;
  const guint times = g_str_equal (method, "POST") ? 1 : 5;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  give_token (api);
  test_server_say (api->server, "GET", "/warm", 200, "{}");
  reply = api_call (api, "GET", "/warm", NULL, &error);
  g_assert_no_error (error);
  test_server_add (api->server, method, "/x", 0, (TestReply){ .raw = "" });
  g_assert_null (api_call (api, method, "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpint (sluice_api_error_get_doubt (error), ==, SLUICE_DOUBT_CUT_OFF);
  g_assert_cmpuint (test_server_count (api->server, method, "/x"), ==, times);
}

static void
test_post_waits_when_told (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  give_token (api);
  test_server_add (api->server, "POST", "/x", 1,
                   (TestReply){ .status = 429, .headers = "Retry-After: 0\r\n" });
  test_server_say (api->server, "POST", "/x", 201, "{}");
  reply = api_call (api, "POST", "/x", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/x"), ==, 2);
}

static void
on_waiting_cb (SluiceClient *client, const char *reason, gint64 until, gint64 *seen)
{
  g_assert_cmpuint (strlen (reason), >, 0);
  *seen = until;
}

static void
test_retry_after (Api *api, gconstpointer data)
{
  const char *header = data;
  gint64 before = g_get_monotonic_time ();
  gint64 until = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;
  g_autofree char *headers = NULL;

  if (header == NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GDateTime) then = g_date_time_add_seconds (now, 2);
      g_autofree char *date = g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");

      headers = g_strdup_printf ("Retry-After: %s\r\n", date);
    }
  else
    headers = g_strdup_printf ("Retry-After: %s\r\n", header);
  give_token (api);
  g_signal_connect (api->client, "waiting", G_CALLBACK (on_waiting_cb), &until);
  test_server_add (api->server, "GET", "/x", 1, (TestReply){ .status = 503, .headers = headers });
  test_server_say (api->server, "GET", "/x", 200, "{}");
  reply = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 900 * 1000);
  g_assert_cmpint (until, >, 0);
}

static void
test_retry_after_too_long (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time ();

  give_token (api);
  test_server_add (api->server, "GET", "/x", 0,
                   (TestReply){ .status = 429, .headers = "Retry-After: 3600\r\n" });
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_RATE_LIMITED);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), ==, 1);
  g_assert_cmpint (sluice_api_error_get_until (error) - now, >=,
                   G_GINT64_CONSTANT (3599) * G_USEC_PER_SEC);
  g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), "again from"));
  g_clear_error (&error);

  test_server_add (api->server, "GET", "/y", 0,
                   (TestReply){ .status = 429,
                                .headers = "Retry-After: 99999999999999999999\r\n" });
  g_assert_null (api_call (api, "GET", "/y", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_RATE_LIMITED);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/y"), ==, 1);
}

static void
test_retried_delete (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  give_token (api);
  add (api->server, "DELETE", API_V2 "/connections/a", 1, 504);
  add (api->server, "DELETE", API_V2 "/connections/a", 0, 404);
  g_assert_true (api_delete (api, SLUICE_FAMILY_CONNECTIONS, "a", &error));
  g_assert_no_error (error);
  /* The first one to find nothing is no success. */
  add (api->server, "DELETE", API_V2 "/connections/b", 0, 404);
  g_assert_false (api_delete (api, SLUICE_FAMILY_CONNECTIONS, "b", &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
}

static void
test_fresh_token (Api *api, gconstpointer data)
{
  const char *method = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;
  g_autofree char *request = NULL;

  test_server_add (api->server, "POST", "/oauth/token", 1,
                   (TestReply){ .body = "{\"access_token\":\"old-token\",\"expires_in\":9999}" });
  give_token (api);
  add (api->server, method, "/x", 1, 401);
  test_server_say (api->server, method, "/x", 200, "{}");
  reply = api_call (api, method, "/x", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 2);
  request = test_server_dup_request (api->server, method, "/x", 1);
  g_assert_nonnull (strstr (request, "Bearer " API_TOKEN));
}

static void
test_second_refusal (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  give_token (api);
  add (api->server, "GET", "/x", 0, 401);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), ==, 2);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 2);
}

static void
test_token_is_tried_again (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  add (api->server, "POST", "/oauth/token", 1, 503);
  test_server_add (api->server, "POST", "/oauth/token", 1, (TestReply){ .raw = "" });
  give_token (api);
  test_server_say (api->server, "GET", "/x", 200, "{}");
  reply = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 3);
}

static void
test_thousand_calls_share_a_token (Api *api, gconstpointer data)
{
  g_autoptr (SluiceSecret) expired = sluice_secret_new ("expired-token");
  g_auto (ApiWait) wait = { 0 };

  sluice_client_set_token (api->client, expired, g_get_real_time () - 1);
  test_server_add (api->server, "POST", "/oauth/token", 0,
                   (TestReply){ .body = TOKEN_REPLY, .delay = 20 });
  test_server_say (api->server, "GET", "/x", 200, "{}");
  for (guint i = 0; i < 1000; i++)
    sluice_client_call_async (api->client, "GET", "/x", NULL, NULL, api_on_done_cb, &wait);
  api_wait_for (&wait, 1000);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 1);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), ==, 1000);
}

/* The token looks good to us, and the API says otherwise to many at once. */
static void
test_many_refused_at_once (Api *api, gconstpointer data)
{
  g_autoptr (SluiceSecret) revoked = sluice_secret_new ("revoked-token");
  g_auto (ApiWait) wait = { 0 };

  sluice_client_set_token (api->client, revoked,
                           g_get_real_time () + G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  test_server_add (api->server, "POST", "/oauth/token", 0,
                   (TestReply){ .body = TOKEN_REPLY, .delay = 20 });
  test_server_add (api->server, "GET", "/x", 0,
                   (TestReply){ .status = 401, .with = "revoked-token" });
  test_server_say (api->server, "GET", "/x", 200, "{}");
  for (guint i = 0; i < 100; i++)
    sluice_client_call_async (api->client, "GET", "/x", NULL, NULL, api_on_done_cb, &wait);
  api_wait_for (&wait, 100);
  /* Each is sent twice, but for those that had not begun when the new token came. */
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), >, 100);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), <=, 200);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 1);
}

static void
test_short_token (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) two = NULL;

  /* It lives for a second, so for half of one it is good. */
  test_server_say (api->server, "POST", "/oauth/token", 200,
                   "{\"access_token\":\"short-token\",\"expires_in\":1}");
  test_server_say (api->server, "GET", "/x", 200, "{}");
  test_server_add (api->server, "GET", "/slow", 0, (TestReply){ .body = "{}", .delay = 600 });
  one = api_call (api, "GET", "/slow", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 1);
  two = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 2);
}

static void
test_one_of_two_waiters_leaves (Api *api, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (ApiWait) one = { 0 };
  g_auto (ApiWait) two = { 0 };

  test_server_add (api->server, "POST", "/oauth/token", 0,
                   (TestReply){ .body = TOKEN_REPLY, .delay = 50 });
  sluice_client_sign_in_async (api->client, cancellable, api_on_done_cb, &one);
  sluice_client_sign_in_async (api->client, NULL, api_on_done_cb, &two);
  g_cancellable_cancel (cancellable);
  api_wait (&one);
  g_assert_false (sluice_client_sign_in_finish (api->client, one.result, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED);
  g_clear_error (&error);
  api_wait (&two);
  g_assert_true (sluice_client_sign_in_finish (api->client, two.result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 1);
}

static gboolean
on_cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_wait_is_cancellable (Api *api, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (ApiWait) wait = { 0 };
  gint64 before = g_get_monotonic_time ();

  give_token (api);
  test_server_add (api->server, "GET", "/x", 0,
                   (TestReply){ .status = 429, .headers = "Retry-After: 50\r\n" });
  sluice_client_call_async (api->client, "GET", "/x", NULL, cancellable, api_on_done_cb, &wait);
  g_timeout_add (100, on_cancel_cb, cancellable);
  api_wait (&wait);
  g_assert_null (sluice_client_call_finish (api->client, wait.result, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 10 * G_USEC_PER_SEC);
}

/* Cancelled after each of many short times: whatever it was doing, the call comes back, once, and the
 * fixture finds that nobody holds the client any more. */
static void
test_cancel_at_any_moment (Api *api, gconstpointer data)
{
  g_autoptr (SluiceBody) body = api_body (CONNECTION);

  test_server_add (api->server, "POST", "/oauth/token", 0,
                   (TestReply){ .body = "{\"access_token\":\"tokn\",\"expires_in\":0}",
                                .delay = 2 });
  test_server_add (api->server, "POST", API_V2 "/connections", 0,
                   (TestReply){ .body = CONNECTION, .cut_after = 5, .delay = 2 });
  test_server_add (api->server, "GET", API_V2 "/connections/acme", 0,
                   (TestReply){ .status = 503, .delay = 2 });
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_auto (ApiWait) wait = { 0 };

      sluice_resource_create_async (api->client, SLUICE_FAMILY_CONNECTIONS, body, cancellable,
                                    api_on_done_cb, &wait);
      g_timeout_add (i, on_cancel_cb, cancellable);
      api_wait (&wait);
      g_assert_null (sluice_resource_create_finish (api->client, wait.result, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (wait.done, ==, 1);
      while (!g_cancellable_is_cancelled (cancellable))
        g_main_context_iteration (NULL, TRUE);
    }
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_jitter (void)
{
  g_autoptr (GError) error = sluice_api_error_new (SLUICE_API_ERROR_SERVER, NULL, "x");
  guint most[5] = { 0 };

  for (guint i = 0; i < 2000; i++)
    for (guint retries = 0; retries < 5; retries++)
      {
        guint delay = sluice_retry_get_delay (error, retries, 500);

        g_assert_cmpuint (delay, <=, 500u << retries);
        most[retries] = MAX (most[retries], delay);
      }
  for (guint retries = 0; retries < 5; retries++)
    g_assert_cmpuint (most[retries], >, (500u << retries) * 3 / 4);
}

#define TEST(path, data, function)                                                                 \
  g_test_add ("/client-retry/" path, Api, data, api_set_up, function, api_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("passing-status", NULL, test_passing_status);
  TEST ("gives-up", NULL, test_gives_up);
  TEST ("lasting-status", NULL, test_lasting_status);
  TEST ("reset", NULL, test_reset);
  TEST ("truncated", NULL, test_truncated);
  TEST ("unmeasured", NULL, test_unmeasured);
  TEST ("post-is-sent-once", NULL, test_post_is_sent_once);
  TEST ("kept-connection/get", "GET", test_kept_connection);
  TEST ("kept-connection/post", "POST", test_kept_connection);
  TEST ("kept-connection/put", "PUT", test_kept_connection);
  TEST ("kept-connection/delete", "DELETE", test_kept_connection);
  TEST ("post-waits-when-told", NULL, test_post_waits_when_told);
  TEST ("retry-after-seconds", "1", test_retry_after);
  TEST ("retry-after-date", NULL, test_retry_after);
  TEST ("retry-after-too-long", NULL, test_retry_after_too_long);
  TEST ("retried-delete", NULL, test_retried_delete);
  TEST ("fresh-token/get", "GET", test_fresh_token);
  TEST ("fresh-token/post", "POST", test_fresh_token);
  TEST ("second-refusal", NULL, test_second_refusal);
  TEST ("token-is-tried-again", NULL, test_token_is_tried_again);
  TEST ("thousand-calls-share-a-token", NULL, test_thousand_calls_share_a_token);
  TEST ("many-refused-at-once", NULL, test_many_refused_at_once);
  TEST ("short-token", NULL, test_short_token);
  TEST ("one-of-two-waiters-leaves", NULL, test_one_of_two_waiters_leaves);
  TEST ("wait-is-cancellable", NULL, test_wait_is_cancellable);
  TEST ("cancel-at-any-moment", NULL, test_cancel_at_any_moment);
  g_test_add_func ("/client-retry/jitter", test_jitter);
  return g_test_run ();
}
