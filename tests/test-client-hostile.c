/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include <string.h>

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"
#define HEAD        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define SIXTEEN     "[1,2,3,4,5,6,7,8"
#define MEBIBYTE    (1024 * 1024)

/* Resident memory, in bytes. The sanitizer holds on to what is freed, so there it tells nothing. */
static gsize
get_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  return 0;
#else
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return (gsize) g_ascii_strtoull (words[1], NULL, 10) * 4096;
#endif
}

typedef struct
{
  gsize most;
} Watch;

static gboolean
on_watch_cb (gpointer user_data)
{
  Watch *watch = user_data;

  watch->most = MAX (watch->most, get_memory ());
  return G_SOURCE_CONTINUE;
}

/* What the server sends, and what it must become. */
typedef struct
{
  const char *name;
  const char *raw;
  const char *endless; /* (nullable) */
  SluiceApiError code;
  SluiceApiError other; /* as good an answer */
} Case;

static const Case cases[] = {
  { "garbage", "\x16\x03\x01\x02 garbage garbage\r\n\r\n", NULL, SLUICE_API_ERROR_PROTOCOL,
    SLUICE_API_ERROR_NETWORK },
  { "no-http", "SSH-2.0-OpenSSH_9.2\r\n\r\n", NULL, SLUICE_API_ERROR_PROTOCOL,
    SLUICE_API_ERROR_NETWORK },
  { "nothing", "", NULL, SLUICE_API_ERROR_NETWORK, SLUICE_API_ERROR_PROTOCOL },
  { "half-a-head", "HTTP/1.1 200 OK\r\nContent-Le", NULL, SLUICE_API_ERROR_NETWORK,
    SLUICE_API_ERROR_PROTOCOL },
  { "endless-headers", HEAD, "X-Padding: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
    SLUICE_API_ERROR_PROTOCOL, SLUICE_API_ERROR_PROTOCOL },
  { "endless-header",
    HEAD "X-Padding: ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    SLUICE_API_ERROR_PROTOCOL, SLUICE_API_ERROR_NETWORK },
  { "endless-body", HEAD "\r\n[", "1234567890,1234567890,1234567890,1234567890,1234567890,",
    SLUICE_API_ERROR_PROTOCOL, SLUICE_API_ERROR_PROTOCOL },
  { "endless-chunks", HEAD "Transfer-Encoding: chunked\r\n\r\n",
    "80\r\n" SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN "\r\n",
    SLUICE_API_ERROR_PROTOCOL, SLUICE_API_ERROR_PROTOCOL },
  { "cut-chunk", HEAD "Transfer-Encoding: chunked\r\n\r\n8\r\n[1,", NULL, SLUICE_API_ERROR_PROTOCOL,
    SLUICE_API_ERROR_NETWORK },
  { "cut-body", HEAD "Content-Length: 400\r\n\r\n[1,2", NULL, SLUICE_API_ERROR_PROTOCOL,
    SLUICE_API_ERROR_PROTOCOL },
  { "lying-gzip", HEAD "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", NULL,
    SLUICE_API_ERROR_PROTOCOL, SLUICE_API_ERROR_NETWORK },
  { "huge-length", HEAD "Content-Length: 99999999999999\r\n\r\n",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", SLUICE_API_ERROR_PROTOCOL, SLUICE_API_ERROR_PROTOCOL },
  { "redirect",
    "HTTP/1.1 302 Found\r\nLocation: http://other.example/steal\r\nContent-Length: "
    "0\r\n\r\n",
    NULL, SLUICE_API_ERROR_PROTOCOL, SLUICE_API_ERROR_PROTOCOL },
};

static void
test_case (Api *api, gconstpointer data)
{
  const Case *c = data;
  Watch watch = { 0 };
  gsize before;
  guint source;
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, "GET", "/x", 0,
                   (TestReply){ .raw = c->raw, .endless = c->endless });
  before = get_memory ();
  source = g_timeout_add (1, on_watch_cb, &watch);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  on_watch_cb (&watch);
  g_source_remove (source);
  g_assert_cmpint (error->domain, ==, SLUICE_API_ERROR);
  g_test_message ("%s: %s", sluice_api_error_code_to_string ((SluiceApiError) error->code),
                  error->message);
#ifndef __SANITIZE_ADDRESS__
  g_assert_true (error->code == (int) c->code || error->code == (int) c->other);
  g_assert_cmpuint (watch.most, <, before + 100 * MEBIBYTE);
#else
  /* With its shadow memory and at its speed, an endless reply may meet the clock before the limit. */
  g_assert_true (error->code == (int) c->code || error->code == (int) c->other ||
                 error->code == SLUICE_API_ERROR_TIMEOUT);
  g_assert_cmpuint (watch.most, <, before + 1024 * MEBIBYTE);
#endif
  g_assert_nonnull (sluice_api_error_get_remedy (error));
  /* The status of a reply is told even where there is too much of it. */
  if (strcmp (c->name, "endless-body") == 0 && error->code == SLUICE_API_ERROR_PROTOCOL)
    g_assert_cmpuint (sluice_api_error_get_status (error), ==, 200);
}

static void
test_redirect_names_its_target (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *headers = NULL;
  g_autoptr (TestServer) other = test_server_new ();

  headers = g_strdup_printf ("Location: %s/steal\r\n", test_server_get_url (other));
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, "GET", "/x", 0,
                   (TestReply){ .status = GPOINTER_TO_UINT (data), .headers = headers });
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, test_server_get_url (other)));
  g_assert_cmpuint (test_server_count (other, NULL, "*"), ==, 0);
}

/* Bodies that are whole JSON and still too much. */
typedef struct
{
  const char *name;
  const char *unit;
  gsize bytes;
  const char *before;
  const char *after;
  gboolean accepted;
} Bulk;

static const Bulk bulks[] = {
  { "many-empty-lists", "[],", 30 * MEBIBYTE, "[", "[]]", FALSE },
  { "many-objects", "{\"a\":1},", 30 * MEBIBYTE, "[", "{}]", FALSE },
  { "many-numbers", "1,", 30 * MEBIBYTE, "[", "1]", FALSE },
  { "one-long-text", "aaaaaaaaaaaaaaaa", 20 * MEBIBYTE, "[\"", "\"]", TRUE },
  { "too-large", "aaaaaaaaaaaaaaaa", 33 * MEBIBYTE, "[\"", "\"]", FALSE },
  { "deep", "[", 65, "", "", FALSE },
  { "very-deep", "[", 10 * MEBIBYTE, "", "", FALSE },
};

static void
test_bulk (Api *api, gconstpointer data)
{
  const Bulk *bulk = data;
  GString *body = g_string_sized_new (bulk->bytes + 100);
  Watch watch = { 0 };
  gsize before;
  guint source;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  g_string_append (body, bulk->before);
  while (body->len < bulk->bytes)
    g_string_append (body, bulk->unit);
  g_string_append (body, bulk->after);
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", "/x", 200, body->str);
  g_string_free (body, TRUE);
  before = get_memory ();
  source = g_timeout_add (1, on_watch_cb, &watch);
  reply = api_call (api, "GET", "/x", NULL, &error);
  on_watch_cb (&watch);
  g_source_remove (source);
  g_assert_true ((reply != NULL) == bulk->accepted);
  if (!bulk->accepted)
    g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
  g_test_message ("%" G_GSIZE_FORMAT " MiB more", (MAX (watch.most, before) - before) / MEBIBYTE);
  g_assert_cmpuint (watch.most, <, before + 100 * MEBIBYTE);
}

/* A byte now and then keeps a connection alive for ever; the whole request has its time and no more. */
static void
test_slow (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();

  api_restart_client (api, (ApiOptions){ .request_timeout = 100 });
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, "POST", "/x", 0, (TestReply){ .body = "{}", .delay = 30000 });
  g_assert_null (api_call (api, "POST", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_TIMEOUT);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 20 * G_USEC_PER_SEC);
}

static void
test_hostile_token (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_add (api->server, "POST", "/oauth/token", 0,
                   (TestReply){ .raw = HEAD "\r\n[", .endless = "[[[[[[[[[[[[[[[[[[[[[[[[[" });
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), ==, 0);
}

/* A list of one object, and the id it comes to. */
typedef struct
{
  const char *name;
  const char *object;
  const char *id; /* (nullable) where the list is refused */
} Id;

static const Id ids[] = {
  { "number", "{\"id\":12}", "12" },
  { "beyond-64-bits", "{\"id\":9223372036854775808,\"a\":\"9\"}", "9223372036854775808" },
  { "far-beyond", "{\"id\":-12345678901234567890123456789}", "-12345678901234567890123456789" },
  { "broken-number", "{\"id\":1.5}", "1.5" },
  { "infinite", "{\"id\":1e999}", "1e999" },
  { "digits-in-text", "{\"id\":\"a\\\\\\\"\\u0000 9223372036854775808\"}",
    "a\\\"\357\277\275 9223372036854775808" },
  { "missing", "{\"name\":\"x\"}", NULL },
  { "null", "{\"id\":null}", NULL },
  { "empty", "{\"id\":\"\"}", NULL },
  { "object", "{\"id\":{}}", NULL },
};

static void
test_id (Api *api, gconstpointer data)
{
  const Id *c = data;
  g_autofree char *list = g_strdup_printf ("[{\"id\":\"first\"},%s]", c->object);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) read = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", API_V2 "/connections", 200, list);
  read = api_list (api, SLUICE_FAMILY_CONNECTIONS, &error);
  if (c->id == NULL)
    {
      g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (read, 1), "id"),
                   ==, c->id);
}

/* Who asks for an object by its id has its id, whatever the reply says. */
static void
test_object_without_id (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", API_V2 "/connections/acme", 200,
                   "{\"id\":[],\"name\":\"Acme\"}");
  object = api_get (api, SLUICE_FAMILY_CONNECTIONS, "acme", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "acme");
}

int
main (int argc, char **argv)
{
  static const guint redirects[] = { 301, 302, 303, 307, 308 };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/client-hostile/", cases[i].name, NULL);

      g_test_add (path, Api, &cases[i], api_set_up, test_case, api_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bulks); i++)
    {
      g_autofree char *path = g_strconcat ("/client-hostile/bulk/", bulks[i].name, NULL);

      g_test_add (path, Api, &bulks[i], api_set_up, test_bulk, api_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strconcat ("/client-hostile/id/", ids[i].name, NULL);

      g_test_add (path, Api, &ids[i], api_set_up, test_id, api_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autofree char *path = g_strdup_printf ("/client-hostile/redirect/%u", redirects[i]);

      g_test_add (path, Api, GUINT_TO_POINTER (redirects[i]), api_set_up,
                  test_redirect_names_its_target, api_tear_down);
    }
  g_test_add ("/client-hostile/object-without-id", Api, NULL, api_set_up, test_object_without_id,
              api_tear_down);
  g_test_add ("/client-hostile/slow", Api, NULL, api_set_up, test_slow, api_tear_down);
  g_test_add ("/client-hostile/token", Api, NULL, api_set_up, test_hostile_token, api_tear_down);
  return g_test_run ();
}
