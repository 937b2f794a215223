/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-secret-keeper.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWindow *parent; /* weak */
  SluiceKeyring *keyring;
  char *profile_id;
  char *item;
  char *label;
  SluiceSecret *secret;
  GError *error;
} Keep;

static void store_secret (GTask *task);

static void
keep_free (Keep *keep)
{
  g_clear_weak_pointer (&keep->parent);
  g_object_unref (keep->keyring);
  g_free (keep->profile_id);
  g_free (keep->item);
  g_free (keep->label);
  sluice_secret_unref (keep->secret);
  g_clear_error (&keep->error);
  g_free (keep);
}

static void
on_question_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);

  if (!g_str_equal (response, "session"))
    {
      g_task_return_error (task, g_steal_pointer (&keep->error));
      return;
    }
  sluice_keyring_set_session_only (keep->keyring, TRUE);
  g_clear_error (&keep->error);
  store_secret (g_steal_pointer (&task));
}

/* No keyring is no reason to write a secret into a file: it is kept in memory, if that is wanted. */
static void
ask_for_session_only (GTask *task)
{
  Keep *keep = g_task_get_task_data (task);
  GtkWidget *dialog = adw_message_dialog_new (
      keep->parent, _ ("There Is No Keyring"),
      _ ("Sluice keeps secrets in the system keyring and nowhere else, and no keyring answers on "
         "this computer. You can go on for this session only: then the secret is forgotten when "
         "Sluice is closed, and asked for again."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "session",
                                    _ ("For This _Session Only"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "session",
                                              ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (on_question_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);

  if (sluice_keyring_store_finish (SLUICE_KEYRING (source), result, &keep->error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (g_error_matches (keep->error, SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_UNAVAILABLE) &&
      keep->parent != NULL)
    ask_for_session_only (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&keep->error));
}

/* Takes the task. */
static void
store_secret (GTask *task)
{
  Keep *keep = g_task_get_task_data (task);

  sluice_keyring_store_async (keep->keyring, keep->profile_id, keep->item, keep->label,
                              keep->secret, NULL, on_secret_stored_cb, task);
}

/**
 * sluice_secret_keeper_keep_async:
 * @parent: the window that asks
 * @keyring: the keyring
 * @profile_id: the workspace the secret belongs to
 * @item: the keyring item
 * @label: what a keyring application shows, translated
 * @secret: the secret
 * @callback: called when done
 * @user_data: for the callback
 *
 * Stores a secret; where no keyring answers, asks whether to keep it for this session only.
 */
void
sluice_secret_keeper_keep_async (GtkWindow *parent,
                                 SluiceKeyring *keyring,
                                 const char *profile_id,
                                 const char *item,
                                 const char *label,
                                 SluiceSecret *secret,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Keep *keep = g_new0 (Keep, 1);

  g_task_set_source_tag (task, sluice_secret_keeper_keep_async);
  g_task_set_task_data (task, keep, (GDestroyNotify) keep_free);
  g_set_weak_pointer (&keep->parent, parent);
  keep->keyring = g_object_ref (keyring);
  keep->profile_id = g_strdup (profile_id);
  keep->item = g_strdup (item);
  keep->label = g_strdup (label);
  keep->secret = sluice_secret_ref (secret);
  store_secret (task);
}

/**
 * sluice_secret_keeper_keep_finish:
 * @result: what the callback got
 * @error: where to put a #SluiceKeyringError
 *
 * Returns: whether the secret is kept
 */
gboolean
sluice_secret_keeper_keep_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
