/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-journal.h"

#include "store/sluice-statement.h"
#include "store/sluice-store-private.h"

struct _SluiceJournal
{
  GObject parent_instance;

  SluiceStore *store; /* (owned) */
  char *scope;        /* (owned) */
  gint64 apply;       /* which apply its rows belong to; 0 for none */
};

G_DEFINE_FINAL_TYPE (SluiceJournal, sluice_journal, G_TYPE_OBJECT)

static void
sluice_journal_finalize (GObject *object)
{
  SluiceJournal *self = SLUICE_JOURNAL (object);

  g_clear_object (&self->store);
  g_free (self->scope);
  G_OBJECT_CLASS (sluice_journal_parent_class)->finalize (object);
}

static void
sluice_journal_class_init (SluiceJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_journal_finalize;
}

static void
sluice_journal_init (SluiceJournal *self)
{
}

static gboolean
insert_row (SluiceJournal *self, const SluiceJournalEntry *entry, const char *sent, GError **error)
{
  g_autoptr (SluiceStatement) statement = sluice_statement_new (
      self->store,
      "INSERT INTO journal (scope, kind, name, object_id, action, state, begun, ended, sent,"
      " apply) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0))",
      error);

  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_text (statement, 1, entry->kind);
  sluice_statement_bind_text (statement, 2, entry->name);
  sluice_statement_bind_text (statement, 3, entry->object_id);
  sluice_statement_bind_text (statement, 4, entry->action);
  sluice_statement_bind_int (statement, 5, entry->state);
  sluice_statement_bind_int (statement, 6, entry->begun);
  sluice_statement_bind_int (statement, 7, entry->ended);
  sluice_statement_bind_text (statement, 8, sent);
  sluice_statement_bind_int (statement, 9, self->apply);
  return sluice_statement_run_durably (statement, error);
}

/* The newest row of an object that also meets a condition; NULL where there is none. */
static SluiceStatement *
find_row (SluiceJournal *self, const char *kind, const char *name, const char *condition)
{
  g_autofree char *sql =
      g_strconcat ("SELECT row, object_id, action, state, begun, ended, sent FROM journal"
                   " WHERE scope = ? AND kind = ? AND name = ?",
                   condition, " ORDER BY row DESC LIMIT 1", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceStatement) statement = sluice_statement_new (self->store, sql, &error);
  gboolean row = FALSE;

  if (statement != NULL)
    {
      sluice_statement_bind_text (statement, 0, self->scope);
      sluice_statement_bind_text (statement, 1, kind);
      sluice_statement_bind_text (statement, 2, name);
      sluice_statement_step (statement, &row, &error);
    }
  if (error != NULL)
    g_warning ("The journal cannot be read: %s", error->message);
  return row ? g_steal_pointer (&statement) : NULL;
}

/* All but what it is about, from the columns that both readings begin with. */
static SluiceJournalEntry *
read_entry (SluiceStatement *statement)
{
  SluiceJournalEntry *entry = g_new0 (SluiceJournalEntry, 1);

  entry->row = sluice_statement_get_int (statement, 0);
  entry->object_id = g_strdup (sluice_statement_get_text (statement, 1));
  entry->action = g_strdup (sluice_statement_get_text (statement, 2));
  entry->state = (SluiceJournalState) sluice_statement_get_int (statement, 3);
  entry->begun = sluice_statement_get_int (statement, 4);
  entry->ended = sluice_statement_get_int (statement, 5);
  return entry;
}

/**
 * sluice_journal_entry_free:
 * @entry: (transfer full): an entry
 */
void
sluice_journal_entry_free (SluiceJournalEntry *entry)
{
  g_free (entry->kind);
  g_free (entry->name);
  g_free (entry->object_id);
  g_free (entry->action);
  g_free (entry);
}

/**
 * sluice_journal_new:
 * @store: the store it is kept in
 * @scope: the workspace, as by sluice_profile_dup_scope()
 *
 * Returns: (transfer full): the journal of that workspace
 */
SluiceJournal *
sluice_journal_new (SluiceStore *store, const char *scope)
{
  SluiceJournal *self;

  g_return_val_if_fail (SLUICE_IS_STORE (store), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_JOURNAL, NULL);
  self->store = g_object_ref (store);
  self->scope = g_strdup (scope);
  return self;
}

/**
 * sluice_journal_begin:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 * @action: "create", "update" or "delete"
 * @error: return location for a #SluiceStoreError
 *
 * Writes down, durably, what is about to be asked for.
 *
 * Returns: the row to be ended, or 0 with @error set
 */
gint64
sluice_journal_begin (SluiceJournal *self,
                      const char *kind,
                      const char *name,
                      const char *action,
                      GError **error)
{
  return sluice_journal_begin_sending (self, kind, name, action, NULL, error);
}

/**
 * sluice_journal_begin_sending:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 * @action: "create" or "update"
 * @sent: (nullable): how the object should be, as JSON, without secrets
 * @error: return location for a #SluiceStoreError
 *
 * As sluice_journal_begin(), with what will be sent.
 *
 * Returns: the row to be ended, or 0 with @error set
 */
gint64
sluice_journal_begin_sending (SluiceJournal *self,
                              const char *kind,
                              const char *name,
                              const char *action,
                              const char *sent,
                              GError **error)
{
  SluiceJournalEntry entry = { .kind = (char *) kind,
                               .name = (char *) name,
                               .action = (char *) action,
                               .state = SLUICE_JOURNAL_INTENT,
                               .begun = g_get_real_time () };

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), 0);

  if (!insert_row (self, &entry, sent, error))
    return 0;
  return sqlite3_last_insert_rowid (_sluice_store_get_handle (self->store));
}

/**
 * sluice_journal_end:
 * @self: a journal
 * @row: what sluice_journal_begin() gave
 * @state: what came of it
 * @object_id: (nullable): the object's id
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether the outcome is written down
 */
gboolean
sluice_journal_end (SluiceJournal *self,
                    gint64 row,
                    SluiceJournalState state,
                    const char *object_id,
                    GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  statement = sluice_statement_new (
      self->store,
      "UPDATE journal SET state = ?, object_id = coalesce(?, object_id), ended = ? WHERE row = ?",
      error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_int (statement, 0, state);
  sluice_statement_bind_text (statement, 1, object_id);
  sluice_statement_bind_int (statement, 2, g_get_real_time ());
  sluice_statement_bind_int (statement, 3, row);
  return sluice_statement_run_durably (statement, error);
}

/**
 * sluice_journal_note:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 * @action: what was done with it, "adopt" for example
 * @state: what came of it
 * @object_id: (nullable): the object's id
 * @error: return location for a #SluiceStoreError
 *
 * Writes down what needed no request.
 *
 * Returns: whether it is written down
 */
gboolean
sluice_journal_note (SluiceJournal *self,
                     const char *kind,
                     const char *name,
                     const char *action,
                     SluiceJournalState state,
                     const char *object_id,
                     GError **error)
{
  gint64 now = g_get_real_time ();
  SluiceJournalEntry entry = { .kind = (char *) kind,
                               .name = (char *) name,
                               .object_id = (char *) object_id,
                               .action = (char *) action,
                               .state = state,
                               .begun = now,
                               .ended = now };

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  return insert_row (self, &entry, NULL, error);
}

/**
 * sluice_journal_find:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 *
 * Returns: (transfer full) (nullable): the newest entry about that object
 */
SluiceJournalEntry *
sluice_journal_find (SluiceJournal *self, const char *kind, const char *name)
{
  g_autoptr (SluiceStatement) statement = NULL;
  SluiceJournalEntry *entry;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  statement = find_row (self, kind, name, "");
  if (statement == NULL)
    return NULL;
  entry = read_entry (statement);
  entry->kind = g_strdup (kind);
  entry->name = g_strdup (name);
  return entry;
}

/**
 * sluice_journal_get_changed:
 * @self: a journal
 *
 * Returns: when it was last written to, in microseconds since the epoch; 0 for an empty one
 */
gint64
sluice_journal_get_changed (SluiceJournal *self)
{
  g_autoptr (SluiceStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), 0);

  statement = sluice_statement_new (
      self->store, "SELECT max(max(begun, coalesce(ended, 0))) FROM journal WHERE scope = ?",
      &error);
  if (statement != NULL)
    {
      sluice_statement_bind_text (statement, 0, self->scope);
      sluice_statement_step (statement, &row, &error);
    }
  if (error != NULL)
    g_warning ("The journal cannot be read: %s", error->message);
  return row ? sluice_statement_get_int (statement, 0) : 0;
}

/**
 * sluice_journal_knows:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 *
 * A refused or unfinished change does not take an object away from us, only its removal does.
 *
 * Returns: whether the object is ours
 */
gboolean
sluice_journal_knows (SluiceJournal *self, const char *kind, const char *name)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  /* 1 and 3 are done and removed */
  statement = find_row (self, kind, name, " AND state IN (1, 3)");
  return statement != NULL && sluice_statement_get_int (statement, 3) == SLUICE_JOURNAL_DONE;
}

/**
 * sluice_journal_dup_sent:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 *
 * Returns: (transfer full) (nullable): what was last sent of the object, whether or not an answer came;
 *   %NULL for one that we did not write
 */
char *
sluice_journal_dup_sent (SluiceJournal *self, const char *kind, const char *name)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  /* 2 is refused */
  statement = find_row (self, kind, name, " AND state <> 2");
  return statement != NULL ? g_strdup (sluice_statement_get_text (statement, 6)) : NULL;
}

/**
 * sluice_journal_dup_done:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 *
 * Returns: (transfer full) (nullable): what was last sent of the object and taken; %NULL for one that we
 *   did not write
 */
char *
sluice_journal_dup_done (SluiceJournal *self, const char *kind, const char *name)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  /* 1 is done */
  statement = find_row (self, kind, name, " AND state = 1");
  return statement != NULL ? g_strdup (sluice_statement_get_text (statement, 6)) : NULL;
}

/**
 * sluice_journal_forget:
 * @self: a journal
 * @kind: the object's kind
 * @name: a feed's unique name, any other object's id
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether nothing is known of the object any more
 */
gboolean
sluice_journal_forget (SluiceJournal *self, const char *kind, const char *name, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  statement =
      sluice_statement_new (self->store,
                            "DELETE FROM journal WHERE scope = ? AND kind = ? AND name = ?", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_text (statement, 1, kind);
  sluice_statement_bind_text (statement, 2, name);
  return sluice_statement_run_durably (statement, error);
}

/* The newest apply of that name, if it did not come to its end. */
static gboolean
find_open_apply (SluiceJournal *self, const char *name, GError **error)
{
  g_autoptr (SluiceStatement) statement = sluice_statement_new (
      self->store,
      "SELECT id, ended FROM applies WHERE scope = ? AND name = ? ORDER BY id DESC LIMIT 1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_text (statement, 1, name);
  if (!sluice_statement_step (statement, &row, error))
    return FALSE;
  if (row && sluice_statement_get_int (statement, 1) == 0)
    self->apply = sluice_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * sluice_journal_begin_apply:
 * @self: a journal
 * @name: which setup is applied: its last object's name
 * @error: return location for a #SluiceStoreError
 *
 * The rows that this journal writes from now on belong together, and to those of an apply of the same
 * setup before, where that one failed or was cut off.
 *
 * Returns: whether it is written down
 */
gboolean
sluice_journal_begin_apply (SluiceJournal *self, const char *name, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  if (!find_open_apply (self, name, error))
    return FALSE;
  if (self->apply != 0)
    return TRUE;
  statement =
      sluice_statement_new (self->store,
                            "INSERT INTO applies (scope, name, begun) VALUES (?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_text (statement, 1, name);
  sluice_statement_bind_int (statement, 2, g_get_real_time ());
  if (!sluice_statement_run_durably (statement, error))
    return FALSE;
  self->apply = sqlite3_last_insert_rowid (_sluice_store_get_handle (self->store));
  return TRUE;
}

/**
 * sluice_journal_end_apply:
 * @self: a journal whose apply came to its end
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it is written down
 */
gboolean
sluice_journal_end_apply (SluiceJournal *self, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  statement =
      sluice_statement_new (self->store, "UPDATE applies SET ended = ? WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_int (statement, 0, g_get_real_time ());
  sluice_statement_bind_int (statement, 1, self->apply);
  return sluice_statement_run_durably (statement, error);
}

/* An object is still there unless its newest row says that it was removed or never made. */
static const char created_sql[] =
    "SELECT row, object_id, action, state, begun, ended, kind, name FROM journal AS made"
    " WHERE scope = ? AND action = 'create' AND state IN (0, 1)"
    " AND apply = (SELECT max (id) FROM applies WHERE scope = made.scope)"
    " AND NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.scope = made.scope"
    " AND later.kind = made.kind AND later.name = made.name AND later.row > made.row"
    " AND (later.state = 3 OR later.action = 'create'))"
    " ORDER BY row";

/**
 * sluice_journal_list_created:
 * @self: a journal
 *
 * Returns: (transfer container) (element-type SluiceJournalEntry): what the last apply created, in that
 *   order, without what was removed since
 */
GPtrArray *
sluice_journal_list_created (SluiceJournal *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_journal_entry_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), entries);

  statement = sluice_statement_new (self->store, created_sql, &error);
  if (statement != NULL)
    sluice_statement_bind_text (statement, 0, self->scope);
  while (statement != NULL && sluice_statement_step (statement, &row, &error) && row)
    {
      SluiceJournalEntry *entry = read_entry (statement);

      entry->kind = g_strdup (sluice_statement_get_text (statement, 6));
      entry->name = g_strdup (sluice_statement_get_text (statement, 7));
      g_ptr_array_add (entries, entry);
    }
  if (error != NULL)
    g_warning ("The journal cannot be read: %s", error->message);
  return entries;
}
