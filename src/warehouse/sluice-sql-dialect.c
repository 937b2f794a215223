/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-dialect.h"

/* WAREHOUSES 1.1 */
const SluiceSqlDialect sluice_sql_dialect_snowflake = {
  .name = "snowflake",
  .features = SLUICE_SQL_DOUBLED_QUOTE | SLUICE_SQL_DOLLAR_STRING | SLUICE_SQL_X_STRING |
              SLUICE_SQL_SLASH_COMMENT | SLUICE_SQL_ARRAY_LITERAL | SLUICE_SQL_COLON_PATH |
              SLUICE_SQL_AT_NAME,
  .fold = SLUICE_SQL_FOLD_UPPER,
  .quotes_keep_case = TRUE,
};

/* WAREHOUSES 2.1 */
const SluiceSqlDialect sluice_sql_dialect_bigquery = {
  .name = "bigquery",
  .features = SLUICE_SQL_DOUBLE_QUOTED_STRING | SLUICE_SQL_BACKTICK_NAME |
              SLUICE_SQL_BACKTICK_ESCAPE | SLUICE_SQL_TRIPLE_STRING | SLUICE_SQL_RAW_STRING |
              SLUICE_SQL_BYTES_STRING | SLUICE_SQL_HASH_COMMENT | SLUICE_SQL_ARRAY_LITERAL |
              SLUICE_SQL_DASHED_TABLE | SLUICE_SQL_FROM_FIRST | SLUICE_SQL_ARRAY_TABLE |
              SLUICE_SQL_AT_NAME | SLUICE_SQL_FIELD_KEEPS_NAME,
  .fold = SLUICE_SQL_FOLD_NONE,
};

/* WAREHOUSES 3.1 */
const SluiceSqlDialect sluice_sql_dialect_redshift = {
  .name = "redshift",
  .features = SLUICE_SQL_DOUBLED_QUOTE | SLUICE_SQL_DOLLAR_STRING | SLUICE_SQL_DOLLAR_TAG |
              SLUICE_SQL_E_STRING | SLUICE_SQL_X_STRING | SLUICE_SQL_NESTED_COMMENT |
              SLUICE_SQL_ARRAY_TABLE | SLUICE_SQL_CAST_KEEPS_NAME | SLUICE_SQL_CASTS_KEEP_NAME,
  .fold = SLUICE_SQL_FOLD_LOWER,
  .quotes_keep_case = TRUE,
};

/* WAREHOUSES 4.1 */
const SluiceSqlDialect sluice_sql_dialect_databricks = {
  .name = "databricks",
  .features = SLUICE_SQL_DOUBLE_QUOTED_STRING | SLUICE_SQL_BACKTICK_NAME | SLUICE_SQL_RAW_STRING |
              SLUICE_SQL_X_STRING | SLUICE_SQL_NESTED_COMMENT | SLUICE_SQL_FROM_FIRST |
              SLUICE_SQL_DIGIT_NAME | SLUICE_SQL_COLON_PATH | SLUICE_SQL_CAST_KEEPS_NAME |
              SLUICE_SQL_NO_TIMESTAMP_NTZ,
  .fold = SLUICE_SQL_FOLD_NONE,
};
