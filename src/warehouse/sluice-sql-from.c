/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-reader.h"

#include <string.h>

#define symbol_at sluice_sql_symbol_at
#define word_at   sluice_sql_word_at
#define is_name   sluice_sql_is_name

static void
check_table (SluiceSqlReader *reader, guint at)
{
  g_autofree char *name = sluice_sql_tokens_dup_name (reader->tokens, at);

  /* A whole path may stand in one pair of backticks; dual is no table. Names that a WITH gives are
   * taken out when all of them are known. */
  if (*name != '\0' && strchr (name, '.') == NULL &&
      sluice_sql_token (reader, at)->word != SLUICE_SQL_WORD_DUAL)
    sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_TABLE, at);
}

/* my-project.set.table: a dash without spaces belongs to the name. */
static gboolean
is_dash_in_name (const SluiceSqlReader *reader, guint at, guint end)
{
  const SluiceSqlToken *dash = sluice_sql_token (reader, at);
  const SluiceSqlToken *before = sluice_sql_token (reader, at - 1);
  const SluiceSqlToken *after = sluice_sql_token (reader, at + 1);

  return sluice_sql_has (reader, SLUICE_SQL_DASHED_TABLE) && symbol_at (reader, at, end) == '-' &&
         at + 1 < end && before->start + before->length == dash->start &&
         dash->start + 1 == after->start &&
         (after->type == SLUICE_SQL_TOKEN_NAME || after->type == SLUICE_SQL_TOKEN_NUMBER);
}

/* A table's name, or a function that gives rows. */
static guint
read_table (SluiceSqlReader *reader, guint at, guint end)
{
  guint first = at++;

  while (at < end)
    {
      if (is_dash_in_name (reader, at, end))
        at += 2;
      else if (symbol_at (reader, at, end) == '.' && at + 1 < end &&
               symbol_at (reader, at + 1, end) == 0)
        at += 2;
      else if (symbol_at (reader, at, end) == '.' || symbol_at (reader, at, end) == ':')
        at += 1;
      else
        break;
    }
  if (symbol_at (reader, at, end) == '(')
    return sluice_sql_read_group (reader, at, end);
  if (at == first + 1 &&
      (at >= end || sluice_sql_token (reader, at)->type != SLUICE_SQL_TOKEN_TEMPLATE))
    check_table (reader, first);
  return at;
}

static guint
read_clauses (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list, gboolean in_from);
static guint read_sources (SluiceSqlReader *reader, guint at, guint end);

/* What FROM, JOIN or a comma is followed by. */
static guint
read_source (SluiceSqlReader *reader, guint at, guint end)
{
  SluiceSqlWord word = word_at (reader, at, end);
  guint close;

  while (word == SLUICE_SQL_WORD_LATERAL || word == SLUICE_SQL_WORD_ONLY ||
         (word == SLUICE_SQL_WORD_STREAM && is_name (reader, at + 1, end)))
    word = word_at (reader, ++at, end);
  /* UNPIVOT t.object AS value AT name; ROWS FROM (f (x), g (x)) */
  if (word == SLUICE_SQL_WORD_UNPIVOT ||
      (word == SLUICE_SQL_WORD_ROWS && word_at (reader, at + 1, end) == SLUICE_SQL_WORD_FROM))
    return at + 2;
  close = at < end ? sluice_sql_token (reader, at)->match : 0;
  if (symbol_at (reader, at, end) == '(' && close > at &&
      !sluice_sql_begins_query (reader, at + 1, close))
    return read_sources (reader, at, end);
  if (sluice_sql_is_open (reader, at, end))
    return sluice_sql_read_group (reader, at, end);
  /* VALUES (1), (2): rows, not tables. */
  if (word == SLUICE_SQL_WORD_VALUES)
    {
      at++;
      while (sluice_sql_is_open (reader, at, end))
        {
          at = sluice_sql_read_group (reader, at, end);
          if (symbol_at (reader, at, end) == ',' && sluice_sql_is_open (reader, at + 1, end))
            at++;
        }
      return at;
    }
  if (!is_name (reader, at, end) || sluice_sql_word_is (word, SLUICE_SQL_WORD_RESERVED))
    return at;
  return read_table (reader, at, end);
}

/* Tables joined in brackets of their own. */
static guint
read_sources (SluiceSqlReader *reader, guint at, guint end)
{
  guint close = sluice_sql_token (reader, at)->match;

  if (close >= end || reader->depth > 150)
    return sluice_sql_read_group (reader, at, end);
  reader->depth++;
  at = read_source (reader, at + 1, close);
  while (at < close)
    {
      guint before = at;

      at = read_clauses (reader, at, close, NULL, TRUE);
      if (at == before || sluice_sql_begins_set (reader, at, close))
        at++;
    }
  reader->depth--;
  return close + 1;
}

static gboolean
ends_from (const SluiceSqlReader *reader, guint at, guint end)
{
  return sluice_sql_begins_clause (reader, at, end) ||
         word_at (reader, at, end) == SLUICE_SQL_WORD_VIEW;
}

static guint
read_clauses (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list, gboolean in_from)
{
  while (at < end)
    {
      SluiceSqlWord word = word_at (reader, at, end);
      gboolean plain_name = at > 0 && (symbol_at (reader, at - 1, end) == '.' ||
                                       word_at (reader, at - 1, end) == SLUICE_SQL_WORD_AS);

      if (sluice_sql_is_open (reader, at, end))
        at = sluice_sql_read_group (reader, at, end);
      else if (symbol_at (reader, at, end) == SLUICE_SQL_SYMBOL ('|', '>', 0))
        return at;
      else if (symbol_at (reader, at, end) == ',' && in_from)
        at = read_source (reader, at + 1, end);
      else if (word == SLUICE_SQL_WORD_NONE || plain_name)
        at++;
      else if (sluice_sql_begins_set (reader, at, end))
        return at;
      else if (word == SLUICE_SQL_WORD_JOIN ||
               (word == SLUICE_SQL_WORD_FROM &&
                word_at (reader, at - 1, end) != SLUICE_SQL_WORD_DISTINCT))
        {
          in_from = TRUE;
          at = read_source (reader, at + 1, end);
        }
      else if (word == SLUICE_SQL_WORD_SELECT)
        {
          /* FROM t SELECT a is a query; with a SELECT before FROM as well, it is two. */
          if (list != NULL && list->columns->len > 0)
            list->sure = FALSE;
          at = sluice_sql_read_select (reader, at, end, list);
        }
      else
        {
          if (word == SLUICE_SQL_WORD_INTO)
            sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_NOT_SELECT, at);
          in_from = in_from && !ends_from (reader, at, end);
          at++;
        }
    }
  return at;
}

/**
 * sluice_sql_read_clauses:
 * @reader: the reader
 * @at: behind a select list, or where a query without one begins
 * @end: where the query ends
 * @list: (nullable): where to put columns, if a SELECT comes behind FROM
 *
 * Reads what follows a select list: tables, and the sub-queries of all clauses.
 *
 * Returns: where UNION, its kin or a pipe stands, or @end
 */
guint
sluice_sql_read_clauses (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list)
{
  return read_clauses (reader, at, end, list, FALSE);
}
