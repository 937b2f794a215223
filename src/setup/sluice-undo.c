/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-undo.h"

#include "api/sluice-resource.h"
#include "setup/sluice-plan-private.h"
#include "setup/sluice-step-private.h"
#include "store/sluice-store-lock.h"

#include <glib/gi18n.h>

typedef struct
{
  /* Input */
  SluiceSession *session; /* (owned) */
  GListModel *steps;      /* (owned) (element-type SluiceStep) */
  SluiceJournal *journal; /* (owned) */
  SluiceStoreLock *lock;  /* (owned) */

  /* In progress */
  guint left; /* the steps that are not looked at yet */
  gint64 row; /* the intent in the journal */
} Undo;

static void undo_next (GTask *task);

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->session);
  g_object_unref (undo->steps);
  g_object_unref (undo->journal);
  g_clear_pointer (&undo->lock, sluice_store_lock_free);
  g_free (undo);
}

/* (transfer none): the list keeps it. */
static SluiceStep *
peek_step (Undo *undo)
{
  g_autoptr (SluiceStep) step = g_list_model_get_item (undo->steps, undo->left);

  return step;
}

/* The next one may begin as soon as the caller knows of the end. Takes the task and the error. */
static void
end (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;
  Undo *undo = g_task_get_task_data (task);

  g_clear_pointer (&undo->lock, sluice_store_lock_free);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes the task and the error. */
static void
fail (GTask *task, GError *error)
{
  SluiceStep *step = peek_step (g_task_get_task_data (task));

  _sluice_step_take_error (step, g_error_copy (error));
  _sluice_step_set_outcome (step, SLUICE_OUTCOME_DONE);
  end (task, error);
}

static void
on_object_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Undo *undo = g_task_get_task_data (task);
  SluiceStep *step = peek_step (undo);
  GError *error = NULL;

  if (!sluice_resource_delete_finish (SLUICE_CLIENT (source), result, &error) &&
      !g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    {
      /* Of a refusal it is known that it changed nothing. */
      if (sluice_api_error_get_doubt (error) == SLUICE_DOUBT_NONE)
        sluice_journal_end (undo->journal, undo->row, SLUICE_JOURNAL_FAILED, NULL, NULL);
      fail (g_steal_pointer (&task), error);
      return;
    }
  g_clear_error (&error);
  if (!sluice_journal_end (undo->journal, undo->row, SLUICE_JOURNAL_REMOVED, NULL, &error))
    {
      fail (g_steal_pointer (&task), error);
      return;
    }
  _sluice_step_set_created (step, FALSE);
  _sluice_step_set_outcome (step, SLUICE_OUTCOME_PLANNED);
  undo_next (g_steal_pointer (&task));
}

/* The API has no call that deletes a feed (FACTS 3). */
static void
leave_feed (SluiceStep *step)
{
  _sluice_step_set_warning (
      step,
      _ ("The feed stays, for the API cannot delete feeds. Delete it in mParticle under Setup, "
         "Inputs, Feeds, or keep it: the next apply will use it again."));
}

/* The next step to be taken back; NULL where none is left. */
static SluiceStep *
find_next (Undo *undo)
{
  while (undo->left > 0)
    {
      SluiceStep *step;

      undo->left--;
      step = peek_step (undo);
      if (!_sluice_step_get_created (step))
        continue;
      if (sluice_step_get_family (step) != SLUICE_FAMILY_FEEDS)
        return step;
      leave_feed (step);
    }
  return NULL;
}

/* Takes the task. */
static void
undo_next (GTask *task)
{
  Undo *undo = g_task_get_task_data (task);
  SluiceStep *step = find_next (undo);
  SluiceFamily family;
  GError *error = NULL;

  if (step == NULL)
    {
      end (task, NULL);
      return;
    }
  family = sluice_step_get_family (step);
  _sluice_step_set_outcome (step, SLUICE_OUTCOME_RUNNING);
  undo->row = sluice_journal_begin (undo->journal, sluice_family_get_kind (family),
                                    _sluice_plan_get_journal_name (step), "delete", &error);
  if (undo->row == 0)
    fail (task, error);
  else
    sluice_resource_delete_async (sluice_session_get_client (undo->session), family,
                                  sluice_step_get_id (step), g_task_get_cancellable (task),
                                  on_object_deleted_cb, task);
}

static gboolean
find_family (const char *kind, SluiceFamily *family)
{
  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    if (g_str_equal (sluice_family_get_kind ((SluiceFamily) i), kind))
      {
        *family = (SluiceFamily) i;
        return TRUE;
      }
  return FALSE;
}

/* The journal has ids; a plan knows what people call them. */
static char *
dup_name (SluiceFamily family, const char *id, const char *name, GListModel *plan)
{
  for (guint i = 0; plan != NULL && i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (plan, i);

      if (sluice_step_get_family (step) == family &&
          g_strcmp0 (sluice_step_get_id (step), id) == 0 && sluice_step_get_name (step) != NULL)
        return g_strdup (sluice_step_get_name (step));
    }
  return g_strdup (name);
}

static SluiceStep *
make_step (const SluiceJournalEntry *entry, GListModel *plan)
{
  const char *id = entry->object_id != NULL ? entry->object_id : entry->name;
  g_autofree char *name = NULL;
  SluiceFamily family;
  SluiceStep *step;

  if (!find_family (entry->kind, &family))
    return NULL;
  name = dup_name (family, id, entry->name, plan);
  step = _sluice_step_new (family, id, name);
  _sluice_step_set_action (step, SLUICE_ACTION_CREATE);
  _sluice_step_set_outcome (step, SLUICE_OUTCOME_DONE);
  _sluice_step_set_created (step, TRUE);
  return step;
}

/**
 * sluice_undo_find:
 * @session: a workspace
 * @plan: (nullable) (element-type SluiceStep): what the last apply was, for the names
 *
 * What the last apply in the workspace created and is not removed again, as the journal has it: also
 * after the program was closed or killed, and also where an answer never came.
 *
 * Returns: (transfer full) (nullable) (element-type SluiceStep): it, in the order in which it was made;
 *   %NULL where there is nothing that could be removed
 */
GListModel *
sluice_undo_find (SluiceSession *session, GListModel *plan)
{
  g_autoptr (SluiceJournal) journal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GListStore) steps = g_list_store_new (SLUICE_TYPE_STEP);
  gboolean removable = FALSE;

  g_return_val_if_fail (SLUICE_IS_SESSION (session), NULL);

  journal = _sluice_plan_open_journal (session);
  entries = sluice_journal_list_created (journal);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (SluiceStep) step = make_step (entries->pdata[i], plan);

      if (step == NULL)
        continue;
      removable = removable || sluice_step_get_family (step) != SLUICE_FAMILY_FEEDS;
      g_list_store_append (steps, step);
    }
  return removable ? G_LIST_MODEL (g_steal_pointer (&steps)) : NULL;
}

/**
 * sluice_undo_run_async:
 * @session: the workspace
 * @steps: (element-type SluiceStep): a plan that was applied, or what sluice_undo_find() gave
 * @cancellable: (nullable): to stop
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Removes what the steps created, the last first; they are then planned again. What was there before
 * is left alone, and so is a feed, whose step then carries a warning.
 */
void
sluice_undo_run_async (SluiceSession *session,
                       GListModel *steps,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;
  Undo *undo;
  GError *error = NULL;
  g_autofree char *scope = NULL;

  g_return_if_fail (SLUICE_IS_SESSION (session));
  g_return_if_fail (G_IS_LIST_MODEL (steps));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_undo_run_async);
  /* A request that was sent is seen through: what became of it must stand in the journal. */
  g_task_set_check_cancellable (task, FALSE);
  scope = sluice_profile_dup_scope (sluice_session_get_profile (session));
  undo = g_new0 (Undo, 1);
  undo->session = g_object_ref (session);
  undo->steps = g_object_ref (steps);
  undo->journal = _sluice_plan_open_journal (session);
  undo->lock = sluice_store_lock_new (sluice_session_get_store (session), scope, &error);
  undo->left = g_list_model_get_n_items (steps);
  g_task_set_task_data (task, undo, undo_free);
  if (error == NULL)
    undo_next (task);
  else
    end (task, error);
}

/**
 * sluice_undo_run_finish:
 * @result: what the callback got
 * @error: return location for a #SluiceApiError or #SluiceStoreError
 *
 * Returns: whether all that can be removed is gone
 */
gboolean
sluice_undo_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
