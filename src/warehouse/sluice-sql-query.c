/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-query.h"

#include <string.h>

#include "warehouse/sluice-sql-reader.h"

static void
sluice_sql_issue_free (SluiceSqlIssue *issue)
{
  g_free (issue->text);
  g_free (issue);
}

/**
 * sluice_sql_query_free:
 * @query: (nullable): what was read
 */
void
sluice_sql_query_free (SluiceSqlQuery *query)
{
  if (query == NULL)
    return;
  g_clear_pointer (&query->columns, g_ptr_array_unref);
  g_clear_pointer (&query->issues, g_ptr_array_unref);
  g_free (query);
}

/**
 * sluice_sql_strip_end:
 * @dialect: the warehouse's way to write SQL
 * @text: a query
 *
 * Returns: (transfer full): the query without semicolons at its end and what comments stand behind
 *   them, and without blanks there; other statements stay, and so does all where a quote, comment or
 *   bracket has no end
 */
char *
sluice_sql_strip_end (const SluiceSqlDialect *dialect, const char *text)
{
  g_autoptr (SluiceSqlTokens) tokens = sluice_sql_tokenize (dialect, text);
  guint n = tokens->n_tokens;

  if (tokens->defect == SLUICE_SQL_DEFECT_NONE)
    while (n > 0 && tokens->tokens[n - 1].symbol == ';')
      n--;
  if (n == 0 || n == tokens->n_tokens)
    return g_strchomp (g_strdup (text));
  return g_strchomp (g_strndup (text, tokens->tokens[n].start));
}

/**
 * sluice_sql_fold:
 * @name: a name, of any bytes
 *
 * Returns: (transfer full): the name as it is compared without regard to case
 */
char *
sluice_sql_fold (const char *name)
{
  if (g_str_is_ascii (name) || !g_utf8_validate (name, -1, NULL))
    return g_ascii_strdown (name, -1);
  return g_utf8_casefold (name, -1);
}

/**
 * sluice_sql_equal_names:
 * @a: a name
 * @b: another
 *
 * Returns: whether they are the same without regard to case
 */
gboolean
sluice_sql_equal_names (const char *a, const char *b)
{
  g_autofree char *folded_a = sluice_sql_fold (a);
  g_autofree char *folded_b = sluice_sql_fold (b);

  return strcmp (folded_a, folded_b) == 0;
}

/**
 * sluice_sql_is_plain_name:
 * @name: a name without quotes
 *
 * Returns: whether every warehouse takes it without quotes
 */
gboolean
sluice_sql_is_plain_name (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;
  return !sluice_sql_word_is (sluice_sql_word_find (name, strlen (name)), SLUICE_SQL_WORD_RESERVED);
}

/**
 * sluice_sql_count_mentions:
 * @dialect: the warehouse's way to write SQL
 * @text: a query
 * @column: one of its columns that has a name
 *
 * Returns: how often the column's name stands in the query, written in the same way
 */
guint
sluice_sql_count_mentions (const SluiceSqlDialect *dialect,
                           const char *text,
                           const SluiceSqlColumn *column)
{
  g_autoptr (SluiceSqlTokens) tokens = sluice_sql_tokenize (dialect, text);
  guint n = 0;

  for (guint i = 0; i < tokens->n_tokens; i++)
    if (tokens->tokens[i].length == column->length &&
        memcmp (text + tokens->tokens[i].start, text + column->start, column->length) == 0)
      n++;
  return n;
}

/* The end of the statement that begins at a place: a semicolon outside of brackets, or the end. */
static guint
find_statement_end (const SluiceSqlReader *reader, guint at)
{
  guint end = reader->tokens->n_tokens;

  while (at < end && sluice_sql_symbol_at (reader, at, end) != ';')
    {
      guint match = sluice_sql_token (reader, at)->match;

      at = match > at ? match + 1 : at + 1;
    }
  return MIN (at, end);
}

/* What a statement that is no query begins with. */
static void
check_verb (SluiceSqlReader *reader, guint at, guint end)
{
  while (sluice_sql_symbol_at (reader, at, end) == '(')
    at++;
  if (sluice_sql_begins_query (reader, at, end))
    return;
  if (sluice_sql_word_is (sluice_sql_word_at (reader, at, end), SLUICE_SQL_WORD_CHANGE))
    sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_CHANGE, at);
  else
    sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_NOT_SELECT, at);
}

static gboolean
is_query (const SluiceSqlReader *reader, guint at, guint end)
{
  while (sluice_sql_symbol_at (reader, at, end) == '(')
    at++;
  return sluice_sql_begins_query (reader, at, end);
}

/* An issue that is not about a token, but about a place. */
static void
add_issue_at (SluiceSqlReader *reader, SluiceSqlIssueKind kind, guint line, guint column)
{
  SluiceSqlIssue *issue;

  sluice_sql_add_issue (reader, kind, reader->tokens->n_tokens);
  issue = g_ptr_array_index (reader->issues, reader->issues->len - 1);
  issue->line = line;
  issue->column = column;
}

static void
read_statements (SluiceSqlReader *reader, SluiceSqlList *list)
{
  guint n_statements = 0;
  guint last_semicolon = G_MAXUINT;
  guint n_tokens = reader->tokens->n_tokens;

  for (guint at = 0; at < n_tokens;)
    {
      guint end = find_statement_end (reader, at);

      if (end > at)
        {
          n_statements++;
          last_semicolon = G_MAXUINT;
          if (n_statements == 2)
            sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_MULTIPLE, at);
          check_verb (reader, at, end);
          if (is_query (reader, at, end))
            sluice_sql_read_query (reader, at, end, n_statements == 1 ? list : NULL);
        }
      if (end < n_tokens && last_semicolon == G_MAXUINT)
        last_semicolon = end;
      at = end + 1;
    }
  if (n_statements == 0)
    add_issue_at (reader, SLUICE_SQL_ISSUE_EMPTY, 1, 1);
  else if (last_semicolon != G_MAXUINT)
    sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_SEMICOLON, last_semicolon);
}

static void
add_defect (SluiceSqlReader *reader)
{
  static const SluiceSqlIssueKind kinds[] = {
    [SLUICE_SQL_DEFECT_STRING] = SLUICE_SQL_ISSUE_STRING,
    [SLUICE_SQL_DEFECT_COMMENT] = SLUICE_SQL_ISSUE_COMMENT,
    [SLUICE_SQL_DEFECT_BRACKET] = SLUICE_SQL_ISSUE_BRACKET,
  };
  if (reader->tokens->defect == SLUICE_SQL_DEFECT_NONE)
    return;
  add_issue_at (reader, kinds[reader->tokens->defect], reader->tokens->defect_line,
                reader->tokens->defect_column);
  reader->lost = TRUE;
}

static gboolean
judge_columns (const SluiceSqlReader *reader, const SluiceSqlList *list)
{
  gboolean known = list->sure && !reader->lost && list->columns->len > 0;

  for (guint i = 0; i < list->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (list->columns, i);

      known = known && column->name != NULL;
    }
  return known;
}

/* Casts to TIMESTAMP_NTZ, which Delta Sharing does not carry (FACTS 9). */
static void
check_types (SluiceSqlReader *reader)
{
  guint end = reader->tokens->n_tokens;

  if (!sluice_sql_has (reader, SLUICE_SQL_NO_TIMESTAMP_NTZ))
    return;
  for (guint i = 1; i < end; i++)
    if (sluice_sql_word_at (reader, i, end) == SLUICE_SQL_WORD_TIMESTAMP_NTZ &&
        (sluice_sql_symbol_at (reader, i - 1, end) == SLUICE_SQL_SYMBOL (':', ':', 0) ||
         (sluice_sql_word_at (reader, i - 1, end) == SLUICE_SQL_WORD_AS &&
          sluice_sql_symbol_at (reader, i + 1, end) == ')')))
      sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_TYPE, i);
}

static gboolean
is_template (SluiceSqlReader *reader, guint at)
{
  const SluiceSqlToken *token = sluice_sql_token (reader, at);
  g_autofree char *name = NULL;

  if (token->type != SLUICE_SQL_TOKEN_QUOTED_NAME)
    return token->type == SLUICE_SQL_TOKEN_TEMPLATE;
  name = sluice_sql_tokens_dup_name (reader->tokens, at);
  return strstr (name, "{{") != NULL || strstr (name, "${") != NULL;
}

/* What dbt, Dataform or Postman would put something else for. One tells all. */
static void
check_templates (SluiceSqlReader *reader)
{
  for (guint i = 0; i < reader->tokens->n_tokens; i++)
    if (is_template (reader, i))
      {
        sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_TEMPLATE, i);
        return;
      }
}

/* A WITH is reported anyway; which of its names is seen from where does not matter then. */
static void
drop_ctes (SluiceSqlReader *reader)
{
  for (guint i = reader->issues->len; i > 0 && g_hash_table_size (reader->ctes) > 0; i--)
    {
      const SluiceSqlIssue *issue = g_ptr_array_index (reader->issues, i - 1);
      g_autofree char *name = sluice_sql_fold (issue->text);

      /* Their order is restored below. */
      if (issue->kind == SLUICE_SQL_ISSUE_TABLE && g_hash_table_contains (reader->ctes, name))
        g_ptr_array_remove_index_fast (reader->issues, i - 1);
    }
}

static int
compare_issues (gconstpointer a, gconstpointer b)
{
  const SluiceSqlIssue *left = *(const SluiceSqlIssue *const *) a;
  const SluiceSqlIssue *right = *(const SluiceSqlIssue *const *) b;

  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;
  if (left->column != right->column)
    return left->column < right->column ? -1 : 1;
  return (int) left->kind - (int) right->kind;
}

/**
 * sluice_sql_query_read:
 * @dialect: the warehouse's way to write SQL
 * @text: the query; any bytes
 *
 * Reads a query without a warehouse: which columns it gives, and what is wrong with it. A column's
 * name is either certain or not told.
 *
 * Returns: (transfer full): what was read
 */
SluiceSqlQuery *
sluice_sql_query_read (const SluiceSqlDialect *dialect, const char *text)
{
  g_autoptr (SluiceSqlTokens) tokens = sluice_sql_tokenize (dialect, text);
  g_autoptr (SluiceSqlList) list = sluice_sql_list_new ();
  SluiceSqlQuery *query = g_new0 (SluiceSqlQuery, 1);
  g_autoptr (GHashTable) ctes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SluiceSqlReader reader = { 0 };

  query->issues = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_sql_issue_free);
  reader.tokens = tokens;
  reader.issues = query->issues;
  reader.ctes = ctes;
  add_defect (&reader);
  read_statements (&reader, list);
  check_types (&reader);
  check_templates (&reader);
  drop_ctes (&reader);
  query->columns_known = judge_columns (&reader, list);
  query->columns = g_ptr_array_ref (list->columns);
  g_ptr_array_sort (query->issues, compare_issues);
  return query;
}
