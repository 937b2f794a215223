/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-notice-store.h"

#include "store/sluice-statement.h"
#include "store/sluice-store-private.h"

struct _SluiceNoticeStore
{
  GObject parent_instance;

  SluiceStore *store; /* (owned) */
  char *scope;        /* (owned) */
};

G_DEFINE_FINAL_TYPE (SluiceNoticeStore, sluice_notice_store, G_TYPE_OBJECT)

static void
sluice_notice_store_finalize (GObject *object)
{
  SluiceNoticeStore *self = SLUICE_NOTICE_STORE (object);

  g_clear_object (&self->store);
  g_free (self->scope);
  G_OBJECT_CLASS (sluice_notice_store_parent_class)->finalize (object);
}

static void
sluice_notice_store_class_init (SluiceNoticeStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_notice_store_finalize;
}

static void
sluice_notice_store_init (SluiceNoticeStore *self)
{
}

/* A statement whose first two parameters are the workspace and the pipeline. */
static SluiceStatement *
ask (SluiceNoticeStore *self, const char *pipeline_id, const char *sql, GError **error)
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
 * sluice_notice_store_new:
 * @store: the store they are kept in
 * @scope: the workspace, as by sluice_profile_dup_scope()
 *
 * Returns: (transfer full): the notices of that workspace
 */
SluiceNoticeStore *
sluice_notice_store_new (SluiceStore *store, const char *scope)
{
  SluiceNoticeStore *self;

  g_return_val_if_fail (SLUICE_IS_STORE (store), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_NOTICE_STORE, NULL);
  self->store = g_object_ref (store);
  self->scope = g_strdup (scope);
  return self;
}

/**
 * sluice_notice_store_claim:
 * @self: the notices
 * @pipeline_id: a pipeline
 * @notice: what the notice is about, a run's id for example
 * @claimed: (out): whether it is the caller's to give; of two programs only one gets %TRUE
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it went well
 */
gboolean
sluice_notice_store_claim (SluiceNoticeStore *self,
                           const char *pipeline_id,
                           const char *notice,
                           gboolean *claimed,
                           GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_NOTICE_STORE (self), FALSE);

  *claimed = FALSE;
  statement =
      ask (self, pipeline_id,
           "INSERT OR IGNORE INTO notices (scope, pipeline_id, notice, at) VALUES (?, ?, ?, ?)",
           error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 2, notice);
  sluice_statement_bind_int (statement, 3, g_get_real_time ());
  if (!sluice_statement_run (statement, error))
    return FALSE;
  *claimed = sqlite3_changes (_sluice_store_get_handle (self->store)) > 0;
  return TRUE;
}

/**
 * sluice_notice_store_forget:
 * @self: the notices
 * @pipeline_id: a pipeline
 * @notice: what the notice was about
 * @error: return location for a #SluiceStoreError
 *
 * For a state that is over, so that its return is told again.
 *
 * Returns: whether it went well
 */
gboolean
sluice_notice_store_forget (SluiceNoticeStore *self,
                            const char *pipeline_id,
                            const char *notice,
                            GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_NOTICE_STORE (self), FALSE);

  statement = ask (self, pipeline_id,
                   "DELETE FROM notices WHERE scope = ? AND pipeline_id = ? AND notice = ?", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_text (statement, 2, notice);
  return sluice_statement_run (statement, error);
}

/**
 * sluice_notice_store_mute:
 * @self: the notices
 * @pipeline_id: a pipeline
 * @until: microseconds since the epoch, %G_MAXINT64 for ever, 0 to be heard again
 * @error: return location for a #SluiceStoreError
 *
 * Returns: whether it went well
 */
gboolean
sluice_notice_store_mute (SluiceNoticeStore *self,
                          const char *pipeline_id,
                          gint64 until,
                          GError **error)
{
  g_autoptr (SluiceStatement) statement = NULL;

  g_return_val_if_fail (SLUICE_IS_NOTICE_STORE (self), FALSE);

  statement = ask (self, pipeline_id,
                   "REPLACE INTO mutes (scope, pipeline_id, until) VALUES (?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  sluice_statement_bind_int (statement, 2, until);
  return sluice_statement_run (statement, error);
}

/**
 * sluice_notice_store_get_muted_until:
 * @self: the notices
 * @pipeline_id: a pipeline
 *
 * Returns: until when it is muted, microseconds since the epoch; 0 where it never was
 */
gint64
sluice_notice_store_get_muted_until (SluiceNoticeStore *self, const char *pipeline_id)
{
  g_autoptr (SluiceStatement) statement = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (SLUICE_IS_NOTICE_STORE (self), 0);

  statement =
      ask (self, pipeline_id, "SELECT until FROM mutes WHERE scope = ? AND pipeline_id = ?", NULL);
  if (statement == NULL || !sluice_statement_step (statement, &row, NULL) || !row)
    return 0;
  return sluice_statement_get_int (statement, 0);
}
