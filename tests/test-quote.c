/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-quote.h"

#include <string.h>

#include "warehouse/sluice-warehouse.h"

/* What a text becomes in a role, or NULL for a refusal. */
typedef struct
{
  const SluiceQuoting *quoting;
  const char *role;
  const char *text;
  const char *expected;
} Case;

#define SF &sluice_quoting_snowflake
#define BQ &sluice_quoting_bigquery
#define RS &sluice_quoting_redshift
#define DB &sluice_quoting_databricks

static const Case cases[] = {
  /* Bare where plain and not reserved, else quoted exactly (WAREHOUSES 1.1). */
  { SF, "identifier", "Mp_Role$1", "Mp_Role$1" },
  { SF, "identifier", "_x", "_x" },
  { SF, "identifier", "1x", "\"1x\"" },
  { SF, "identifier", "$x", "\"$x\"" },
  { SF, "identifier", "Select", "\"Select\"" },
  { SF, "identifier", "a\"b", "\"a\"\"b\"" },
  { SF, "identifier", "a.b", "\"a.b\"" },
  { SF, "identifier", "", NULL },
  { SF, "identifier", "a\nb", NULL },
  { SF, "identifier", "a\xe2\x80\xae", NULL },
  { SF, "identifier", "\xff", NULL },
  { SF, "quoted", "plain", "\"PLAIN\"" },
  { SF, "quoted", "not plain", "\"not plain\"" },
  { SF, "stored", "plain", "PLAIN" },
  { SF, "stored", "table", "table" },
  { RS, "identifier", "mp_user", "mp_user" },
  { RS, "identifier", "Mp_user", "\"Mp_user\"" },
  { RS, "identifier", "user", "\"user\"" },
  { RS, "identifier", "a\\b", NULL },
  { BQ, "identifier", "my-project", "`my-project`" },
  { BQ, "identifier", "plain", "`plain`" },
  { BQ, "identifier", "a`b", NULL },
  { BQ, "identifier", "a\\b", NULL },
  { DB, "identifier", "a`b", "`a``b`" },
  { DB, "identifier", "a.b", NULL },
  { DB, "identifier", "a$b", NULL },
  { DB, "stored", "Main", "main" },

  { SF, "string", "it's \\ \"x\"\n", "'it''s \\\\ \"x\"\\n'" },
  { SF, "string", "\x01\xe2\x80\xae", "'\\u0001\\u202e'" },
  { BQ, "string", "it's \\", "'it\\'s \\\\'" },
  { RS, "string", "it's", "'it''s'" },
  { RS, "string", "a\\b", NULL },
  { RS, "string", "a\nb", NULL },
  { DB, "string", "it's ${x}\\", "'it\\'s \\${x}\\\\'" },
  { DB, "string", "a\x01", NULL },

  { SF, "json", "\"\\\n\x7f/", "\"\\\"\\\\\\n\\u007f/\"" },
  { SF, "shell", "it's $(x) `y`", "'it'\\''s $(x) `y`'" },
  { SF, "shell", "a\nb", NULL },
  { SF, "hcl", "${x} %{y} $z $${w} \"\\", "\"$${x} %%{y} $z $$${w} \\\"\\\\\"" },
  { SF, "comment",
    "a\nb\r\xe2\x80\xa8"
    "c",
    "a\\u000ab\\u000d\\u2028c" },
  { SF, "markdown", "plain", "`plain`" },
  { SF, "markdown", "`a``b", "``` `a``b ```" },
  { SF, "markdown", " x", "`  x `" },
  { SF, "keyword", "ALL TABLES IN SCHEMA", "ALL TABLES IN SCHEMA" },
  { SF, "keyword", "roles/bigquery.jobUser", "roles/bigquery.jobUser" },
  { SF, "keyword", "x;y", NULL },
  { SF, "number", "10", "10" },
  { SF, "number", "1e3", NULL },
  { SF, "query", "SELECT ';' ; ;\n", "SELECT ';'" },
};

static void
test_roles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SluiceQuoteFunc quote = sluice_quote_find (cases[i].role);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gboolean written;

      g_test_message ("%u: %s", i, cases[i].role);
      g_assert_nonnull (quote);
      written = quote (cases[i].quoting, cases[i].text, out, &error);
      if (cases[i].expected == NULL)
        {
          g_assert_false (written);
          g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (out->str, ==, cases[i].expected);
    }
}

static void
test_unknown_role (void)
{
  g_assert_null (sluice_quote_find ("bare"));
  g_assert_null (sluice_quote_find (""));
}

static void
assert_longest (const SluiceQuoting *quoting, const char *unit, guint longest)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < longest; i++)
    g_string_append (text, unit);
  g_assert_true (sluice_quote_check_identifier (quoting, text->str, NULL));
  g_string_append (text, unit);
  g_assert_false (sluice_quote_check_identifier (quoting, text->str, &error));
  g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID);
}

static void
test_lengths (void)
{
  assert_longest (SF, "\xc3\xa9", 255);
  assert_longest (DB, "a", 255);
  assert_longest (RS, "a", 127);
  assert_longest (RS, "\xc3\xa9", 63);
  assert_longest (BQ, "a", 1024);
}

/* They are searched by halves. */
static void
test_reserved_words_are_sorted (void)
{
  const SluiceQuoting *const both[] = { SF, RS };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (gsize j = 1; j < both[i]->n_reserved; j++)
      g_assert_cmpint (g_ascii_strcasecmp (both[i]->reserved[j - 1], both[i]->reserved[j]), <, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quote/roles", test_roles);
  g_test_add_func ("/quote/unknown-role", test_unknown_role);
  g_test_add_func ("/quote/lengths", test_lengths);
  g_test_add_func ("/quote/reserved-words-are-sorted", test_reserved_words_are_sorted);

  return g_test_run ();
}
