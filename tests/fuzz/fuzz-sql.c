/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-sql-query.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The first byte chooses the warehouse, the rest is the query. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const SluiceSqlDialect *const dialects[] = {
    &sluice_sql_dialect_snowflake,
    &sluice_sql_dialect_bigquery,
    &sluice_sql_dialect_redshift,
    &sluice_sql_dialect_databricks,
  };
  g_autofree char *text = NULL;
  g_autoptr (SluiceSqlQuery) query = NULL;

  if (size == 0)
    return 0;
  text = g_strndup ((const char *) data + 1, size - 1);
  query = sluice_sql_query_read (dialects[data[0] % G_N_ELEMENTS (dialects)], text);
  for (guint i = 0; i < query->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (query->columns, i);

      if (query->columns_known && column->name == NULL)
        g_error ("A column without a name is said to be known");
      if (column->start + column->length > strlen (text))
        g_error ("A column lies outside of its query");
    }
  return 0;
}
