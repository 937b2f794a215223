/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "warehouse/sluice-sql-dialect.h"

G_BEGIN_DECLS

/**
 * SluiceSqlIssueKind:
 * @SLUICE_SQL_ISSUE_EMPTY: nothing but space and comments
 * @SLUICE_SQL_ISSUE_CHANGE: a statement that begins with a DDL, DML or DCL verb
 * @SLUICE_SQL_ISSUE_NOT_SELECT: another statement that is no SELECT
 * @SLUICE_SQL_ISSUE_WITH: a WITH, at the start or in a sub-query
 * @SLUICE_SQL_ISSUE_SEMICOLON: a semicolon at the end
 * @SLUICE_SQL_ISSUE_MULTIPLE: a second statement
 * @SLUICE_SQL_ISSUE_STAR: a star among the output columns, of any part of a UNION
 * @SLUICE_SQL_ISSUE_TABLE: a table's name of one part
 * @SLUICE_SQL_ISSUE_TYPE: a cast to a type that the sync cannot take
 * @SLUICE_SQL_ISSUE_TEMPLATE: the first mark of a template that was not filled in
 * @SLUICE_SQL_ISSUE_STRING: a text or quoted name that does not end
 * @SLUICE_SQL_ISSUE_COMMENT: a comment that does not end
 * @SLUICE_SQL_ISSUE_BRACKET: a bracket without its partner
 */
typedef enum
{
  SLUICE_SQL_ISSUE_EMPTY,
  SLUICE_SQL_ISSUE_CHANGE,
  SLUICE_SQL_ISSUE_NOT_SELECT,
  SLUICE_SQL_ISSUE_WITH,
  SLUICE_SQL_ISSUE_SEMICOLON,
  SLUICE_SQL_ISSUE_MULTIPLE,
  SLUICE_SQL_ISSUE_STAR,
  SLUICE_SQL_ISSUE_TABLE,
  SLUICE_SQL_ISSUE_TYPE,
  SLUICE_SQL_ISSUE_TEMPLATE,
  SLUICE_SQL_ISSUE_STRING,
  SLUICE_SQL_ISSUE_COMMENT,
  SLUICE_SQL_ISSUE_BRACKET,
} SluiceSqlIssueKind;

/**
 * SluiceSqlIssue:
 * @kind: what it is
 * @text: the word or name it is about
 * @line: from 1
 * @column: in characters, from 1
 * @start: its first byte in the query
 */
typedef struct
{
  SluiceSqlIssueKind kind;
  char *text;
  guint line;
  guint column;
  guint start;
} SluiceSqlIssue;

/**
 * SluiceSqlColumn:
 * @name: (nullable): its name as written, without quotes; %NULL where it cannot be told
 * @star: whether it is a star, which stands for any number of columns
 * @quoted: whether the name stands in quotes
 * @aliased: whether the name is an alias, rather than that of the selected column
 * @line: where the name stands, or the expression without one; from 1
 * @column: the same, in characters from 1
 * @start: the name's first byte in the query
 * @length: the name's length in bytes, quotes included
 */
typedef struct
{
  char *name;
  gboolean star;
  gboolean quoted;
  gboolean aliased;
  guint line;
  guint column;
  guint start;
  guint length;
} SluiceSqlColumn;

/**
 * SluiceSqlQuery:
 * @columns: (element-type SluiceSqlColumn): the output columns in order, as far as they were read
 * @columns_known: whether @columns is complete and every name is certain
 * @issues: (element-type SluiceSqlIssue): what is wrong or doubtful, in the order of the text
 *
 * What can be told of a query without a warehouse.
 */
typedef struct
{
  GPtrArray *columns;
  gboolean columns_known;
  GPtrArray *issues;
} SluiceSqlQuery;

SluiceSqlQuery *sluice_sql_query_read (const SluiceSqlDialect *dialect, const char *text);
void sluice_sql_query_free (SluiceSqlQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSqlQuery, sluice_sql_query_free)

guint sluice_sql_count_mentions (const SluiceSqlDialect *dialect,
                                 const char *text,
                                 const SluiceSqlColumn *column);
char *sluice_sql_strip_end (const SluiceSqlDialect *dialect, const char *text);
char *sluice_sql_fold (const char *name);
gboolean sluice_sql_equal_names (const char *a, const char *b);
gboolean sluice_sql_is_plain_name (const char *name);

G_END_DECLS
