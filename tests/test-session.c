/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For memmem(). */
#define _GNU_SOURCE

#include "test-api.h"

#include "api/sluice-pipelines.h"
#include "api/sluice-session-test.h"
#include "api/sluice-session-token.h"
#include "sluice-json.h"
#include "store/sluice-activity-store.h"
#include "store/sluice-journal.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"
#define WORKSPACES  "{\"data\":[{\"id\":9,\"name\":\"W\"}],\"errors\":null}"

typedef struct
{
  Api api;
  char *folder;
  SluiceStore *store;
  SluiceKeyring *keyring;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  api_set_up (&f->api, data);
  test_server_say (f->api.server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  f->folder = g_dir_make_tmp ("sluice-session-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->folder, "sluice.db", NULL);
  f->store = sluice_store_open (path, &error);
  g_assert_no_error (error);
  f->keyring = sluice_keyring_new_for_session_only ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&f->keyring);
  g_clear_object (&f->store);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  api_tear_down (&f->api, data);
}

static void
keep_secret (Fixture *f)
{
  g_autoptr (SluiceSecret) secret = sluice_secret_new (API_SECRET);
  g_autoptr (GError) error = NULL;
  g_auto (ApiWait) wait = { 0 };

  sluice_keyring_store_async (f->keyring, sluice_profile_get_id (f->api.profile),
                              SLUICE_KEYRING_CLIENT_SECRET, "x", secret, NULL, api_on_done_cb,
                              &wait);
  api_wait (&wait);
  sluice_keyring_store_finish (f->keyring, wait.result, &error);
  g_assert_no_error (error);
}

static SluiceSession *
open_session (Fixture *f, GError **error)
{
  g_auto (ApiWait) wait = { 0 };

  sluice_session_open_async (f->api.profile, f->store, f->keyring, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  return sluice_session_open_finish (wait.result, error);
}

static void
sign_in (SluiceSession *session)
{
  SluiceClient *client = sluice_session_get_client (session);
  g_autoptr (GError) error = NULL;
  g_auto (ApiWait) wait = { 0 };

  sluice_client_sign_in_async (client, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  sluice_client_sign_in_finish (client, wait.result, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_no_secret (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_session (f, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH);
  g_assert_nonnull (strstr (error->message, "test"));
  g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), "client secret"));
}

static void
test_token_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSession) one = NULL;
  g_autoptr (SluiceSession) two = NULL;
  g_autoptr (SluiceSession) three = NULL;

  keep_secret (f);
  one = open_session (f, &error);
  g_assert_no_error (error);
  sign_in (one);
  two = open_session (f, &error);
  g_assert_no_error (error);
  sign_in (two);
  g_assert_cmpuint (test_server_count (f->api.server, "POST", "/oauth/token"), ==, 1);
  /* It belongs to the credential it was fetched with. */
  g_object_set (f->api.profile, "client-id", "another", NULL);
  three = open_session (f, &error);
  g_assert_no_error (error);
  sign_in (three);
  g_assert_cmpuint (test_server_count (f->api.server, "POST", "/oauth/token"), ==, 2);
}

static void
test_token_text (Fixture *f, gconstpointer data)
{
  static const char *const bad[] = { "", "the-client", "the-client\nx\n1\ntok" };
  g_autoptr (SluiceSecret) token = sluice_secret_new ("tok");
  g_autoptr (SluiceSecret) kept = sluice_session_token_write (f->api.profile, token, 77);
  gint64 expires = 0;
  g_autoptr (SluiceSecret) back = sluice_session_token_read (f->api.profile, kept, &expires);

  g_assert_true (sluice_secret_equal (token, back));
  g_assert_cmpint (expires, ==, 77);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SluiceSecret) text = sluice_secret_new (bad[i]);

      g_assert_null (sluice_session_token_read (f->api.profile, text, &expires));
    }
}

static void
test_activity_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSession) session = NULL;
  g_autofree char *scope = sluice_profile_dup_scope (f->api.profile);
  g_autoptr (SluiceActivityStore) kept = sluice_activity_store_new (f->store, scope);
  g_autoptr (GPtrArray) entries = NULL;
  SluiceActivityEntry *entry;

  keep_secret (f);
  session = open_session (f, &error);
  sluice_session_set_keeps_activity (session, TRUE);
  sign_in (session);
  entries = sluice_activity_store_list (kept, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->route, ==, "token");
  g_assert_cmpuint (entry->status, ==, 200);
  g_assert_null (strstr (entry->request, API_SECRET));
  g_assert_null (strstr (entry->request, "s3cr3t"));
  g_assert_null (strstr (entry->response, API_TOKEN));
}

#define PASSWORD "p4ss/of\"the+\\w4rehouse\né"
#define KEY_LINE "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7aB3"
#define KEY                                                                                        \
  "{\n \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n" KEY_LINE                                 \
  "\\n-----END PRIVATE KEY-----\\n\"\n}"

/* All the spellings of what was sent that a server may say back. */
static char *
make_echo (void)
{
  static const char *const secrets[] = { PASSWORD, KEY, KEY_LINE, API_SECRET, API_TOKEN };
  g_autoptr (JsonArray) errors = json_array_new ();
  g_autoptr (JsonObject) reply = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *shifted = g_strconcat ("x", secrets[i], NULL);
      g_autofree char *encoded = g_base64_encode ((const guchar *) shifted, strlen (shifted));
      g_autofree char *escaped = g_uri_escape_string (secrets[i], NULL, FALSE);
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
      g_autofree char *quoted = NULL;

      json_node_set_string (node, secrets[i]);
      quoted = sluice_json_to_text (node, FALSE);
      json_array_add_string_element (errors, secrets[i]);
      json_array_add_string_element (errors, encoded);
      json_array_add_string_element (errors, escaped);
      json_array_add_string_element (errors, quoted);
    }
  json_object_set_string_member (reply, "id", "acme");
  json_object_set_string_member (reply, "name", "Acme");
  json_object_set_array_member (reply, "errors", g_steal_pointer (&errors));
  return sluice_json_object_to_text (reply, FALSE);
}

static void
send_connection (SluiceSession *session)
{
  SluiceClient *client = sluice_session_get_client (session);
  g_autoptr (SluiceSecret) password = sluice_secret_new (PASSWORD);
  g_autoptr (SluiceSecret) key = sluice_secret_new (KEY);
  g_autoptr (SluiceBody) body = api_body ("{\"id\":\"acme\",\"name\":\"Acme\"}");
  g_auto (ApiWait) made = { 0 };
  g_auto (ApiWait) changed = { 0 };
  g_autoptr (JsonObject) one = NULL;
  g_autoptr (JsonObject) two = NULL;

  sluice_body_set_secret (body, "/config/password", password);
  sluice_body_set_secret (body, "/config/service_account_key", key);
  sluice_resource_create_async (client, SLUICE_FAMILY_CONNECTIONS, body, NULL, api_on_done_cb,
                                &made);
  api_wait (&made);
  one = sluice_resource_create_finish (client, made.result, NULL);
  sluice_resource_update_async (client, SLUICE_FAMILY_CONNECTIONS, "acme", body, NULL,
                                api_on_done_cb, &changed);
  api_wait (&changed);
  two = sluice_resource_update_finish (client, changed.result, NULL);
}

static void
assert_in_no_file (Fixture *f)
{
  /* No spelling does without these. */
  static const char *const parts[] = { "p4ss", "w4rehouse", KEY_LINE, "s3cr3t", API_TOKEN };
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      count++;
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        for (guint shift = 0; shift < 3; shift++)
          {
            g_autofree char *shifted = g_strconcat (&"xx"[2 - shift], parts[i], NULL);
            g_autofree char *encoded = g_base64_encode ((const guchar *) shifted, strlen (shifted));
            gsize usable = (strlen (shifted) / 3) * 4 - 4;

            g_assert_null (memmem (data, length, parts[i], strlen (parts[i])));
            if (usable >= 8)
              g_assert_null (memmem (data, length, encoded + 4, usable));
          }
    }
  g_assert_cmpuint (count, >=, 2);
}

/* The file and its write-ahead log, after calls whose replies say every secret back. */
static void
test_no_secret_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSession) session = NULL;
  g_autofree char *echo = make_echo ();
  g_autofree char *scope = sluice_profile_dup_scope (f->api.profile);
  g_autoptr (SluiceActivityStore) kept = sluice_activity_store_new (f->store, scope);
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < 2; i++)
    {
      test_server_add (f->api.server, "POST", API_V2 "/connections", 1,
                       (TestReply){ .status = i == 0 ? 201 : 400, .body = echo });
      test_server_add (f->api.server, "PUT", API_V2 "/connections/acme", 1,
                       (TestReply){ .status = i == 0 ? 200 : 422, .body = echo });
    }
  test_server_say (f->api.server, "GET", API_V2 "/connections/acme", 200, echo);
  keep_secret (f);
  session = open_session (f, &error);
  sluice_session_set_keeps_activity (session, TRUE);
  for (guint i = 0; i < 3; i++)
    send_connection (session);
  entries = sluice_activity_store_list (kept, 100, &error);
  g_assert_cmpuint (entries->len, ==, 10);
  g_assert_cmpuint (test_server_count (f->api.server, "PUT", API_V2 "/connections/acme"), ==, 3);
  assert_in_no_file (f);
}

static void
test_journal_tells_the_age (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSession) session = NULL;
  g_autofree char *scope = sluice_profile_dup_scope (f->api.profile);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (f->store, scope);
  g_auto (ApiWait) wait = { 0 };
  gint64 row;

  row = sluice_journal_begin (journal, "pipeline", "p", "create", &error);
  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_DONE, "p", &error));
  sluice_profile_set_learned (f->api.profile, "pipelines", "inputs/data-pipelines");
  test_server_say (f->api.server, "GET", API_V2 "/inputs/data-pipelines/p", 200, "{\"id\":\"p\"}");
  keep_secret (f);
  session = open_session (f, &error);
  sluice_pipelines_report_async (sluice_session_get_client (session), "p", NULL, api_on_done_cb,
                                 &wait);
  api_wait (&wait);
  g_assert_null (
      sluice_pipelines_report_finish (sluice_session_get_client (session), wait.result, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_READY);
}

static void
on_step_cb (const char *step, const char *title, const GError *error, gpointer user_data)
{
  g_assert_cmpuint (strlen (title), >, 0);
  g_string_append_printf (user_data, "%s%s ", step, error != NULL ? "!" : "");
}

static char *
run_test (Fixture *f, GError **error)
{
  g_autoptr (SluiceSession) session = open_session (f, NULL);
  GString *steps = g_string_new (NULL);
  g_auto (ApiWait) wait = { 0 };

  sluice_session_test_async (session, on_step_cb, steps, NULL, api_on_done_cb, &wait);
  api_wait (&wait);
  g_assert_true (sluice_session_test_finish (session, wait.result, error) == (*error == NULL));
  return g_string_free (steps, FALSE);
}

static void
test_test (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *steps = NULL;

  keep_secret (f);
  test_server_say (f->api.server, "GET", "/v1/workspace", 200, WORKSPACES);
  test_server_say (f->api.server, "GET", API_V2 "/inputs/*", 200, "[]");
  test_server_say (f->api.server, "GET", API_V2 "/connections", 200, "[]");
  test_server_say (f->api.server, "GET", "/v1/workspace/9/*", 200, "[]");
  steps = run_test (f, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (steps, ==,
                   "token account feeds connections data-models field-transformations pipelines "
                   "audiences ");
  g_assert_cmpstr (sluice_profile_get_learned (f->api.profile, "data-models"), ==,
                   "inputs/data-models");
}

/* A token from before says nothing about the credential as it is today. */
static void
test_test_signs_in_anew (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSession) before = NULL;
  g_autofree char *steps = NULL;

  keep_secret (f);
  before = open_session (f, &error);
  g_assert_no_error (error);
  sign_in (before);
  test_server_say (f->api.server, "GET", "/v1/workspace", 200, "[]");
  steps = run_test (f, &error);
  g_assert_cmpstr (steps, ==, "token account! ");
  g_assert_cmpuint (test_server_count (f->api.server, "POST", "/oauth/token"), ==, 2);
}

static void
test_test_without_a_family (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *steps = NULL;

  keep_secret (f);
  test_server_say (f->api.server, "GET", "/v1/workspace", 200, WORKSPACES);
  test_server_say (f->api.server, "GET", API_V2 "/*", 200, "[]");
  test_server_say (f->api.server, "GET", "/v1/workspace/9/audiences", 200, "[]");
  steps = run_test (f, &error);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (steps, "token account feeds! connections "));
}

static void
test_test_of_another_workspace (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *steps = NULL;

  keep_secret (f);
  test_server_say (f->api.server, "GET", "/v1/workspace", 200, "[{\"id\":10}]");
  steps = run_test (f, &error);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "workspace 9"));
  g_assert_cmpstr (steps, ==, "token account! ");
}

#define TEST(path, function)                                                                       \
  g_test_add ("/session/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("no-secret", test_no_secret);
  TEST ("token-is-kept", test_token_is_kept);
  TEST ("token-text", test_token_text);
  TEST ("activity-is-kept", test_activity_is_kept);
  TEST ("no-secret-is-kept", test_no_secret_is_kept);
  TEST ("journal-tells-the-age", test_journal_tells_the_age);
  TEST ("test", test_test);
  TEST ("test-signs-in-anew", test_test_signs_in_anew);
  TEST ("test-without-a-family", test_test_without_a_family);
  TEST ("test-of-another-workspace", test_test_of_another_workspace);
  return g_test_run ();
}
