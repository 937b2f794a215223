/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include <glib/gstdio.h>
#include <string.h>

const char *__asan_default_options (void);

/* The proxy resolver's threads end while the leak checker looks at them, which ends the checker. */
const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

#define TOKEN_REPLY "{\"access_token\":\"" API_TOKEN "\",\"expires_in\":28800}"

/* Certificates are made for each run, by openssl: a key in the sources would be a key that leaks. */
typedef struct
{
  char *folder;
  GTlsCertificate *certificate;
  GTlsDatabase *database;
} Trust;

static char *
in_folder (Trust *trust, const char *name)
{
  return g_build_filename (trust->folder, name, NULL);
}

static gboolean
make_certificate (Trust *trust, const char *days)
{
  g_autofree char *key = in_folder (trust, "key.pem");
  g_autofree char *certificate = in_folder (trust, "cert.pem");
  const char *arguments[] = {
    "openssl",  "req",           "-x509",   "-newkey",
    "rsa:2048", "-nodes",        "-keyout", key,
    "-out",     certificate,     "-days",   days,
    "-subj",    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
    NULL
  };
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (arguments,
                         G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                         NULL);
  g_autoptr (GError) error = NULL;

  if (process == NULL || !g_subprocess_wait_check (process, NULL, NULL))
    return FALSE;
  trust->certificate = g_tls_certificate_new_from_files (certificate, key, &error);
  g_assert_no_error (error);
  trust->database = g_tls_file_database_new (certificate, &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
trust_clear (Trust *trust)
{
  static const char *const names[] = { "key.pem", "cert.pem" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (trust, names[i]);

      g_unlink (path);
    }
  g_rmdir (trust->folder);
  g_clear_pointer (&trust->folder, g_free);
  g_clear_object (&trust->certificate);
  g_clear_object (&trust->database);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trust, trust_clear)

static gboolean
trust_init (Trust *trust)
{
  trust->folder = g_dir_make_tmp ("sluice-tls-XXXXXX", NULL);
  if (g_tls_backend_supports_tls (g_tls_backend_get_default ()) && make_certificate (trust, "2"))
    return TRUE;
  g_test_skip ("No openssl or no TLS on this machine.");
  return FALSE;
}

/* The fixture's server, but on TLS. */
static void
move_to_tls (Api *api, Trust *trust, GTlsDatabase *database)
{
  test_server_free (api->server);
  api->server = test_server_new_full (trust->certificate, FALSE);
  g_clear_object (&api->client);
  g_clear_object (&api->profile);
  api->profile = api_make_profile (test_server_get_url (api->server));
  api_restart_client (api, (ApiOptions){ .tls_database = database });
  test_server_say (api->server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (api->server, "GET", "/x", 200, "{}");
}

static void
test_own_authority (Api *api, gconstpointer data)
{
  g_auto (Trust) trust = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  if (!trust_init (&trust))
    return;
  move_to_tls (api, &trust, trust.database);
  reply = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);
}

static void
test_unknown_authority (Api *api, gconstpointer data)
{
  g_auto (Trust) trust = { 0 };
  g_autoptr (GError) error = NULL;

  if (!trust_init (&trust))
    return;
  move_to_tls (api, &trust, NULL);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_TLS);
  g_assert_nonnull (strstr (sluice_api_error_get_remedy (error), "certificate"));
  g_assert_cmpuint (test_server_count (api->server, NULL, "*"), ==, 0);
}

static void
test_other_host (Api *api, gconstpointer data)
{
  g_auto (Trust) trust = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *token_url = NULL;

  if (!trust_init (&trust))
    return;
  move_to_tls (api, &trust, trust.database);
  /* The certificate is for localhost and 127.0.0.1. */
  url = g_strdup_printf ("https://127.0.0.2:%u", test_server_get_port (api->server));
  token_url = g_strconcat (url, "/oauth/token", NULL);
  g_object_set (api->profile, "api-url", url, "token-url", token_url, NULL);
  g_assert_null (api_call (api, "GET", "/x", NULL, &error));
  g_assert_cmpint (error->domain, ==, SLUICE_API_ERROR);
  /* Where the machine routes it at all, the name decides. */
  g_assert_true (error->code == SLUICE_API_ERROR_TLS || error->code == SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (test_server_count (api->server, NULL, "*"), ==, 0);
}

/* https in the address, plain http behind it: nothing is sent in the clear. */
static void
test_downgrade (Api *api, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url =
      g_strdup_printf ("https://127.0.0.1:%u", test_server_get_port (api->server));
  g_autofree char *token_url = g_strconcat (url, "/downgrade/token", NULL);

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("No TLS on this machine.");
      return;
    }
  api_restart_client (api, (ApiOptions){ .request_timeout = 200 });
  g_object_set (api->profile, "api-url", url, "token-url", token_url, NULL);
  g_assert_null (api_call (api, "GET", "/downgrade/x", NULL, &error));
  g_assert_cmpint (error->domain, ==, SLUICE_API_ERROR);
  g_assert_true (error->code == SLUICE_API_ERROR_TLS || error->code == SLUICE_API_ERROR_NETWORK ||
                 error->code == SLUICE_API_ERROR_TIMEOUT);
  /* By their paths: another test's client may look for its own server, gone by now, on this port. */
  g_assert_cmpuint (test_server_count (api->server, NULL, "/downgrade/token"), ==, 0);
  g_assert_cmpuint (test_server_count (api->server, NULL, "/downgrade/x"), ==, 0);
}

static void
test_ipv6 (Api *api, gconstpointer data)
{
  TestServer *server = test_server_new_full (NULL, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = NULL;

  if (server == NULL)
    {
      g_test_skip ("No IPv6 on this machine.");
      return;
    }
  test_server_free (api->server);
  api->server = server;
  g_clear_object (&api->client);
  g_clear_object (&api->profile);
  api->profile = api_make_profile (test_server_get_url (server));
  api_restart_client (api, (ApiOptions){ 0 });
  test_server_say (server, "POST", "/oauth/token", 200, TOKEN_REPLY);
  test_server_say (server, "GET", "/x", 200, "{}");
  reply = api_call (api, "GET", "/x", NULL, &error);
  g_assert_no_error (error);
}

/* In a process of its own, because the proxy is the process's. The address is one that only the proxy
 * could find. */
static void
test_proxy (void)
{
  static const char *const others[] = {
    "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "GNOME_DESKTOP_SESSION_ID",
    "KDE_FULL_SESSION",    "no_proxy",        "NO_PROXY",
    "all_proxy",           "ALL_PROXY",       "HTTPS_PROXY"
  };
  g_autoptr (GError) error = NULL;
  Api api = { 0 };

  if (!g_test_subprocess ())
    {
      g_autoptr (TestServer) proxy = test_server_new ();
      g_autofree char *url =
          g_strdup_printf ("http://someone:open-sesame@127.0.0.1:%u", test_server_get_port (proxy));

      /* What would say otherwise: a desktop's settings, and exceptions. */
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_unsetenv (others[i]);
      /* Says no to the tunnel, and thereby that it was asked; and before that, who it is that asks. */
      test_server_add (proxy, "CONNECT", "*", 0,
                       (TestReply){ .status = 403, .with = "Basic c29tZW9uZTpvcGVuLXNlc2FtZQ==" });
      test_server_add (proxy, "CONNECT", "*", 0,
                       (TestReply){ .status = 407,
                                    .headers = "Proxy-Authenticate: Basic realm=\"x\"\r\n" });
      g_setenv ("https_proxy", url, TRUE);
      g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      if (test_server_count (proxy, "CONNECT", "*") == 0)
        g_test_skip ("This machine's proxy settings do not come from the environment.");
      else
        g_assert_cmpuint (test_server_count (proxy, "CONNECT", "*"), ==, 2);
      return;
    }
  api.profile = api_make_profile ("https://api.sluice.invalid");
  api_restart_client (&api, (ApiOptions){ .request_timeout = 5000 });
  g_assert_null (api_call (&api, "GET", "/x", NULL, &error));
  g_assert_cmpint (error->domain, ==, SLUICE_API_ERROR);
  g_clear_object (&api.client);
  g_clear_object (&api.profile);
}

#define TEST(path, function)                                                                       \
  g_test_add ("/client-network/" path, Api, NULL, api_set_up, function, api_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("own-authority", test_own_authority);
  TEST ("unknown-authority", test_unknown_authority);
  TEST ("other-host", test_other_host);
  TEST ("downgrade", test_downgrade);
  TEST ("ipv6", test_ipv6);
  g_test_add_func ("/client-network/proxy", test_proxy);
  return g_test_run ();
}
