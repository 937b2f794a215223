/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/sluice-body.h"
#include "sluice-json.h"

#include <string.h>

static SluiceBody *
make (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = sluice_json_parse (json, -1, &error);

  g_assert_no_error (error);
  return sluice_body_new (node);
}

static char *
serialize (SluiceBody *body)
{
  g_autoptr (GBytes) bytes = sluice_body_serialize (body);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

static void
test_plain (void)
{
  g_autoptr (SluiceBody) body = make ("{\"a\":[1,null],\"b\":{}}");
  g_autofree char *text = serialize (body);

  g_assert_cmpstr (text, ==, "{\"a\":[1,null],\"b\":{}}");
}

static void
test_secrets (void)
{
  const char *value = "q\"\\\n\t\x01/é";
  g_autoptr (SluiceBody) body = make ("{\"config\":{\"user\":\"u\",\"password\":\"old\"}}");
  g_autoptr (SluiceSecret) secret = sluice_secret_new (value);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  sluice_body_set_secret (body, "/config/password", secret);
  sluice_body_set_secret (body, "/deep/er/a~1b~0c", secret);
  text = serialize (body);
  node = sluice_json_parse (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_node_get_string (sluice_json_pointer_get (node, "/config/password")), ==,
                   value);
  g_assert_cmpstr (json_node_get_string (sluice_json_pointer_get (node, "/config/user")), ==, "u");
  g_assert_cmpstr (json_node_get_string (sluice_json_pointer_get (node, "/deep/er/a~1b~0c")), ==,
                   value);
  /* The document itself never sees them. */
  g_assert_null (sluice_json_pointer_get (sluice_body_get_json (body), "/deep"));
  shown = sluice_body_to_redacted_text (body, FALSE);
  g_assert_cmpstr (shown, ==,
                   "{\"config\":{\"user\":\"u\",\"password\":\"************\"},"
                   "\"deep\":{\"er\":{\"a/b~c\":\"************\"}}}");
}

static void
test_same_secret_elsewhere (void)
{
  g_autoptr (SluiceBody) body = make ("{\"note\":\"it is hunter22!\"}");
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("hunter22");
  g_autofree char *shown = NULL;

  sluice_body_set_secret (body, "/password", secret);
  shown = sluice_body_to_redacted_text (body, FALSE);
  g_assert_null (strstr (shown, "hunter22"));
}

static void
test_dropped_secret (void)
{
  g_autoptr (SluiceBody) body = make ("{}");
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("hunter22");
  g_autofree char *text = NULL;

  sluice_body_set_secret (body, "/password", secret);
  sluice_body_set_secret (body, "/password", NULL);
  text = serialize (body);
  g_assert_cmpstr (text, ==, "{}");
}

static void
test_long_secret (void)
{
  g_autofree char *value = g_strnfill (100000, 'k');
  g_autoptr (SluiceBody) body = make ("{}");
  g_autoptr (SluiceSecret) secret = sluice_secret_new (value);
  g_autoptr (GBytes) bytes = NULL;

  sluice_body_set_secret (body, "/k", secret);
  bytes = sluice_body_serialize (body);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 100000 + strlen ("{\"k\":\"\"}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/body/plain", test_plain);
  g_test_add_func ("/body/secrets", test_secrets);
  g_test_add_func ("/body/same-secret-elsewhere", test_same_secret_elsewhere);
  g_test_add_func ("/body/dropped-secret", test_dropped_secret);
  g_test_add_func ("/body/long-secret", test_long_secret);
  return g_test_run ();
}
