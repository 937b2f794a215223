/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/sluice-redactor.h"

#include <string.h>

#define VALUE "pa/ss \"w\\ord+é="

static SluiceRedactor *
make (void)
{
  g_autoptr (SluiceSecret) secret = sluice_secret_new (VALUE);
  SluiceRedactor *redactor = sluice_redactor_new ();

  sluice_redactor_add (redactor, secret);
  return redactor;
}

static void
test_by_name (void)
{
  static const char *const cases[][2] = {
    { "{\"password\":\"x\"}", "{\"password\":\"************\"}" },
    { "{\"Password\" : \"x\"}", "{\"Password\" : \"************\"}" },
    { "{\"access_token\":\"a\\\"b\",\"n\":1}", "{\"access_token\":\"************\",\"n\":1}" },
    { "{\"client_secret\":123}", "{\"client_secret\":\"************\"}" },
    { "{\"password\":null}", "{\"password\":null}" },
    { "{\"password\":\"cut sho", "{\"password\":\"************\"" },
    { "{\"name\":\"apiKey\",\"value\":\"v\"}", "{\"name\":\"apiKey\",\"value\":\"************\"}" },
    { "{\"name\":\"color\",\"value\":\"v\"}", "{\"name\":\"color\",\"value\":\"v\"}" },
    { "[{\"name\":\"secret\"},{\"value\":\"v\"}]", "[{\"name\":\"secret\"},{\"value\":\"v\"}]" },
    { "{\"password\":{\"a\":\"b\"}}", "{\"password\":{\"a\":\"b\"}}" },
    { "[\"password\",\"x\"]", "[\"password\",\"x\"]" },
    { "{\"tokens\":\"x\"}", "{\"tokens\":\"x\"}" },
    { "{\"token\":\"x\"}", "{\"token\":\"************\"}" },
    { "not json, \"password\": \"x\" all the same", "not json, \"password\": \"************\" all "
                                                    "the same" },
    { "\"", "\"" },
    { "\"password\":", "\"password\":" },
    { "", "" },
  };
  g_autoptr (SluiceRedactor) redactor = sluice_redactor_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sluice_redactor_redact (redactor, cases[i][0], -1);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_by_value (void)
{
  g_autoptr (SluiceRedactor) redactor = make ();
  g_autofree char *url = g_uri_escape_string (VALUE, NULL, FALSE);
  const char *forms[] = {
    VALUE,
    url,
    /* JSON, with the escapes that this or that writer is fond of. */
    "pa/ss \\\"w\\\\ord+é=",
    "pa\\/ss \\\"w\\\\ord+é=",
    "pa/ss \\u0022w\\\\ord\\u002B\\u00e9=",
    "pa\\u002fss\\u0020\\u0022w\\u005cord+\\u00E9\\u003D",
    /* JSON within JSON, and once more. */
    "pa/ss \\\\\\\"w\\\\\\\\ord+é=",
    "pa/ss \\\\\\\\\\\\\\\"w\\\\\\\\\\\\\\\\ord+\\\\\\\\u00e9=",
    /* Addresses and forms. */
    "pa/ss%20%22w%5cord%2b%c3%a9%3d",
    "pa%2Fss+%22w%5Cord%2B%C3%A9=",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *before = g_strdup_printf ("<%s> and <%s>", forms[i], forms[i]);
      g_autofree char *after = sluice_redactor_redact (redactor, before, -1);

      g_assert_cmpstr (after, ==, "<************> and <************>");
    }
}

static void
test_line_ends (void)
{
  g_autoptr (SluiceRedactor) redactor = sluice_redactor_new ();
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("one\ntwo\\\nthree\tnew");
  static const char *const forms[] = {
    "one\ntwo\\\nthree\tnew",
    "one\\ntwo\\\\\\nthree\\tnew",
    "one\\u000atwo\\\\\\u000Athree\\u0009new",
    "one\\\\ntwo\\\\\\\\\\\\nthree\\\\tnew",
    "one%0Atwo%5C%0Athree%09new",
  };

  sluice_redactor_add (redactor, secret);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *after = sluice_redactor_redact (redactor, forms[i], -1);

      g_assert_cmpstr (after, ==, SLUICE_MASK);
    }
}

/* What only looks like it stays. */
static void
test_others (void)
{
  static const char *const texts[] = {
    "pa/ss \"w\\ord+é",
    "pa/ss \"word+é=",
    "pa/ss \\u0023w\\\\ord+é=",
    "pa%2Gss",
    "pa\\",
    "pa%2",
    "pa\\u",
    "pa\\ud83d",
    "\\",
    "%",
    "",
  };
  g_autoptr (SluiceRedactor) redactor = make ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *after = sluice_redactor_redact (redactor, texts[i], -1);

      g_assert_cmpstr (after, ==, texts[i]);
    }
}

static void
test_base64 (void)
{
  g_autoptr (SluiceRedactor) redactor = make ();

  /* Wherever in a group of three it begins. */
  for (guint before = 0; before < 4; before++)
    for (guint after = 0; after < 3; after++)
      {
        g_autofree char *text = g_strdup_printf ("%.*s" VALUE "%.*s", before, "xxxx", after, "yyy");
        g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));
        g_autofree char *redacted = sluice_redactor_redact (redactor, encoded, -1);

        g_assert_nonnull (strstr (redacted, SLUICE_MASK));
        g_assert_cmpuint (strlen (redacted), <=, strlen (SLUICE_MASK) + 12);
      }
}

static void
test_key_lines (void)
{
  const char *line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
  g_autofree char *key =
      g_strdup_printf ("{\"private_key\":\"-----BEGIN KEY-----\\n%s\\n-----END KEY-----\\n\"}",
                       line);
  g_autoptr (SluiceSecret) secret = sluice_secret_new (key);
  g_autoptr (SluiceRedactor) redactor = sluice_redactor_new ();
  g_autofree char *text = NULL;
  g_autofree char *quoted = g_strconcat ("line 2 is bad: ", line, NULL);

  sluice_redactor_add (redactor, secret);
  text = sluice_redactor_redact (redactor, quoted, -1);
  g_assert_cmpstr (text, ==, "line 2 is bad: ************");
}

static void
test_short_values (void)
{
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("ab");
  g_autoptr (SluiceRedactor) redactor = sluice_redactor_new ();
  g_autofree char *text = NULL;

  sluice_redactor_add (redactor, secret);
  sluice_redactor_add (redactor, NULL);
  text = sluice_redactor_redact (redactor, "about", -1);
  g_assert_cmpstr (text, ==, "about");
}

static void
test_start (void)
{
  g_autoptr (SluiceRedactor) redactor = make ();
  g_autofree char *text = sluice_redactor_redact_start (redactor, "ééé" VALUE "zzz", -1, 7);
  g_autofree char *invalid = sluice_redactor_redact (redactor, "a\xff\0b", 4);

  /* The cut falls into the mask, not into the secret. */
  g_assert_cmpstr (text, ==, "ééé****");
  g_assert_true (g_utf8_validate (invalid, -1, NULL));
}

static void
test_mask (void)
{
  g_assert_true (sluice_is_mask ("************"));
  g_assert_true (sluice_is_mask ("•••"));
  g_assert_false (sluice_is_mask ("**"));
  g_assert_false (sluice_is_mask (""));
  g_assert_false (sluice_is_mask (NULL));
  g_assert_false (sluice_is_mask ("***a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redactor/by-name", test_by_name);
  g_test_add_func ("/redactor/by-value", test_by_value);
  g_test_add_func ("/redactor/line-ends", test_line_ends);
  g_test_add_func ("/redactor/others", test_others);
  g_test_add_func ("/redactor/base64", test_base64);
  g_test_add_func ("/redactor/key-lines", test_key_lines);
  g_test_add_func ("/redactor/short-values", test_short_values);
  g_test_add_func ("/redactor/start", test_start);
  g_test_add_func ("/redactor/mask", test_mask);
  return g_test_run ();
}
