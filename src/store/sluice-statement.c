/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-statement.h"

#include "store/sluice-store-private.h"

struct _SluiceStatement
{
  SluiceStore *store; /* (owned) */
  sqlite3_stmt *handle;
};

/**
 * sluice_statement_new:
 * @store: the store to ask
 * @sql: one statement, with a question mark for each parameter
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable): the statement, ready for its parameters
 */
SluiceStatement *
sluice_statement_new (SluiceStore *store, const char *sql, GError **error)
{
  sqlite3 *database = _sluice_store_get_handle (store);
  sqlite3_stmt *handle = NULL;
  SluiceStatement *self;

  if (sqlite3_prepare_v2 (database, sql, -1, &handle, NULL) != SQLITE_OK)
    {
      _sluice_database_set_error (database, error);
      return NULL;
    }
  self = g_new0 (SluiceStatement, 1);
  self->store = g_object_ref (store);
  self->handle = handle;
  return self;
}

/**
 * sluice_statement_free:
 * @self: (transfer full): a statement
 */
void
sluice_statement_free (SluiceStatement *self)
{
  sqlite3_finalize (self->handle);
  g_object_unref (self->store);
  g_free (self);
}

/**
 * sluice_statement_bind_text:
 * @self: a statement
 * @parameter: which parameter
 * @text: (nullable): its value, copied; %NULL for SQL's NULL
 */
void
sluice_statement_bind_text (SluiceStatement *self, guint parameter, const char *text)
{
  sqlite3_bind_text (self->handle, (int) parameter + 1, text, -1, SQLITE_TRANSIENT);
}

/**
 * sluice_statement_bind_int:
 * @self: a statement
 * @parameter: which parameter
 * @number: its value
 */
void
sluice_statement_bind_int (SluiceStatement *self, guint parameter, gint64 number)
{
  sqlite3_bind_int64 (self->handle, (int) parameter + 1, number);
}

/**
 * sluice_statement_step:
 * @self: a statement
 * @row: (out): whether there is a row to be read
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it went well; at the end that is %TRUE with @row %FALSE, and the statement is ready
 *   for new parameters
 */
gboolean
sluice_statement_step (SluiceStatement *self, gboolean *row, GError **error)
{
  int result = sqlite3_step (self->handle);

  *row = result == SQLITE_ROW;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    _sluice_database_set_error (_sluice_store_get_handle (self->store), error);
  sqlite3_reset (self->handle);
  return result == SQLITE_DONE;
}

/**
 * sluice_statement_run:
 * @self: a statement whose rows, if any, are of no interest
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it went well; the statement is then ready for new parameters
 */
gboolean
sluice_statement_run (SluiceStatement *self, GError **error)
{
  gboolean row = FALSE;

  do
    if (!sluice_statement_step (self, &row, error))
      return FALSE;
  while (row);
  return TRUE;
}

/**
 * sluice_statement_run_durably:
 * @self: a statement that is a transaction of its own
 * @error: return location for a #SluiceStoreError
 *
 * Runs it and waits until the disk has what it wrote: for what must outlive a power cut.
 *
 * Returns: whether it went well
 */
gboolean
sluice_statement_run_durably (SluiceStatement *self, GError **error)
{
  gboolean done;

  _sluice_store_set_durable (self->store, TRUE);
  done = sluice_statement_run (self, error);
  _sluice_store_set_durable (self->store, FALSE);
  return done;
}

/**
 * sluice_statement_get_text:
 * @self: a statement at a row
 * @column: which column
 *
 * Returns: (transfer none) (nullable): its value until the next step
 */
const char *
sluice_statement_get_text (SluiceStatement *self, guint column)
{
  return (const char *) sqlite3_column_text (self->handle, (int) column);
}

/**
 * sluice_statement_get_int:
 * @self: a statement at a row
 * @column: which column
 *
 * Returns: its value, 0 for NULL
 */
gint64
sluice_statement_get_int (SluiceStatement *self, guint column)
{
  return sqlite3_column_int64 (self->handle, (int) column);
}
