/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#include "sluice-time.h"

static void
test_token (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    guint status;
    const char *error;
  } cases[] = {
    { "/client_secret", "\"another\"", 401, "access_denied" },
    { "/client_secret", "\"\"", 401, "access_denied" },
    { "/client_secret", NULL, 401, "access_denied" },
    { "/client_id", "\"wrong-id\"", 401, "access_denied" },
    { "/client_id", NULL, 400, "invalid_request" },
    { "/audience", "\"https://api.us2.mparticle.com\"", 403, "access_denied" },
    { "/audience", NULL, 403, "access_denied" },
    { "/grant_type", "\"password\"", 400, "unsupported_grant_type" },
    { "/grant_type", NULL, 400, "invalid_request" },
  };
  static const char good[] =
      "{\"client_id\":\"sandbox\",\"client_secret\":\"sandbox-secret\","
      "\"audience\":\"https://api.mparticle.com\",\"grant_type\":\"client_credentials\"}";
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_must (&fixture, 200, "POST", "/oauth/token", good);
  g_assert_cmpint (fixture_int (&fixture, "/expires_in"), ==, 28800);
  g_assert_cmpstr (fixture_string (&fixture, "/token_type"), ==, "Bearer");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = fixture_change (good, cases[i].pointer, cases[i].value);

      fixture_must (&fixture, cases[i].status, "POST", "/oauth/token", body);
      g_assert_cmpstr (fixture_string (&fixture, "/error"), ==, cases[i].error);
      g_assert_nonnull (fixture_string (&fixture, "/error_description"));
    }
  fixture_must (&fixture, 400, "POST", "/oauth/token", "{");
}

static void
test_fixed_credential (void)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();
  g_auto (Fixture) fixture = { 0 };

  options->client_id = g_strdup ("sandbox");
  options->client_secret = g_strdup ("sandbox-secret");
  fixture_start (&fixture, options);
  fixture_must (&fixture, 401, "POST", "/oauth/token",
                "{\"client_id\":\"other\",\"client_secret\":\"sandbox-secret\",\"audience\":"
                "\"https://api.mparticle.com\",\"grant_type\":\"client_credentials\"}");
}

static void
test_bearer (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *good = NULL;

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);
  good = g_steal_pointer (&fixture.token);
  fixture_must (&fixture, 401, "GET", FIXTURE_V2 "connections", NULL);
  g_assert_cmpint (fixture_int (&fixture, "/statusCode"), ==, 401);
  fixture.token = g_strdup ("stale");
  fixture_must (&fixture, 401, "GET", FIXTURE_V2 "connections", NULL);
  fixture_must (&fixture, 401, "GET", "/v1/workspace?accountId=5678", NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/errors/0/code"), ==, "UNAUTHORIZED");
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_token_expires (void)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();
  g_auto (Fixture) fixture = { 0 };
  gboolean over = FALSE;

  options->token_lifetime = 1;
  fixture_start (&fixture, options);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);
  g_timeout_add (1050, on_timeout_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  fixture_must (&fixture, 401, "GET", FIXTURE_V2 "connections", NULL);
  fixture_login (&fixture);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);
}

static void
test_account (void)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();
  g_auto (Fixture) fixture = { 0 };

  options->account_id = g_strdup ("5678");
  options->workspace_id = g_strdup ("9012");
  fixture_start (&fixture, options);
  fixture_must (&fixture, 200, "GET", "/v1/workspace?accountId=5678", NULL);
  g_assert_cmpint (fixture_int (&fixture, "/data/0/id"), ==, 9012);
  g_assert_cmpstr (fixture_string (&fixture, "/dataType"), ==, "workspace");
  fixture_must (&fixture, 401, "GET", "/v1/workspace", NULL);
  fixture_must (&fixture, 401, "GET", "/v1/workspace?accountId=1", NULL);
  fixture_must (&fixture, 401, "GET", "/v1/workspace?accountId=x", NULL);
  fixture_must (&fixture, 200, "GET", "/v1/accounts?accountId=5678", NULL);
  fixture_must (&fixture, 404, "GET", "/v1/accounts/1?accountId=5678", NULL);
  fixture_must (&fixture, 404, "GET", "/platform/v2/workspaces/1/connections", NULL);
  g_assert_nonnull (strstr (fixture.text, "Workspace 1"));
}

static void
test_routes (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, sluice_sandbox_options_new ());
  /* A missing object has JSON errors, a wrong route has none. */
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "connections/nope", NULL);
  g_assert_cmpstr (fixture_string (&fixture, "/errors/0/message"), ==,
                   "Connection 'nope' was not found.");
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "inputs/data-models", NULL);
  g_assert_null (fixture.reply);
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "pipelines", NULL);
  g_assert_null (fixture.reply);
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "inputs/data-pipelines/p/status", NULL);
  g_assert_null (fixture.reply);
  fixture_must (&fixture, 404, "GET", "/", NULL);
  fixture_must (&fixture, 405, "DELETE", FIXTURE_V2 "connections", NULL);
  fixture_must (&fixture, 405, "PATCH", FIXTURE_V2 "connections/c", NULL);
  fixture_must (&fixture, 404, "GET", "/platform/v2/workspaces/abc/connections", NULL);
}

static void
test_alternate_routes (void)
{
  SluiceSandboxOptions *options = sluice_sandbox_options_new ();
  g_auto (Fixture) fixture = { 0 };

  options->alternate = TRUE;
  fixture_start (&fixture, options);
  fixture_must (&fixture, 201, "POST", "/v1/workspace/9012/partnerfeeds?accountId=5678",
                FIXTURE_FEED);
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "connections", FIXTURE_CONNECTION);
  fixture_must (&fixture, 404, "POST", FIXTURE_V2 "data-models", FIXTURE_MODEL);
  g_assert_null (fixture.reply);
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "inputs/data-models", FIXTURE_MODEL);
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "field-transformations", NULL);
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "inputs/field-transformations",
                FIXTURE_TRANSFORMATION);
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "inputs/data-pipelines", NULL);
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "pipelines", FIXTURE_PIPELINE);
  fixture_skip (&fixture, 200);
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "pipelines/p/report", NULL);
  g_assert_null (fixture.reply);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "pipelines/p/status", NULL);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "pipelines/p/status/runs", NULL);
  fixture_must (&fixture, 404, "POST", FIXTURE_V2 "pipelines/p/trigger", NULL);
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "pipelines/p", NULL);
}

static void
test_headers (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GDateTime) date = NULL;
  gint64 now;

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_skip (&fixture, 86400);
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);
  date = sluice_time_parse_http_date (
      soup_message_headers_get_one (soup_message_get_response_headers (fixture.message), "Date"));
  now = sluice_sandbox_clock_now (sluice_sandbox_get_clock (fixture.sandbox)) / G_USEC_PER_SEC;
  g_assert_nonnull (date);
  g_assert_cmpint (ABS (g_date_time_to_unix (date) - now), <=, 2);
  g_assert_nonnull (
      soup_message_headers_get_one (soup_message_get_response_headers (fixture.message),
                                    "X-Request-Id"));
}

static const char *
get_etag (Fixture *fixture)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (fixture->message),
                                       "ETag");
}

/* Each reply to a GET has a name, and who has the reply is not sent it again. */
static void
test_condition (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *etag = NULL;
  g_autofree char *names = NULL;

  fixture_start (&fixture, sluice_sandbox_options_new ());
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);
  etag = g_strdup (get_etag (&fixture));
  g_assert_nonnull (etag);
  names = g_strdup_printf ("\"another\", W/%s", etag);

  fixture.known = names;
  fixture_must (&fixture, 304, "GET", FIXTURE_V2 "connections", NULL);
  g_assert_cmpstr (fixture.text, ==, "");
  g_assert_cmpstr (get_etag (&fixture), ==, etag);
  fixture.known = "*";
  fixture_must (&fixture, 304, "GET", FIXTURE_V2 "connections", NULL);
  fixture.known = "\"another\"";
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);

  /* What is no success, or changes something, has no name. */
  fixture.known = "*";
  fixture_must (&fixture, 404, "GET", FIXTURE_V2 "connections/nobody", NULL);
  g_assert_null (get_etag (&fixture));
  fixture_must (&fixture, 200, "POST", FIXTURE_V2 "connections", FIXTURE_CONNECTION);
  g_assert_null (get_etag (&fixture));

  fixture.known = etag;
  fixture_must (&fixture, 200, "GET", FIXTURE_V2 "connections", NULL);
  g_assert_cmpstr (get_etag (&fixture), !=, etag);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/access/token", test_token);
  g_test_add_func ("/sandbox/access/fixed-credential", test_fixed_credential);
  g_test_add_func ("/sandbox/access/bearer", test_bearer);
  g_test_add_func ("/sandbox/access/token-expires", test_token_expires);
  g_test_add_func ("/sandbox/access/account", test_account);
  g_test_add_func ("/sandbox/access/routes", test_routes);
  g_test_add_func ("/sandbox/access/alternate-routes", test_alternate_routes);
  g_test_add_func ("/sandbox/access/headers", test_headers);
  g_test_add_func ("/sandbox/access/condition", test_condition);

  return g_test_run ();
}
