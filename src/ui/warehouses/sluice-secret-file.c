/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-secret-file.h"

#include <glib/gi18n.h>
#include <string.h>

/* A key file has some 2 KiB; whoever picks a film by mistake need not wait for it. */
#define MAX_BYTES (1024 * 1024)

typedef struct
{
  GtkFileChooserNative *chooser;
  char *bytes;
} Choice;

static void
choice_free (Choice *choice)
{
  g_clear_object (&choice->chooser);
  if (choice->bytes != NULL)
    sluice_secret_wipe_memory (choice->bytes, MAX_BYTES + 1);
  g_free (choice->bytes);
  g_free (choice);
}

/* Editors of other systems put a mark before the text, which is no part of the key. */
static gsize
get_mark_length (const char *bytes, gsize length)
{
  static const char mark[] = "\xef\xbb\xbf";

  return length >= strlen (mark) && memcmp (bytes, mark, strlen (mark)) == 0 ? strlen (mark) : 0;
}

static void
return_secret (GTask *task, gsize length)
{
  Choice *choice = g_task_get_task_data (task);
  gsize mark = get_mark_length (choice->bytes, length);

  if (length > MAX_BYTES)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("This file is larger than 1 MiB, so it is no key file."));
  else if (length == mark)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("This file is empty."));
  else if (memchr (choice->bytes, '\0', length) != NULL ||
           !g_utf8_validate (choice->bytes, (gssize) length, NULL))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("This file holds no text, so it is no key file."));
  else
    g_task_return_pointer (task, sluice_secret_new_from_bytes (choice->bytes + mark, length - mark),
                           (GDestroyNotify) sluice_secret_unref);
}

static void
on_stream_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  gsize length = 0;
  GError *error = NULL;

  if (g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    return_secret (task, length);
  else
    g_task_return_error (task, error);
}

static void
on_file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Choice *choice = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  choice->bytes = g_malloc0 (MAX_BYTES + 1);
  g_input_stream_read_all_async (G_INPUT_STREAM (stream), choice->bytes, MAX_BYTES + 1,
                                 G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                 on_stream_read_cb, g_object_ref (task));
}

static void
on_chooser_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = NULL;

  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
  else
    g_file_read_async (file, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_file_opened_cb,
                       g_object_ref (task));
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) keys = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (keys, _ ("Key files (JSON)"));
  gtk_file_filter_add_suffix (keys, "json");
  gtk_file_chooser_add_filter (chooser, keys);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

/**
 * sluice_secret_file_choose_async:
 * @parent: (nullable): the window that asks
 * @title: what is asked for, translated
 * @callback: called when the file was read, or none was chosen
 * @user_data: for the callback
 *
 * Lets a person choose a text file of 1 MiB at most and reads it.
 */
void
sluice_secret_file_choose_async (GtkWindow *parent,
                                 const char *title,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Choice *choice = g_new0 (Choice, 1);

  g_task_set_source_tag (task, sluice_secret_file_choose_async);
  g_task_set_task_data (task, choice, (GDestroyNotify) choice_free);
  choice->chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                                 _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (choice->chooser));
  /* The task lives until the answer is here. */
  g_signal_connect (choice->chooser, "response", G_CALLBACK (on_chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->chooser));
}

/**
 * sluice_secret_file_choose_finish:
 * @result: what the callback got
 * @error: return location for a #GIOErrorEnum; CANCELLED where no file was chosen
 *
 * Returns: (transfer full) (nullable): the file's text
 */
SluiceSecret *
sluice_secret_file_choose_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
