/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "warehouse/sluice-sql-lexer.h"
#include "warehouse/sluice-sql-query.h"

G_BEGIN_DECLS

/* Private to the reader of queries: sluice-sql-{expression,select,from,reader,query}.c.
 *
 * The reader is no parser of any of the four languages. It follows the brackets, tells values from
 * operators, and says that it cannot tell as soon as something stands where it should not: a column's
 * name is then unknown, never guessed. */

/**
 * SluiceSqlReader:
 * @tokens: what is read
 * @issues: (element-type SluiceSqlIssue): what was found
 * @ctes: (element-type utf8): names that a WITH gives to queries, as a set; case folded
 * @depth: how deep sub-queries and brackets nest
 * @lost: whether it nests deeper than is followed
 */
typedef struct
{
  const SluiceSqlTokens *tokens;
  GPtrArray *issues;
  GHashTable *ctes;
  guint depth;
  gboolean lost;
} SluiceSqlReader;

/**
 * SluiceSqlList:
 * @columns: (element-type SluiceSqlColumn): what a SELECT gives
 * @sure: whether there are no others
 */
typedef struct
{
  GPtrArray *columns;
  gboolean sure;
} SluiceSqlList;

/**
 * SluiceSqlShape:
 * @SLUICE_SQL_SHAPE_OTHER: anything whose name the warehouse makes up
 * @SLUICE_SQL_SHAPE_PATH: a column: a, t.a, d.s.t.a
 * @SLUICE_SQL_SHAPE_CAST: a column, cast to a type
 * @SLUICE_SQL_SHAPE_PAREN: a column in brackets
 * @SLUICE_SQL_SHAPE_FIELD: a field of a value: f(x).a, x[0].a
 * @SLUICE_SQL_SHAPE_STAR: *, t.*
 */
typedef enum
{
  SLUICE_SQL_SHAPE_OTHER,
  SLUICE_SQL_SHAPE_PATH,
  SLUICE_SQL_SHAPE_CAST,
  SLUICE_SQL_SHAPE_PAREN,
  SLUICE_SQL_SHAPE_FIELD,
  SLUICE_SQL_SHAPE_STAR,
} SluiceSqlShape;

/**
 * SluiceSqlExpression:
 * @shape: what it is, as far as its name goes
 * @name: index of the token that names it, for the shapes that have one
 */
typedef struct
{
  SluiceSqlShape shape;
  guint name;
} SluiceSqlExpression;

static inline const SluiceSqlToken *
sluice_sql_token (const SluiceSqlReader *reader, guint at)
{
  return &reader->tokens->tokens[MIN (at, reader->tokens->n_tokens)];
}

static inline guint32
sluice_sql_symbol_at (const SluiceSqlReader *reader, guint at, guint end)
{
  return at < end ? sluice_sql_token (reader, at)->symbol : 0;
}

static inline SluiceSqlWord
sluice_sql_word_at (const SluiceSqlReader *reader, guint at, guint end)
{
  return at < end ? sluice_sql_token (reader, at)->word : SLUICE_SQL_WORD_NONE;
}

static inline gboolean
sluice_sql_is_name (const SluiceSqlReader *reader, guint at, guint end)
{
  SluiceSqlTokenType type = sluice_sql_token (reader, at)->type;

  return at < end && (type == SLUICE_SQL_TOKEN_NAME || type == SLUICE_SQL_TOKEN_QUOTED_NAME);
}

static inline gboolean
sluice_sql_has (const SluiceSqlReader *reader, SluiceSqlFeatures feature)
{
  return (reader->tokens->dialect->features & feature) != 0;
}

static inline gboolean
sluice_sql_is_open (const SluiceSqlReader *reader, guint at, guint end)
{
  guint32 symbol = sluice_sql_symbol_at (reader, at, end);

  return symbol == '(' || symbol == '[' || symbol == '{';
}

gboolean sluice_sql_read_expression (SluiceSqlReader *reader,
                                     guint *at,
                                     guint end,
                                     SluiceSqlExpression *result);
guint sluice_sql_read_select (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list);
guint sluice_sql_read_clauses (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list);
guint sluice_sql_read_group (SluiceSqlReader *reader, guint open, guint end);
void sluice_sql_read_query (SluiceSqlReader *reader, guint at, guint end, SluiceSqlList *list);

gboolean sluice_sql_begins_query (const SluiceSqlReader *reader, guint at, guint end);
gboolean sluice_sql_begins_clause (const SluiceSqlReader *reader, guint at, guint end);
gboolean sluice_sql_begins_set (const SluiceSqlReader *reader, guint at, guint end);

void sluice_sql_add_issue (SluiceSqlReader *reader, SluiceSqlIssueKind kind, guint at);

SluiceSqlList *sluice_sql_list_new (void);
void sluice_sql_list_free (SluiceSqlList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSqlList, sluice_sql_list_free)

G_END_DECLS
