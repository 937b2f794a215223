/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "warehouse/sluice-sql-dialect.h"
#include "warehouse/sluice-sql-words.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SQL_TOKEN_END,         /* behind the last one */
  SLUICE_SQL_TOKEN_NAME,        /* a bare word */
  SLUICE_SQL_TOKEN_QUOTED_NAME, /* a name in quotes */
  SLUICE_SQL_TOKEN_STRING,      /* a text */
  SLUICE_SQL_TOKEN_NUMBER,
  SLUICE_SQL_TOKEN_PARAMETER, /* ?, @name, $name, a stage */
  SLUICE_SQL_TOKEN_TEMPLATE,  /* {{ ... }}, ${...}: not SQL yet */
  SLUICE_SQL_TOKEN_SYMBOL,
} SluiceSqlTokenType;

/* A symbol of up to three characters as a number, to compare with. */
#define SLUICE_SQL_SYMBOL(a, b, c) ((guint32) (a) | ((guint32) (b) << 8) | ((guint32) (c) << 16))

/**
 * SluiceSqlToken:
 * @type: what it is
 * @word: for a bare word, which of those that mean something; else %SLUICE_SQL_WORD_NONE
 * @symbol: for a symbol, by SLUICE_SQL_SYMBOL(); else 0
 * @start: its first byte in the text
 * @length: its length in bytes, quotes included
 * @line: from 1
 * @column: in characters, from 1
 * @match: for a bracket, the index of its partner; 0 where it has none
 */
typedef struct
{
  SluiceSqlTokenType type;
  SluiceSqlWord word;
  guint32 symbol;
  guint start;
  guint length;
  guint line;
  guint column;
  guint match;
} SluiceSqlToken;

/**
 * SluiceSqlDefect:
 * @SLUICE_SQL_DEFECT_NONE: all is well
 * @SLUICE_SQL_DEFECT_STRING: a text or quoted name does not end
 * @SLUICE_SQL_DEFECT_COMMENT: a comment does not end
 * @SLUICE_SQL_DEFECT_BRACKET: a bracket has no partner
 */
typedef enum
{
  SLUICE_SQL_DEFECT_NONE,
  SLUICE_SQL_DEFECT_STRING,
  SLUICE_SQL_DEFECT_COMMENT,
  SLUICE_SQL_DEFECT_BRACKET,
} SluiceSqlDefect;

/**
 * SluiceSqlTokens:
 * @text: what was read; not ours
 * @dialect: how
 * @tokens: the tokens, the last of which is %SLUICE_SQL_TOKEN_END
 * @n_tokens: how many, without the last
 * @defect: the first thing that is broken
 * @defect_line: where, from 1
 * @defect_column: where, in characters from 1
 *
 * A query in words and signs, comments left out.
 */
typedef struct
{
  const char *text;
  const SluiceSqlDialect *dialect;
  SluiceSqlToken *tokens;
  guint n_tokens;
  SluiceSqlDefect defect;
  guint defect_line;
  guint defect_column;
} SluiceSqlTokens;

SluiceSqlTokens *sluice_sql_tokenize (const SluiceSqlDialect *dialect, const char *text);
void sluice_sql_tokens_free (SluiceSqlTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSqlTokens, sluice_sql_tokens_free)

char *sluice_sql_tokens_dup_text (const SluiceSqlTokens *tokens, guint index);
char *sluice_sql_tokens_dup_name (const SluiceSqlTokens *tokens, guint index);

G_END_DECLS
