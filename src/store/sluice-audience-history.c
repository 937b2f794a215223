/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-audience-history.h"

#include "store/sluice-statement.h"

struct _SluiceAudienceHistory
{
  GObject parent_instance;

  SluiceStore *store; /* (owned) */
  char *scope;        /* (owned) */
};

G_DEFINE_FINAL_TYPE (SluiceAudienceHistory, sluice_audience_history, G_TYPE_OBJECT)

static void
sluice_audience_history_finalize (GObject *object)
{
  SluiceAudienceHistory *self = SLUICE_AUDIENCE_HISTORY (object);

  g_clear_object (&self->store);
  g_free (self->scope);
  G_OBJECT_CLASS (sluice_audience_history_parent_class)->finalize (object);
}

static void
sluice_audience_history_class_init (SluiceAudienceHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_audience_history_finalize;
}

static void
sluice_audience_history_init (SluiceAudienceHistory *self)
{
}

/**
 * sluice_audience_history_new:
 * @store: the store it is kept in
 * @scope: the workspace, as by sluice_profile_dup_scope()
 *
 * Returns: (transfer full): the history of that workspace
 */
SluiceAudienceHistory *
sluice_audience_history_new (SluiceStore *store, const char *scope)
{
  SluiceAudienceHistory *self;

  g_return_val_if_fail (SLUICE_IS_STORE (store), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_AUDIENCE_HISTORY, NULL);
  self->store = g_object_ref (store);
  self->scope = g_strdup (scope);
  return self;
}

/**
 * sluice_audience_history_add:
 * @self: a history
 * @audience_id: an audience
 * @size: what was seen
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it is written down
 */
gboolean
sluice_audience_history_add (SluiceAudienceHistory *self,
                             const char *audience_id,
                             const SluiceAudienceSize *size,
                             GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_AUDIENCE_HISTORY (self), FALSE);

  statement = sluice_statement_new (
      self->store,
      "REPLACE INTO audience_sizes (scope, audience_id, at, size, added, dropped)"
      " VALUES (?, ?, ?, ?, ?, ?)",
      error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_text (statement, 1, audience_id);
  sluice_statement_bind_int (statement, 2, size->at);
  sluice_statement_bind_int (statement, 3, size->size);
  sluice_statement_bind_int (statement, 4, size->added);
  sluice_statement_bind_int (statement, 5, size->dropped);
  return sluice_statement_run (statement, error);
}

/**
 * sluice_audience_history_list:
 * @self: a history
 * @audience_id: an audience
 * @since: microseconds since the epoch; what was seen before is left out
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable) (element-type SluiceAudienceSize): its sizes, oldest first
 */
GArray *
sluice_audience_history_list (SluiceAudienceHistory *self,
                              const char *audience_id,
                              gint64 since,
                              GError **error)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (SluiceAudienceSize));
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_AUDIENCE_HISTORY (self), NULL);

  statement = sluice_statement_new (self->store,
                                    "SELECT at, size, added, dropped FROM audience_sizes"
                                    " WHERE scope = ? AND audience_id = ? AND at >= ? ORDER BY at",
                                    error);
  if (statement == NULL)
    return NULL;
  sluice_statement_bind_text (statement, 0, self->scope);
  sluice_statement_bind_text (statement, 1, audience_id);
  sluice_statement_bind_int (statement, 2, since);
  while (sluice_statement_step (statement, &row, error))
    {
      SluiceAudienceSize size;

      if (!row)
        return g_steal_pointer (&sizes);
      size.at = sluice_statement_get_int (statement, 0);
      size.size = sluice_statement_get_int (statement, 1);
      size.added = sluice_statement_get_int (statement, 2);
      size.dropped = sluice_statement_get_int (statement, 3);
      g_array_append_val (sizes, size);
    }
  return NULL;
}
