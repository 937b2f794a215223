/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include "api/sluice-pipelines.h"
#include "sluice-time.h"

#include <string.h>

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"

/* The codes of CONTRACT 5, each with words that its remedy must have, and whether one of the tests here
 * made a server cause it. */
static struct
{
  const char *word;
  const char *remedy[8];
  gboolean provoked;
} codes[] = {
  [SLUICE_API_ERROR_AUTH] = { "AUTH", { "client secret" } },
  [SLUICE_API_ERROR_FORBIDDEN] = { "FORBIDDEN", { "Platform", "Admin" } },
  [SLUICE_API_ERROR_NOT_READY] = { "NOT_READY", { "Nothing is wrong", "a minute" } },
  [SLUICE_API_ERROR_NOT_FOUND] = { "NOT_FOUND", { "Check the" } },
  [SLUICE_API_ERROR_CONFLICT] = { "CONFLICT", { "Adopt", "id or name", "compare" } },
  [SLUICE_API_ERROR_VALIDATION] = { "VALIDATION", { "server names" } },
  [SLUICE_API_ERROR_BUSY] = { "BUSY", { "Wait until the run" } },
  [SLUICE_API_ERROR_LIMIT] = { "LIMIT", { "Pause one" } },
  [SLUICE_API_ERROR_RATE_LIMITED] = { "RATE_LIMITED", { "Wait" } },
  [SLUICE_API_ERROR_WAREHOUSE] = { "WAREHOUSE",
                                   { "user", "password", "account", "region", "warehouse",
                                     "database", "allow-list" } },
  [SLUICE_API_ERROR_SERVER] = { "SERVER", { "Try again" } },
  [SLUICE_API_ERROR_NETWORK] = { "NETWORK", { "network", "proxy", "address" } },
  [SLUICE_API_ERROR_TIMEOUT] = { "TIMEOUT", { "network", "proxy" } },
  [SLUICE_API_ERROR_TLS] = { "TLS", { "address" } },
  [SLUICE_API_ERROR_PROTOCOL] = { "PROTOCOL", { "address" } },
  [SLUICE_API_ERROR_CANCELLED] = { "CANCELLED", { "again" } },
};

static void
assert_code (const GError *error, SluiceApiError code)
{
  const char *remedy = sluice_api_error_get_remedy (error);

  g_assert_error (error, SLUICE_API_ERROR, (int) code);
  g_assert_nonnull (remedy);
  for (guint i = 0; codes[code].remedy[i] != NULL; i++)
    if (strstr (remedy, codes[code].remedy[i]) == NULL)
      g_error ("%s: the remedy “%s” does not speak of “%s”", codes[code].word, remedy,
               codes[code].remedy[i]);
  codes[code].provoked = TRUE;
}

/* One reply, and what it must become. */
typedef struct
{
  const char *name;
  const char *method;
  guint status;
  const char *body;
  SluiceApiError code;
  const char *in_message; /* (nullable) */
  const char *in_remedy;  /* (nullable) */
} Case;

static const Case cases[] = {
  { "auth", "GET", 401, "", SLUICE_API_ERROR_AUTH, NULL, "client secret" },
  { "forbidden", "GET", 403, "", SLUICE_API_ERROR_FORBIDDEN, NULL, "Admin" },
  { "not-found", "GET", 404, "", SLUICE_API_ERROR_NOT_FOUND, NULL, NULL },
  { "conflict-409", "POST", 409, "{\"errors\":[{\"message\":\"taken\"}]}",
    SLUICE_API_ERROR_CONFLICT, "taken", "Adopt" },
  { "conflict-exists", "POST", 400,
    "{\"statusCode\":400,\"errors\":[{\"message\":\"Connection a already exists.\"}]}",
    SLUICE_API_ERROR_CONFLICT, "already exists", NULL },
  { "conflict-unique", "POST", 400, "{\"errors\":[{\"message\":\"Field 'name' must be unique.\"}]}",
    SLUICE_API_ERROR_CONFLICT, NULL, NULL },
  { "no-conflict", "POST", 400,
    "{\"errors\":[{\"message\":\"No connection x exists in this workspace.\"}]}",
    SLUICE_API_ERROR_VALIDATION, NULL, NULL },
  { "validation", "POST", 400, "{\"errors\":[{\"message\":\"Field 'name' is required.\"}]}",
    SLUICE_API_ERROR_VALIDATION, "Field 'name' is required.", NULL },
  { "validation-422", "POST", 422,
    "{\"data\":[],\"dataType\":\"app\",\"errors\":[{\"code\":"
    "\"VALIDATION_ERROR\",\"message\":\"bad name\"}]}",
    SLUICE_API_ERROR_VALIDATION, "bad name", NULL },
  { "code-only", "POST", 422, "{\"errors\":[{\"code\":\"VALIDATION_ERROR\"}]}",
    SLUICE_API_ERROR_VALIDATION, "VALIDATION_ERROR", NULL },
  { "unique-422", "POST", 422, "{\"errors\":[{\"message\":\"Field 'name' must be unique.\"}]}",
    SLUICE_API_ERROR_VALIDATION, "must be unique", NULL },
  { "duplicate-id", "POST", 400, "{\"errors\":[{\"message\":\"Duplicate id: acme\"}]}",
    SLUICE_API_ERROR_CONFLICT, "Duplicate id", NULL },
  { "error-text", "POST", 400, "{\"errors\":\"no name\"}", SLUICE_API_ERROR_VALIDATION, "no name",
    NULL },
  { "error-object", "POST", 400, "{\"error\":{\"message\":\"no name\",\"code\":7}}",
    SLUICE_API_ERROR_VALIDATION, "no name", NULL },
  { "bare-list", "POST", 400, "[{\"message\":\"no name\"}]", SLUICE_API_ERROR_VALIDATION, "no name",
    NULL },
  { "problem", "POST", 400, "{\"type\":\"about:blank\",\"title\":\"Bad\",\"detail\":\"no name\"}",
    SLUICE_API_ERROR_VALIDATION, "no name", NULL },
  { "plain-text", "POST", 400, "name is missing\n", SLUICE_API_ERROR_VALIDATION, "name is missing",
    NULL },
  { "html", "GET", 403, "<html><body>blocked</body></html>", SLUICE_API_ERROR_FORBIDDEN, NULL,
    NULL },
  { "error-description", "POST", 400,
    "{\"error\":\"invalid_request\",\"error_description\":\"no grant\"}",
    SLUICE_API_ERROR_VALIDATION, "no grant", NULL },
  { "busy", "POST", 400,
    "{\"statusCode\":400,\"errors\":[{\"message\":\"Pipeline example-pipeline "
    "is already in progress.\"}]}",
    SLUICE_API_ERROR_BUSY, "already in progress", "Wait" },
  { "limit", "POST", 400,
    "{\"errors\":[{\"message\":\"The limit of 5 active pipelines is "
    "reached.\"}]}",
    SLUICE_API_ERROR_LIMIT, "5 active", "Pause" },
  { "limit-422", "PUT", 422,
    "{\"errors\":[{\"message\":\"Maximum number of active pipelines "
    "exceeded\"}]}",
    SLUICE_API_ERROR_LIMIT, NULL, NULL },
  { "limit-allowed", "POST", 400,
    "{\"errors\":[{\"message\":\"Only 5 active pipelines are allowed.\"}]}", SLUICE_API_ERROR_LIMIT,
    NULL, "Pause" },
  { "warehouse", "GET", 505, "", SLUICE_API_ERROR_WAREHOUSE, "warehouse", "allow-list" },
  { "server", "GET", 500, "", SLUICE_API_ERROR_SERVER, "500", NULL },
  { "server-501", "GET", 501, "", SLUICE_API_ERROR_SERVER, NULL, NULL },
  { "rate-limited", "POST", 429, "", SLUICE_API_ERROR_RATE_LIMITED, NULL, "Wait" },
  { "not-json", "GET", 200, "hello", SLUICE_API_ERROR_PROTOCOL, "hello", "API address" },
  { "scalar", "GET", 200, "42", SLUICE_API_ERROR_PROTOCOL, "42", NULL },
  { "null", "GET", 200, "null", SLUICE_API_ERROR_PROTOCOL, NULL, NULL },
  { "cut-json", "GET", 200, "{\"a\":[1,2", SLUICE_API_ERROR_PROTOCOL, "{\"a\":[1,2", NULL },
  { "duplicate", "GET", 200, "{\"a\":1,\"a\":2}", SLUICE_API_ERROR_PROTOCOL, "second time", NULL },
  { "not-utf8", "GET", 200, "{\"a\":\"\xff\xfe\"}", SLUICE_API_ERROR_PROTOCOL, "UTF-8", NULL },
  { "errors-as-text", "POST", 400, "{\"errors\":\"name is missing\"}", SLUICE_API_ERROR_VALIDATION,
    "name is missing", NULL },
  { "errors-as-object", "POST", 400, "{\"errors\":{\"message\":\"name is missing\"}}",
    SLUICE_API_ERROR_VALIDATION, "name is missing", NULL },
  { "odd-errors", "POST", 400, "{\"errors\":[5,null,[],{\"message\":{}}]}",
    SLUICE_API_ERROR_VALIDATION, "5", NULL },
  { "proxy", "GET", 407, "", SLUICE_API_ERROR_NETWORK, "proxy", "proxy settings" },
  { "odd-status", "GET", 304, "", SLUICE_API_ERROR_PROTOCOL, "304", NULL },
};

static void
test_case (Api *api, gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;
  g_autoptr (SluiceBody) body = g_str_equal (c->method, "GET") ? NULL : api_body ("{}");

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, c->method, "/x", 0,
                   (TestReply){ .status = c->status,
                                .body = c->body,
                                .headers = "X-Request-Id: req-77\r\n" });
  reply = api_call (api, c->method, "/x?a=b", body, &error);
  assert_code (error, c->code);
  g_assert_null (reply);
  g_assert_cmpuint (sluice_api_error_get_status (error), ==, c->status);
  g_assert_cmpstr (sluice_api_error_get_request_id (error), ==, "req-77");
  g_assert_cmpstr (sluice_api_error_get_method (error), ==, c->method);
  g_assert_cmpstr (sluice_api_error_get_route (error), ==, "/x?a=b");
  g_assert_cmpuint (strlen (error->message), >, 0);
  g_assert_nonnull (sluice_api_error_get_remedy (error));
  if (c->in_message != NULL)
    g_assert_nonnull (strstr (error->message, c->in_message));
  if (c->in_remedy != NULL)
    g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), c->in_remedy));
  g_assert_null (strstr (error->message, API_TOKEN));
}

static void
test_v1_auth (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", "/v1/workspace", 401, "");
  g_assert_null (api_call (api, "GET", "/v1/workspace?accountId=8", NULL, &error));
  assert_code (error, SLUICE_API_ERROR_AUTH);
  g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), "account id"));
}

/* The token service's own refusals. */
typedef struct
{
  const char *name;
  guint status;
  const char *body;
  SluiceApiError code;
  const char *in_remedy;
} TokenCase;

static const TokenCase token_cases[] = {
  { "401", 401, "{\"error\":\"access_denied\",\"error_description\":\"Unauthorized\"}",
    SLUICE_API_ERROR_AUTH, "the-client" },
  { "403", 403, "{\"error\":\"access_denied\",\"error_description\":\"Service not enabled\"}",
    SLUICE_API_ERROR_AUTH, "API Credentials" },
  { "404", 404, "", SLUICE_API_ERROR_NOT_FOUND, "token address" },
  { "no-token", 200, "{\"expires_in\":3}", SLUICE_API_ERROR_PROTOCOL, "token address" },
  { "empty", 200, "", SLUICE_API_ERROR_PROTOCOL, "token address" },
  { "line-break", 200, "{\"access_token\":\"a\\r\\nEvil: b\"}", SLUICE_API_ERROR_PROTOCOL,
    "token address" },
  { "list", 200, "[]", SLUICE_API_ERROR_PROTOCOL, NULL },
  { "html", 200, "<html>", SLUICE_API_ERROR_PROTOCOL, NULL },
};

static void
test_token_case (Api *api, gconstpointer data)
{
  const TokenCase *c = data;
  g_autoptr (GError) error = NULL;
  g_auto (ApiWait) wait = { 0 };

  test_server_say (api->server, "POST", "/oauth/token", c->status, c->body);
  sluice_client_sign_in_async (api->client, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  g_assert_false (sluice_client_sign_in_finish (api->client, wait.result, &error));
  assert_code (error, c->code);
  if (c->in_remedy != NULL)
    g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), c->in_remedy));
}

/* Nobody listens there any more. */
static void
test_network (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_free (api->server);
  api->server = NULL;
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  assert_code (error, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (sluice_api_error_get_status (error), ==, 0);
  g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), "network"));
}

static void
test_timeout (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Long enough for the request to be on its way on a machine that is busy. */
  api_restart_client (api, (ApiOptions){ .request_timeout = 800 });
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, "POST", "/x", 0, (TestReply){ .delay = 20000 });
  g_assert_null (api_call (api, "POST", "/x", NULL, &error));
  assert_code (error, SLUICE_API_ERROR_TIMEOUT);
  g_assert_cmpint (sluice_api_error_get_doubt (error), ==, SLUICE_DOUBT_CUT_OFF);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/x"), ==, 1);
}

static void
test_cancelled (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (ApiWait) wait = { 0 };

  g_cancellable_cancel (cancellable);
  sluice_client_call_async (api->client, "GET", "/x", NULL, cancellable, api_on_done_cb, &wait);
  api_wait (&wait);
  g_assert_null (sluice_client_call_finish (api->client, wait.result, &error));
  assert_code (error, SLUICE_API_ERROR_CANCELLED);
  g_assert_cmpuint (test_server_count (api->server, "GET", "/x"), ==, 0);
}

static void
test_plain_http_elsewhere (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_object_set (api->profile, "api-url", "http://api.example.com", NULL);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  assert_code (error, SLUICE_API_ERROR_TLS);
  g_assert_cmpuint (test_server_count (api->server, "POST", "/oauth/token"), ==, 0);
}

static void
test_message_is_redacted (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", "/x", 400,
                   "{\"errors\":[{\"message\":\"who sends " API_TOKEN "?\"}]}");
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  assert_code (error, SLUICE_API_ERROR_VALIDATION);
  g_assert_cmpstr (error->message, ==, "who sends ************?");
  g_assert_cmpstr (sluice_api_error_get_messages (error)[0], ==, error->message);
}

/* Headers are kept in the log as well, and may hold any bytes. */
static void
test_headers_are_redacted (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GListModel *activity = G_LIST_MODEL (sluice_client_get_activity (api->client));
  g_autoptr (SluiceCallRecord) record = NULL;
  const char *text;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, "POST", "/x", 0,
                   (TestReply){ .status = 400,
                                .headers = "X-Request-Id: " API_TOKEN "\r\n"
                                           "X-mp-rate-limit-exceeded: \xff\r\n" });
  g_assert_null (api_call (api, "POST", "/x", NULL, &error));
  record = g_list_model_get_item (activity, g_list_model_get_n_items (activity) - 1);
  text = sluice_call_record_get_response_text (record);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, API_TOKEN));
}

/* Dates at the end of time are no clock: what is reckoned from them would lie beyond all dates. */
static void
test_end_of_time (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_add (api->server, "POST", "/x", 0,
                   (TestReply){ .raw = "HTTP/1.1 429 No\r\nDate: Sun, 06 Nov 1904 08:49:37 GMT\r\n"
                                       "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n\r\n" });
  test_server_add (api->server, "POST", "/y", 0,
                   (TestReply){ .raw = "HTTP/1.1 200 OK\r\nDate: Fri, 31 Dec 9999 23:59:59 GMT\r\n"
                                       "Content-Length: 2\r\n\r\n{}" });
  g_assert_null (api_call (api, "POST", "/x", NULL, &error));
  assert_code (error, SLUICE_API_ERROR_RATE_LIMITED);
  g_clear_error (&error);
  json_node_unref (api_call (api, "POST", "/y", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ABS (sluice_client_get_clock_skew (api->client)), <,
                   200 * 365 * G_TIME_SPAN_DAY);
}

static void
test_not_ready (Api *api, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = sluice_time_format (now);
  g_autofree char *pipeline = g_strdup_printf ("{\"id\":\"p\",\"created_on\":\"%s\"}", created);
  g_autoptr (GError) error = NULL;
  g_auto (ApiWait) wait = { 0 };

  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines", 200, "[]");
  test_server_say (api->server, "GET", API_V2 "/inputs/data-pipelines/p", 200, pipeline);
  sluice_pipelines_report_async (api->client, "p", NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  g_assert_null (sluice_pipelines_report_finish (api->client, wait.result, &error));
  assert_code (error, SLUICE_API_ERROR_NOT_READY);
  g_assert_cmpuint (sluice_api_error_get_status (error), ==, 404);
}

/* The last one: no code of the contract is without a test, and no code is without its word. */
static void
test_all_codes (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (codes), ==, 16);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_cmpstr (sluice_api_error_code_to_string ((SluiceApiError) i), ==, codes[i].word);
      if (!codes[i].provoked)
        g_error ("No test provokes %s", codes[i].word);
    }
}

static void
test_copy (void)
{
  g_autoptr (GError) error = sluice_api_error_new (SLUICE_API_ERROR_LIMIT, "do this", "%d", 5);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "other");

  g_assert_cmpstr (copy->message, ==, "5");
  g_assert_cmpstr (sluice_api_error_get_remedy (copy), ==, "do this");
  g_assert_null (sluice_api_error_get_remedy (other));
  g_assert_cmpuint (sluice_api_error_get_status (other), ==, 0);
  g_assert_null (sluice_api_error_get_messages (other)[0]);
  g_assert_cmpstr (sluice_api_error_code_to_string (SLUICE_API_ERROR_NOT_READY), ==, "NOT_READY");
  g_assert_cmpstr (sluice_api_error_code_to_string (SLUICE_API_ERROR_CANCELLED), ==, "CANCELLED");
}

static void
add (const char *path, gconstpointer data, void (*test) (Api *api, gconstpointer data))
{
  g_test_add (path, Api, data, api_set_up, test, api_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/client-errors/", cases[i].name, NULL);

      add (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (token_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/client-errors/token/", token_cases[i].name, NULL);

      add (path, &token_cases[i], test_token_case);
    }
  add ("/client-errors/v1-auth", NULL, test_v1_auth);
  add ("/client-errors/network", NULL, test_network);
  add ("/client-errors/headers-are-redacted", NULL, test_headers_are_redacted);
  add ("/client-errors/end-of-time", NULL, test_end_of_time);
  add ("/client-errors/timeout", NULL, test_timeout);
  add ("/client-errors/cancelled", NULL, test_cancelled);
  add ("/client-errors/plain-http-elsewhere", NULL, test_plain_http_elsewhere);
  add ("/client-errors/message-is-redacted", NULL, test_message_is_redacted);
  add ("/client-errors/not-ready", NULL, test_not_ready);
  g_test_add_func ("/client-errors/copy", test_copy);
  g_test_add_func ("/client-errors/all-codes", test_all_codes);
  return g_test_run ();
}
