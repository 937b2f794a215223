/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-drafts.h"

#include "store/sluice-statement.h"

#include <glib/gi18n.h>

/* Ids of setups are UUIDs, so no setup begins like this. */
#define VALUES_PREFIX "values/"

struct _SluiceDrafts
{
  GObject parent_instance;

  SluiceStore *store; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SluiceDrafts, sluice_drafts, G_TYPE_OBJECT)

static void
sluice_drafts_finalize (GObject *object)
{
  SluiceDrafts *self = SLUICE_DRAFTS (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (sluice_drafts_parent_class)->finalize (object);
}

static void
sluice_drafts_class_init (SluiceDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_drafts_finalize;
}

static void
sluice_drafts_init (SluiceDrafts *self)
{
}

static SluiceDraft *
read_draft (SluiceStatement *statement)
{
  SluiceDraft *draft = g_new0 (SluiceDraft, 1);

  draft->id = g_strdup (sluice_statement_get_text (statement, 0));
  draft->title = g_strdup (sluice_statement_get_text (statement, 1));
  draft->updated = sluice_statement_get_int (statement, 2);
  draft->text = g_strdup (sluice_statement_get_text (statement, 3));
  return draft;
}

/**
 * sluice_draft_free:
 * @draft: (transfer full): a draft
 */
void
sluice_draft_free (SluiceDraft *draft)
{
  g_free (draft->id);
  g_free (draft->title);
  g_free (draft->text);
  g_free (draft);
}

/**
 * sluice_drafts_new:
 * @store: the store they are kept in
 *
 * Returns: (transfer full): its drafts
 */
SluiceDrafts *
sluice_drafts_new (SluiceStore *store)
{
  SluiceDrafts *self;

  g_return_val_if_fail (SLUICE_IS_STORE (store), NULL);

  self = g_object_new (SLUICE_TYPE_DRAFTS, NULL);
  self->store = g_object_ref (store);
  return self;
}

/**
 * sluice_drafts_save:
 * @self: the drafts
 * @id: (nullable): which draft to replace, or %NULL for a new one
 * @title: what a list shows
 * @text: the setup as JSON
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable): the draft's id
 */
char *
sluice_drafts_save (SluiceDrafts *self,
                    const char *id,
                    const char *title,
                    const char *text,
                    GError **error)
{
  g_autofree char *new_id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_DRAFTS (self), NULL);

  statement =
      sluice_statement_new (self->store,
                            "REPLACE INTO drafts (id, title, text, updated) VALUES (?, ?, ?, ?)",
                            error);
  if (statement == NULL)
    return NULL;
  sluice_statement_bind_text (statement, 0, new_id);
  sluice_statement_bind_text (statement, 1, title);
  sluice_statement_bind_text (statement, 2, text);
  sluice_statement_bind_int (statement, 3, g_get_real_time ());
  return sluice_statement_run (statement, error) ? g_steal_pointer (&new_id) : NULL;
}

/**
 * sluice_drafts_load:
 * @self: the drafts
 * @id: a draft's id
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable): the draft with its text
 */
SluiceDraft *
sluice_drafts_load (SluiceDrafts *self, const char *id, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_DRAFTS (self), NULL);

  statement =
      sluice_statement_new (self->store, "SELECT id, title, updated, text FROM drafts WHERE id = ?",
                            error);
  if (statement == NULL)
    return NULL;
  sluice_statement_bind_text (statement, 0, id);
  if (!sluice_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return read_draft (statement);
  g_set_error_literal (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_FAILED,
                       _ ("This draft is no longer there. It may have been deleted in another "
                          "window."));
  return NULL;
}

/**
 * sluice_drafts_list:
 * @self: the drafts
 * @error: return location for a #SluiceStoreError
 *
 * Returns: (transfer full) (nullable) (element-type SluiceDraft): all drafts without their texts, the
 *   one changed last first
 */
GPtrArray *
sluice_drafts_list (SluiceDrafts *self, GError **error)
{
  g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_draft_free);
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_DRAFTS (self), NULL);

  statement = sluice_statement_new (self->store,
                                    "SELECT id, title, updated, NULL FROM drafts WHERE id NOT LIKE "
                                    "'" VALUES_PREFIX "%' ORDER BY updated DESC",
                                    error);
  while (statement != NULL && sluice_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&drafts);
      g_ptr_array_add (drafts, read_draft (statement));
    }
  return NULL;
}

/**
 * sluice_drafts_dup_id_for_values:
 * @profile_id: a workspace's own id; empty for none
 * @kind: a kind of warehouse
 *
 * The form of a warehouse keeps what was typed, as a JSON object of values, beside the setups. It is
 * left out of sluice_drafts_list().
 *
 * Returns: (transfer full): the id of that draft
 */
char *
sluice_drafts_dup_id_for_values (const char *profile_id, const char *kind)
{
  return g_strconcat (VALUES_PREFIX, profile_id, "/", kind, NULL);
}

/**
 * sluice_drafts_remove:
 * @self: the drafts
 * @id: a draft's id
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it is gone
 */
gboolean
sluice_drafts_remove (SluiceDrafts *self, const char *id, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_DRAFTS (self), FALSE);

  statement = sluice_statement_new (self->store, "DELETE FROM drafts WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, id);
  return sluice_statement_run (statement, error);
}

/**
 * sluice_drafts_remove_of_profile:
 * @self: the drafts
 * @profile_id: a workspace's own id
 * @error: return location for a #SluiceStoreError
 *
 * Removes all that was typed in a workspace and is not finished: its setups, and the values of its
 * forms.
 *
 * Returns: whether they are gone
 */
gboolean
sluice_drafts_remove_of_profile (SluiceDrafts *self, const char *profile_id, GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;
  g_autofree char *setups = g_strconcat (profile_id, "/", NULL);
  g_autofree char *values = sluice_drafts_dup_id_for_values (profile_id, "");

  g_return_val_if_fail (SLUICE_IS_DRAFTS (self), FALSE);
  g_return_val_if_fail (*profile_id != '\0', FALSE);

  statement = sluice_statement_new (self->store,
                                    "DELETE FROM drafts WHERE instr (id, ?) = 1 "
                                    "OR instr (id, ?) = 1",
                                    error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 0, setups);
  sluice_statement_bind_text (statement, 1, values);
  return sluice_statement_run (statement, error);
}
