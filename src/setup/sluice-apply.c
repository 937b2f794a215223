/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-apply.h"

#include "api/sluice-resource.h"
#include "setup/sluice-apply-secrets.h"
#include "setup/sluice-plan-private.h"
#include "setup/sluice-request.h"
#include "setup/sluice-step-private.h"
#include "sluice-json.h"
#include "store/sluice-store-lock.h"

#include <glib/gi18n.h>

typedef struct
{
  /* Input */
  SluiceSession *session; /* (owned) */
  SluicePlan *plan;       /* (owned) */
  SluiceJournal *journal; /* (owned) */
  SluiceStoreLock *lock;  /* (owned) */

  /* In progress */
  GHashTable *secrets; /* (owned) (nullable) (element-type utf8 SluiceSecret) */
  char *feed_id;       /* (owned) (nullable) */
  guint at;            /* the step at work */
  gint64 row;          /* its intent in the journal */
  gboolean wrote;      /* whether anything was to be written */
} Run;

static void run_next (GTask *task);

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->session);
  g_object_unref (run->plan);
  g_object_unref (run->journal);
  g_clear_pointer (&run->lock, sluice_store_lock_free);
  g_clear_pointer (&run->secrets, g_hash_table_unref);
  g_free (run->feed_id);
  g_free (run);
}

static guint
count_steps (Run *run)
{
  return g_list_model_get_n_items (G_LIST_MODEL (run->plan));
}

/* (transfer none): the plan keeps it. */
static SluiceStep *
peek_step (Run *run, guint position)
{
  g_autoptr (SluiceStep) step = g_list_model_get_item (G_LIST_MODEL (run->plan), position);

  return step;
}

/* The lock first: of two programs that would write to the same workspace, one is told to wait. */
static GTask *
start_task (SluiceSession *session,
            SluicePlan *plan,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data,
            GError **error)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (session));

  run->session = g_object_ref (session);
  run->plan = g_object_ref (plan);
  run->journal = _sluice_plan_open_journal (session);
  run->lock = sluice_store_lock_new (sluice_session_get_store (session), scope, error);
  g_task_set_task_data (task, run, run_free);
  /* A request that was sent is seen through: what became of it must stand in the journal. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
skip_rest (Run *run, guint from)
{
  for (guint i = from; i < count_steps (run); i++)
    _sluice_step_set_outcome (peek_step (run, i), SLUICE_OUTCOME_SKIPPED);
}

/* The next one may begin as soon as the caller knows of the end. Takes the task and the error. */
static void
end (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;
  Run *run = g_task_get_task_data (task);

  g_clear_pointer (&run->lock, sluice_store_lock_free);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes the task and the error. */
static void
stop_before (GTask *task, guint position, GError *error)
{
  skip_rest (g_task_get_task_data (task), position);
  end (task, error);
}

/* Takes the task and the error. */
static void
fail_step (GTask *task, GError *error)
{
  Run *run = g_task_get_task_data (task);
  SluiceStep *step = peek_step (run, run->at);

  _sluice_step_take_error (step, g_error_copy (error));
  _sluice_step_set_outcome (step, SLUICE_OUTCOME_FAILED);
  stop_before (task, run->at + 1, error);
}

/* Takes the task. */
static void
finish_step (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  SluiceStep *step = peek_step (run, run->at);

  if (sluice_step_get_family (step) == SLUICE_FAMILY_FEEDS)
    {
      g_free (run->feed_id);
      run->feed_id = g_strdup (sluice_step_get_id (step));
    }
  _sluice_step_set_outcome (step, SLUICE_OUTCOME_DONE);
  run->at++;
  run_next (task);
}

static void
on_secrets_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!_sluice_apply_secrets_keep_finish (result, &error))
    {
      g_autofree char *warning =
          g_strdup_printf (_ ("The connection is made, but its secrets are not kept: %s"),
                           error->message);

      _sluice_step_set_warning (peek_step (run, run->at), warning);
    }
  finish_step (g_steal_pointer (&task));
}

/* Takes the task. */
static void
keep_secrets (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  SluiceStep *step = peek_step (run, run->at);

  if (sluice_step_get_family (step) == SLUICE_FAMILY_CONNECTIONS && run->secrets != NULL)
    _sluice_apply_secrets_keep_async (run->session, sluice_step_get_id (step), run->secrets,
                                      g_task_get_cancellable (task), on_secrets_kept_cb, task);
  else
    finish_step (task);
}

/* A refusal ends the intent. Where nobody knows whether the request was done it stays open, so that the
 * next plan takes what it may find for ours. */
static void
note_failure (Run *run, const GError *error)
{
  g_autoptr (GError) store_error = NULL;

  if (sluice_api_error_get_doubt (error) != SLUICE_DOUBT_NONE ||
      g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED))
    return;
  if (!sluice_journal_end (run->journal, run->row, SLUICE_JOURNAL_FAILED, NULL, &store_error))
    g_warning ("The journal stays open: %s", store_error->message);
}

static void
on_object_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  SluiceStep *step = peek_step (run, run->at);
  gboolean creating = sluice_step_get_action (step) == SLUICE_ACTION_CREATE;
  SluiceClient *client = SLUICE_CLIENT (source);
  GError *error = NULL;
  g_autoptr (JsonObject) object = creating ? sluice_resource_create_finish (client, result, &error)
                                           : sluice_resource_update_finish (client, result, &error);
  g_autofree char *id = sluice_json_dup_text (object, "id");

  if (object == NULL)
    {
      note_failure (run, error);
      fail_step (g_steal_pointer (&task), error);
      return;
    }
  if (id != NULL)
    _sluice_step_set_id (step, id);
  if (creating)
    _sluice_step_set_created (step, TRUE);
  if (sluice_journal_end (run->journal, run->row, SLUICE_JOURNAL_DONE, sluice_step_get_id (step),
                          &error))
    keep_secrets (g_steal_pointer (&task));
  else
    fail_step (g_steal_pointer (&task), error);
}

/* A new pipeline's request was planned before its feed had an id. */
static void
fill_feed (Run *run, SluiceStep *step)
{
  JsonObject *request = sluice_step_get_request (step);
  gint64 number;

  if (sluice_step_get_family (step) != SLUICE_FAMILY_PIPELINES || run->feed_id == NULL)
    return;
  if (g_ascii_string_to_signed (run->feed_id, 10, G_MININT64, G_MAXINT64, &number, NULL))
    json_object_set_int_member (request, "partner_feed_id", number);
  else
    json_object_set_string_member (request, "partner_feed_id", run->feed_id);
}

/* The apply gets a number of its own when it first writes, by which undo finds what it made. */
static gboolean
begin_apply (Run *run, GError **error)
{
  SluiceStep *last = peek_step (run, count_steps (run) - 1);

  return run->wrote ||
         (run->wrote = sluice_journal_begin_apply (run->journal,
                                                   _sluice_plan_get_journal_name (last), error));
}

/* Takes the task. */
static void
write_step (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  SluiceStep *step = peek_step (run, run->at);
  SluiceFamily family = sluice_step_get_family (step);
  gboolean creating = sluice_step_get_action (step) == SLUICE_ACTION_CREATE;
  SluiceClient *client = sluice_session_get_client (run->session);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (SluiceBody) body = NULL;
  GError *error = NULL;

  _sluice_step_set_outcome (step, SLUICE_OUTCOME_RUNNING);
  if (!begin_apply (run, &error))
    {
      fail_step (task, error);
      return;
    }
  run->row = sluice_journal_begin_sending (run->journal, sluice_family_get_kind (family),
                                           _sluice_plan_get_journal_name (step),
                                           sluice_action_to_string (sluice_step_get_action (step)),
                                           _sluice_step_get_sent (step), &error);
  if (run->row == 0)
    {
      fail_step (task, error);
      return;
    }
  fill_feed (run, step);
  body = sluice_request_to_body (sluice_plan_get_setup (run->plan), family,
                                 sluice_step_get_request (step), run->secrets);
  if (creating)
    sluice_resource_create_async (client, family, body, cancellable, on_object_written_cb, task);
  else
    sluice_resource_update_async (client, family, sluice_step_get_id (step), body, cancellable,
                                  on_object_written_cb, task);
}

/* Nothing is sent for what is there already; the journal only learns that it is ours. Takes the task. */
static void
confirm_step (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  SluiceStep *step = peek_step (run, run->at);
  const char *kind = sluice_family_get_kind (sluice_step_get_family (step));
  const char *name = _sluice_plan_get_journal_name (step);
  g_autoptr (SluiceJournalEntry) entry = sluice_journal_find (run->journal, kind, name);
  const char *id = sluice_step_get_id (step);
  GError *error = NULL;

  if (entry != NULL && entry->state == SLUICE_JOURNAL_INTENT)
    sluice_journal_end (run->journal, entry->row, SLUICE_JOURNAL_DONE, id, &error);
  else if (sluice_step_get_action (step) == SLUICE_ACTION_ADOPT)
    sluice_journal_note (run->journal, kind, name, "adopt", SLUICE_JOURNAL_DONE, id, &error);
  if (error != NULL)
    fail_step (task, error);
  else
    finish_step (task);
}

/* Takes the task. */
static void
finish (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (run->wrote)
    sluice_journal_end_apply (run->journal, &error);
  end (task, error);
}

/* Takes the task. */
static void
run_next (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  SluiceAction action;

  if (run->at == count_steps (run))
    {
      finish (task);
      return;
    }
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      stop_before (
          task, run->at,
          sluice_api_error_new (SLUICE_API_ERROR_CANCELLED, NULL,
                                _ ("Stopped. What was done so far stays; apply again to go "
                                   "on.")));
      return;
    }
  action = sluice_step_get_action (peek_step (run, run->at));
  if (action == SLUICE_ACTION_CREATE || action == SLUICE_ACTION_UPDATE)
    write_step (task);
  else
    confirm_step (task);
}

static void
on_secrets_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->secrets = _sluice_apply_secrets_find_finish (result, &error);
  if (run->secrets != NULL)
    run_next (g_steal_pointer (&task));
  else
    stop_before (g_steal_pointer (&task), 0, error);
}

static GError *
get_conflict (Run *run)
{
  for (guint i = 0; i < count_steps (run); i++)
    if (sluice_step_get_action (peek_step (run, i)) == SLUICE_ACTION_CONFLICT)
      return g_error_copy (sluice_step_get_error (peek_step (run, i)));
  return NULL;
}

/* One that is not sent, since its connection is there already, may still come back in a report. */
static void
tell_redactor (SluiceSession *session, GHashTable *secrets)
{
  SluiceRedactor *redactor = sluice_client_get_redactor (sluice_session_get_client (session));
  GHashTableIter iter;
  gpointer secret;

  g_hash_table_iter_init (&iter, secrets);
  while (g_hash_table_iter_next (&iter, NULL, &secret))
    sluice_redactor_add (redactor, secret);
}

/* Two programs may both have found that there is nothing, one after the other have got the lock, and the
 * second would make everything again: its plan is of no use any more. */
static gboolean
check_plan (Run *run, GError **error)
{
  if (sluice_journal_get_changed (run->journal) == _sluice_plan_get_journal_time (run->plan))
    return TRUE;
  g_set_error_literal (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_CHANGED,
                       _ ("This workspace was changed from this computer since it was looked at. "
                          "Nothing was sent; start again."));
  return FALSE;
}

/**
 * sluice_apply_run_async:
 * @session: the workspace
 * @plan: what is to be done in it
 * @secrets: (nullable) (element-type utf8 SluiceSecret): secrets given for this time, by field key;
 *   others come from the keyring
 * @cancellable: (nullable): to stop before the next step
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Runs the plan's steps; each tells how it went as it goes. All secrets are found before anything is
 * written. Where the plan has a conflict nothing is written at all.
 */
void
sluice_apply_run_async (SluiceSession *session,
                        SluicePlan *plan,
                        GHashTable *secrets,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  Run *run;
  GError *error = NULL;

  g_return_if_fail (SLUICE_IS_SESSION (session));
  g_return_if_fail (SLUICE_IS_PLAN (plan));

  if (secrets != NULL)
    tell_redactor (session, secrets);
  task = start_task (session, plan, cancellable, callback, user_data, &error);
  g_task_set_source_tag (task, sluice_apply_run_async);
  run = g_task_get_task_data (task);
  if (error == NULL && sluice_plan_has_conflict (plan))
    end (task, get_conflict (run));
  else if (error != NULL || !check_plan (run, &error))
    end (task, error);
  else
    _sluice_apply_secrets_find_async (session, plan, secrets, cancellable, on_secrets_found_cb,
                                      task);
}

/**
 * sluice_apply_run_finish:
 * @result: what the callback got
 * @error: return location for the first step's error, a #SluiceStoreError where another program is at
 *   work or was since the plan was made, or %SLUICE_API_ERROR_AUTH where a secret is missing
 *
 * Returns: whether every step is done
 */
gboolean
sluice_apply_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
