/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "secrets/sluice-keyring-call.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

/* Attributes are not kept secret by the service, so nothing but our own id and the item's name. */
static const SecretSchema schema = {
  .name = APP_ID,
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "item", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* The task is answered once: by the service, by the clock or by the user. A service whose prompt was
 * cancelled may never call back, so the call outlives its answer for as long as libsecret holds it. */
typedef struct
{
  /* Input */
  SluiceKeyringVerb verb;
  GHashTable *attributes; /* (owned) */
  char *label;            /* (owned) (nullable) */
  SecretValue *value;     /* (owned) (nullable) */
  gboolean in_session_collection;

  /* In progress */
  GTask *task;           /* (owned) (nullable) gone once answered */
  GCancellable *inner;   /* (owned) */
  GSource *clock;        /* (owned) */
  GSource *cancellation; /* (owned) (nullable) */
  gboolean unlock_tried;
} Call;

static void start (Call *call);

static void
call_clear (Call *call)
{
  g_hash_table_unref (call->attributes);
  g_free (call->label);
  g_clear_pointer (&call->value, secret_value_unref);
  g_clear_object (&call->task);
  g_clear_object (&call->inner);
}

static Call *
call_ref (Call *call)
{
  return g_rc_box_acquire (call);
}

static void
call_unref (Call *call)
{
  g_rc_box_release_full (call, (GDestroyNotify) call_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_unref)

static void
destroy_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Takes the task from the call, so that nobody can answer it again. */
static GTask *
take_task (Call *call)
{
  destroy_source (&call->clock);
  destroy_source (&call->cancellation);
  return g_steal_pointer (&call->task);
}

static void
answer_error (Call *call, GError *error)
{
  g_autoptr (GTask) task = take_task (call);

  g_task_return_error (task, error);
}

static void
answer (Call *call, SluiceSecret *secret)
{
  g_autoptr (GTask) task = take_task (call);

  if (call->verb == SLUICE_KEYRING_LOOKUP)
    g_task_return_pointer (task, secret, (GDestroyNotify) sluice_secret_unref);
  else
    g_task_return_boolean (task, TRUE);
}

static void
answer_locked (Call *call)
{
  answer_error (call,
                g_error_new_literal (
                    SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_LOCKED,
                    _ ("The keyring is locked. Unlock it, for example with Passwords and Keys, "
                       "and try again.")));
}

static gboolean
is_unavailable (const GError *error)
{
  static const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
  };

  /* Without a bus GIO says so in several ways, all of its own domain. */
  if (error->domain == G_IO_ERROR)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* A service that never had a keyring made says that the object does not exist. */
static gboolean
has_no_collection (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

static GError *
translate_error (const GError *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return NULL;
  if (has_no_collection (error))
    return g_error_new_literal (
        SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_UNAVAILABLE,
        _ ("There is no keyring yet to keep secrets in. Log out and in again, or make one named "
           "“Login” in Passwords and Keys. You can go on without one for this session only."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT))
    return g_error_new_literal (
        SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_TIMEOUT,
        _ ("The keyring did not answer. Look for a window that asks for its password, and try "
           "again."));
  if (is_unavailable (error))
    return g_error_new_literal (
        SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_UNAVAILABLE,
        _ ("No keyring is running that could keep secrets. Install and start one, for example "
           "gnome-keyring, or go on without one for this session only."));
  return g_error_new (SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_FAILED,
                      _ ("The keyring refused: %s."), error->message);
}

static void
answer_failure (Call *call, const GError *error)
{
  g_autoptr (GError) translated = translate_error (error);

  if (translated == NULL)
    answer_locked (call);
  else
    answer_error (call, g_steal_pointer (&translated));
}

/* Unlocking may have let an item appear that was not seen before, so the call is made once more. */
static void
on_unlock_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  int unlocked = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  if (call->task == NULL)
    return;
  if (unlocked > 0)
    start (call);
  else if (error != NULL)
    answer_failure (call, error);
  else
    answer_locked (call);
}

static void
on_collection_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);
  g_autoptr (SecretService) service = NULL;
  GList list = { collection, NULL, NULL };

  if (call->task == NULL)
    return;
  if (error != NULL)
    answer_failure (call, error);
  else if (collection == NULL || !secret_collection_get_locked (collection))
    answer (call, NULL);
  else if (call->unlock_tried)
    answer_locked (call);
  else
    {
      call->unlock_tried = TRUE;
      service = g_object_ref (secret_collection_get_service (collection));
      secret_service_unlock (service, &list, call->inner, on_unlock_done_cb, call_ref (call));
    }
}

/* Whoever said that there is nothing was not a service if none can be reached: then it was the file that
 * stands in for it inside a sandbox, which is never locked. */
static void
on_service_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (SecretService) service = secret_service_get_finish (result, NULL);

  if (call->task == NULL)
    return;
  if (service == NULL)
    answer (call, NULL);
  else
    secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 call->inner, on_collection_found_cb, call_ref (call));
}

/* A locked keyring and one without the item give the same answer, nothing: only the collection can
 * tell which. The session collection cannot be locked, so there nothing means nothing. */
static void
answer_nothing (Call *call)
{
  if (call->in_session_collection)
    answer (call, NULL);
  else
    secret_service_get (SECRET_SERVICE_NONE, call->inner, on_service_found_cb, call_ref (call));
}

static void
on_store_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  gboolean stored = secret_password_store_finish (result, &error);

  if (call->task == NULL)
    return;
  if (stored)
    answer (call, NULL);
  else if (error != NULL)
    answer_failure (call, error);
  else
    answer_locked (call); /* the prompt was dismissed */
}

static void
on_lookup_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_password_lookup_binary_finish (result, &error);
  const char *bytes;
  gsize length = 0;

  if (call->task != NULL && error != NULL)
    answer_failure (call, error);
  else if (call->task != NULL && value != NULL)
    {
      bytes = secret_value_get (value, &length);
      answer (call, sluice_secret_new_from_bytes (bytes, length));
    }
  else if (call->task != NULL)
    answer_nothing (call);
  g_clear_pointer (&value, secret_value_unref);
}

static void
on_clear_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  gboolean removed = secret_password_clear_finish (result, &error);

  if (call->task == NULL)
    return;
  if (error != NULL)
    answer_failure (call, error);
  else if (removed)
    answer (call, NULL);
  else
    answer_nothing (call);
}

static void
start (Call *call)
{
  switch (call->verb)
    {
    case SLUICE_KEYRING_STORE:
      secret_password_storev_binary (&schema, call->attributes,
                                     call->in_session_collection ? SECRET_COLLECTION_SESSION
                                                                 : SECRET_COLLECTION_DEFAULT,
                                     call->label, call->value, call->inner, on_store_done_cb,
                                     call_ref (call));
      break;
    case SLUICE_KEYRING_LOOKUP:
      secret_password_lookupv (&schema, call->attributes, call->inner, on_lookup_done_cb,
                               call_ref (call));
      break;
    case SLUICE_KEYRING_CLEAR:
      secret_password_clearv (&schema, call->attributes, call->inner, on_clear_done_cb,
                              call_ref (call));
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
on_time_over_cb (gpointer user_data)
{
  g_autoptr (Call) call = call_ref (user_data);
  g_autoptr (GError) late = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");

  answer_failure (call, late);
  g_cancellable_cancel (call->inner);
  return G_SOURCE_REMOVE;
}

static gboolean
on_user_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (Call) call = call_ref (user_data);

  /* The task sees for itself that it was cancelled. */
  answer (call, NULL);
  g_cancellable_cancel (call->inner);
  return G_SOURCE_REMOVE;
}

static GSource *
attach_source (Call *call, GSource *source, GSourceFunc callback)
{
  g_source_set_callback (source, callback, call_ref (call), (GDestroyNotify) call_unref);
  g_source_attach (source, g_task_get_context (call->task));
  return source;
}

/* Makes the call and answers the task: a lookup with a secret or NULL, the others with TRUE. */
void
_sluice_keyring_call (const SluiceKeyringRequest *request, GTask *task)
{
  g_autoptr (Call) call = g_rc_box_new0 (Call);
  GCancellable *cancellable = g_task_get_cancellable (task);

  call->verb = request->verb;
  call->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (call->attributes, g_strdup ("profile"), g_strdup (request->profile_id));
  if (request->item != NULL)
    g_hash_table_insert (call->attributes, g_strdup ("item"), g_strdup (request->item));
  call->label = g_strdup (request->label);
  if (request->secret != NULL)
    call->value =
        secret_value_new (sluice_secret_peek (request->secret),
                          (gssize) sluice_secret_get_length (request->secret), "text/plain");
  call->in_session_collection = g_strcmp0 (request->item, SLUICE_KEYRING_TOKEN) == 0;
  call->task = g_object_ref (task);
  call->inner = g_cancellable_new ();
  call->clock = attach_source (call, g_timeout_source_new (request->timeout), on_time_over_cb);
  if (cancellable != NULL)
    call->cancellation = attach_source (call, g_cancellable_source_new (cancellable),
                                        G_SOURCE_FUNC (on_user_cancelled_cb));
  start (call);
}
