/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/context/sluice-session-pool.h"

#include "ui/context/sluice-sandbox-process.h"

struct _SluiceSessionPool
{
  GObject parent_instance;

  SluiceStore *store;
  SluiceKeyring *keyring;
  SluiceSandboxProcess *sandbox;
  GHashTable *sessions; /* profile id -> SluiceSession */
  SluiceMonitor *monitor;
  SluiceNotices *notices;
  GFileMonitor *watching; /* (nullable) the store's file */
  gboolean reloading;
};

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceSessionPool, sluice_session_pool, G_TYPE_OBJECT)

static SluiceSession *
find_session (SluiceSessionPool *self, const char *profile_id)
{
  g_return_val_if_fail (SLUICE_IS_SESSION_POOL (self), NULL);

  return profile_id != NULL ? g_hash_table_lookup (self->sessions, profile_id) : NULL;
}

static void
add_session (SluiceSessionPool *self, SluiceSession *session)
{
  const char *id;

  g_return_if_fail (SLUICE_IS_SESSION_POOL (self));
  g_return_if_fail (SLUICE_IS_SESSION (session));

  id = sluice_profile_get_id (sluice_session_get_profile (session));
  sluice_session_pool_forget (self, id);
  g_hash_table_insert (self->sessions, g_strdup (id), g_object_ref (session));
  sluice_monitor_watch (self->monitor, session);
  g_signal_emit (self, signals[OPENED], 0, session);
}

static void
on_session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceSessionPool *self = g_task_get_source_object (task);
  g_autoptr (SluiceSession) session = NULL;
  SluiceSession *earlier;
  GError *error = NULL;

  session = sluice_session_open_finish (result, &error);
  if (session == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Two windows may have asked at once: both get the first. */
  earlier = find_session (self, sluice_profile_get_id (sluice_session_get_profile (session)));
  if (earlier != NULL)
    g_set_object (&session, earlier);
  else
    add_session (self, session);
  g_task_return_pointer (task, g_steal_pointer (&session), g_object_unref);
}

/* The sandbox may come up on another port than last time. Its secret is public, so it needs no keyring. */
static void
on_sandbox_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceSessionPool *self = g_task_get_source_object (task);
  SluiceProfile *profile = g_task_get_task_data (task);
  g_autoptr (SluiceSecret) secret = sluice_sandbox_process_create_secret ();
  g_autoptr (SluiceSession) session = NULL;
  g_autofree char *token_url = NULL;
  g_autofree char *url = NULL;
  GError *error = NULL;

  url = sluice_sandbox_process_start_finish (self->sandbox, result, &error);
  if (url == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  token_url = g_strconcat (url, "/oauth/token", NULL);
  g_object_set (profile, "api-url", url, "token-url", token_url, NULL);
  session = sluice_session_new (profile, self->store, self->keyring, secret);
  add_session (self, session);
  if (!sluice_store_save_profile (self->store, profile, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&session), g_object_unref);
}

static void
sluice_session_pool_finalize (GObject *object)
{
  SluiceSessionPool *self = SLUICE_SESSION_POOL (object);

  g_clear_object (&self->watching);
  g_clear_object (&self->notices);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_object (&self->sandbox);
  g_clear_object (&self->store);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (sluice_session_pool_parent_class)->finalize (object);
}

static void
sluice_session_pool_class_init (SluiceSessionPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_session_pool_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_SESSION);
}

static void
sluice_session_pool_init (SluiceSessionPool *self)
{
  self->sandbox = sluice_sandbox_process_new ();
  self->monitor = sluice_monitor_new ();
  self->notices = sluice_notices_new (self->monitor);
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* A session whose profile another program has changed or removed is not the workspace's any more. */
static void
on_profiles_changed_cb (SluiceSessionPool *self)
{
  g_autoptr (GList) sessions = NULL;

  if (!self->reloading)
    return;
  sessions = sluice_session_pool_list (self);
  for (GList *l = sessions; l != NULL; l = l->next)
    {
      SluiceProfile *profile = sluice_session_get_profile (l->data);
      const char *id = sluice_profile_get_id (profile);

      if (sluice_store_find_profile_by_id (self->store, id) != profile)
        sluice_session_pool_forget (self, id);
    }
}

static void
on_store_written_cb (SluiceSessionPool *self)
{
  g_autoptr (GError) error = NULL;

  self->reloading = TRUE;
  if (!sluice_store_reload (self->store, &error))
    g_warning ("What another program has written could not be read: %s", error->message);
  self->reloading = FALSE;
}

/* What sluicectl does to the workspaces shows at once. SQLite writes into this file first. */
static void
watch_store (SluiceSessionPool *self)
{
  const char *path = sluice_store_get_path (self->store);
  g_autofree char *log = path != NULL ? g_strconcat (path, "-wal", NULL) : NULL;
  g_autoptr (GFile) file = NULL;

  if (log == NULL)
    return;
  file = g_file_new_for_path (log);
  self->watching = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->watching != NULL)
    g_signal_connect_object (self->watching, "changed", G_CALLBACK (on_store_written_cb), self,
                             G_CONNECT_SWAPPED);
}

/**
 * sluice_session_pool_new:
 * @store: the application's store
 * @keyring: the application's keyring
 *
 * Returns: (transfer full): an empty pool
 */
SluiceSessionPool *
sluice_session_pool_new (SluiceStore *store, SluiceKeyring *keyring)
{
  SluiceSessionPool *self = g_object_new (SLUICE_TYPE_SESSION_POOL, NULL);

  self->store = g_object_ref (store);
  self->keyring = g_object_ref (keyring);
  g_signal_connect_object (store, "profiles-changed", G_CALLBACK (on_profiles_changed_cb), self,
                           G_CONNECT_SWAPPED);
  watch_store (self);
  return self;
}

/**
 * sluice_session_pool_get_store:
 * @self: the pool
 *
 * Returns: (transfer none): the application's store
 */
SluiceStore *
sluice_session_pool_get_store (SluiceSessionPool *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION_POOL (self), NULL);

  return self->store;
}

/**
 * sluice_session_pool_get_keyring:
 * @self: the pool
 *
 * Returns: (transfer none): the application's keyring
 */
SluiceKeyring *
sluice_session_pool_get_keyring (SluiceSessionPool *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION_POOL (self), NULL);

  return self->keyring;
}

/**
 * sluice_session_pool_get_monitor:
 * @self: the pool
 *
 * Returns: (transfer none): what watches the pipelines of all open workspaces
 */
SluiceMonitor *
sluice_session_pool_get_monitor (SluiceSessionPool *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION_POOL (self), NULL);

  return self->monitor;
}

/**
 * sluice_session_pool_get_notices:
 * @self: the pool
 *
 * Returns: (transfer none): what decides which of it is worth telling
 */
SluiceNotices *
sluice_session_pool_get_notices (SluiceSessionPool *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION_POOL (self), NULL);

  return self->notices;
}

/**
 * sluice_session_pool_list:
 * @self: the pool
 *
 * Returns: (transfer container) (element-type SluiceSession): the open workspaces, in no order
 */
GList *
sluice_session_pool_list (SluiceSessionPool *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION_POOL (self), NULL);

  return g_hash_table_get_values (self->sessions);
}

/**
 * sluice_session_pool_forget:
 * @self: the pool
 * @profile_id: a profile's own id
 *
 * Lets go of the workspace's session, because the profile was edited or removed.
 */
void
sluice_session_pool_forget (SluiceSessionPool *self, const char *profile_id)
{
  SluiceSession *session;

  g_return_if_fail (SLUICE_IS_SESSION_POOL (self));

  session = find_session (self, profile_id);
  if (session == NULL)
    return;
  sluice_monitor_unwatch (self->monitor, session);
  g_hash_table_remove (self->sessions, profile_id);
}

/**
 * sluice_session_pool_open_async:
 * @self: the pool
 * @profile: the workspace
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for the callback
 *
 * Opens the workspace, or gives the session that is already open.
 */
void
sluice_session_pool_open_async (SluiceSessionPool *self,
                                SluiceProfile *profile,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SluiceSession *session;

  g_return_if_fail (SLUICE_IS_SESSION_POOL (self));
  g_return_if_fail (SLUICE_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_session_pool_open_async);
  g_task_set_task_data (task, g_object_ref (profile), g_object_unref);

  session = find_session (self, sluice_profile_get_id (profile));
  if (session != NULL)
    g_task_return_pointer (task, g_object_ref (session), g_object_unref);
  else if (sluice_sandbox_process_owns (profile))
    sluice_sandbox_process_start_async (self->sandbox, profile, cancellable, on_sandbox_started_cb,
                                        g_steal_pointer (&task));
  else
    sluice_session_open_async (profile, self->store, self->keyring, cancellable,
                               on_session_opened_cb, g_steal_pointer (&task));
}

/**
 * sluice_session_pool_open_finish:
 * @self: the pool
 * @result: what the callback got
 * @error: where to put an error: of the keyring, or AUTH where no client secret is kept
 *
 * Returns: (transfer full): the session, or %NULL with @error set
 */
SluiceSession *
sluice_session_pool_open_finish (SluiceSessionPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
