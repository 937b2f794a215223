/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-secret-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-text-file.h"
#include "ui/widgets/sluice-file-choice.h"

/* Editors of other systems put a mark before the text, which is no part of the key. */
static gsize
get_mark_length (const char *bytes, gsize length)
{
  static const char mark[] = "\xef\xbb\xbf";

  return length >= strlen (mark) && memcmp (bytes, mark, strlen (mark)) == 0 ? strlen (mark) : 0;
}

static void
return_secret (GTask *task, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize mark = get_mark_length (data, length);

  if (length == mark)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("This file is empty."));
  else if (memchr (data, '\0', length) != NULL || !g_utf8_validate (data, (gssize) length, NULL))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("This file holds no text, so it is no key file."));
  else
    g_task_return_pointer (task, sluice_secret_new_from_bytes (data + mark, length - mark),
                           (GDestroyNotify) sluice_secret_unref);
}

static void
on_file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sluice_text_file_read_finish (result, &error);

  if (bytes != NULL)
    return_secret (task, bytes);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("This file is larger than 1 MiB, so it is no key file."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GFile) file = sluice_file_choice_ask_finish (result, &error);

  if (file == NULL)
    g_task_return_error (task, error);
  else
    sluice_text_file_read_async (file, SLUICE_TEXT_FILE_USUAL_BYTES, cancellable, on_file_read_cb,
                                 g_steal_pointer (&task));
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
