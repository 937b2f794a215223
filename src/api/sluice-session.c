/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-session.h"


#include <glib/gi18n.h>

struct _SluiceSession
{
  GObject parent_instance;

  SluiceProfile *profile;
  SluiceStore *store;     /* (nullable) */
  SluiceKeyring *keyring; /* (nullable) */
  SluiceClient *client;
};

G_DEFINE_FINAL_TYPE (SluiceSession, sluice_session, G_TYPE_OBJECT)

static void
sluice_session_finalize (GObject *object)
{
  SluiceSession *self = SLUICE_SESSION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);
  g_clear_object (&self->profile);
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

typedef struct
{
  SluiceProfile *profile;
  SluiceStore *store;     /* (nullable) */
  SluiceKeyring *keyring; /* (nullable) */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->profile);
  g_clear_object (&opening->store);
  g_clear_object (&opening->keyring);
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
on_client_secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret =
      sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, &error);

  if (secret == NULL && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_error (task, sluice_api_error_new (SLUICE_API_ERROR_CANCELLED, NULL,
                                                     _ ("The request was cancelled.")));
  else if (secret == NULL)
    g_task_return_error (task, no_secret_error (opening->profile, error));
  else
    g_task_return_pointer (task,
                           sluice_session_new (opening->profile, opening->store, opening->keyring,
                                               secret),
                           g_object_unref);
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
 * Looks the client secret up and opens a session with it. Calls nothing yet.
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
