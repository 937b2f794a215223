/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceSqlFold:
 * @SLUICE_SQL_FOLD_UPPER: a bare name is kept in upper case
 * @SLUICE_SQL_FOLD_LOWER: a bare name is kept in lower case
 * @SLUICE_SQL_FOLD_NONE: a name is kept as written, and compared without regard to case
 *
 * What a warehouse makes of a name without quotes.
 */
typedef enum
{
  SLUICE_SQL_FOLD_UPPER,
  SLUICE_SQL_FOLD_LOWER,
  SLUICE_SQL_FOLD_NONE,
} SluiceSqlFold;

/**
 * SluiceSqlFeatures:
 *
 * Spellings that some warehouses have and others have not.
 */
typedef enum
{
  SLUICE_SQL_DOUBLE_QUOTED_STRING = 1 << 0, /* "..." is text, not a name */
  SLUICE_SQL_BACKTICK_NAME = 1 << 1,        /* `...` is a name */
  SLUICE_SQL_BACKTICK_ESCAPE = 1 << 2,      /* a backslash escapes within `...` */
  SLUICE_SQL_DOUBLED_QUOTE = 1 << 3,        /* '' within '...' is a quote */
  SLUICE_SQL_DOLLAR_STRING = 1 << 4,        /* $$...$$ */
  SLUICE_SQL_DOLLAR_TAG = 1 << 5,           /* $tag$...$tag$ */
  SLUICE_SQL_TRIPLE_STRING = 1 << 6,        /* '''...''' and """...""" */
  SLUICE_SQL_RAW_STRING = 1 << 7,           /* r'...' */
  SLUICE_SQL_BYTES_STRING = 1 << 8,         /* b'...', rb'...' */
  SLUICE_SQL_E_STRING = 1 << 9,             /* E'...' */
  SLUICE_SQL_X_STRING = 1 << 10,            /* X'...' */
  SLUICE_SQL_SLASH_COMMENT = 1 << 11,       /* // to the end of the line */
  SLUICE_SQL_HASH_COMMENT = 1 << 12,        /* # to the end of the line */
  SLUICE_SQL_NESTED_COMMENT = 1 << 13,      /* comments within comments */
  SLUICE_SQL_ARRAY_LITERAL = 1 << 14,       /* [1, 2] */
  SLUICE_SQL_DASHED_TABLE = 1 << 15,        /* my-project.set.table */
  SLUICE_SQL_FROM_FIRST = 1 << 16,          /* FROM t |> SELECT ..., FROM t SELECT ... */
  SLUICE_SQL_ARRAY_TABLE = 1 << 17,         /* FROM t, t.items */
  SLUICE_SQL_DIGIT_NAME = 1 << 18,          /* 1st is a name */
  SLUICE_SQL_COLON_PATH = 1 << 19,          /* payload:device.id */
  SLUICE_SQL_AT_NAME = 1 << 20,             /* @stage, @parameter */
  SLUICE_SQL_CAST_KEEPS_NAME = 1 << 21,     /* CAST (a AS type) is called a, and so is (a) */
  SLUICE_SQL_FIELD_KEEPS_NAME = 1 << 22,    /* f (x).a is called a */
  SLUICE_SQL_NO_TIMESTAMP_NTZ = 1 << 23,    /* the sync cannot take TIMESTAMP_NTZ */
  SLUICE_SQL_CASTS_KEEP_NAME = 1 << 24,     /* a::type::type is called a, too */
} SluiceSqlFeatures;

/**
 * SluiceSqlDialect:
 *
 * How a warehouse spells SQL, for reading a query: which quotes make identifiers and strings, which
 * comments nest, which clauses exist. Data only; one per kind, owned by the kind.
 */
typedef struct _SluiceSqlDialect SluiceSqlDialect;

/**
 * SluiceSqlDialect:
 * @name: for tests and messages of developers
 * @features: which spellings it has
 * @fold: what becomes of a bare name
 * @quotes_keep_case: whether a quoted name is another one than the bare name in other case
 */
struct _SluiceSqlDialect
{
  const char *name;
  guint32 features;
  SluiceSqlFold fold;
  gboolean quotes_keep_case;
};

extern const SluiceSqlDialect sluice_sql_dialect_snowflake;
extern const SluiceSqlDialect sluice_sql_dialect_bigquery;
extern const SluiceSqlDialect sluice_sql_dialect_redshift;
extern const SluiceSqlDialect sluice_sql_dialect_databricks;

G_END_DECLS
