/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-session.h"


#include "api/sluice-session-token.h"
#include "store/sluice-activity-store.h"
#include "store/sluice-journal.h"

#include <glib/gi18n.h>

struct _SluiceSession
{
  GObject parent_instance;

  SluiceProfile *profile;
  SluiceStore *store;     /* (nullable) */
  SluiceKeyring *keyring; /* (nullable) */
  SluiceClient *client;
  GCancellable *closing;     /* of what runs on behind the session's back */
  SluiceActivityStore *kept; /* (nullable) where the activity log is kept */
  char *judged_url;          /* (nullable) the API's address that was looked at last, and ... */
  gboolean is_local;         /* ... whether it is on this machine */
};

G_DEFINE_FINAL_TYPE (SluiceSession, sluice_session, G_TYPE_OBJECT)

static void
sluice_session_finalize (GObject *object)
{
  SluiceSession *self = SLUICE_SESSION (object);

  g_cancellable_cancel (self->closing);
  g_clear_object (&self->closing);
  g_clear_object (&self->kept);
  g_clear_object (&self->client);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);
  g_clear_object (&self->profile);
  g_free (self->judged_url);
  G_OBJECT_CLASS (sluice_session_parent_class)->finalize (object);
}

static void
sluice_session_class_init (SluiceSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_session_finalize;
}

static void
sluice_session_init (SluiceSession *self)
{
  self->closing = g_cancellable_new ();
}

/* What the journal can tell of a pipeline where the API does not. */
typedef struct
{
  SluiceClient *client; /* (unowned) it owns this */
  SluiceJournal *journal;
} Past;

static void
past_free (gpointer data)
{
  Past *past = data;

  g_object_unref (past->journal);
  g_free (past);
}

static gint64
ask_journal (const char *pipeline_id, gpointer user_data)
{
  Past *past = user_data;
  g_autoptr (SluiceJournalEntry) entry =
      sluice_journal_find (past->journal, "pipeline", pipeline_id);

  if (entry == NULL || entry->state != SLUICE_JOURNAL_DONE ||
      g_strcmp0 (entry->action, "create") != 0)
    return 0;
  return entry->ended + sluice_client_get_clock_skew (past->client);
}

static void
watch_journal (SluiceSession *self)
{
  g_autofree char *scope = sluice_profile_dup_scope (self->profile);
  Past *past = g_new0 (Past, 1);

  past->client = self->client;
  past->journal = sluice_journal_new (self->store, scope);
  sluice_client_set_created_func (self->client, ask_journal, past, past_free);
}

/**
 * sluice_session_new:
 * @profile: the workspace
 * @store: (nullable): where its past is kept
 * @keyring: (nullable): where its secrets are kept
 * @client_secret: its client secret
 *
 * Returns: (transfer full): a session that has not called the API yet
 */
SluiceSession *
sluice_session_new (SluiceProfile *profile,
                    SluiceStore *store,
                    SluiceKeyring *keyring,
                    SluiceSecret *client_secret)
{
  SluiceSession *self;

  g_return_val_if_fail (SLUICE_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (client_secret != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_SESSION, NULL);
  self->profile = g_object_ref (profile);
  g_set_object (&self->store, store);
  g_set_object (&self->keyring, keyring);
  self->client = sluice_client_new (profile, client_secret);
  if (store != NULL)
    watch_journal (self);
  return self;
}

/**
 * sluice_session_get_profile:
 * @self: a session
 *
 * Returns: (transfer none): the workspace
 */
SluiceProfile *
sluice_session_get_profile (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->profile;
}

/**
 * sluice_session_get_client:
 * @self: a session
 *
 * Returns: (transfer none): the client that talks to the workspace
 */
SluiceClient *
sluice_session_get_client (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->client;
}

/**
 * sluice_session_is_local:
 * @self: a session
 *
 * Returns: whether its API is on this machine, which needs no network
 */
gboolean
sluice_session_is_local (SluiceSession *self)
{
  const char *url;

  g_return_val_if_fail (SLUICE_IS_SESSION (self), FALSE);

  url = sluice_profile_get_api_url (self->profile);
  if (g_strcmp0 (url, self->judged_url) != 0)
    {
      g_free (self->judged_url);
      self->judged_url = g_strdup (url);
      self->is_local = sluice_profile_url_is_local (url);
    }
  return self->is_local;
}

/**
 * sluice_session_get_store:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the store
 */
SluiceStore *
sluice_session_get_store (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->store;
}

/**
 * sluice_session_get_keyring:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the keyring
 */
SluiceKeyring *
sluice_session_get_keyring (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->keyring;
}

static void
on_activity_changed_cb (GListModel *activity,
                        guint position,
                        guint removed,
                        guint added,
                        SluiceSession *self)
{
  for (guint i = 0; i < added && self->kept != NULL; i++)
    {
      g_autoptr (SluiceCallRecord) record = g_list_model_get_item (activity, position + i);
      SluiceActivityEntry entry = {
        .started = sluice_call_record_get_started (record),
        .duration = sluice_call_record_get_duration (record),
        .method = (char *) sluice_call_record_get_method (record),
        .route = (char *) sluice_call_record_get_route (record),
        .status = sluice_call_record_get_status (record),
        .attempt = sluice_call_record_get_attempt (record),
        .response_size = sluice_call_record_get_response_size (record),
        .request = (char *) sluice_call_record_get_request_text (record),
        .response = (char *) sluice_call_record_get_response_text (record),
        .error = (char *) sluice_call_record_get_error_text (record),
      };

      /* A log that cannot be kept is no reason to fail the call it is about. */
      sluice_activity_store_append (self->kept, &entry, NULL);
    }
}

/**
 * sluice_session_set_keeps_activity:
 * @self: a session
 * @keeps: whether requests are also written down in the store from now on
 */
void
sluice_session_set_keeps_activity (SluiceSession *self, gboolean keeps)
{
  SluiceActivity *activity;
  g_autofree char *scope = NULL;

  g_return_if_fail (SLUICE_IS_SESSION (self));

  if (keeps == (self->kept != NULL) || self->store == NULL)
    return;
  activity = sluice_client_get_activity (self->client);
  if (!keeps)
    {
      g_signal_handlers_disconnect_by_func (activity, on_activity_changed_cb, self);
      g_clear_object (&self->kept);
      return;
    }
  scope = sluice_profile_dup_scope (self->profile);
  self->kept = sluice_activity_store_new (self->store, scope);
  g_signal_connect_object (activity, "items-changed", G_CALLBACK (on_activity_changed_cb), self, 0);
}

typedef struct
{
  SluiceProfile *profile;
  SluiceStore *store;     /* (nullable) */
  SluiceKeyring *keyring; /* (nullable) */
  SluiceSession *session; /* (nullable) until the client secret is here */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->profile);
  g_clear_object (&opening->store);
  g_clear_object (&opening->keyring);
  g_clear_object (&opening->session);
  g_free (opening);
}

static GError *
no_secret_error (SluiceProfile *profile, const GError *cause)
{
  if (cause != NULL)
    return sluice_api_error_new (
        SLUICE_API_ERROR_AUTH,
        _ ("Unlock the keyring and try again, or enter the client secret for this session only."),
        _ ("The client secret of workspace “%s” could not be read from the keyring: %s"),
        sluice_profile_get_name (profile), cause->message);
  return sluice_api_error_new (
      SLUICE_API_ERROR_AUTH,
      _ ("Enter the client secret of this workspace again. If it is lost, make a new credential in "
         "mParticle under Settings > Platform > API Credentials."),
      _ ("The keyring has no client secret for workspace “%s”."),
      sluice_profile_get_name (profile));
}

static void
on_client_token_changed_cb (SluiceClient *client,
                            SluiceSecret *token,
                            gint64 expires,
                            SluiceSession *self)
{
  g_autoptr (SluiceSecret) kept = sluice_session_token_write (self->profile, token, expires);

  /* For the next start; whether it is kept matters to nobody who waits now. */
  sluice_keyring_store_async (self->keyring, sluice_profile_get_id (self->profile),
                              SLUICE_KEYRING_TOKEN, sluice_profile_get_name (self->profile), kept,
                              self->closing, NULL, NULL);
}

static void
on_token_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  SluiceSession *self = opening->session;
  g_autoptr (SluiceSecret) kept =
      sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, NULL);
  g_autoptr (SluiceSecret) token = NULL;
  gint64 expires = 0;

  if (kept != NULL)
    token = sluice_session_token_read (self->profile, kept, &expires);
  if (token != NULL)
    sluice_client_set_token (self->client, token, expires);
  g_signal_connect_object (self->client, "token-changed", G_CALLBACK (on_client_token_changed_cb),
                           self, 0);
  g_task_return_pointer (task, g_steal_pointer (&opening->session), g_object_unref);
}

static void
on_client_secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret =
      sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, &error);

  if (secret == NULL && g_cancellable_is_cancelled (cancellable))
    g_task_return_error (task, sluice_api_error_new_cancelled ());
  else if (secret == NULL)
    g_task_return_error (task, no_secret_error (opening->profile, error));
  else
    {
      opening->session =
          sluice_session_new (opening->profile, opening->store, opening->keyring, secret);
      sluice_keyring_lookup_async (opening->keyring, sluice_profile_get_id (opening->profile),
                                   SLUICE_KEYRING_TOKEN, cancellable, on_token_found_cb,
                                   g_steal_pointer (&task));
    }
}

/**
 * sluice_session_open_async:
 * @profile: the workspace
 * @store: (nullable): where its past is kept
 * @keyring: where its secrets are kept
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Looks the client secret up and opens a session with it; a token that was kept in the keyring's session
 * collection and is still good saves a request. Calls nothing yet.
 */
void
sluice_session_open_async (SluiceProfile *profile,
                           SluiceStore *store,
                           SluiceKeyring *keyring,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Opening *opening;

  g_return_if_fail (SLUICE_IS_PROFILE (profile));
  g_return_if_fail (SLUICE_IS_KEYRING (keyring));

  task = g_task_new (NULL, cancellable, callback, user_data);
  opening = g_new0 (Opening, 1);
  opening->profile = g_object_ref (profile);
  g_set_object (&opening->store, store);
  g_set_object (&opening->keyring, keyring);
  g_task_set_source_tag (task, sluice_session_open_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, opening, opening_free);
  sluice_keyring_lookup_async (keyring, sluice_profile_get_id (profile),
                               SLUICE_KEYRING_CLIENT_SECRET, cancellable, on_client_secret_found_cb,
                               task);
}

/**
 * sluice_session_open_finish:
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the session, or %NULL with @error set
 */
SluiceSession *
sluice_session_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
