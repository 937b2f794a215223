/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-run-history.h"

#include "sluice-json.h"
#include "sluice-time.h"
#include "store/sluice-statement.h"
#include "store/sluice-store-private.h"

#include <string.h>

struct _SluiceRunHistory
{
  GObject parent_instance;

  SluiceStore *store; /* (owned) */
  char *scope;        /* (owned) */
};

struct _SluiceRunCsv
{
  SluiceStatement *statement; /* (owned) */
  gboolean begun;
};

G_DEFINE_FINAL_TYPE (SluiceRunHistory, sluice_run_history, G_TYPE_OBJECT)

/* In the order of the struct, after the key. */
#define COLUMNS_SQL                                                                                \
  "run_id, state, type, window_start, window_end, started, ended, records, extracted, failed, "    \
  "errors"

static void
sluice_run_history_finalize (GObject *object)
{
  SluiceRunHistory *self = SLUICE_RUN_HISTORY (object);

  g_clear_object (&self->store);
  g_free (self->scope);
  G_OBJECT_CLASS (sluice_run_history_parent_class)->finalize (object);
}

static void
sluice_run_history_class_init (SluiceRunHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_run_history_finalize;
}

static void
sluice_run_history_init (SluiceRunHistory *self)
{
}

static char *
errors_to_text (char **errors)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; errors != NULL && errors[i] != NULL; i++)
    json_array_add_string_element (array, errors[i]);
  json_node_set_array (node, array);
  return sluice_json_to_text (node, FALSE);
}

static char **
errors_from_text (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static SluiceRunRecord *
read_record (SluiceStatement *statement)
{
  SluiceRunRecord *record = g_new0 (SluiceRunRecord, 1);

  record->run_id = g_strdup (sluice_statement_get_text (statement, 0));
  record->state = g_strdup (sluice_statement_get_text (statement, 1));
  record->type = g_strdup (sluice_statement_get_text (statement, 2));
  record->window_start = sluice_statement_get_int (statement, 3);
  record->window_end = sluice_statement_get_int (statement, 4);
  record->started = sluice_statement_get_int (statement, 5);
  record->ended = sluice_statement_get_int (statement, 6);
  record->records = sluice_statement_get_int (statement, 7);
  record->extracted = sluice_statement_get_int (statement, 8);
  record->failed = sluice_statement_get_int (statement, 9);
  record->errors = errors_from_text (sluice_statement_get_text (statement, 10));
  return record;
}

static gboolean
write_record (SluiceStatement *statement, const SluiceRunRecord *record, GError **error)
{
  g_autofree char *errors = errors_to_text (record->errors);

  sluice_statement_bind_int (statement, 2, sluice_run_record_get_time (record));
  sluice_statement_bind_text (statement, 3, record->run_id);
  sluice_statement_bind_text (statement, 4, record->state);
  sluice_statement_bind_text (statement, 5, record->type);
  sluice_statement_bind_int (statement, 6, record->window_start);
  sluice_statement_bind_int (statement, 7, record->window_end);
  sluice_statement_bind_int (statement, 8, record->started);
  sluice_statement_bind_int (statement, 9, record->ended);
  sluice_statement_bind_int (statement, 10, record->records);
  sluice_statement_bind_int (statement, 11, record->extracted);
  sluice_statement_bind_int (statement, 12, record->failed);
  sluice_statement_bind_text (statement, 13, errors);
  return sluice_statement_run (statement, error);
}

static gboolean
write_pages (SluiceRunHistory *self, GPtrArray *pages, GError **error)
{
  g_autoptr (SluiceStatement) statement = sluice_statement_new (
      self->store,
      "INSERT INTO runs (scope, pipeline_id, at, " COLUMNS_SQL ")"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (scope, pipeline_id, run_id) DO UPDATE SET at = excluded.at,"
      " state = excluded.state, type = excluded.type, window_start = excluded.window_start,"
      " window_end = excluded.window_end, started = excluded.started, ended = excluded.ended,"
      " records = excluded.records, extracted = excluded.extracted, failed = excluded.failed,"
      " errors = excluded.errors",
      error);

  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  for (guint i = 0; i < pages->len; i++)
    {
      const SluiceRunPage *page = pages->pdata[i];

      sluice_statement_bind_text (statement, 1, page->pipeline_id);
      for (guint j = 0; j < page->records->len; j++)
        if (!write_record (statement, page->records->pdata[j], error))
          return FALSE;
    }
  return TRUE;
}

/* A statement about one pipeline's runs, with the workspace and the pipeline filled in. */
static SluiceStatement *
ask (SluiceRunHistory *self, const char *pipeline_id, const char *sql, GError **error)
{
  SluiceStatement *statement = sluice_statement_new (self->store, sql, error);

  if (statement != NULL)
    {
      sluice_statement_bind_text (statement, 0, self->scope);
      sluice_statement_bind_text (statement, 1, pipeline_id);
    }
  return statement;
}

/**
 * sluice_run_record_new:
 * @run_id: the run's id
 * @state: its state
 *
 * Returns: (transfer full): a record of which nothing else is known
 */
SluiceRunRecord *
sluice_run_record_new (const char *run_id, const char *state)
{
  SluiceRunRecord *record = g_new0 (SluiceRunRecord, 1);

  record->run_id = g_strdup (run_id);
  record->state = g_strdup (state);
  record->records = record->extracted = record->failed = -1;
  return record;
}

/**
 * sluice_run_record_free:
 * @record: (transfer full): a record
 */
void
sluice_run_record_free (SluiceRunRecord *record)
{
  g_free (record->run_id);
  g_free (record->state);
  g_free (record->type);
  g_strfreev (record->errors);
  g_free (record);
}

/**
 * sluice_run_record_get_time:
 * @record: a record
 *
 * Returns: the moment it is sorted under: its start or, where that is not known, its window's end
 */
gint64
sluice_run_record_get_time (const SluiceRunRecord *record)
{
  return record->started != 0 ? record->started : record->window_end;
}

/**
 * sluice_run_history_new:
 * @store: the store it is kept in
 * @scope: the workspace, as by sluice_profile_dup_scope()
 *
 * Returns: (transfer full): the history of that workspace
 */
SluiceRunHistory *
sluice_run_history_new (SluiceStore *store, const char *scope)
{
  SluiceRunHistory *self;

  g_return_val_if_fail (SLUICE_IS_STORE (store), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_RUN_HISTORY, NULL);
  self->store = g_object_ref (store);
  self->scope = g_strdup (scope);
  return self;
}

/**
 * sluice_run_history_add:
 * @self: a history
 * @pipeline_id: a pipeline
 * @records: (element-type SluiceRunRecord): runs seen, new ones and known ones
 * @error: return location for a #SluiceStoreError
 *
 * Writes all of them or none; a known run is brought up to date.
 *
 * Returns: whether they are written
 */
gboolean
sluice_run_history_add (SluiceRunHistory *self,
                        const char *pipeline_id,
                        GPtrArray *records,
                        GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  SluiceRunPage page = { pipeline_id, records };

  g_ptr_array_add (pages, &page);
  g_return_val_if_fail (SLUICE_IS_RUN_HISTORY (self), FALSE);
  g_return_val_if_fail (pipeline_id != NULL && records != NULL, FALSE);

  return sluice_run_history_add_pages (self, pages, error);
}

/**
 * sluice_run_history_add_pages:
 * @self: a history
 * @pages: (element-type SluiceRunPage): runs seen of any number of pipelines
 * @error: return location for a #SluiceStoreError
 *
 * As sluice_run_history_add(), for many pipelines at the price of one write.
 *
 * Returns: whether they are written
 */
gboolean
sluice_run_history_add_pages (SluiceRunHistory *self, GPtrArray *pages, GError **error)
{
  g_return_val_if_fail (SLUICE_IS_RUN_HISTORY (self), FALSE);
  g_return_val_if_fail (pages != NULL, FALSE);

  if (!_sluice_store_begin (self->store, error))
    return FALSE;
  if (write_pages (self, pages, error))
    return _sluice_store_commit (self->store, error);
  _sluice_store_roll_back (self->store);
  return FALSE;
}

/**
 * sluice_run_history_list:
 * @self: a history
 * @pipeline_id: a pipeline
 * @limit: how many at most
 * @before: (nullable): the last run of the page before this one, %NULL for the first page
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable) (element-type SluiceRunRecord): runs, newest first
 */
GPtrArray *
sluice_run_history_list (SluiceRunHistory *self,
                         const char *pipeline_id,
                         guint limit,
                         const SluiceRunRecord *before,
                         GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_run_record_free);
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_RUN_HISTORY (self), NULL);

  statement = ask (self, pipeline_id,
                   "SELECT " COLUMNS_SQL " FROM runs WHERE scope = ? AND pipeline_id = ?"
                   " AND (at, run_id) < (?, ?) ORDER BY at DESC, run_id DESC LIMIT ?",
                   error);
  if (statement == NULL)
    return NULL;
  sluice_statement_bind_int (statement, 2,
                             before != NULL ? sluice_run_record_get_time (before) : G_MAXINT64);
  sluice_statement_bind_text (statement, 3, before != NULL ? before->run_id : "");
  sluice_statement_bind_int (statement, 4, limit);
  while (sluice_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&records);
      g_ptr_array_add (records, read_record (statement));
    }
  return NULL;
}

#define DAYS_SQL                                                                                   \
  "SELECT at / 86400000000, count(*), sum(state IN ('failed', 'partial')),"                        \
  " sum(max(records, 0)), sum(max(failed, 0)) FROM runs WHERE scope = ?1 AND at >= ?3"

/**
 * sluice_run_history_days:
 * @self: a history
 * @pipeline_id: (nullable): a pipeline, or %NULL for all that ever ran in the workspace
 * @since: microseconds since the epoch; what began before it is left out
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable) (element-type SluiceRunDay): the days on which runs began, oldest
 *   first
 */
GArray *
sluice_run_history_days (SluiceRunHistory *self,
                         const char *pipeline_id,
                         gint64 since,
                         GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (SluiceRunDay));
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_RUN_HISTORY (self), NULL);

  statement = ask (self, pipeline_id,
                   pipeline_id != NULL ? DAYS_SQL " AND pipeline_id = ?2 GROUP BY 1 ORDER BY 1"
                                       : DAYS_SQL " AND ?2 IS NULL GROUP BY 1 ORDER BY 1",
                   error);
  if (statement == NULL)
    return NULL;
  sluice_statement_bind_int (statement, 2, since);
  while (sluice_statement_step (statement, &row, error))
    {
      SluiceRunDay day;

      if (!row)
        return g_steal_pointer (&days);
      day.day = sluice_statement_get_int (statement, 0) * G_TIME_SPAN_DAY;
      day.runs = (guint) sluice_statement_get_int (statement, 1);
      day.failed_runs = (guint) sluice_statement_get_int (statement, 2);
      day.records = sluice_statement_get_int (statement, 3);
      day.failed = sluice_statement_get_int (statement, 4);
      g_array_append_val (days, day);
    }
  return NULL;
}

/**
 * sluice_run_history_count:
 * @self: a history
 * @pipeline_id: a pipeline
 * @error: return location for a #SluiceStoreError
 *
 * Returns: how many of its runs are known, -1 with @error set
 */
gint64
sluice_run_history_count (SluiceRunHistory *self, const char *pipeline_id, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_RUN_HISTORY (self), -1);

  statement = ask (self, pipeline_id,
                   "SELECT count(*) FROM runs WHERE scope = ? AND pipeline_id = ?", error);
  if (statement == NULL || !sluice_statement_step (statement, &row, error))
    return -1;
  return sluice_statement_get_int (statement, 0);
}

/* RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe, for its text comes
 * from another machine. */
static void
append_cell (GString *line, const char *text)
{
  gboolean formula = text != NULL && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  if (line->len > 0)
    g_string_append_c (line, ',');
  if (text == NULL)
    return;
  g_string_append_c (line, '"');
  if (formula)
    g_string_append_c (line, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *text);
    }
  g_string_append_c (line, '"');
}

static void
append_time (GString *line, gint64 time)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *text = NULL;

  if (time != 0)
    {
      moment = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
      text = sluice_time_format (moment);
    }
  append_cell (line, text);
}

static void
append_count (GString *line, gint64 count)
{
  if (count >= 0)
    g_string_append_printf (line, ",%" G_GINT64_FORMAT, count);
  else
    g_string_append_c (line, ',');
}

static char *
format_line (const SluiceRunRecord *record)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *errors = g_strjoinv ("; ", record->errors);

  append_cell (line, record->run_id);
  append_cell (line, record->state);
  append_cell (line, record->type);
  append_time (line, record->window_start);
  append_time (line, record->window_end);
  append_time (line, record->started);
  append_time (line, record->ended);
  append_count (line, record->records);
  append_count (line, record->extracted);
  append_count (line, record->failed);
  append_cell (line, errors);
  g_string_append (line, "\r\n");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sluice_run_history_write_csv:
 * @self: a history
 * @pipeline_id: a pipeline
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable): its runs as lines of CSV, to be taken one by one
 */
SluiceRunCsv *
sluice_run_history_write_csv (SluiceRunHistory *self, const char *pipeline_id, GError **error)
{
  SluiceStatement *statement;
  SluiceRunCsv *csv;

  g_return_val_if_fail (SLUICE_IS_RUN_HISTORY (self), NULL);

  statement = ask (self, pipeline_id,
                   "SELECT " COLUMNS_SQL " FROM runs WHERE scope = ? AND pipeline_id = ?"
                   " ORDER BY at DESC, run_id DESC",
                   error);
  if (statement == NULL)
    return NULL;
  csv = g_new0 (SluiceRunCsv, 1);
  csv->statement = statement;
  return csv;
}

/**
 * sluice_run_csv_next:
 * @self: lines of CSV
 * @line: (out) (transfer full) (nullable): the next one with its line end, %NULL after the last
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it went well
 */
gboolean
sluice_run_csv_next (SluiceRunCsv *self, char **line, GError **error)
{
  g_autoptr (SluiceRunRecord) record = NULL;
  gboolean row = FALSE;

  *line = NULL;
  if (!self->begun)
    {
      self->begun = TRUE;
      *line = g_strdup ("run_id,state,type,window_start,window_end,started,ended,records,extracted,"
                        "failed,errors\r\n");
      return TRUE;
    }
  if (!sluice_statement_step (self->statement, &row, error))
    return FALSE;
  if (row)
    {
      record = read_record (self->statement);
      *line = format_line (record);
    }
  return TRUE;
}

/**
 * sluice_run_csv_free:
 * @self: (transfer full): lines of CSV
 */
void
sluice_run_csv_free (SluiceRunCsv *self)
{
  sluice_statement_free (self->statement);
  g_free (self);
}
