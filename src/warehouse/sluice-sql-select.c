/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-reader.h"

#define symbol_at sluice_sql_symbol_at
#define word_at   sluice_sql_word_at
#define is_name   sluice_sql_is_name

static SluiceSqlColumn *
add_column (SluiceSqlReader *reader, SluiceSqlList *list, guint at)
{
  const SluiceSqlToken *token = sluice_sql_token (reader, at);
  SluiceSqlColumn *column;

  if (list == NULL)
    return NULL;
  column = g_new0 (SluiceSqlColumn, 1);
  column->line = token->line;
  column->column = token->column;
  column->start = token->start;
  column->length = token->length;
  g_ptr_array_add (list->columns, column);
  return column;
}

/* `\u00e9`: what the name is depends on the warehouse's escapes, which differ in what they take. */
static gboolean
has_escape (const SluiceSqlReader *reader, guint at)
{
  const SluiceSqlToken *token = sluice_sql_token (reader, at);
  const char *text = reader->tokens->text + token->start;

  if (!sluice_sql_has (reader, SLUICE_SQL_BACKTICK_ESCAPE) ||
      token->type != SLUICE_SQL_TOKEN_QUOTED_NAME)
    return FALSE;
  for (guint i = 0; i + 1 < token->length; i++)
    if (text[i] == '\\' && g_ascii_isalnum (text[++i]))
      return TRUE;
  return FALSE;
}

static void
add_named (SluiceSqlReader *reader, SluiceSqlList *list, guint at, gboolean aliased)
{
  SluiceSqlColumn *column = add_column (reader, list, at);

  if (column == NULL)
    return;
  if (!has_escape (reader, at))
    column->name = sluice_sql_tokens_dup_name (reader->tokens, at);
  column->quoted = sluice_sql_token (reader, at)->type == SLUICE_SQL_TOKEN_QUOTED_NAME;
  column->aliased = aliased;
}

/* A column without an alias keeps its name. All else gets one from the warehouse, each in its own
 * way; only what is the same in every release of one is told here. */
static void
add_unaliased (SluiceSqlReader *reader,
               SluiceSqlList *list,
               guint first,
               const SluiceSqlExpression *expression)
{
  gboolean certain = FALSE;

  if (expression->shape == SLUICE_SQL_SHAPE_STAR)
    {
      SluiceSqlColumn *column = add_column (reader, list, first);

      if (column != NULL)
        {
          column->star = TRUE;
          sluice_sql_add_issue (reader, SLUICE_SQL_ISSUE_STAR, first);
        }
      return;
    }
  if (expression->shape == SLUICE_SQL_SHAPE_PATH)
    certain = TRUE;
  else if (expression->shape == SLUICE_SQL_SHAPE_CAST ||
           expression->shape == SLUICE_SQL_SHAPE_PAREN)
    certain = sluice_sql_has (reader, SLUICE_SQL_CAST_KEEPS_NAME);
  else if (expression->shape == SLUICE_SQL_SHAPE_FIELD)
    certain = sluice_sql_has (reader, SLUICE_SQL_FIELD_KEEPS_NAME);
  if (certain)
    add_named (reader, list, expression->name, FALSE);
  else
    add_column (reader, list, first);
}

/* explode (m) AS (key, value) gives two columns. */
static gboolean
read_alias_list (SluiceSqlReader *reader, guint open, SluiceSqlList *list)
{
  guint close = sluice_sql_token (reader, open)->match;

  for (guint i = open + 1; i < close; i += 2)
    {
      if (!is_name (reader, i, close) || (i + 1 < close && symbol_at (reader, i + 1, close) != ','))
        return FALSE;
      add_named (reader, list, i, TRUE);
    }
  return close > open + 1;
}

/* 0xz, 1e, a.1`b`: no blank between a value and what would be its alias. */
static gboolean
sticks_to_value (const SluiceSqlReader *reader, guint at)
{
  const SluiceSqlToken *before = sluice_sql_token (reader, at - 1);

  return before->start + before->length == sluice_sql_token (reader, at)->start &&
         (before->type == SLUICE_SQL_TOKEN_NUMBER || before->type == SLUICE_SQL_TOKEN_NAME);
}

/* INTERVAL '1' + a DAY: the unit of an interval that could not be followed. */
static gboolean
is_late_unit (const SluiceSqlReader *reader, guint first, guint at)
{
  if (!sluice_sql_word_is (word_at (reader, at, at + 1), SLUICE_SQL_WORD_UNIT))
    return FALSE;
  for (guint i = first; i < at; i++)
    if (word_at (reader, i, at) == SLUICE_SQL_WORD_INTERVAL)
      return TRUE;
  return FALSE;
}

/* LEFT UNION, FULL OUTER UNION */
static gboolean
is_set_mode (const SluiceSqlReader *reader, guint at, guint end)
{
  guint next = word_at (reader, at + 1, end) == SLUICE_SQL_WORD_OUTER ? at + 2 : at + 1;

  return (word_at (reader, at, end) == SLUICE_SQL_WORD_LEFT ||
          word_at (reader, at, end) == SLUICE_SQL_WORD_FULL) &&
         sluice_sql_begins_set (reader, next, end);
}

static gboolean
may_be_alias (const SluiceSqlReader *reader, guint first, guint at, guint end)
{
  return !sticks_to_value (reader, at) && !is_late_unit (reader, first, at) &&
         !is_set_mode (reader, at, end);
}

/* Returns whether what stands behind the expression is an alias, nothing, or cannot be told. */
static gboolean
read_alias (SluiceSqlReader *reader,
            guint *at,
            guint end,
            SluiceSqlList *list,
            guint first,
            const SluiceSqlExpression *expression)
{
  gboolean with_as = word_at (reader, *at, end) == SLUICE_SQL_WORD_AS;
  guint alias = *at + (with_as ? 1 : 0);

  if (with_as && symbol_at (reader, alias, end) == '(')
    {
      if (sluice_sql_token (reader, alias)->match <= alias)
        return FALSE;
      *at = sluice_sql_token (reader, alias)->match + 1;
      return read_alias_list (reader, alias, list);
    }
  if (is_name (reader, alias, end) &&
      (with_as || (!sluice_sql_word_is (word_at (reader, alias, end), SLUICE_SQL_WORD_RESERVED) &&
                   !sluice_sql_begins_clause (reader, alias, end))))
    {
      if (expression->shape == SLUICE_SQL_SHAPE_STAR ||
          (!with_as && !may_be_alias (reader, first, alias, end)))
        return FALSE;
      add_named (reader, list, alias, TRUE);
      *at = alias + 1;
      return TRUE;
    }
  if (with_as)
    return FALSE;
  add_unaliased (reader, list, first, expression);
  return TRUE;
}

static gboolean
is_star_modifier (const SluiceSqlReader *reader, guint at, guint end)
{
  switch ((int) word_at (reader, at, end))
    {
    case SLUICE_SQL_WORD_EXCEPT:
      return symbol_at (reader, at + 1, end) == '(' &&
             !sluice_sql_begins_query (reader, at + 2, end);
    case SLUICE_SQL_WORD_EXCLUDE:
    case SLUICE_SQL_WORD_REPLACE:
    case SLUICE_SQL_WORD_RENAME:
    case SLUICE_SQL_WORD_ILIKE:
    case SLUICE_SQL_WORD_LIKE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* * EXCLUDE (a, b) RENAME c AS d REPLACE (e AS f) */
static void
skip_star_modifiers (SluiceSqlReader *reader, guint *at, guint end)
{
  while (is_star_modifier (reader, *at, end))
    {
      (*at)++;
      if (sluice_sql_is_open (reader, *at, end))
        *at = sluice_sql_read_group (reader, *at, end);
      else
        (*at)++;
      if (word_at (reader, *at, end) == SLUICE_SQL_WORD_AS)
        *at += 2;
    }
}

/* a IS [NOT] DISTINCT FROM b */
static gboolean
is_comparison_from (const SluiceSqlReader *reader, guint at)
{
  guint end = at + 1;

  return at >= 2 && word_at (reader, at - 1, end) == SLUICE_SQL_WORD_DISTINCT &&
         (word_at (reader, at - 2, end) == SLUICE_SQL_WORD_IS ||
          word_at (reader, at - 2, end) == SLUICE_SQL_WORD_NOT);
}

static gboolean
is_item_end (SluiceSqlReader *reader, guint at, guint end)
{
  return at >= end || symbol_at (reader, at, end) == ',' ||
         sluice_sql_begins_clause (reader, at, end);
}

/* To the end of an item that could not be followed. */
static void
skip_item (SluiceSqlReader *reader, guint *at, guint end)
{
  while (!is_item_end (reader, *at, end) || is_comparison_from (reader, *at))
    {
      if (sluice_sql_is_open (reader, *at, end))
        *at = sluice_sql_read_group (reader, *at, end);
      else
        (*at)++;
    }
}

static void
read_item (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlList *list)
{
  SluiceSqlExpression expression = { SLUICE_SQL_SHAPE_STAR, 0 };
  guint before = list != NULL ? list->columns->len : 0;
  guint first = *at;
  gboolean followed = TRUE;

  if (symbol_at (reader, *at, end) == '*')
    (*at)++;
  else
    followed = sluice_sql_read_expression (reader, at, end, &expression);
  if (followed && expression.shape == SLUICE_SQL_SHAPE_STAR)
    skip_star_modifiers (reader, at, end);
  if (followed && read_alias (reader, at, end, list, first, &expression) &&
      is_item_end (reader, *at, end))
    return;
  skip_item (reader, at, end);
  if (list == NULL)
    return;
  g_ptr_array_set_size (list->columns, (int) before);
  add_column (reader, list, first);
}

/* TOP 10, TOP (10): only where a number follows, since a column may be called so. */
static void
skip_top (SluiceSqlReader *reader, guint *at, guint end)
{
  guint i = *at + 1;

  if (word_at (reader, *at, end) != SLUICE_SQL_WORD_TOP)
    return;
  if (symbol_at (reader, i, end) == '(' && sluice_sql_token (reader, i)->match == i + 2)
    i++;
  if (i < end && sluice_sql_token (reader, i)->type == SLUICE_SQL_TOKEN_NUMBER)
    *at = symbol_at (reader, i + 1, end) == ')' ? i + 2 : i + 1;
}

/* What stands between SELECT and the first column. Returns FALSE where it changes what comes out. */
static gboolean
skip_modifiers (SluiceSqlReader *reader, guint *at, guint end)
{
  gboolean plain = TRUE;

  if (word_at (reader, *at, end) == SLUICE_SQL_WORD_WITH)
    while (*at < end && word_at (reader, *at, end) != SLUICE_SQL_WORD_DISTINCT &&
           symbol_at (reader, (*at)++, end) != '(')
      plain = FALSE;
  if ((word_at (reader, *at, end) == SLUICE_SQL_WORD_DISTINCT ||
       word_at (reader, *at, end) == SLUICE_SQL_WORD_ALL) &&
      symbol_at (reader, *at + 1, end) != '.')
    {
      (*at)++;
      if (word_at (reader, *at, end) == SLUICE_SQL_WORD_ON &&
          symbol_at (reader, *at + 1, end) == '(')
        *at = sluice_sql_read_group (reader, *at + 1, end);
    }
  skip_top (reader, at, end);
  if (word_at (reader, *at, end) == SLUICE_SQL_WORD_AS)
    {
      /* AS VALUE gives the members of a value that only the warehouse knows. */
      plain = plain && word_at (reader, *at + 1, end) == SLUICE_SQL_WORD_STRUCT;
      *at += 2;
    }
  return plain;
}

/* BigQuery takes a comma behind the last column. Behind one, no other word than FROM can end the list:
 * it is a column that lacks its quotes. */
static gboolean
ends_behind_comma (const SluiceSqlReader *reader, guint at, guint end)
{
  return sluice_sql_begins_clause (reader, at, end) &&
         word_at (reader, at, end) != SLUICE_SQL_WORD_FROM;
}

/**
 * sluice_sql_read_select:
 * @reader: the reader
 * @at: where the word SELECT stands
 * @end: where to stop
 * @list: (nullable): where to put the columns
 *
 * Reads the select list.
 *
 * Returns: where the next clause begins, or @end
 */
guint
sluice_sql_read_select (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list)
{
  at++;
  if (!skip_modifiers (reader, &at, end) && list != NULL)
    list->sure = FALSE;
  while (at < end && !sluice_sql_begins_clause (reader, at, end))
    {
      /* SELECT TRANSFORM (...) USING 'script' AS (...) */
      if (word_at (reader, at, end) == SLUICE_SQL_WORD_TRANSFORM && list != NULL &&
          word_at (reader, sluice_sql_token (reader, at + 1)->match + 1, end) ==
              SLUICE_SQL_WORD_USING)
        list->sure = FALSE;
      read_item (reader, &at, end, list);
      if (symbol_at (reader, at, end) == ',' && ends_behind_comma (reader, ++at, end) &&
          list != NULL)
        list->sure = FALSE;
    }
  return at;
}
