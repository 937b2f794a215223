/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-activity-store.h"

#include "store/sluice-statement.h"

#include <string.h>

#define BOUND      10000
#define BYTE_BOUND (64 * 1024 * 1024)

/* What an entry's texts take; the rest is small. */
#define WEIGHT                                                                                     \
  "(coalesce(length(CAST(request AS BLOB)), 0) + coalesce(length(CAST(response AS BLOB)), 0)"      \
  " + coalesce(length(CAST(error AS BLOB)), 0))"

struct _SluiceActivityStore
{
  GObject parent_instance;

  SluiceStore *store; /* (owned) */
  char *scope;        /* (owned) */
  guint bound;
  gint64 weight; /* bytes of all entries at most, -1 before they were weighed */
};

G_DEFINE_FINAL_TYPE (SluiceActivityStore, sluice_activity_store, G_TYPE_OBJECT)

static void
sluice_activity_store_finalize (GObject *object)
{
  SluiceActivityStore *self = SLUICE_ACTIVITY_STORE (object);

  g_clear_object (&self->store);
  g_free (self->scope);
  G_OBJECT_CLASS (sluice_activity_store_parent_class)->finalize (object);
}

static void
sluice_activity_store_class_init (SluiceActivityStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_activity_store_finalize;
}

static void
sluice_activity_store_init (SluiceActivityStore *self)
{
  self->bound = BOUND;
  self->weight = -1;
}

static SluiceActivityEntry *
read_entry (SluiceStatement *statement)
{
  SluiceActivityEntry *entry = g_new0 (SluiceActivityEntry, 1);

  entry->started = sluice_statement_get_int (statement, 0);
  entry->duration = sluice_statement_get_int (statement, 1);
  entry->method = g_strdup (sluice_statement_get_text (statement, 2));
  entry->route = g_strdup (sluice_statement_get_text (statement, 3));
  entry->status = (guint) sluice_statement_get_int (statement, 4);
  entry->attempt = (guint) sluice_statement_get_int (statement, 5);
  entry->response_size = (guint64) sluice_statement_get_int (statement, 6);
  entry->request = g_strdup (sluice_statement_get_text (statement, 7));
  entry->response = g_strdup (sluice_statement_get_text (statement, 8));
  entry->error = g_strdup (sluice_statement_get_text (statement, 9));
  return entry;
}

static gboolean
insert_entry (SluiceActivityStore *self, const SluiceActivityEntry *entry, GError **error)
{
  g_autoptr (SluiceStatement) statement = sluice_statement_new (
      self->store,
      "INSERT INTO activity (scope, started, duration, method, route, status, attempt,"
      " response_size, request, response, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_int (statement, 1, entry->started);
  sluice_statement_bind_int (statement, 2, entry->duration);
  sluice_statement_bind_text (statement, 3, entry->method);
  sluice_statement_bind_text (statement, 4, entry->route);
  sluice_statement_bind_int (statement, 5, entry->status);
  sluice_statement_bind_int (statement, 6, entry->attempt);
  sluice_statement_bind_int (statement, 7, (gint64) entry->response_size);
  sluice_statement_bind_text (statement, 8, entry->request);
  sluice_statement_bind_text (statement, 9, entry->response);
  sluice_statement_bind_text (statement, 10, entry->error);
  return sluice_statement_run (statement, error);
}

/* Rows are numbered as they come, over all workspaces: the bound is for the file. */
static gboolean
drop_oldest (SluiceActivityStore *self, GError **error)
{
  g_autoptr (SluiceStatement) statement =
      sluice_statement_new (self->store,
                            "DELETE FROM activity WHERE row <= (SELECT max(row) FROM activity) - ?",
                            error);

  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_int (statement, 0, self->bound);
  return sluice_statement_run (statement, error);
}

static gboolean
weigh (SluiceActivityStore *self, GError **error)
{
  g_autoptr (SluiceStatement) statement =
      sluice_statement_new (self->store, "SELECT coalesce(sum(" WEIGHT "), 0) FROM activity",
                            error);
  gboolean row = FALSE;

  if (statement == NULL || !sluice_statement_step (statement, &row, error))
    return FALSE;
  self->weight = row ? sluice_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/* Keeps the newest entries that fit. */
static gboolean
drop_heaviest (SluiceActivityStore *self, GError **error)
{
  g_autoptr (SluiceStatement) statement = sluice_statement_new (
      self->store,
      "DELETE FROM activity WHERE row <= (SELECT max(row) FROM (SELECT row, sum(" WEIGHT
      ") OVER (ORDER BY row DESC) AS weight FROM activity) WHERE weight > ?)",
      error);

  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_int (statement, 0, BYTE_BOUND);
  return sluice_statement_run (statement, error) && weigh (self, error);
}

static gsize
measure_text (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

/* Counted as they are added, since to weigh them all takes a while; what other sessions write, and what
 * went for its age, is seen at the latest when this one's count is full. */
static gboolean
keep_weight (SluiceActivityStore *self, const SluiceActivityEntry *entry, GError **error)
{
  if (self->weight >= 0)
    self->weight += (gint64) (measure_text (entry->request) + measure_text (entry->response) +
                              measure_text (entry->error));
  else if (!weigh (self, error))
    return FALSE;
  return self->weight <= BYTE_BOUND || drop_heaviest (self, error);
}

/**
 * sluice_activity_entry_free:
 * @entry: (transfer full): an entry
 */
void
sluice_activity_entry_free (SluiceActivityEntry *entry)
{
  g_free (entry->method);
  g_free (entry->route);
  g_free (entry->request);
  g_free (entry->response);
  g_free (entry->error);
  g_free (entry);
}

/**
 * sluice_activity_store_new:
 * @store: the store it is kept in
 * @scope: the workspace, as by sluice_profile_dup_scope()
 *
 * Returns: (transfer full): the kept activity of that workspace
 */
SluiceActivityStore *
sluice_activity_store_new (SluiceStore *store, const char *scope)
{
  SluiceActivityStore *self;

  g_return_val_if_fail (SLUICE_IS_STORE (store), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_ACTIVITY_STORE, NULL);
  self->store = g_object_ref (store);
  self->scope = g_strdup (scope);
  return self;
}

/**
 * sluice_activity_store_set_bound:
 * @self: the kept activity
 * @entries: how many entries the file holds at most, 10,000 unless told
 */
void
sluice_activity_store_set_bound (SluiceActivityStore *self, guint entries)
{
  g_return_if_fail (SLUICE_IS_ACTIVITY_STORE (self));

  self->bound = entries;
}

/**
 * sluice_activity_store_append:
 * @self: the kept activity
 * @entry: a call, redacted
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it is kept, with at most 64 MiB of text and as many entries as are allowed in all
 */
gboolean
sluice_activity_store_append (SluiceActivityStore *self,
                              const SluiceActivityEntry *entry,
                              GError **error)
{
  g_return_val_if_fail (SLUICE_IS_ACTIVITY_STORE (self), FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  return insert_entry (self, entry, error) && drop_oldest (self, error) &&
         keep_weight (self, entry, error);
}

/**
 * sluice_activity_store_list:
 * @self: the kept activity
 * @limit: how many at most
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable) (element-type SluiceActivityEntry): the newest entries, newest
 *   first
 */
GPtrArray *
sluice_activity_store_list (SluiceActivityStore *self, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_activity_entry_free);
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_ACTIVITY_STORE (self), NULL);

  statement = sluice_statement_new (
      self->store,
      "SELECT started, duration, method, route, status, attempt, response_size, request, response,"
      " error FROM activity WHERE scope = ? ORDER BY row DESC LIMIT ?",
      error);
  if (statement == NULL)
    return NULL;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_int (statement, 1, limit);
  while (sluice_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, read_entry (statement));
    }
  return NULL;
}

/**
 * sluice_activity_store_clear:
 * @self: the kept activity
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether all of this workspace's entries are gone
 */
gboolean
sluice_activity_store_clear (SluiceActivityStore *self, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_ACTIVITY_STORE (self), FALSE);

  statement = sluice_statement_new (self->store, "DELETE FROM activity WHERE scope = ?", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  return sluice_statement_run (statement, error);
}
