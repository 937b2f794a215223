/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "secrets/sluice-keyring.h"

#include "secrets/sluice-keyring-call.h"

/* Long enough to find the window that asks for the keyring's password, and to type it. */
#define TIMEOUT_MS (60 * 1000)

struct _SluiceKeyring
{
  GObject parent_instance;

  gboolean session_only;
  guint timeout;
  GHashTable *memory; /* (element-type utf8 SluiceSecret) "profile item", for this session only */
};

G_DEFINE_FINAL_TYPE (SluiceKeyring, sluice_keyring, G_TYPE_OBJECT)
G_DEFINE_QUARK (sluice_keyring_error, sluice_keyring_error)

static void
sluice_keyring_finalize (GObject *object)
{
  SluiceKeyring *self = SLUICE_KEYRING (object);

  g_hash_table_unref (self->memory);
  G_OBJECT_CLASS (sluice_keyring_parent_class)->finalize (object);
}

static void
sluice_keyring_class_init (SluiceKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_keyring_finalize;
}

static void
sluice_keyring_init (SluiceKeyring *self)
{
  self->timeout = TIMEOUT_MS;
  self->memory =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sluice_secret_unref);
}

static gboolean
is_of_profile (gpointer key, gpointer value, gpointer user_data)
{
  return g_str_has_prefix (key, user_data);
}

static void
remember (SluiceKeyring *self, const SluiceKeyringRequest *request, GTask *task)
{
  g_autofree char *key = g_strconcat (request->profile_id, " ", request->item, NULL);
  SluiceSecret *found;

  switch (request->verb)
    {
    case SLUICE_KEYRING_STORE:
      g_hash_table_insert (self->memory, g_steal_pointer (&key),
                           sluice_secret_ref (request->secret));
      g_task_return_boolean (task, TRUE);
      break;
    case SLUICE_KEYRING_LOOKUP:
      found = g_hash_table_lookup (self->memory, key);
      g_task_return_pointer (task, found != NULL ? sluice_secret_ref (found) : NULL,
                             (GDestroyNotify) sluice_secret_unref);
      break;
    case SLUICE_KEYRING_CLEAR:
      if (request->item != NULL)
        g_hash_table_remove (self->memory, key);
      else
        g_hash_table_foreach_remove (self->memory, is_of_profile, key);
      g_task_return_boolean (task, TRUE);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
run (SluiceKeyring *self, SluiceKeyringRequest *request, GTask *task)
{
  request->timeout = self->timeout;
  if (self->session_only)
    remember (self, request, task);
  else
    _sluice_keyring_call (request, task);
}

/**
 * sluice_keyring_item_for_warehouse:
 * @kind: a warehouse's id
 * @key: a secret field's key
 *
 * Returns: (transfer full): the item for a secret that is not yet tied to a connection
 */
char *
sluice_keyring_item_for_warehouse (const char *kind, const char *key)
{
  return g_strconcat ("warehouse:", kind, ":", key, NULL);
}

/**
 * sluice_keyring_item_for_connection:
 * @connection_id: a connection's id
 * @key: a secret field's key
 *
 * Returns: (transfer full): the item for a secret of that connection
 */
char *
sluice_keyring_item_for_connection (const char *connection_id, const char *key)
{
  return g_strconcat ("connection:", connection_id, ":", key, NULL);
}

/**
 * sluice_keyring_new:
 *
 * Returns: (transfer full): the system's keyring
 */
SluiceKeyring *
sluice_keyring_new (void)
{
  return g_object_new (SLUICE_TYPE_KEYRING, NULL);
}

/**
 * sluice_keyring_new_for_session_only:
 *
 * Returns: (transfer full): a keyring in memory, which forgets all when it goes
 */
SluiceKeyring *
sluice_keyring_new_for_session_only (void)
{
  SluiceKeyring *self = sluice_keyring_new ();

  self->session_only = TRUE;
  return self;
}

/**
 * sluice_keyring_get_session_only:
 * @self: a keyring
 *
 * Returns: whether secrets are kept in memory only
 */
gboolean
sluice_keyring_get_session_only (SluiceKeyring *self)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (self), FALSE);

  return self->session_only;
}

/**
 * sluice_keyring_set_session_only:
 * @self: a keyring
 * @session_only: whether to keep secrets in memory only from now on
 *
 * The user's choice where no keyring works; it is never made for them.
 */
void
sluice_keyring_set_session_only (SluiceKeyring *self, gboolean session_only)
{
  g_return_if_fail (SLUICE_IS_KEYRING (self));

  self->session_only = session_only;
}

/**
 * sluice_keyring_set_timeout:
 * @self: a keyring
 * @milliseconds: how long the service may take for one call, a prompt included
 */
void
sluice_keyring_set_timeout (SluiceKeyring *self, guint milliseconds)
{
  g_return_if_fail (SLUICE_IS_KEYRING (self));

  self->timeout = milliseconds;
}

/**
 * sluice_keyring_store_async:
 * @self: a keyring
 * @profile_id: the workspace it belongs to
 * @item: which secret of it
 * @label: what the desktop's keyring tool shows for it
 * @secret: the secret
 * @cancellable: (nullable): to give up
 * @callback: called when it is stored, or not
 * @user_data: for @callback
 *
 * Takes the place of an older one. The token goes into the session collection, which ends with the
 * login; all others into the default one.
 */
void
sluice_keyring_store_async (SluiceKeyring *self,
                            const char *profile_id,
                            const char *item,
                            const char *label,
                            SluiceSecret *secret,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SluiceKeyringRequest request = { .verb = SLUICE_KEYRING_STORE,
                                   .profile_id = profile_id,
                                   .item = item,
                                   .label = label,
                                   .secret = secret };

  g_return_if_fail (SLUICE_IS_KEYRING (self));
  g_return_if_fail (profile_id != NULL && item != NULL && label != NULL && secret != NULL);

  g_task_set_source_tag (task, sluice_keyring_store_async);
  run (self, &request, task);
}

/**
 * sluice_keyring_store_finish:
 * @self: a keyring
 * @result: what the callback got
 * @error: return location for a #SluiceKeyringError
 *
 * Returns: whether it is stored
 */
gboolean
sluice_keyring_store_finish (SluiceKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sluice_keyring_lookup_async:
 * @self: a keyring
 * @profile_id: the workspace it belongs to
 * @item: which secret of it
 * @cancellable: (nullable): to give up
 * @callback: called with what was found
 * @user_data: for @callback
 *
 * May ask the user to unlock the keyring.
 */
void
sluice_keyring_lookup_async (SluiceKeyring *self,
                             const char *profile_id,
                             const char *item,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SluiceKeyringRequest request = { .verb = SLUICE_KEYRING_LOOKUP,
                                   .profile_id = profile_id,
                                   .item = item };

  g_return_if_fail (SLUICE_IS_KEYRING (self));
  g_return_if_fail (profile_id != NULL && item != NULL);

  g_task_set_source_tag (task, sluice_keyring_lookup_async);
  run (self, &request, task);
}

/**
 * sluice_keyring_lookup_finish:
 * @self: a keyring
 * @result: what the callback got
 * @error: return location for a #SluiceKeyringError
 *
 * Returns: (transfer full) (nullable): the secret; %NULL without @error where there is none
 */
SluiceSecret *
sluice_keyring_lookup_finish (SluiceKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sluice_keyring_clear_async:
 * @self: a keyring
 * @profile_id: the workspace it belongs to
 * @item: (nullable): which secret of it, %NULL for all of them
 * @cancellable: (nullable): to give up
 * @callback: called when it is gone, or not
 * @user_data: for @callback
 */
void
sluice_keyring_clear_async (SluiceKeyring *self,
                            const char *profile_id,
                            const char *item,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SluiceKeyringRequest request = { .verb = SLUICE_KEYRING_CLEAR,
                                   .profile_id = profile_id,
                                   .item = item };

  g_return_if_fail (SLUICE_IS_KEYRING (self));
  g_return_if_fail (profile_id != NULL);

  g_task_set_source_tag (task, sluice_keyring_clear_async);
  run (self, &request, task);
}

/**
 * sluice_keyring_clear_finish:
 * @self: a keyring
 * @result: what the callback got
 * @error: return location for a #SluiceKeyringError
 *
 * Returns: whether it is gone; that there was none is no error
 */
gboolean
sluice_keyring_clear_finish (SluiceKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
