/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-curl.h"

#include "sluice-json.h"

static SluiceProfile *
make_profile (void)
{
  SluiceProfile *profile = sluice_profile_new ();

  g_object_set (profile, "workspace-id", "9012", "account-id", "5678", NULL);
  return profile;
}

static void
test_routes (void)
{
  static const struct
  {
    const char *method;
    const char *route;
    const char *path;
  } routes[] = {
    { "GET", "connections", "/platform/v2/workspaces/9012/connections" },
    { "PUT", "connections/acme", "/platform/v2/workspaces/9012/connections/acme" },
    { "GET", "pipelines/", "/platform/v2/workspaces/9012/inputs/data-pipelines" },
    { "GET", "feeds", "/v1/workspace/9012/partnerfeeds?accountId=5678" },
    { "GET", "feeds/7", "/v1/partnerfeeds/7?accountId=5678" },
    { "PUT", "feeds/7", "/v1/workspace/9012/partnerfeeds/7?accountId=5678" },
    { "GET", "/v1/workspace", "/v1/workspace?accountId=5678" },
    { "GET", "v1/services?x=1", "/v1/services?x=1&accountId=5678" },
    { "GET", "/v1/services?accountId=1", "/v1/services?accountId=1" },
    { "GET", "/platform/v2/workspaces/1/connections", "/platform/v2/workspaces/1/connections" },
    { "GET", "https://api.mparticle.com/v1/workspace", "/v1/workspace?accountId=5678" },
    { "GET", "", NULL },
    { "GET", "nonsense", NULL },
    { "GET", "/etc/passwd", NULL },
    { "GET", "pipelines/a/b", NULL },
    { "GET", "https://example.com/v1/workspace", NULL },
    { "GET", "/v1/a b", NULL },
    { "GET", "/v1/a\nb", NULL },
    { "GET", "/v1/a#b", NULL },
  };
  g_autoptr (SluiceProfile) profile = make_profile ();

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url =
          sluice_curl_build_url (profile, routes[i].method, routes[i].route, &error);
      g_autofree char *expected = routes[i].path != NULL
                                      ? g_strconcat (SLUICE_DEFAULT_API_URL, routes[i].path, NULL)
                                      : NULL;

      g_assert_cmpstr (url, ==, expected);
      g_assert_true (url != NULL || error->domain == SLUICE_CURL_ERROR);
    }
}

static void
test_learned_route (void)
{
  g_autoptr (SluiceProfile) profile = make_profile ();
  g_autofree char *url = NULL;

  sluice_profile_set_learned (profile, "pipelines", "pipelines");
  url = sluice_curl_build_url (profile, "GET", "pipelines/p", NULL);
  g_assert_cmpstr (url, ==, SLUICE_DEFAULT_API_URL "/platform/v2/workspaces/9012/pipelines/p");
}

static SluiceBody *
make_body (void)
{
  g_autoptr (JsonNode) json = sluice_json_parse (
      "{\"name\":\"it's \\\"one\\\" $HOME `x`\\n2\",\"config\":{\"user\":\"u\"}}", -1, NULL);
  SluiceBody *body = sluice_body_new (json);
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("pa'ss\"word");

  sluice_body_set_secret (body, "/config/password", secret);
  return body;
}

/* What a shell would hand to curl, one argument after the other. */
static char **
run_in_shell (const char *command)
{
  g_autofree char *script = g_strdup_printf (
      "curl () { for a in \"$@\"; do printf '%%s\\001' \"$a\"; done; }\nSLUICE_TOKEN=T\n%s\n",
      command);
  const char *argv[] = { "sh", "-c", script, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return g_strsplit (output, "\001", -1);
}

static void
check_command (gboolean include_secrets)
{
  g_autoptr (SluiceProfile) profile = make_profile ();
  g_autoptr (SluiceBody) body = make_body ();
  g_autofree char *command =
      sluice_curl_format (profile, "post", "connections", body, include_secrets, NULL);
  g_auto (GStrv) arguments = run_in_shell (command);
  g_autoptr (JsonNode) sent = NULL;
  JsonObject *config;

  g_assert_cmpuint (g_strv_length (arguments), ==, 11);
  g_assert_cmpstr (arguments[1], ==, "POST");
  g_assert_cmpstr (arguments[3], ==,
                   SLUICE_DEFAULT_API_URL "/platform/v2/workspaces/9012/connections");
  g_assert_cmpstr (arguments[5], ==, "Authorization: Bearer T");
  g_assert_cmpstr (arguments[7], ==, "Content-Type: application/json");
  sent = sluice_json_parse (arguments[9], -1, NULL);
  g_assert_nonnull (sent);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (sent), "name"), ==,
                   "it's \"one\" $HOME `x`\n2");
  config = sluice_json_get_object (json_node_get_object (sent), "config");
  if (include_secrets)
    g_assert_cmpstr (sluice_json_get_string (config, "password"), ==, "pa'ss\"word");
  else
    g_assert_cmpstr (sluice_json_get_string (config, "password"), !=, "pa'ss\"word");
  g_assert_cmpint (strstr (command, "ss\\\"word") != NULL, ==, include_secrets);
}

static void
test_command (void)
{
  check_command (FALSE);
  check_command (TRUE);
}

static void
test_without_body (void)
{
  g_autoptr (SluiceProfile) profile = make_profile ();
  g_autoptr (GError) error = NULL;
  g_autofree char *command = sluice_curl_format (profile, "GET", "connections", NULL, FALSE, NULL);

  g_assert_cmpstr (
      command, ==,
      "curl --request GET \\\n"
      "  --url 'https://api.mparticle.com/platform/v2/workspaces/9012/connections' \\\n"
      "  --header \"Authorization: Bearer $SLUICE_TOKEN\"");
  g_assert_null (sluice_curl_format (profile, "PATCH", "connections", NULL, FALSE, &error));
  g_assert_error (error, SLUICE_CURL_ERROR, SLUICE_CURL_ERROR_METHOD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curl/routes", test_routes);
  g_test_add_func ("/curl/learned-route", test_learned_route);
  g_test_add_func ("/curl/command", test_command);
  g_test_add_func ("/curl/without-body", test_without_body);
  return g_test_run ();
}
