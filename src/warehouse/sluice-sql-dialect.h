/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceSqlDialect:
 *
 * How a warehouse spells SQL, for reading a query: which quotes make identifiers and strings, which
 * comments nest, which clauses exist. Data only; one per kind, owned by the kind.
 */
typedef struct _SluiceSqlDialect SluiceSqlDialect;

extern const SluiceSqlDialect sluice_sql_dialect_snowflake;
extern const SluiceSqlDialect sluice_sql_dialect_bigquery;
extern const SluiceSqlDialect sluice_sql_dialect_redshift;
extern const SluiceSqlDialect sluice_sql_dialect_databricks;

G_END_DECLS
