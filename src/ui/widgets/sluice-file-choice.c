/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-file-choice.h"

#include <glib/gi18n.h>

/**
 * sluice_file_choice_new:
 * @parent: (nullable): the window that asks
 * @title: what is asked for, translated
 * @action: whether a file is opened or saved, or a folder chosen
 * @accept: (nullable): what the button says, translated, with a mnemonic; %NULL for the usual word
 *
 * Returns: (transfer full): a file chooser that is not shown yet
 */
GtkFileChooserNative *
sluice_file_choice_new (GtkWindow *parent,
                        const char *title,
                        GtkFileChooserAction action,
                        const char *accept)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}

/**
 * sluice_file_choice_add_suffix:
 * @chooser: a file chooser
 * @name: what such files are called, translated
 * @suffix: how their names end, without the dot
 *
 * Offers to show these files only.
 */
void
sluice_file_choice_add_suffix (GtkFileChooserNative *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

/* The chooser goes with its answer: one that is only hidden stays in memory with all the rows of its
 * folder, and in the way of assistive technology. */
static void
on_chooser_response_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  if (files != NULL && g_list_model_get_n_items (files) > 0)
    g_task_return_pointer (task, g_steal_pointer (&files), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

/**
 * sluice_file_choice_ask_async:
 * @chooser: (transfer full): a chooser of sluice_file_choice_new()
 * @callback: called with the answer
 * @user_data: for the callback
 *
 * Shows the chooser, and takes it away when it is answered.
 */
void
sluice_file_choice_ask_async (GtkFileChooserNative *chooser,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_return_if_fail (GTK_IS_FILE_CHOOSER_NATIVE (chooser));

  g_task_set_source_tag (task, sluice_file_choice_ask_async);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * sluice_file_choice_ask_finish:
 * @result: what the callback got
 * @error: return location for a #GIOErrorEnum: CANCELLED where nothing was chosen
 *
 * Returns: (transfer full) (nullable): what was chosen
 */
GFile *
sluice_file_choice_ask_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GListModel) files = sluice_file_choice_ask_many_finish (result, error);

  return files != NULL ? g_list_model_get_item (files, 0) : NULL;
}

/**
 * sluice_file_choice_ask_many_finish:
 * @result: what the callback got
 * @error: return location for a #GIOErrorEnum: CANCELLED where nothing was chosen
 *
 * Returns: (transfer full) (element-type GFile) (nullable): what was chosen, one at least
 */
GListModel *
sluice_file_choice_ask_many_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
