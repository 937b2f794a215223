/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sluice-profile.h"

static SluiceProfile *
make_profile (void)
{
  return g_object_new (SLUICE_TYPE_PROFILE, "name", "Acme", "pod", "US1", "org-id", "1234",
                       "account-id", "5678", "workspace-id", "9012", "client-id", "abc", NULL);
}

static void
test_defaults (void)
{
  g_autoptr (SluiceProfile) profile = sluice_profile_new ();

  g_assert_true (g_uuid_string_is_valid (sluice_profile_get_id (profile)));
  g_assert_cmpstr (sluice_profile_get_api_url (profile), ==, "https://api.mparticle.com");
  g_assert_cmpstr (sluice_profile_get_token_url (profile), ==,
                   "https://sso.auth.mparticle.com/oauth/token");
  g_assert_cmpstr (sluice_profile_get_environment (profile), ==, "development");
}

static void
test_normalizes (void)
{
  g_autoptr (SluiceProfile) profile = make_profile ();

  g_object_set (profile, "name", "  Acme EU ", "pod", " EU1", "api-url", "http://127.0.0.1:80//",
                "token-url", "", NULL);
  g_assert_cmpstr (sluice_profile_get_name (profile), ==, "Acme EU");
  g_assert_cmpstr (sluice_profile_get_pod (profile), ==, "eu1");
  g_assert_cmpstr (sluice_profile_get_api_url (profile), ==, "http://127.0.0.1:80");
  g_assert_cmpstr (sluice_profile_get_token_url (profile), ==, SLUICE_DEFAULT_TOKEN_URL);
}

static void
test_validates (void)
{
  static const struct
  {
    const char *property;
    const char *text;
    const char *says;
  } bad[] = {
    { "name", "", "Name" },
    { "name", "two\nlines", "Name" },
    { "pod", "", "Pod" },
    { "pod", "us3", "Pod" },
    { "org-id", "", "Organization ID" },
    { "org-id", "12a", "Organization ID" },
    { "account-id", "-5", "Account ID" },
    { "workspace-id", "1 2", "Workspace ID" },
    { "client-id", "", "Client ID" },
    { "client-id", "a b", "Client ID" },
    { "client-id", "\xc3\xa9", "Client ID" },
    { "api-url", "api.mparticle.com", "API address" },
    { "token-url", "ftp://example.com", "Token address" },
    { "environment", "staging", "Environment" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SluiceProfile) profile = make_profile ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) field_error = NULL;

      g_assert_true (sluice_profile_validate (profile, NULL));
      g_object_set (profile, bad[i].property, bad[i].text, NULL);
      g_assert_false (sluice_profile_validate (profile, &error));
      g_assert_error (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_FIELD);
      g_assert_true (g_str_has_prefix (error->message, bad[i].says));
      g_assert_false (sluice_profile_validate_field (profile, bad[i].property, &field_error));
      g_assert_cmpstr (field_error->message, ==, error->message);
    }
}

static void
test_urls (void)
{
  static const char *const good[] = {
    "https://api.mparticle.com", "https://api.eu1.mparticle.com:8443/x",
    "http://localhost:8080",     "http://LOCALHOST",
    "http://127.0.0.1",          "http://127.9.8.7:1/oauth/token",
    "http://[::1]:8080",
  };
  static const char *const remote[] = {
    "http://api.mparticle.com",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://128.0.0.1",
    "http://[::2]",
    "http://0.0.0.0",
    "HTTP://example.com",
  };
  static const char *const wrong[] = {
    "",          "localhost:8080",         "https://",    "https://me:secret@example.com",
    "/tmp/x",    "http://a@127.0.0.1",     "file:///etc", "https://example.com?x=1",
    "https://#", "https://example.com/#a", "http://[::1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (sluice_profile_url_is_acceptable (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (remote); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sluice_profile_url_is_acceptable (remote[i], &error));
      g_assert_error (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_PLAIN_HTTP);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sluice_profile_url_is_acceptable (wrong[i], &error));
      g_assert_error (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_FIELD);
    }
}

static void
test_scope (void)
{
  g_autoptr (SluiceProfile) one = make_profile ();
  g_autoptr (SluiceProfile) other = make_profile ();
  g_autofree char *scope = sluice_profile_dup_scope (one);
  g_autofree char *same = NULL;
  g_autofree char *elsewhere = NULL;

  g_object_set (other, "name", "Made anew", "api-url", "https://api.mparticle.com/", NULL);
  same = sluice_profile_dup_scope (other);
  g_assert_cmpstr (scope, ==, same);
  g_object_set (other, "workspace-id", "1", NULL);
  elsewhere = sluice_profile_dup_scope (other);
  g_assert_cmpstr (scope, !=, elsewhere);
}

static void
on_learned_changed_cb (SluiceProfile *profile, const char *key, GString *keys)
{
  g_string_append_printf (keys, "%s ", key);
}

static void
test_learns (void)
{
  g_autoptr (SluiceProfile) profile = make_profile ();
  g_autoptr (SluiceProfile) copy = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  g_auto (GStrv) keys = NULL;

  g_signal_connect (profile, "learned-changed", G_CALLBACK (on_learned_changed_cb), told);
  sluice_profile_set_learned (profile, "pipelines", "/pipelines");
  sluice_profile_set_learned (profile, "pipelines", "/pipelines");
  sluice_profile_set_learned (profile, "connections", "/connections");
  sluice_profile_set_learned (profile, "report", NULL);
  g_assert_cmpstr (told->str, ==, "pipelines connections ");
  copy = sluice_profile_copy (profile);
  keys = sluice_profile_list_learned (copy);
  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  g_assert_cmpstr (keys[0], ==, "connections");
  g_assert_cmpstr (sluice_profile_get_learned (copy, "pipelines"), ==, "/pipelines");
  g_assert_cmpstr (sluice_profile_get_id (copy), ==, sluice_profile_get_id (profile));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/defaults", test_defaults);
  g_test_add_func ("/profile/normalizes", test_normalizes);
  g_test_add_func ("/profile/validates", test_validates);
  g_test_add_func ("/profile/urls", test_urls);
  g_test_add_func ("/profile/scope", test_scope);
  g_test_add_func ("/profile/learns", test_learns);
  return g_test_run ();
}
