/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-sql-query.h"

#include <string.h>

static const SluiceSqlDialect *const dialects[] = {
  &sluice_sql_dialect_snowflake,
  &sluice_sql_dialect_bigquery,
  &sluice_sql_dialect_redshift,
  &sluice_sql_dialect_databricks,
};

static const char *const kinds[] = { "empty",    "change",  "not-select", "with", "semicolon",
                                     "multiple", "star",    "table",      "type", "template",
                                     "string",   "comment", "bracket" };

static char *
describe_columns (SluiceSqlQuery *query)
{
  g_autoptr (GString) text = g_string_new (query->columns_known ? "known:" : "unknown:");

  for (guint i = 0; i < query->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (query->columns, i);
      const char *name = column->name != NULL ? column->name : "?";

      g_string_append_printf (text, "%s %s", i > 0 ? "," : "", column->star ? "*" : name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_issues (SluiceSqlQuery *query)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < query->issues->len; i++)
    {
      const SluiceSqlIssue *issue = g_ptr_array_index (query->issues, i);
      gboolean table = issue->kind == SLUICE_SQL_ISSUE_TABLE;

      g_string_append_printf (text, "%s%s%s%s@%u:%u", i > 0 ? " " : "", kinds[issue->kind],
                              table ? ":" : "", table ? issue->text : "", issue->line,
                              issue->column);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
unescape (const char *text)
{
  g_autoptr (GString) query = g_string_new (text);

  if (strstr (text, "\\n") == NULL && strstr (text, "\\r") == NULL)
    return g_strdup (text);
  g_string_replace (query, "\\n", "\n", 0);
  g_string_replace (query, "\\t", "\t", 0);
  g_string_replace (query, "\\r", "\r", 0);
  return g_strdup (query->str);
}

static void
check_query (const SluiceSqlDialect *dialect,
             const char *text,
             const char *columns,
             const char *issues)
{
  g_autoptr (SluiceSqlQuery) query = sluice_sql_query_read (dialect, text);
  g_autofree char *got_columns = describe_columns (query);
  g_autofree char *got_issues = describe_issues (query);

  if (strcmp (got_columns, columns) == 0 && strcmp (got_issues, issues) == 0)
    return;
  g_test_message ("%s: %s\n  expected %s, issues: %s\n  got %s, issues: %s", dialect->name, text,
                  columns, issues, got_columns, got_issues);
  g_test_fail ();
}

/* One block of the file: "warehouses: query", columns, and issues where there are any. */
static guint
check_block (const char *block)
{
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);
  const char *colon = strchr (lines[0], ':');
  g_autofree char *names = NULL;
  g_autofree char *text = NULL;
  const char *issues = "";
  guint n = 0;

  if (lines[0][0] == '#' || lines[0][0] == '\0')
    return 0;
  g_assert_nonnull (colon);
  g_assert_nonnull (lines[1]);
  names = g_strndup (lines[0], (gsize) (colon - lines[0]));
  text = unescape (colon + 2);
  if (lines[2] != NULL && g_str_has_prefix (lines[2], "  issues: "))
    issues = lines[2] + strlen ("  issues: ");
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (strcmp (names, "all") == 0 || strstr (names, dialects[i]->name) != NULL)
      {
        check_query (dialects[i], text, g_strchomp (lines[1]) + 2, issues);
        n++;
      }
  return n;
}

static void
test_queries (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "sql-queries.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) blocks = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  blocks = g_strsplit (text, "\n\n", -1);
  for (guint i = 0; blocks[i] != NULL; i++)
    n += check_block (blocks[i]);
  g_assert_cmpuint (n, >, 800);
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("SELECT ");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '(');
  g_string_append (text, "1");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, ')');
  g_string_append (text, " AS a");
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (SluiceSqlQuery) query = sluice_sql_query_read (dialects[i], text->str);

      g_assert_false (query->columns_known);
    }
}

static void
check_fast (const char *head, const char *unit, const char *tail)
{
  g_autoptr (GString) text = g_string_new (head);
  gint64 started;

  while (text->len < 1024 * 1024)
    g_string_append (text, unit);
  g_string_append (text, tail);
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (SluiceSqlQuery) query = NULL;

      started = g_get_monotonic_time ();
      query = sluice_sql_query_read (dialects[i], text->str);
      /* Far from what it takes, and far below what anything but linear time would. */
      g_assert_cmpint (g_get_monotonic_time () - started, <, 3 * G_USEC_PER_SEC);
    }
}

static void
test_large (void)
{
  check_fast ("SELECT a", ", CASE WHEN b THEN 'x' END AS c", " FROM d.s.t");
  check_fast ("SELECT a FROM d.s.t WHERE x IN (1", ", 2", ")");
  check_fast ("WITH a AS (SELECT 1)", ", b AS (SELECT x FROM a, c)", " SELECT 1");
  check_fast ("SELECT ", "STRUCT<(", "");
  check_fast ("SELECT ", "CAST(", "");
  check_fast ("SELECT ", "CASE WHEN (", "");
  check_fast ("SELECT ", "\"a\", ", "b FROM t");
  check_fast ("SELECT ", "$a$", "");
  check_fast ("", "/*", "");
  check_fast ("", "SELECT 1;", "");
  check_fast ("SELECT 1 FROM ", "(t JOIN ", "");
}

static void
test_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  static const char *const parts[] = {
    "SELECT ", "a",  ".",      "*",     ",",    "(",     ")",      "[",        "]",  "'",
    "\"",      "`",  " FROM ", "$$",    "/*",   "*/",    "--",     "\n",       "::", ":",
    "<",       ">",  "CASE ",  " END ", " AS ", "WITH ", "\xff",   "\xe2\x82", "1",  "1e",
    "0x",      "{{", "}}",     "@",     "$",    ";",     " UNION "
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = (guint) g_rand_int_range (random, 0, 30);

      for (guint i = 0; i < n; i++)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
        {
          g_autoptr (SluiceSqlQuery) query = sluice_sql_query_read (dialects[i], text->str);

          g_assert_nonnull (query->columns);
        }
    }
}

/* Whatever stands between the words, a query means the same. */
static void
test_space_and_comments (void)
{
  static const char *const words[] = { "SELECT", "a", ",", "t", ".", "b",    "AS", "c", ",",
                                       "f",      "(", "*", ")", "d", "FROM", "x",  ".", "t" };
  static const char *const gaps[] = { " ", "\n", "\t\r\n", "/* x, y */", "-- FROM z\n", " /**/ " };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        g_string_append_printf (text, "%s%s",
                                gaps[g_rand_int_range (random, 0, G_N_ELEMENTS (gaps))], words[i]);
      for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
        check_query (dialects[i], text->str, "known: a, c, d", "");
    }
}

static void
test_plain_names (void)
{
  g_assert_true (sluice_sql_is_plain_name ("updated_at"));
  g_assert_true (sluice_sql_is_plain_name ("_X1"));
  g_assert_false (sluice_sql_is_plain_name ("updated at"));
  g_assert_false (sluice_sql_is_plain_name ("1st"));
  g_assert_false (sluice_sql_is_plain_name ("select"));
  g_assert_false (sluice_sql_is_plain_name (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql-query/queries", test_queries);
  g_test_add_func ("/sql-query/deep", test_deep);
  g_test_add_func ("/sql-query/large", test_large);
  g_test_add_func ("/sql-query/bytes", test_bytes);
  g_test_add_func ("/sql-query/space-and-comments", test_space_and_comments);
  g_test_add_func ("/sql-query/plain-names", test_plain_names);
  return g_test_run ();
}
