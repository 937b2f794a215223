/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "setup/sluice-check-private.h"
#include "setup/sluice-identity.h"
#include "sluice-limits.h"

/* Below what the warehouses take, since the query is sent within another one (WAREHOUSES 6). */
#define LONG_QUERY (512 * 1024)

/* A template or a name in quotes may be any number of lines long. */
#define MAX_QUOTED 80

typedef struct
{
  SluiceSqlIssueKind kind;
  SluiceSeverity severity;
  const char *code;
  const char *message;
} IssueText;

static const IssueText issue_texts[] = {
  { SLUICE_SQL_ISSUE_EMPTY, SLUICE_SEVERITY_ERROR, "sql-empty",
    N_ ("The query is empty. Write a SELECT.") },
  { SLUICE_SQL_ISSUE_CHANGE, SLUICE_SEVERITY_ERROR, "sql-ddl",
    N_ ("The query may only read, but “%s” changes something. Write a SELECT.") },
  { SLUICE_SQL_ISSUE_NOT_SELECT, SLUICE_SEVERITY_ERROR, "sql-not-select",
    N_ ("The query must be a SELECT; “%s” does not fit here.") },
  { SLUICE_SQL_ISSUE_WITH, SLUICE_SEVERITY_ERROR, "sql-with",
    N_ ("mParticle does not support WITH. Write each of its queries as a sub-query in brackets, "
        "right where its name is used.") },
  { SLUICE_SQL_ISSUE_SEMICOLON, SLUICE_SEVERITY_ERROR, "sql-semicolon",
    N_ ("The query must not end with a semicolon, because mParticle puts it into another query.") },
  { SLUICE_SQL_ISSUE_MULTIPLE, SLUICE_SEVERITY_ERROR, "sql-multiple",
    N_ ("Only one query is possible, but a second one begins with “%s”.") },
  { SLUICE_SQL_ISSUE_STAR, SLUICE_SEVERITY_WARNING, "sql-star",
    N_ ("A star selects whatever columns the table has, now and later. List the columns that you "
        "need.") },
  { SLUICE_SQL_ISSUE_TABLE, SLUICE_SEVERITY_WARNING, "sql-unqualified-table",
    N_ ("Write the full name of the table “%s”, with its database and schema, so that it is found "
        "whoever runs the query.") },
  { SLUICE_SQL_ISSUE_TYPE, SLUICE_SEVERITY_HINT, "sql-type",
    N_ ("mParticle cannot take a column of type “%s”. Cast it to TIMESTAMP.") },
  { SLUICE_SQL_ISSUE_TEMPLATE, SLUICE_SEVERITY_HINT, "sql-template",
    N_ ("“%s” belongs to a template. Write what it stands for: the warehouse gets the query as it "
        "is "
        "here.") },
  { SLUICE_SQL_ISSUE_STRING, SLUICE_SEVERITY_HINT, "sql-unterminated",
    N_ ("A text or a name in quotes begins here and does not end.") },
  { SLUICE_SQL_ISSUE_COMMENT, SLUICE_SEVERITY_HINT, "sql-unterminated",
    N_ ("A comment begins here and does not end.") },
  { SLUICE_SQL_ISSUE_BRACKET, SLUICE_SEVERITY_HINT, "sql-bracket",
    N_ ("This bracket has no partner.") },
};

static SluiceFinding *
add_at (SluiceCheckPass *pass,
        SluiceSeverity severity,
        const char *code,
        const SluiceSqlColumn *column,
        const char *message)
{
  SluiceFinding *finding = sluice_check_add (pass, severity, code, QUERY_PATH, "%s", message);

  sluice_finding_set_place (finding, column->line, column->column);
  return finding;
}

/* The query without its last semicolon, and any others there; comments stay. */
static JsonNode *
make_without_semicolon (SluiceCheckPass *pass, guint start)
{
  g_autofree char *text = g_strdup (sluice_setup_get_query (pass->setup));

  memmove (text + start, text + start + 1, strlen (text + start));
  return json_node_init_string (json_node_alloc (), g_strchomp (text));
}

/* The beginning of what stands in the query, to be shown in a sentence. */
static char *
shorten (const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  gboolean whole = strlen (line) == strlen (text) && g_utf8_strlen (valid, -1) <= MAX_QUOTED;
  g_autofree char *begin = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_QUOTED));

  return g_strconcat (begin, whole ? NULL : "…", NULL);
}

static void
report_issue (SluiceCheckPass *pass, const SluiceSqlIssue *issue)
{
  const IssueText *entry = issue_texts;
  g_autofree char *message = NULL;
  SluiceFinding *finding;

  while (entry->kind != issue->kind)
    entry++;
  message = g_strdup (_ (entry->message));
  if (strstr (message, "%s") != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (message, "%s", 2);
      g_autofree char *quoted = shorten (issue->text);

      g_free (message);
      message = g_strjoin (quoted, parts[0], parts[1], NULL);
    }
  finding = sluice_check_add (pass, entry->severity, entry->code, QUERY_PATH, "%s", message);
  sluice_finding_set_place (finding, issue->line, issue->column);
  if (issue->kind == SLUICE_SQL_ISSUE_SEMICOLON)
    sluice_finding_set_fix (finding, _ ("Remove the semicolon"), QUERY_PATH,
                            make_without_semicolon (pass, issue->start));
}

static void
check_number_of_columns (SluiceCheckPass *pass)
{
  SluiceLimits *limits = sluice_limits_get_default ();
  guint most = (guint) MIN (sluice_limits_get (limits, SLUICE_LIMIT_COLUMNS), G_MAXINT);
  GPtrArray *columns = pass->query->columns;
  g_autofree char *message = NULL;
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    if (!((const SluiceSqlColumn *) g_ptr_array_index (columns, i))->star)
      n++;
  if (n > most)
    {
      message = g_strdup_printf (
          _ ("The query gives %u columns; mParticle takes %u at most. Leave some out."), n, most);
      add_at (pass, SLUICE_SEVERITY_ERROR, "sql-column-limit", g_ptr_array_index (columns, most),
              message);
    }
  else if (sluice_limits_judge (limits, SLUICE_LIMIT_COLUMNS, n) != SLUICE_LIMIT_FINE)
    {
      message = g_strdup_printf (_ ("The query gives %u of the %u columns that mParticle takes."),
                                 n, most);
      add_at (pass, SLUICE_SEVERITY_HINT, "sql-many-columns",
              g_ptr_array_index (columns, columns->len - 1), message);
    }
}

static void
check_duplicates (SluiceCheckPass *pass)
{
  for (guint i = 0; i < pass->query->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (pass->query->columns, i);
      g_autofree char *message = NULL;

      if (sluice_check_names_is_first (pass->names, i))
        continue;
      message = g_strdup_printf (
          _ ("A column “%s” stands here a second time. Give one of them another name with AS."),
          column->name);
      add_at (pass, SLUICE_SEVERITY_ERROR, "sql-duplicate-column", column, message);
    }
}

/* Of an event only what is mapped goes anywhere; of a user everything does. */
static SluiceBecomes
judge_unmapped (SluiceCheckPass *pass, const char *name)
{
  if (pass->events)
    return SLUICE_BECOMES_IGNORED;
  return sluice_identity_is_reserved (name) ? SLUICE_BECOMES_IDENTITY : SLUICE_BECOMES_ATTRIBUTE;
}

/* The iterator field's name without quotes; NULL where none is given. */
static char *
dup_iterator (SluiceCheckPass *pass)
{
  const char *written = sluice_setup_get_text (pass->setup, ITERATOR_PATH);
  gsize length = written != NULL ? strlen (written) : 0;

  if (length == 0)
    return NULL;
  if (length > 2 && strchr ("\"`", written[0]) != NULL && written[length - 1] == written[0])
    return g_strndup (written + 1, length - 2);
  return g_strdup (written);
}

static void
add_columns (SluiceCheckPass *pass)
{
  g_autofree char *iterator = dup_iterator (pass);
  g_autofree char *folded = iterator != NULL ? sluice_sql_fold (iterator) : NULL;
  g_autoptr (GPtrArray) outputs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < pass->query->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (pass->query->columns, i);
      SluiceBecomes becomes = SLUICE_BECOMES_ATTRIBUTE;

      if (g_strcmp0 (folded, sluice_check_names_get (pass->names, i)) == 0)
        becomes = SLUICE_BECOMES_ITERATOR;
      else if (!sluice_check_names_find_mapping (pass->names, i, &becomes))
        becomes = judge_unmapped (pass, column->name);
      g_ptr_array_add (outputs,
                       sluice_column_new (column->name, becomes, column->line, column->column));
    }
  g_list_store_splice (pass->columns, 0, 0, outputs->pdata, outputs->len);
}

static gboolean
has_template (SluiceSqlQuery *query)
{
  for (guint i = 0; i < query->issues->len; i++)
    if (((const SluiceSqlIssue *) g_ptr_array_index (query->issues, i))->kind ==
        SLUICE_SQL_ISSUE_TEMPLATE)
      return TRUE;
  return FALSE;
}

/* Whether something that is reported anyway says why the columns are not known. */
static gboolean
is_explained (SluiceSqlQuery *query)
{
  for (guint i = 0; i < query->issues->len; i++)
    {
      const SluiceSqlIssue *issue = g_ptr_array_index (query->issues, i);

      if (issue->kind != SLUICE_SQL_ISSUE_WITH && issue->kind != SLUICE_SQL_ISSUE_TABLE &&
          issue->kind != SLUICE_SQL_ISSUE_TYPE && issue->kind != SLUICE_SQL_ISSUE_SEMICOLON &&
          issue->kind != SLUICE_SQL_ISSUE_MULTIPLE)
        return TRUE;
    }
  return FALSE;
}

/* Unknown names are left out as a whole: a list with gaps would be taken for the list. */
static void
check_columns_known (SluiceCheckPass *pass)
{
  guint n_columns = has_template (pass->query) ? 0 : pass->query->columns->len;

  for (guint i = 0; i < n_columns; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (pass->query->columns, i);

      if (column->name != NULL || column->star)
        continue;
      add_at (pass, SLUICE_SEVERITY_HINT, "sql-column-name", column,
              _ ("The name of this column depends on the warehouse. Give it one with AS."));
      return;
    }
  if (!pass->columns_known && !is_explained (pass->query))
    {
      SluiceFinding *finding =
          sluice_check_add (pass, SLUICE_SEVERITY_HINT, "sql-columns", QUERY_PATH,
                            _ ("It cannot be told here which columns this query gives."));

      sluice_finding_set_place (finding, 1, 1);
    }
}

static void
check_identity (SluiceCheckPass *pass)
{
  for (guint i = 0; i < pass->query->columns->len; i++)
    {
      const SluiceSqlColumn *column = g_ptr_array_index (pass->query->columns, i);

      if (sluice_identity_is_reserved (column->name))
        return;
    }
  add_at (pass, SLUICE_SEVERITY_WARNING, "sql-no-identity",
          g_ptr_array_index (pass->query->columns, 0),
          _ ("No column identifies a user. Name one with AS as the identity that it holds, for "
             "example customer_id or email."));
}

/* AS "Updated_At" becomes AS Updated_At, and a column "updated_at" gets such an alias. Certain only
 * where nothing else in the query refers to the quoted name. */
static void
add_unquote_fix (SluiceCheckPass *pass, SluiceFinding *finding, const SluiceSqlColumn *column)
{
  const SluiceSqlDialect *dialect =
      sluice_warehouse_get_sql_dialect (sluice_setup_get_warehouse (pass->setup));
  const char *text = sluice_setup_get_query (pass->setup);
  const char *rest = text + column->start + column->length;
  g_autofree char *head = NULL;
  g_autofree char *fixed = NULL;

  if (!sluice_sql_is_plain_name (column->name) ||
      (column->aliased && sluice_sql_count_mentions (dialect, text, column) > 1))
    return;
  head = g_strndup (text, column->start + (column->aliased ? 0 : column->length));
  fixed = g_strconcat (head, column->aliased ? "" : " AS ", column->name, rest, NULL);
  sluice_finding_set_fix (finding, _ ("Remove the quotes"), QUERY_PATH,
                          json_node_init_string (json_node_alloc (), fixed));
}

static void
check_iterator_selected (SluiceCheckPass *pass, const char *iterator)
{
  const SluiceSqlColumn *column = sluice_check_names_find_column (pass->names, iterator);
  const SluiceSqlDialect *dialect =
      sluice_warehouse_get_sql_dialect (sluice_setup_get_warehouse (pass->setup));
  SluiceFinding *finding;

  if (column == NULL && pass->columns_known)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "iterator-not-selected", ITERATOR_PATH,
                      _ ("The query has no column “%s”. Select it, or name another column as the "
                         "iterator field."),
                      iterator);
  if (column == NULL || !column->quoted ||
      (!dialect->quotes_keep_case && sluice_sql_is_plain_name (column->name)))
    return;
  finding = add_at (pass, SLUICE_SEVERITY_WARNING, "iterator-quoted", column,
                    _ ("The iterator field is compared without regard to case, so its name should "
                       "not be in quotes."));
  add_unquote_fix (pass, finding, column);
}

static void
check_iterator (SluiceCheckPass *pass)
{
  const char *written = sluice_setup_get_text (pass->setup, ITERATOR_PATH);
  g_autofree char *iterator = dup_iterator (pass);
  SluiceFinding *finding;

  if (iterator == NULL)
    return;
  if (strcmp (iterator, written) != 0)
    {
      finding = sluice_check_add (pass, SLUICE_SEVERITY_WARNING, "iterator-quoted", ITERATOR_PATH,
                                  _ ("Write the iterator field without quotes: %s"), iterator);
      sluice_finding_set_fix (finding, _ ("Remove the quotes"), ITERATOR_PATH,
                              json_node_init_string (json_node_alloc (), iterator));
    }
  if (g_strcmp0 (sluice_setup_get_text (pass->setup, "/pipeline/sync_mode/type"), "full") != 0)
    check_iterator_selected (pass, iterator);
}

/**
 * sluice_check_query:
 * @pass: the walk
 *
 * The SQL of the data model (CONTRACT 8, FACTS 9), and what becomes of its columns.
 */
void
sluice_check_query (SluiceCheckPass *pass)
{
  const char *text = sluice_setup_get_query (pass->setup);
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (pass->setup);

  if (text == NULL || warehouse == NULL)
    return;
  pass->query = sluice_sql_query_read (sluice_warehouse_get_sql_dialect (warehouse), text);
  pass->names = sluice_check_names_new (pass->query, sluice_check_get_mappings (pass));
  pass->columns_known = pass->query->columns_known;
  for (guint i = 0; i < pass->query->issues->len; i++)
    report_issue (pass, g_ptr_array_index (pass->query->issues, i));
  if (strlen (text) > LONG_QUERY)
    sluice_check_add (pass, SLUICE_SEVERITY_HINT, "sql-long", QUERY_PATH,
                      _ ("The query is very long. The warehouse may refuse it."));
  check_columns_known (pass);
  check_number_of_columns (pass);
  check_duplicates (pass);
  if (pass->columns_known)
    add_columns (pass);
  if (pass->columns_known && !pass->events && !sluice_check_maps_identity (pass))
    check_identity (pass);
  check_iterator (pass);
}
