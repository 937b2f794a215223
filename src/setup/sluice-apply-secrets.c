/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-apply-secrets.h"

#include <glib/gi18n.h>

typedef struct
{
  SluiceSession *session; /* (owned) */
  char *connection_id;    /* (owned) */

  char **keys;         /* (owned) */
  guint at;            /* the key that is being looked for, or kept */
  gboolean in_general; /* looking beyond the connection's own item */
  const char *kind;    /* the warehouse's id; finding only */
  GError *trouble;     /* (owned) (nullable) why the keyring could not be asked */
  GHashTable *secrets; /* (owned) (element-type utf8 SluiceSecret) */
} Work;

static void find_next (GTask *task);
static void keep_next (GTask *task);

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->session);
  g_free (work->connection_id);
  g_strfreev (work->keys);
  g_clear_error (&work->trouble);
  g_hash_table_unref (work->secrets);
  g_free (work);
}

static Work *
work_new (SluiceSession *session, const char *connection_id)
{
  Work *work = g_new0 (Work, 1);

  work->session = g_object_ref (session);
  work->connection_id = g_strdup (connection_id);
  work->secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sluice_secret_unref);
  return work;
}

static GTask *
work_task (Work *work, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, work, work_free);
  return task;
}

/* A workspace that came from the environment has an id for this time only: nothing would ever be found
 * under it again, and what was stored would stay behind. */
static gboolean
has_keyring (Work *work)
{
  SluiceProfile *profile = sluice_session_get_profile (work->session);
  SluiceKeyring *keyring = sluice_session_get_keyring (work->session);

  if (keyring == NULL)
    return FALSE;
  return sluice_keyring_get_session_only (keyring) ||
         sluice_store_find_profile_by_id (sluice_session_get_store (work->session),
                                          sluice_profile_get_id (profile)) != NULL;
}

static GError *
missing_error (Work *work)
{
  const char *key = work->keys[work->at];

  if (work->trouble != NULL)
    return sluice_api_error_new (SLUICE_API_ERROR_AUTH, work->trouble->message,
                                 _ ("%s: The connection needs this secret, and the keyring could "
                                    "not be asked for it."),
                                 key);
  return sluice_api_error_new (SLUICE_API_ERROR_AUTH,
                               _ ("Type it where the warehouse is set up, or give it to sluicectl "
                                  "with --secret."),
                               _ ("%s: The connection needs this secret, and it is not in the "
                                  "keyring."),
                               key);
}

static void
on_secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SluiceSecret *secret = sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL && work->trouble == NULL)
    work->trouble = g_steal_pointer (&error);
  if (secret != NULL)
    g_hash_table_insert (work->secrets, g_strdup (work->keys[work->at]), secret);
  else if (!work->in_general && work->trouble == NULL)
    work->in_general = TRUE;
  else
    {
      g_task_return_error (task, missing_error (work));
      return;
    }
  find_next (g_steal_pointer (&task));
}

static char *
name_item (Work *work)
{
  return work->in_general
             ? sluice_keyring_item_for_warehouse (work->kind, work->keys[work->at])
             : sluice_keyring_item_for_connection (work->connection_id, work->keys[work->at]);
}

/* Takes the task. */
static void
find_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Work *work = g_task_get_task_data (task);
  g_autofree char *item = NULL;

  while (work->keys[work->at] != NULL &&
         g_hash_table_contains (work->secrets, work->keys[work->at]))
    {
      work->at++;
      work->in_general = FALSE;
    }
  if (work->keys[work->at] == NULL)
    {
      g_task_return_pointer (task, g_hash_table_ref (work->secrets),
                             (GDestroyNotify) g_hash_table_unref);
      return;
    }
  if (!has_keyring (work))
    {
      g_task_return_error (task, missing_error (work));
      return;
    }
  item = name_item (work);
  sluice_keyring_lookup_async (sluice_session_get_keyring (work->session),
                               sluice_profile_get_id (sluice_session_get_profile (work->session)),
                               item, g_task_get_cancellable (task), on_secret_found_cb,
                               g_steal_pointer (&owned));
}

/* Looks for each secret that the plan needs: given for this time, else the connection's own in the
 * keyring, else the one kept when the warehouse was set up. */
void
_sluice_apply_secrets_find_async (SluiceSession *session,
                                  SluicePlan *plan,
                                  GHashTable *given,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  SluiceSetup *setup = sluice_plan_get_setup (plan);
  const char *connection_id = sluice_setup_get_text (setup, "/connection/id");
  Work *work = work_new (session, connection_id != NULL ? connection_id : "");
  GTask *task = work_task (work, cancellable, callback, user_data);

  g_task_set_source_tag (task, _sluice_apply_secrets_find_async);
  work->kind = sluice_warehouse_get_id (sluice_setup_get_warehouse (setup));
  work->keys = g_strdupv ((char **) sluice_plan_get_needed_secrets (plan));
  for (guint i = 0; given != NULL && work->keys[i] != NULL; i++)
    {
      SluiceSecret *secret = g_hash_table_lookup (given, work->keys[i]);

      if (!sluice_secret_is_empty (secret))
        g_hash_table_insert (work->secrets, g_strdup (work->keys[i]), sluice_secret_ref (secret));
    }
  find_next (task);
}

GHashTable *
_sluice_apply_secrets_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_secret_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sluice_keyring_store_finish (SLUICE_KEYRING (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  work->at++;
  keep_next (g_steal_pointer (&task));
}

/* Takes the task. */
static void
keep_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Work *work = g_task_get_task_data (task);
  const char *key = work->keys[work->at];
  SluiceProfile *profile = sluice_session_get_profile (work->session);
  g_autofree char *item = NULL;
  g_autofree char *label = NULL;

  if (key == NULL || !has_keyring (work))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  item = sluice_keyring_item_for_connection (work->connection_id, key);
  /* Translators: a workspace, a connection's id, and which of its secrets; shown by keyring tools */
  label = g_strdup_printf (_ ("Sluice: %s, connection %s, %s"), sluice_profile_get_name (profile),
                           work->connection_id, key);
  sluice_keyring_store_async (sluice_session_get_keyring (work->session),
                              sluice_profile_get_id (profile), item, label,
                              g_hash_table_lookup (work->secrets, key),
                              g_task_get_cancellable (task), on_secret_kept_cb,
                              g_steal_pointer (&owned));
}

void
_sluice_apply_secrets_keep_async (SluiceSession *session,
                                  const char *connection_id,
                                  GHashTable *secrets,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Work *work = work_new (session, connection_id);
  GTask *task = work_task (work, cancellable, callback, user_data);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer key, secret;

  g_task_set_source_tag (task, _sluice_apply_secrets_keep_async);
  g_hash_table_iter_init (&iter, secrets);
  while (g_hash_table_iter_next (&iter, &key, &secret))
    {
      g_hash_table_insert (work->secrets, g_strdup (key), sluice_secret_ref (secret));
      g_strv_builder_add (keys, key);
    }
  work->keys = g_strv_builder_end (keys);
  keep_next (task);
}

gboolean
_sluice_apply_secrets_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
