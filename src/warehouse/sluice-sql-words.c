/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-words.h"

#include <stdlib.h>
#include <string.h>

#define OPERATOR   SLUICE_SQL_WORD_OPERATOR
#define RESERVED   SLUICE_SQL_WORD_RESERVED
#define UNIT       SLUICE_SQL_WORD_UNIT
#define TYPED      SLUICE_SQL_WORD_TYPED
#define VALUE_LIKE SLUICE_SQL_WORD_VALUE_LIKE
#define CHANGE     SLUICE_SQL_WORD_CHANGE

#define LONGEST_WORD 20

typedef struct
{
  const char *text;
  guint uses;
} Word;

/* Sorted; the place in the list, plus one, is the #SluiceSqlWord. */
static const Word words[] = {
  { "aggregate", 0 },
  { "all", RESERVED },
  { "alter", CHANGE },
  { "and", OPERATOR | RESERVED },
  { "any", 0 },
  { "approximate", 0 },
  { "array", 0 },
  { "as", RESERVED },
  { "asc", 0 },
  { "assert", 0 },
  { "asymmetric", 0 },
  { "at", 0 },
  { "between", RESERVED },
  { "bignumeric", TYPED },
  { "by", RESERVED },
  { "bytes", TYPED },
  { "call", 0 },
  { "case", RESERVED },
  { "cast", 0 },
  { "char", 0 },
  { "character", 0 },
  { "cluster", 0 },
  { "collate", 0 },
  { "comment", CHANGE },
  { "connect", 0 },
  { "connect_by_root", 0 },
  { "copy", CHANGE },
  { "corresponding", 0 },
  { "create", CHANGE },
  { "cross", RESERVED },
  { "current_catalog", VALUE_LIKE },
  { "current_database", VALUE_LIKE },
  { "current_date", VALUE_LIKE },
  { "current_datetime", VALUE_LIKE },
  { "current_role", VALUE_LIKE },
  { "current_schema", VALUE_LIKE },
  { "current_time", VALUE_LIKE },
  { "current_timestamp", VALUE_LIKE },
  { "current_user", VALUE_LIKE },
  { "date", TYPED },
  { "datetime", TYPED },
  { "day", UNIT },
  { "dayofweek", UNIT },
  { "dayofyear", UNIT },
  { "days", UNIT },
  { "decimal", TYPED },
  { "default", VALUE_LIKE },
  { "delete", CHANGE },
  { "deny", CHANGE },
  { "desc", 0 },
  { "distinct", RESERVED },
  { "distribute", 0 },
  { "div", OPERATOR },
  { "double", 0 },
  { "drop", CHANGE },
  { "dual", 0 },
  { "else", RESERVED },
  { "end", RESERVED },
  { "escape", OPERATOR },
  { "except", RESERVED },
  { "exclude", 0 },
  { "exists", RESERVED },
  { "extend", 0 },
  { "false", RESERVED | VALUE_LIKE },
  { "fetch", RESERVED },
  { "filter", 0 },
  { "first", 0 },
  { "for", RESERVED },
  { "from", RESERVED },
  { "full", 0 },
  { "getdate", VALUE_LIKE },
  { "glob", OPERATOR },
  { "grant", CHANGE },
  { "group", RESERVED },
  { "having", RESERVED },
  { "hour", UNIT },
  { "hours", UNIT },
  { "ignore", 0 },
  { "ilike", OPERATOR },
  { "in", RESERVED },
  { "inner", RESERVED },
  { "insert", CHANGE },
  { "intersect", RESERVED },
  { "interval", 0 },
  { "into", RESERVED },
  { "is", RESERVED },
  { "isnull", 0 },
  { "join", RESERVED },
  { "json", TYPED },
  { "last", 0 },
  { "lateral", RESERVED },
  { "left", 0 },
  { "like", OPERATOR | RESERVED },
  { "limit", RESERVED },
  { "load", CHANGE },
  { "local", 0 },
  { "localtime", VALUE_LIKE },
  { "localtimestamp", VALUE_LIKE },
  { "map", 0 },
  { "materialized", 0 },
  { "merge", CHANGE },
  { "microsecond", UNIT },
  { "microseconds", UNIT },
  { "millisecond", UNIT },
  { "milliseconds", UNIT },
  { "minus", RESERVED },
  { "minute", UNIT },
  { "minutes", UNIT },
  { "month", UNIT },
  { "months", UNIT },
  { "name", 0 },
  { "nanosecond", UNIT },
  { "nanoseconds", UNIT },
  { "national", 0 },
  { "natural", RESERVED },
  { "nchar", 0 },
  { "next", 0 },
  { "not", RESERVED },
  { "notnull", 0 },
  { "null", RESERVED | VALUE_LIKE },
  { "nulls", 0 },
  { "numeric", TYPED },
  { "of", 0 },
  { "offset", 0 },
  { "on", RESERVED },
  { "only", 0 },
  { "optimize", CHANGE },
  { "or", OPERATOR | RESERVED },
  { "order", RESERVED },
  { "ordinality", 0 },
  { "outer", RESERVED },
  { "over", 0 },
  { "overlaps", OPERATOR },
  { "pivot", 0 },
  { "precision", 0 },
  { "prior", 0 },
  { "qualify", RESERVED },
  { "quarter", UNIT },
  { "quarters", UNIT },
  { "range", TYPED },
  { "recursive", 0 },
  { "regexp", OPERATOR },
  { "rename", CHANGE },
  { "replace", CHANGE },
  { "respect", 0 },
  { "revoke", CHANGE },
  { "right", 0 },
  { "rlike", OPERATOR },
  { "row", 0 },
  { "rownum", VALUE_LIKE },
  { "rows", 0 },
  { "second", UNIT },
  { "seconds", UNIT },
  { "select", RESERVED },
  { "session_user", VALUE_LIKE },
  { "set", 0 },
  { "similar", 0 },
  { "some", 0 },
  { "sort", 0 },
  { "soundex", 0 },
  { "start", 0 },
  { "stream", 0 },
  { "struct", 0 },
  { "symmetric", 0 },
  { "sysdate", VALUE_LIKE },
  { "system_user", VALUE_LIKE },
  { "systimestamp", VALUE_LIKE },
  { "table", 0 },
  { "tablesample", 0 },
  { "then", RESERVED },
  { "time", TYPED },
  { "timeofday", VALUE_LIKE },
  { "timestamp", TYPED },
  { "timestamp_ltz", TYPED },
  { "timestamp_ntz", TYPED },
  { "timestamp_tz", TYPED },
  { "timestamptz", TYPED },
  { "to", 0 },
  { "top", 0 },
  { "transform", 0 },
  { "true", RESERVED | VALUE_LIKE },
  { "truncate", CHANGE },
  { "undrop", CHANGE },
  { "union", RESERVED },
  { "unknown", VALUE_LIKE },
  { "unload", CHANGE },
  { "unnest", 0 },
  { "unpivot", 0 },
  { "update", CHANGE },
  { "upsert", CHANGE },
  { "user", VALUE_LIKE },
  { "using", RESERVED },
  { "value", 0 },
  { "values", 0 },
  { "varying", 0 },
  { "view", 0 },
  { "week", UNIT },
  { "weeks", UNIT },
  { "when", RESERVED },
  { "where", RESERVED },
  { "window", 0 },
  { "with", RESERVED },
  { "within", 0 },
  { "without", 0 },
  { "xor", OPERATOR },
  { "year", UNIT },
  { "years", UNIT },
  { "zone", 0 },
};

static int
compare_words (const void *key, const void *word)
{
  return strcmp (key, ((const Word *) word)->text);
}

/**
 * sluice_sql_word_find:
 * @text: a bare word
 * @length: its length in bytes
 *
 * Returns: which it is, in any case; %SLUICE_SQL_WORD_NONE for all that mean nothing to the reader
 */
SluiceSqlWord
sluice_sql_word_find (const char *text, gsize length)
{
  char lower[LONGEST_WORD + 1];
  const Word *found;

  if (length > LONGEST_WORD)
    return SLUICE_SQL_WORD_NONE;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (text[i]);
  lower[length] = '\0';
  found = bsearch (lower, words, G_N_ELEMENTS (words), sizeof words[0], compare_words);
  return found != NULL ? (SluiceSqlWord) (found - words + 1) : SLUICE_SQL_WORD_NONE;
}

/**
 * sluice_sql_word_is:
 * @word: a word
 * @use: a use
 *
 * Returns: whether the word has the use
 */
gboolean
sluice_sql_word_is (SluiceSqlWord word, SluiceSqlWordUse use)
{
  return word != SLUICE_SQL_WORD_NONE && (words[word - 1].uses & use) != 0;
}
