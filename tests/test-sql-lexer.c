/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-sql-lexer.h"

#include <string.h>

#define SNOWFLAKE  &sluice_sql_dialect_snowflake
#define BIGQUERY   &sluice_sql_dialect_bigquery
#define REDSHIFT   &sluice_sql_dialect_redshift
#define DATABRICKS &sluice_sql_dialect_databricks

/* Each token as its type's letter and its text. */
static char *
describe (const SluiceSqlDialect *dialect, const char *text)
{
  static const char letters[] = "-nqs#pt.";
  g_autoptr (SluiceSqlTokens) tokens = sluice_sql_tokenize (dialect, text);
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      g_autofree char *token = sluice_sql_tokens_dup_text (tokens, i);

      g_string_append_printf (result, "%s%c%s", i > 0 ? " " : "", letters[tokens->tokens[i].type],
                              token);
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
test_tokens (void)
{
  static const struct
  {
    const SluiceSqlDialect *dialect;
    const char *text;
    const char *expected;
  } cases[] = {
    { SNOWFLAKE, "a.b", "na .. nb" },
    { SNOWFLAKE, "a$b $1 $$x$y$$", "na$b p$1 s$$x$y$$" },
    { SNOWFLAKE, "\"a\"\"b\" 'c''d' 'e\\'f'", "q\"a\"\"b\" s'c''d' s'e\\'f'" },
    { SNOWFLAKE, "a // b\nc", "na nc" },
    { SNOWFLAKE, "/* a /* b */ c", "nc" },
    { SNOWFLAKE, "@db.stage/x-1 (", "p@db.stage/x-1 .(" },
    { SNOWFLAKE, "a:b::c", "na .: nb .:: nc" },
    { SNOWFLAKE, "`a", ".` na" },
    { SNOWFLAKE, "x'1F' r'a'", "sx'1F' nr s'a'" },
    { BIGQUERY, "`a.b` \"c\" r\"\\\"\" B'x' bR'''y'z'''",
      "q`a.b` s\"c\" sr\"\\\"\" sB'x' sbR'''y'z'''" },
    { BIGQUERY, "a # b\nc @d @@e", "na nc p@d p@@e" },
    { BIGQUERY, "'a''b'", "s'a' s'b'" },
    { BIGQUERY, "t.2020_a 1.5 .5", "nt .. n2020_a #1.5 #.5" },
    { REDSHIFT, "E'a\\'b' $t$ c' $$ $t$", "sE'a\\'b' s$t$ c' $$ $t$" },
    { REDSHIFT, "/* a /* b */ c */ d", "nd" },
    { REDSHIFT, "a//b", "na ./ ./ nb" },
    { REDSHIFT, "1e5 1.5E-3 0x1F 1e", "#1e5 #1.5E-3 #0x1F #1 ne" },
    { DATABRICKS, "r'\\' 'a' \"b\" `c``d`", "sr'\\' s'a' s\"b\" q`c``d`" },
    { DATABRICKS, "1st 2L 3.5BD 4a", "n1st #2L #3.5BD n4a" },
    { DATABRICKS, "a <=> b -> c => d ->> e", "na .<=> nb .-> nc .=> nd .->> ne" },
    { DATABRICKS, "/* a /* b */ c */ d", "nd" },
    { DATABRICKS, "{{ a }} {% b %} ${c}", "t{{ a }} t{% b %} t${c}" },
    { SNOWFLAKE,
      "a\xc2\xa0"
      "b\xef\xbb\xbf",
      "na nb" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = describe (cases[i].dialect, cases[i].text);

      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

static void
test_places (void)
{
  g_autoptr (SluiceSqlTokens) tokens =
      sluice_sql_tokenize (SNOWFLAKE, "SELECT 'äöü', x\r\n\t, 名 y -- z\n  FROM");
  static const guint places[][2] = { { 1, 1 }, { 1, 8 }, { 1, 13 }, { 1, 15 },
                                     { 2, 2 }, { 2, 4 }, { 2, 6 },  { 3, 3 } };

  g_assert_cmpuint (tokens->n_tokens, ==, G_N_ELEMENTS (places));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpuint (tokens->tokens[i].line, ==, places[i][0]);
      g_assert_cmpuint (tokens->tokens[i].column, ==, places[i][1]);
    }
}

static void
test_defects (void)
{
  static const struct
  {
    const char *text;
    SluiceSqlDefect defect;
    guint line;
    guint column;
  } cases[] = {
    { "a 'b", SLUICE_SQL_DEFECT_STRING, 1, 3 },     { "\n \"b", SLUICE_SQL_DEFECT_STRING, 2, 2 },
    { "a /* b", SLUICE_SQL_DEFECT_COMMENT, 1, 3 },  { "f(a", SLUICE_SQL_DEFECT_BRACKET, 1, 2 },
    { "f(a))", SLUICE_SQL_DEFECT_BRACKET, 1, 5 },   { "f(a]", SLUICE_SQL_DEFECT_BRACKET, 1, 4 },
    { "f([a)]", SLUICE_SQL_DEFECT_BRACKET, 1, 5 },  { "'a\\'", SLUICE_SQL_DEFECT_STRING, 1, 1 },
    { "(a[b]{c})", SLUICE_SQL_DEFECT_NONE, 0, 0 },  { "", SLUICE_SQL_DEFECT_NONE, 0, 0 },
    { "'(' -- (\n", SLUICE_SQL_DEFECT_NONE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceSqlTokens) tokens = sluice_sql_tokenize (SNOWFLAKE, cases[i].text);

      g_assert_cmpint (tokens->defect, ==, cases[i].defect);
      g_assert_cmpuint (tokens->defect_line, ==, cases[i].line);
      g_assert_cmpuint (tokens->defect_column, ==, cases[i].column);
    }
}

static void
test_words (void)
{
  for (guint i = 0; i < 3; i++)
    {
      static const char *const spellings[] = { "select", "SELECT", "SeLeCt" };

      g_assert_cmpint (sluice_sql_word_find (spellings[i], 6), ==, SLUICE_SQL_WORD_SELECT);
    }
  g_assert_cmpint (sluice_sql_word_find ("selects", 7), ==, SLUICE_SQL_WORD_NONE);
  g_assert_cmpint (sluice_sql_word_find ("a_very_long_name_indeed", 23), ==, SLUICE_SQL_WORD_NONE);
  g_assert_cmpint (sluice_sql_word_find ("zone", 4), ==, SLUICE_SQL_WORD_ZONE);
  g_assert_cmpint (sluice_sql_word_find ("aggregate", 9), ==, SLUICE_SQL_WORD_AGGREGATE);
  g_assert_true (sluice_sql_word_is (SLUICE_SQL_WORD_DROP, SLUICE_SQL_WORD_CHANGE));
  g_assert_false (sluice_sql_word_is (SLUICE_SQL_WORD_NONE, SLUICE_SQL_WORD_CHANGE));
}

static void
test_names (void)
{
  static const struct
  {
    const SluiceSqlDialect *dialect;
    const char *text;
    const char *name;
  } cases[] = {
    { SNOWFLAKE, "\"a\"\"b\"", "a\"b" }, { REDSHIFT, "\"\"", "" },
    { BIGQUERY, "`a\\`b`", "a`b" },      { DATABRICKS, "`a``b`", "a`b" },
    { BIGQUERY, "`a\\\\b`", "a\\b" },    { SNOWFLAKE, "\"ä b\"", "ä b" },
    { SNOWFLAKE, "Plain", "Plain" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceSqlTokens) tokens = sluice_sql_tokenize (cases[i].dialect, cases[i].text);
      g_autofree char *name = sluice_sql_tokens_dup_name (tokens, 0);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql-lexer/tokens", test_tokens);
  g_test_add_func ("/sql-lexer/places", test_places);
  g_test_add_func ("/sql-lexer/defects", test_defects);
  g_test_add_func ("/sql-lexer/words", test_words);
  g_test_add_func ("/sql-lexer/names", test_names);
  return g_test_run ();
}
