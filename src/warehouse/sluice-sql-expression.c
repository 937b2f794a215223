/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-reader.h"

#include <string.h>

/* Short names for this file, which asks hardly anything else. */
#define symbol_at sluice_sql_symbol_at
#define word_at   sluice_sql_word_at
#define is_name   sluice_sql_is_name

/* More than any type nests, so that what only looks like one is not followed to the end. */
#define MAX_TYPE_DEPTH 50

static gboolean
is_type (const SluiceSqlReader *reader, guint at, guint end, SluiceSqlTokenType type)
{
  return at < end && sluice_sql_token (reader, at)->type == type;
}

/* Whether a bare word at this place is a column or a function, rather than a word of the language. */
static gboolean
is_free_name (const SluiceSqlReader *reader, guint at, guint end)
{
  return is_name (reader, at, end) &&
         !sluice_sql_word_is (sluice_sql_token (reader, at)->word, SLUICE_SQL_WORD_RESERVED);
}

/* STRUCT<a INT64, b ARRAY<STRING>> */
static gboolean
skip_type_arguments (SluiceSqlReader *reader, guint *at, guint end)
{
  guint depth = 0;

  for (guint i = *at; i < end; i++)
    {
      guint32 symbol = symbol_at (reader, i, end);

      if (symbol == '<' && depth == MAX_TYPE_DEPTH)
        return FALSE;
      else if (symbol == '<')
        depth++;
      else if (symbol == '>')
        depth--;
      else if (symbol == '(' && sluice_sql_token (reader, i)->match > i)
        i = sluice_sql_token (reader, i)->match;
      else if (symbol != 0 && symbol != ',' && symbol != ':' && symbol != '.')
        return FALSE;
      if (depth == 0)
        {
          *at = i + 1;
          return TRUE;
        }
    }
  return FALSE;
}

static void
skip_words (const SluiceSqlReader *reader, guint *at, guint end, const SluiceSqlWord *words)
{
  guint n = 0;

  while (words[n] != SLUICE_SQL_WORD_NONE)
    {
      if (word_at (reader, *at + n, end) != words[n])
        return;
      n++;
    }
  *at += n;
}

/* The types whose names have more than one word, by their second. */
static void
skip_type_suffix (SluiceSqlReader *reader, guint *at, guint end)
{
  static const SluiceSqlWord suffixes[][5] = {
    { SLUICE_SQL_WORD_WITH, SLUICE_SQL_WORD_TIME, SLUICE_SQL_WORD_ZONE },
    { SLUICE_SQL_WORD_WITHOUT, SLUICE_SQL_WORD_TIME, SLUICE_SQL_WORD_ZONE },
    { SLUICE_SQL_WORD_WITH, SLUICE_SQL_WORD_LOCAL, SLUICE_SQL_WORD_TIME, SLUICE_SQL_WORD_ZONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    skip_words (reader, at, end, suffixes[i]);
}

/* The type behind :: */
static gboolean
read_type (SluiceSqlReader *reader, guint *at, guint end)
{
  static const SluiceSqlWord precision[] = { SLUICE_SQL_WORD_PRECISION, SLUICE_SQL_WORD_NONE };
  static const SluiceSqlWord varying[] = { SLUICE_SQL_WORD_VARYING, SLUICE_SQL_WORD_NONE };
  SluiceSqlWord first = word_at (reader, *at, end);

  if (!is_name (reader, *at, end))
    return FALSE;
  (*at)++;
  while (symbol_at (reader, *at, end) == '.' && is_name (reader, *at + 1, end))
    *at += 2;
  if (first == SLUICE_SQL_WORD_DOUBLE)
    skip_words (reader, at, end, precision);
  else if (first == SLUICE_SQL_WORD_CHARACTER || first == SLUICE_SQL_WORD_CHAR)
    skip_words (reader, at, end, varying);
  else if (first == SLUICE_SQL_WORD_INTERVAL)
    while (sluice_sql_word_is (word_at (reader, *at, end), SLUICE_SQL_WORD_UNIT) ||
           word_at (reader, *at, end) == SLUICE_SQL_WORD_TO)
      (*at)++;
  if (symbol_at (reader, *at, end) == '<' && !skip_type_arguments (reader, at, end))
    return FALSE;
  if (symbol_at (reader, *at, end) == '(')
    *at = sluice_sql_read_group (reader, *at, end);
  if (first == SLUICE_SQL_WORD_TIMESTAMP || first == SLUICE_SQL_WORD_TIME)
    skip_type_suffix (reader, at, end);
  return TRUE;
}

static gboolean
read_case (SluiceSqlReader *reader, guint *at, guint end)
{
  guint depth = 0;
  guint i;

  for (i = *at; i < end; i++)
    {
      SluiceSqlWord word = word_at (reader, i, end);

      if (sluice_sql_is_open (reader, i, end))
        i = sluice_sql_read_group (reader, i, end) - 1;
      else if (symbol_at (reader, i, end) == ',')
        break;
      else if (i > 0 && symbol_at (reader, i - 1, end) == '.')
        continue;
      else if (word == SLUICE_SQL_WORD_CASE)
        depth++;
      else if (word == SLUICE_SQL_WORD_END && --depth == 0)
        {
          *at = i + 1;
          return TRUE;
        }
    }
  /* Brackets that were read are not read again. */
  *at = MIN (i, end);
  return FALSE;
}

static gboolean
is_unit (const SluiceSqlReader *reader, guint at, guint end)
{
  return sluice_sql_word_is (word_at (reader, at, end), SLUICE_SQL_WORD_UNIT);
}

/* INTERVAL 1 DAY, INTERVAL '1' YEAR TO MONTH, INTERVAL (a) HOUR, INTERVAL a HOUR: not the column. */
static gboolean
read_interval (SluiceSqlReader *reader, guint *at, guint end)
{
  guint i = *at + 1;

  if (symbol_at (reader, i, end) == '-' || symbol_at (reader, i, end) == '+')
    i++;
  if (is_type (reader, i, end, SLUICE_SQL_TOKEN_STRING))
    i++;
  else if (is_type (reader, i, end, SLUICE_SQL_TOKEN_NUMBER) ||
           is_type (reader, i, end, SLUICE_SQL_TOKEN_PARAMETER) ||
           (is_free_name (reader, i, end) && is_unit (reader, i + 1, end)))
    {
      if (!is_unit (reader, ++i, end))
        return FALSE;
    }
  else if (symbol_at (reader, i, end) == '(')
    {
      guint close = sluice_sql_token (reader, i)->match;

      if (close == 0 || !is_unit (reader, close + 1, end))
        return FALSE;
      i = sluice_sql_read_group (reader, i, end);
    }
  else
    return FALSE;
  while (is_unit (reader, i, end) ||
         (word_at (reader, i, end) == SLUICE_SQL_WORD_TO && is_unit (reader, i + 1, end)) ||
         (is_type (reader, i, end, SLUICE_SQL_TOKEN_NUMBER) && is_unit (reader, i + 1, end)))
    i++;
  *at = i;
  return TRUE;
}

/* What may follow a call: WITHIN GROUP (...), FILTER (...), IGNORE NULLS, OVER (...), OVER w */
static gboolean
read_call_suffix (SluiceSqlReader *reader, guint *at, guint end)
{
  SluiceSqlWord word = word_at (reader, *at, end);
  SluiceSqlWord next = word_at (reader, *at + 1, end);
  guint open = *at + 1;

  if (word == SLUICE_SQL_WORD_WITHIN && next == SLUICE_SQL_WORD_GROUP)
    open++;
  else if ((word == SLUICE_SQL_WORD_IGNORE || word == SLUICE_SQL_WORD_RESPECT) &&
           next == SLUICE_SQL_WORD_NULLS)
    {
      *at += 2;
      return TRUE;
    }
  else if (word == SLUICE_SQL_WORD_FROM &&
           (next == SLUICE_SQL_WORD_FIRST || next == SLUICE_SQL_WORD_LAST) &&
           (word_at (reader, *at + 2, end) == SLUICE_SQL_WORD_OVER ||
            word_at (reader, *at + 3, end) == SLUICE_SQL_WORD_NULLS))
    {
      *at += 2;
      return TRUE;
    }
  else if (word == SLUICE_SQL_WORD_OVER && is_name (reader, open, end))
    {
      *at += 2;
      return TRUE;
    }
  else if (word != SLUICE_SQL_WORD_OVER && word != SLUICE_SQL_WORD_FILTER)
    return FALSE;
  if (symbol_at (reader, open, end) != '(')
    return FALSE;
  *at = sluice_sql_read_group (reader, open, end);
  return TRUE;
}

/* A column by itself between two places, brackets around it allowed. */
static gboolean
find_lone_path (const SluiceSqlReader *reader, guint at, guint end, guint *name)
{
  while (symbol_at (reader, at, end) == '(' && sluice_sql_token (reader, at)->match == end - 1)
    {
      at++;
      end--;
    }
  if (!is_free_name (reader, at, end) ||
      sluice_sql_word_is (word_at (reader, at, end), SLUICE_SQL_WORD_VALUE_LIKE))
    return FALSE;
  while (symbol_at (reader, at + 1, end) == '.' && is_name (reader, at + 2, end))
    at += 2;
  *name = at;
  return at + 1 == end;
}

/* CAST (t.a AS type) keeps the column's name in some warehouses. */
static void
look_into_cast (const SluiceSqlReader *reader, guint open, SluiceSqlExpression *result)
{
  guint close = sluice_sql_token (reader, open)->match;

  for (guint i = open + 1; i < close; i++)
    {
      if (sluice_sql_token (reader, i)->match > i)
        i = sluice_sql_token (reader, i)->match;
      else if (word_at (reader, i, close) == SLUICE_SQL_WORD_AS)
        {
          if (find_lone_path (reader, open + 1, i, &result->name))
            result->shape = SLUICE_SQL_SHAPE_CAST;
          return;
        }
    }
}

static gboolean
read_call (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlExpression *result)
{
  gboolean cast = word_at (reader, *at - 1, end) == SLUICE_SQL_WORD_CAST;
  guint open = *at;

  result->shape = SLUICE_SQL_SHAPE_OTHER;
  *at = sluice_sql_read_group (reader, *at, end);
  if (cast)
    look_into_cast (reader, open, result);
  while (read_call_suffix (reader, at, end))
    result->shape = SLUICE_SQL_SHAPE_OTHER;
  return TRUE;
}

static gboolean
read_path (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlExpression *result)
{
  guint first = *at;

  result->shape = SLUICE_SQL_SHAPE_PATH;
  result->name = (*at)++;
  while (symbol_at (reader, *at, end) == '.')
    {
      if (symbol_at (reader, *at + 1, end) == '*')
        {
          *at += 2;
          result->shape = SLUICE_SQL_SHAPE_STAR;
          return TRUE;
        }
      if (is_type (reader, *at + 1, end, SLUICE_SQL_TOKEN_PARAMETER))
        result->shape = SLUICE_SQL_SHAPE_OTHER;
      else if (!is_name (reader, *at + 1, end))
        return FALSE;
      /* t.1st is the column 1st in some warehouses, and .1 with an alias in others. */
      else if (g_ascii_isdigit (reader->tokens->text[sluice_sql_token (reader, *at + 1)->start]) &&
               !sluice_sql_has (reader, SLUICE_SQL_BACKTICK_NAME))
        result->shape = SLUICE_SQL_SHAPE_OTHER;
      result->name = *at + 1;
      *at += 2;
    }
  if (symbol_at (reader, *at, end) == '(')
    return read_call (reader, at, end, result);
  if (*at == first + 1 &&
      sluice_sql_word_is (word_at (reader, first, end), SLUICE_SQL_WORD_VALUE_LIKE))
    result->shape = SLUICE_SQL_SHAPE_OTHER;
  return TRUE;
}

/* ARRAY<T>[...], STRUCT<...>(...), ARRAY[...] and DATE '...': values that begin like a name. */
static gboolean
read_typed_value (SluiceSqlReader *reader, guint *at, guint end)
{
  SluiceSqlWord word = word_at (reader, *at, end);
  gboolean typed = sluice_sql_word_is (word, SLUICE_SQL_WORD_TYPED);
  gboolean generic = word == SLUICE_SQL_WORD_ARRAY || word == SLUICE_SQL_WORD_STRUCT ||
                     word == SLUICE_SQL_WORD_MAP || word == SLUICE_SQL_WORD_RANGE;
  guint i = *at + 1;

  if (generic && symbol_at (reader, i, end) == '<')
    {
      if (!skip_type_arguments (reader, &i, end))
        return FALSE;
      typed = TRUE;
    }
  else if (word == SLUICE_SQL_WORD_ARRAY && symbol_at (reader, i, end) == '[')
    typed = TRUE;
  else if (!is_type (reader, i, end, SLUICE_SQL_TOKEN_STRING))
    return FALSE;
  if (!typed)
    return FALSE;
  if (is_type (reader, i, end, SLUICE_SQL_TOKEN_STRING))
    *at = i + 1;
  else if (sluice_sql_is_open (reader, i, end))
    *at = sluice_sql_read_group (reader, i, end);
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_bracketed (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlExpression *result)
{
  guint close = sluice_sql_token (reader, *at)->match;

  if (close == 0)
    return FALSE;
  if (symbol_at (reader, *at, end) == '(' && find_lone_path (reader, *at, close + 1, &result->name))
    result->shape = SLUICE_SQL_SHAPE_PAREN;
  *at = sluice_sql_read_group (reader, *at, end);
  return TRUE;
}

static gboolean
read_word_value (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlExpression *result)
{
  SluiceSqlWord word = word_at (reader, *at, end);
  guint32 next = symbol_at (reader, *at + 1, end);

  if (word == SLUICE_SQL_WORD_CASE && next != '.')
    return read_case (reader, at, end);
  if ((word == SLUICE_SQL_WORD_INTERVAL && read_interval (reader, at, end)) ||
      read_typed_value (reader, at, end))
    return TRUE;
  if (word == SLUICE_SQL_WORD_TRUE || word == SLUICE_SQL_WORD_FALSE || word == SLUICE_SQL_WORD_NULL)
    {
      (*at)++;
      return TRUE;
    }
  if ((word == SLUICE_SQL_WORD_ALL || word == SLUICE_SQL_WORD_EXISTS) && next == '(')
    {
      *at = sluice_sql_read_group (reader, *at + 1, end);
      return TRUE;
    }
  return is_free_name (reader, *at, end) && read_path (reader, at, end, result);
}

static gboolean
read_operand (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlExpression *result)
{
  result->shape = SLUICE_SQL_SHAPE_OTHER;
  if (*at >= end)
    return FALSE;
  switch (sluice_sql_token (reader, *at)->type)
    {
    case SLUICE_SQL_TOKEN_NAME:
      return read_word_value (reader, at, end, result);
    case SLUICE_SQL_TOKEN_QUOTED_NAME:
      return read_path (reader, at, end, result);
    case SLUICE_SQL_TOKEN_STRING:
      while (is_type (reader, *at, end, SLUICE_SQL_TOKEN_STRING))
        (*at)++;
      return TRUE;
    case SLUICE_SQL_TOKEN_NUMBER:
    case SLUICE_SQL_TOKEN_PARAMETER:
    case SLUICE_SQL_TOKEN_TEMPLATE:
      (*at)++;
      return TRUE;
    case SLUICE_SQL_TOKEN_SYMBOL:
      if (sluice_sql_is_open (reader, *at, end))
        return read_bracketed (reader, at, end, result);
      /* :name and :1 are parameters. */
      if (symbol_at (reader, *at, end) != ':' || *at + 1 >= end)
        return FALSE;
      *at += 2;
      return TRUE;
    case SLUICE_SQL_TOKEN_END:
    default:
      return FALSE;
    }
}

/* payload:device.id, payload:items[0]: the warehouse makes the name. */
static gboolean
read_colon_path (SluiceSqlReader *reader, guint *at, guint end)
{
  (*at)++;
  if (!is_name (reader, *at, end) && !is_type (reader, *at, end, SLUICE_SQL_TOKEN_STRING) &&
      symbol_at (reader, *at, end) != '[')
    return FALSE;
  if (symbol_at (reader, *at, end) != '[')
    (*at)++;
  for (;;)
    {
      if (symbol_at (reader, *at, end) == '[')
        *at = sluice_sql_read_group (reader, *at, end);
      else if (symbol_at (reader, *at, end) == '.' && is_name (reader, *at + 1, end))
        *at += 2;
      else
        return TRUE;
    }
}

static gboolean
read_field (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlExpression *result)
{
  (*at)++;
  if (symbol_at (reader, *at, end) == '*')
    {
      result->shape = SLUICE_SQL_SHAPE_STAR;
      (*at)++;
      return TRUE;
    }
  if (!is_name (reader, *at, end))
    return FALSE;
  result->shape = SLUICE_SQL_SHAPE_FIELD;
  result->name = (*at)++;
  if (symbol_at (reader, *at, end) == '(')
    return read_call (reader, at, end, result);
  return TRUE;
}

/* What changes the value before it: x::type, x[0], x:path, f(x).field */
static gboolean
read_suffixes (SluiceSqlReader *reader, guint *at, guint end, SluiceSqlExpression *result)
{
  while (*at < end)
    {
      guint32 symbol = symbol_at (reader, *at, end);
      gboolean keeps = result->shape == SLUICE_SQL_SHAPE_PATH ||
                       result->shape == SLUICE_SQL_SHAPE_PAREN ||
                       (result->shape == SLUICE_SQL_SHAPE_CAST &&
                        sluice_sql_has (reader, SLUICE_SQL_CASTS_KEEP_NAME));

      if (result->shape == SLUICE_SQL_SHAPE_STAR)
        return TRUE;
      if (symbol == SLUICE_SQL_SYMBOL (':', ':', 0))
        {
          (*at)++;
          if (!read_type (reader, at, end))
            return FALSE;
          result->shape = keeps ? SLUICE_SQL_SHAPE_CAST : SLUICE_SQL_SHAPE_OTHER;
        }
      else if (symbol == '[')
        {
          *at = sluice_sql_read_group (reader, *at, end);
          result->shape = SLUICE_SQL_SHAPE_OTHER;
        }
      else if (symbol == ':' && sluice_sql_has (reader, SLUICE_SQL_COLON_PATH))
        {
          if (!read_colon_path (reader, at, end))
            return FALSE;
          result->shape = SLUICE_SQL_SHAPE_OTHER;
        }
      else if (symbol != '.')
        return TRUE;
      else if (!read_field (reader, at, end, result))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_prefixes (SluiceSqlReader *reader, guint *at, guint end)
{
  guint first = *at;

  for (;;)
    {
      SluiceSqlWord word = word_at (reader, *at, end);
      guint32 symbol = symbol_at (reader, *at, end);

      if (symbol != '+' && symbol != '-' && symbol != '~' && symbol != '!' &&
          word != SLUICE_SQL_WORD_NOT &&
          !((word == SLUICE_SQL_WORD_PRIOR || word == SLUICE_SQL_WORD_CONNECT_BY_ROOT ||
             word == SLUICE_SQL_WORD_APPROXIMATE) &&
            is_name (reader, *at + 1, end)))
        return *at > first;
      (*at)++;
    }
}

typedef enum
{
  OPERATOR_NONE,
  OPERATOR_BINARY,  /* a value must follow */
  OPERATOR_POSTFIX, /* none does */
  OPERATOR_BROKEN,
} Operator;

/* IS [NOT] NULL, TRUE, FALSE, UNKNOWN; IS [NOT] DISTINCT FROM x */
static Operator
read_is (SluiceSqlReader *reader, guint *at, guint end)
{
  SluiceSqlWord word;

  (*at)++;
  if (word_at (reader, *at, end) == SLUICE_SQL_WORD_NOT)
    (*at)++;
  word = word_at (reader, *at, end);
  if (word == SLUICE_SQL_WORD_DISTINCT && word_at (reader, *at + 1, end) == SLUICE_SQL_WORD_FROM)
    {
      *at += 2;
      return OPERATOR_BINARY;
    }
  if (word != SLUICE_SQL_WORD_NULL && word != SLUICE_SQL_WORD_TRUE &&
      word != SLUICE_SQL_WORD_FALSE && word != SLUICE_SQL_WORD_UNKNOWN)
    return OPERATOR_BROKEN;
  (*at)++;
  return OPERATOR_POSTFIX;
}

static Operator
read_word_operator (SluiceSqlReader *reader, guint *at, guint end)
{
  SluiceSqlWord word = word_at (reader, *at, end);
  SluiceSqlWord next = word_at (reader, *at + 1, end);

  if (word == SLUICE_SQL_WORD_IS)
    return read_is (reader, at, end);
  if (word == SLUICE_SQL_WORD_ISNULL || word == SLUICE_SQL_WORD_NOTNULL)
    {
      (*at)++;
      return OPERATOR_POSTFIX;
    }
  if (word == SLUICE_SQL_WORD_NOT)
    {
      (*at)++;
      return next != SLUICE_SQL_WORD_NOT && read_word_operator (reader, at, end) == OPERATOR_BINARY
                 ? OPERATOR_BINARY
                 : OPERATOR_BROKEN;
    }
  if (word == SLUICE_SQL_WORD_SIMILAR && next == SLUICE_SQL_WORD_TO)
    *at += 2;
  else if (word == SLUICE_SQL_WORD_AT && next == SLUICE_SQL_WORD_TIME)
    *at += 3;
  else if (word == SLUICE_SQL_WORD_IN || word == SLUICE_SQL_WORD_BETWEEN ||
           word == SLUICE_SQL_WORD_COLLATE || sluice_sql_word_is (word, SLUICE_SQL_WORD_OPERATOR))
    *at += 1;
  else
    return OPERATOR_NONE;
  return OPERATOR_BINARY;
}

static Operator
read_operator (SluiceSqlReader *reader, guint *at, guint end)
{
  static const char *const symbols[] = { "<=>", "->>", "->", "=>", "||", "<=", ">=", "<>",
                                         "!=",  ":=",  "**", "==", "<<", "!~", "~*" };
  guint32 symbol = symbol_at (reader, *at, end);
  gboolean known = symbol != 0 && symbol < 128 && strchr ("+-*/%=<>&|^~#", (int) symbol) != NULL;

  if (*at >= end)
    return OPERATOR_NONE;
  if (sluice_sql_token (reader, *at)->type == SLUICE_SQL_TOKEN_NAME)
    return read_word_operator (reader, at, end);
  for (guint i = 0; i < G_N_ELEMENTS (symbols) && !known; i++)
    known = symbol == SLUICE_SQL_SYMBOL (symbols[i][0], symbols[i][1], symbols[i][2]);
  if (!known)
    return OPERATOR_NONE;
  (*at)++;
  if (symbol == '>' && symbol_at (reader, *at, end) == '>')
    (*at)++;
  return OPERATOR_BINARY;
}

/**
 * sluice_sql_read_expression:
 * @reader: the reader
 * @at: (inout): where the expression begins; where it ends, or where it could not be followed
 * @end: where to stop
 * @result: (out): what it is
 *
 * Follows values and operators in turn; what stands in brackets is read for its sub-queries only.
 *
 * Returns: whether the expression is one, as far as can be told
 */
gboolean
sluice_sql_read_expression (SluiceSqlReader *reader,
                            guint *at,
                            guint end,
                            SluiceSqlExpression *result)
{
  gboolean lone = TRUE;
  Operator found;

  do
    {
      lone = !read_prefixes (reader, at, end) && lone;
      if (!read_operand (reader, at, end, result) || !read_suffixes (reader, at, end, result))
        return FALSE;
      if (result->shape == SLUICE_SQL_SHAPE_STAR)
        return lone;
      found = read_operator (reader, at, end);
      lone = lone && found == OPERATOR_NONE;
      while (found == OPERATOR_POSTFIX)
        found = read_operator (reader, at, end);
  } while (found == OPERATOR_BINARY);
  if (found == OPERATOR_BROKEN)
    return FALSE;
  if (!lone)
    result->shape = SLUICE_SQL_SHAPE_OTHER;
  return TRUE;
}
