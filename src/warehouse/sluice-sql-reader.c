/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-reader.h"

#define symbol_at sluice_sql_symbol_at
#define word_at   sluice_sql_word_at
#define is_name   sluice_sql_is_name

/* Deeper than any query that people write; the stack is safe with ten times as much. */
#define MAX_DEPTH 200

#define PIPE SLUICE_SQL_SYMBOL ('|', '>', 0)

static void
column_free (SluiceSqlColumn *column)
{
  g_free (column->name);
  g_free (column);
}

/**
 * sluice_sql_list_new:
 *
 * Returns: (transfer full): an empty list of columns, sure so far
 */
SluiceSqlList *
sluice_sql_list_new (void)
{
  SluiceSqlList *list = g_new0 (SluiceSqlList, 1);

  list->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  list->sure = TRUE;
  return list;
}

/**
 * sluice_sql_list_free:
 * @list: a list of columns
 */
void
sluice_sql_list_free (SluiceSqlList *list)
{
  g_ptr_array_unref (list->columns);
  g_free (list);
}

/**
 * sluice_sql_add_issue:
 * @reader: the reader
 * @kind: what it is
 * @at: index of the token it is about
 */
void
sluice_sql_add_issue (SluiceSqlReader *reader, SluiceSqlIssueKind kind, guint at)
{
  const SluiceSqlToken *token = sluice_sql_token (reader, at);
  SluiceSqlIssue *issue = g_new0 (SluiceSqlIssue, 1);

  issue->kind = kind;
  issue->text = sluice_sql_tokens_dup_name (reader->tokens, at);
  issue->line = token->line;
  issue->column = token->column;
  issue->start = token->start;
  g_ptr_array_add (reader->issues, issue);
}

/**
 * sluice_sql_begins_query:
 * @reader: the reader
 * @at: a place
 * @end: where to stop
 *
 * Returns: whether a query begins there, rather than a value or a table
 */
gboolean
sluice_sql_begins_query (const SluiceSqlReader *reader, guint at, guint end)
{
  switch ((int) word_at (reader, at, end))
    {
    case SLUICE_SQL_WORD_SELECT:
      return TRUE;
    case SLUICE_SQL_WORD_WITH:
      /* WITH (a AS 1, a + 1) is a value. */
      return symbol_at (reader, at + 1, end) != '(';
    case SLUICE_SQL_WORD_FROM:
      return sluice_sql_has (reader, SLUICE_SQL_FROM_FIRST);
    default:
      return FALSE;
    }
}

/* Words that begin a clause only together with the next one, and are names elsewhere. */
static gboolean
begins_two_word_clause (const SluiceSqlReader *reader, guint at, guint end)
{
  const SluiceSqlToken *next = sluice_sql_token (reader, at + 1);

  switch ((int) word_at (reader, at, end))
    {
    case SLUICE_SQL_WORD_CONNECT:
    case SLUICE_SQL_WORD_CLUSTER:
    case SLUICE_SQL_WORD_DISTRIBUTE:
    case SLUICE_SQL_WORD_SORT:
      return word_at (reader, at + 1, end) == SLUICE_SQL_WORD_BY;
    case SLUICE_SQL_WORD_START:
      return word_at (reader, at + 1, end) == SLUICE_SQL_WORD_WITH;
    case SLUICE_SQL_WORD_OFFSET:
      return at + 1 < end &&
             (next->type == SLUICE_SQL_TOKEN_NUMBER || next->type == SLUICE_SQL_TOKEN_PARAMETER);
    case SLUICE_SQL_WORD_WINDOW:
      return is_name (reader, at + 1, end) && word_at (reader, at + 2, end) == SLUICE_SQL_WORD_AS;
    default:
      return FALSE;
    }
}

/**
 * sluice_sql_begins_set:
 * @reader: the reader
 * @at: a place
 * @end: where to stop
 *
 * Returns: whether UNION or one of its kin stands there
 */
gboolean
sluice_sql_begins_set (const SluiceSqlReader *reader, guint at, guint end)
{
  SluiceSqlWord word = word_at (reader, at, end);

  return word == SLUICE_SQL_WORD_UNION || word == SLUICE_SQL_WORD_INTERSECT ||
         word == SLUICE_SQL_WORD_EXCEPT || word == SLUICE_SQL_WORD_MINUS;
}

/**
 * sluice_sql_begins_clause:
 * @reader: the reader
 * @at: a place at which no value is due
 * @end: where to stop
 *
 * Returns: whether the select list ends there
 */
gboolean
sluice_sql_begins_clause (const SluiceSqlReader *reader, guint at, guint end)
{
  switch ((int) word_at (reader, at, end))
    {
    case SLUICE_SQL_WORD_FROM:
    case SLUICE_SQL_WORD_WHERE:
    case SLUICE_SQL_WORD_HAVING:
    case SLUICE_SQL_WORD_LIMIT:
    case SLUICE_SQL_WORD_FETCH:
    case SLUICE_SQL_WORD_QUALIFY:
    case SLUICE_SQL_WORD_LATERAL:
    case SLUICE_SQL_WORD_INTO:
      return TRUE;
    case SLUICE_SQL_WORD_GROUP:
    case SLUICE_SQL_WORD_ORDER:
      /* A hint may stand before BY. Without either, it is a column that lacks its quotes. */
      return word_at (reader, at + 1, end) == SLUICE_SQL_WORD_BY ||
             word_at (reader, at + 1, end) == SLUICE_SQL_WORD_AND ||
             symbol_at (reader, at + 1, end) == '@' ||
             (at + 1 < end &&
              sluice_sql_token (reader, at + 1)->type == SLUICE_SQL_TOKEN_PARAMETER);
    default:
      return sluice_sql_begins_set (reader, at, end) || begins_two_word_clause (reader, at, end) ||
             symbol_at (reader, at, end) == PIPE;
    }
}

/**
 * sluice_sql_read_group:
 * @reader: the reader
 * @open: where a bracket opens
 * @end: where to stop
 *
 * Reads the sub-queries within brackets.
 *
 * Returns: the place behind the bracket that closes, or @end where none does
 */
guint
sluice_sql_read_group (SluiceSqlReader *reader, guint open, guint end)
{
  guint close = sluice_sql_token (reader, open)->match;

  if (close <= open || close >= end)
    return end;
  if (reader->depth >= MAX_DEPTH)
    {
      reader->lost = TRUE;
      return close + 1;
    }
  reader->depth++;
  if (sluice_sql_begins_query (reader, open + 1, close))
    sluice_sql_read_query (reader, open + 1, close, NULL);
  else
    for (guint i = open + 1; i < close; i++)
      if (sluice_sql_is_open (reader, i, close))
        i = sluice_sql_read_group (reader, i, close) - 1;
  reader->depth--;
  return close + 1;
}

/* WITH [RECURSIVE] name [(columns)] AS [NOT] [MATERIALIZED] (query), ... */
static guint
read_with (SluiceSqlReader *reader, guint at, guint end)
{
  sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_WITH, at);
  at++;
  if (word_at (reader, at, end) == SLUICE_SQL_WORD_RECURSIVE && is_name (reader, at + 1, end))
    at++;
  while (at < end && symbol_at (reader, at, end) == 0)
    {
      g_autofree char *name = sluice_sql_tokens_dup_name (reader->tokens, at);

      g_hash_table_add (reader->ctes, sluice_sql_fold (name));
      at++;
      /* Columns in brackets; or the query at once, since Spark lets AS be left out. */
      if (symbol_at (reader, at, end) == '(' && !sluice_sql_begins_query (reader, at + 1, end))
        at = sluice_sql_read_group (reader, at, end);
      while (at < end && symbol_at (reader, at, end) != '(')
        at++;
      if (at < end)
        at = sluice_sql_read_group (reader, at, end);
      if (symbol_at (reader, at, end) != ',')
        break;
      at++;
    }
  return at;
}

static void
list_is_unsure (SluiceSqlList *list)
{
  if (list != NULL)
    list->sure = FALSE;
}

/* One SELECT with its clauses, a query in brackets, or another that gives rows. */
static guint
read_core (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list)
{
  guint close = at < end ? sluice_sql_token (reader, at)->match : 0;

  if (word_at (reader, at, end) == SLUICE_SQL_WORD_SELECT)
    at = sluice_sql_read_select (reader, at, end, list);
  else if (symbol_at (reader, at, end) == '(' && close > at && reader->depth < MAX_DEPTH)
    {
      reader->depth++;
      sluice_sql_read_query (reader, at + 1, close, list);
      reader->depth--;
      at = close + 1;
      /* (SELECT ...) + 1 is a value. */
      if (at < end && !sluice_sql_begins_clause (reader, at, end))
        list_is_unsure (list);
    }
  else
    list_is_unsure (list);
  return sluice_sql_read_clauses (reader, at, end, list);
}

/* UNION [ALL | DISTINCT] [BY NAME [ON (...)]]. Returns the place behind it. */
static guint
skip_set (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list)
{
  at++;
  while (at < end && !sluice_sql_begins_query (reader, at, end))
    {
      SluiceSqlWord word = word_at (reader, at, end);
      SluiceSqlWord before = word_at (reader, at - 1, end);

      if (symbol_at (reader, at, end) == '(' && before != SLUICE_SQL_WORD_ON &&
          before != SLUICE_SQL_WORD_BY)
        return at;
      /* Columns matched by name: those of the second may come on top. */
      if (word != SLUICE_SQL_WORD_ALL && word != SLUICE_SQL_WORD_DISTINCT)
        list_is_unsure (list);
      if (sluice_sql_is_open (reader, at, end))
        at = sluice_sql_read_group (reader, at, end);
      else if (sluice_sql_token (reader, at)->type == SLUICE_SQL_TOKEN_NAME)
        at++;
      else
        return at;
    }
  return at;
}

/**
 * sluice_sql_read_query:
 * @reader: the reader
 * @at: where it begins
 * @end: where it ends
 * @list: (nullable): where to put its columns
 *
 * Reads a query: its columns, the tables it reads, and the queries within.
 */
void
sluice_sql_read_query (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list)
{
  if (word_at (reader, at, end) == SLUICE_SQL_WORD_WITH)
    {
      at = read_with (reader, at, end);
      if (sluice_sql_word_is (word_at (reader, at, end), SLUICE_SQL_WORD_CHANGE))
        sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_CHANGE, at);
    }
  at = read_core (reader, at, end, list);
  while (at < end)
    {
      if (sluice_sql_begins_set (reader, at, end))
        {
          g_autoptr (SluiceSqlList) others = list != NULL ? sluice_sql_list_new () : NULL;

          /* The first part names the columns; the others are read for their stars. */
          at = skip_set (reader, at, end, list);
          at = read_core (reader, at, end, others);
        }
      else
        {
          /* A pipe: each of its steps may change the columns. */
          list_is_unsure (list);
          at = sluice_sql_read_clauses (reader, at + 1, end, NULL);
        }
    }
}
