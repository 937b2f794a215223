/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-query.h"

#include "sandbox/sluice-sandbox-check.h"
#include "warehouse/sluice-sql-query.h"

/* Output columns of a query (FACTS 8). */
#define COLUMNS_MAX 100

/* What the service would find out when it puts the query into one of its own (FACTS 9), or %NULL. */
static const char *
find_fault (const SluiceSqlQuery *query)
{
  static const char *const words[] = {
    [SLUICE_SQL_ISSUE_EMPTY] = "is empty.",
    [SLUICE_SQL_ISSUE_CHANGE] = "must be a SELECT; nothing may be changed.",
    [SLUICE_SQL_ISSUE_NOT_SELECT] = "must be a SELECT.",
    [SLUICE_SQL_ISSUE_WITH] = "must not use WITH; use a sub-query.",
    [SLUICE_SQL_ISSUE_SEMICOLON] = "must not end in a semicolon.",
    [SLUICE_SQL_ISSUE_MULTIPLE] = "must be one statement.",
    [SLUICE_SQL_ISSUE_TABLE] = NULL,
    [SLUICE_SQL_ISSUE_TEMPLATE] = "holds a template that was not filled in.",
    [SLUICE_SQL_ISSUE_STRING] = "holds a quote that does not end.",
    [SLUICE_SQL_ISSUE_COMMENT] = "holds a comment that does not end.",
    [SLUICE_SQL_ISSUE_BRACKET] = "holds a bracket without its partner.",
  };

  for (guint i = 0; i < query->issues->len; i++)
    {
      const SluiceSqlIssue *issue = query->issues->pdata[i];

      if ((guint) issue->kind < G_N_ELEMENTS (words) && words[issue->kind] != NULL)
        return words[issue->kind];
    }
  return query->columns->len > COLUMNS_MAX ? "selects more than 100 columns." : NULL;
}

/**
 * sluice_sandbox_query_check:
 * @problems: (element-type utf8): where to add what is wrong
 * @field: the field it stands in
 * @query: a data model's query
 *
 * A data model does not say for which warehouse it is, so it is refused only if no kind of warehouse
 * could take it.
 */
void
sluice_sandbox_query_check (GPtrArray *problems, const char *field, const char *query)
{
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);
  const char *fault = NULL;

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (SluiceSqlQuery) read =
          sluice_sql_query_read (sluice_warehouse_get_sql_dialect (kinds[i]), query);

      fault = find_fault (read);
      if (fault == NULL)
        return;
    }
  sluice_sandbox_problem (problems, field, "%s", fault);
}

static gboolean
selects (const SluiceSqlQuery *query, const char *name)
{
  for (guint i = 0; i < query->columns->len; i++)
    {
      const SluiceSqlColumn *column = query->columns->pdata[i];

      if (column->name != NULL && g_ascii_strcasecmp (column->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_sandbox_query_check_pipeline:
 * @problems: (element-type utf8): where to add what is wrong
 * @kind: the kind of the pipeline's connection
 * @query: its data model's query
 * @iterator_field: (nullable): the column watched for change
 *
 * What shows only when query and warehouse come together (FACTS 10).
 */
void
sluice_sandbox_query_check_pipeline (GPtrArray *problems,
                                     const SluiceWarehouse *kind,
                                     const char *query,
                                     const char *iterator_field)
{
  g_autoptr (SluiceSqlQuery) read =
      sluice_sql_query_read (sluice_warehouse_get_sql_dialect (kind), query);
  const char *fault = find_fault (read);

  if (fault != NULL)
    sluice_sandbox_problem (problems, "data_model_id", "has a query that %s does not take: it %s",
                            sluice_warehouse_get_display_name (kind), fault);
  else if (iterator_field != NULL && read->columns_known && !selects (read, iterator_field))
    sluice_sandbox_problem (problems, "sync_mode.iterator_field",
                            "names no column of the query: '%s' is not selected.", iterator_field);
}
