/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-secret-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/widgets/sluice-file-choice.h"

/* A key file has some 2 KiB; whoever picks a film by mistake need not wait for it. */
#define MAX_BYTES (1024 * 1024)

static void
free_bytes (char *bytes)
{
  sluice_secret_wipe_memory (bytes, MAX_BYTES + 1);
  g_free (bytes);
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
  const char *bytes = g_task_get_task_data (task);
  gsize mark = get_mark_length (bytes, length);

  if (length > MAX_BYTES)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("This file is larger than 1 MiB, so it is no key file."));
  else if (length == mark)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("This file is empty."));
  else if (memchr (bytes, '\0', length) != NULL || !g_utf8_validate (bytes, (gssize) length, NULL))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("This file holds no text, so it is no key file."));
  else
    g_task_return_pointer (task, sluice_secret_new_from_bytes (bytes + mark, length - mark),
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
  char *bytes;
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  bytes = g_malloc0 (MAX_BYTES + 1);
  g_task_set_task_data (task, bytes, (GDestroyNotify) free_bytes);
  g_input_stream_read_all_async (G_INPUT_STREAM (stream), bytes, MAX_BYTES + 1, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), on_stream_read_cb,
                                 g_object_ref (task));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GFile) file = sluice_file_choice_ask_finish (result, &error);

  if (file == NULL)
    g_task_return_error (task, error);
  else
    g_file_read_async (file, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_file_opened_cb,
                       g_object_ref (task));
}

static void
add_filter_for_all (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

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
  GtkFileChooserNative *chooser =
      sluice_file_choice_new (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"));

  g_task_set_source_tag (task, sluice_secret_file_choose_async);
  sluice_file_choice_add_suffix (chooser, _ ("Key files (JSON)"), "json");
  add_filter_for_all (GTK_FILE_CHOOSER (chooser));
  sluice_file_choice_ask_async (chooser, on_file_chosen_cb, task);
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
