/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-text-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define FIRST_ROOM 16384

typedef struct
{
  char *data; /* (nullable) */
  gsize length;
  gsize room; /* for data */
  gsize most; /* that the file may have */
} Reading;

static void read_on (GTask *task, GInputStream *stream);

/* A file that people choose may hold a secret, so nothing of it stays behind in memory. */
static void
reading_free (Reading *reading)
{
  if (reading->data != NULL)
    explicit_bzero (reading->data, reading->length);
  g_free (reading->data);
  g_free (reading);
}

/* Takes the bytes with it: a reading is wiped as a whole. */
static GBytes *
reading_to_bytes (Reading *reading)
{
  return g_bytes_new_with_free_func (reading->data, reading->length, (GDestroyNotify) reading_free,
                                     reading);
}

static void
return_bytes (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autofree char *most = g_format_size_full (reading->most, G_FORMAT_SIZE_IEC_UNITS);
  Reading *result;

  if (reading->length > reading->most)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                               /* Translators: a size, as in "1.0 MiB" */
                               _ ("The file is larger than %s."), most);
      return;
    }
  result = g_new0 (Reading, 1);
  *result = *reading;
  reading->data = NULL;
  g_task_return_pointer (task, reading_to_bytes (result), (GDestroyNotify) g_bytes_unref);
}

/* One byte more than may be there tells that there is too much. */
static void
make_room (Reading *reading)
{
  gsize room = MIN (MAX (reading->room * 4, FIRST_ROOM), reading->most + 1);
  char *data = g_malloc (room);

  if (reading->data != NULL)
    {
      memcpy (data, reading->data, reading->length);
      explicit_bzero (reading->data, reading->length);
    }
  g_free (reading->data);
  reading->data = data;
  reading->room = room;
}

static void
on_stream_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GInputStream *stream = G_INPUT_STREAM (source);
  GError *error = NULL;
  gsize length = 0;
  gboolean read = g_input_stream_read_all_finish (stream, result, &length, &error);

  reading->length += length;
  if (!read)
    g_task_return_error (task, error);
  else if (reading->length == reading->room && reading->room <= reading->most)
    read_on (g_steal_pointer (&task), stream);
  else
    return_bytes (task);
}

/* Takes the task. */
static void
read_on (GTask *task, GInputStream *stream)
{
  Reading *reading = g_task_get_task_data (task);

  make_room (reading);
  g_input_stream_read_all_async (stream, reading->data + reading->length,
                                 reading->room - reading->length, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), on_stream_read_cb, task);
}

static void
on_file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    g_task_return_error (task, error);
  else
    read_on (g_steal_pointer (&task), G_INPUT_STREAM (stream));
}

/**
 * sluice_text_file_read_async:
 * @file: a file
 * @most_bytes: how many it may have
 * @cancellable: (nullable): to stop it
 * @callback: called when it is read
 * @user_data: for the callback
 *
 * Reads a whole file, but no more of it than is asked for.
 */
void
sluice_text_file_read_async (GFile *file,
                             gsize most_bytes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_text_file_read_async);
  reading = g_new0 (Reading, 1);
  reading->most = most_bytes;
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, on_file_opened_cb,
                     g_steal_pointer (&task));
}

/**
 * sluice_text_file_read_finish:
 * @result: what the callback got
 * @error: return location for a #GIOErrorEnum; MESSAGE_TOO_LARGE where the file has more bytes than
 *   were asked for
 *
 * Returns: (transfer full) (nullable): its bytes, which are wiped with the last reference
 */
GBytes *
sluice_text_file_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sluice_text_file_write_async:
 * @file: where to
 * @text: what the file shall hold
 * @cancellable: (nullable): to stop it
 * @callback: called when it is there
 * @user_data: for the callback
 *
 * Writes a file beside the one that is there and puts it in its place, so that whoever is cut off in
 * the middle has the old one still.
 */
void
sluice_text_file_write_async (GFile *file,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  char *copy;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_text_file_write_async);
  copy = g_strdup (text);
  g_task_set_task_data (task, copy, g_free);
  g_file_replace_contents_async (file, copy, strlen (copy), NULL, FALSE, G_FILE_CREATE_NONE,
                                 cancellable, on_replaced_cb, g_steal_pointer (&task));
}

/**
 * sluice_text_file_write_finish:
 * @result: what the callback got
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: whether the file is there
 */
gboolean
sluice_text_file_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sluice_text_file_is_special:
 * @path: a path
 *
 * Returns: whether something is there that can be written into but is no file, such as a device or a pipe
 */
gboolean
sluice_text_file_is_special (const char *path)
{
  GStatBuf info;

  g_return_val_if_fail (path != NULL, FALSE);

  return g_stat (path, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
}

static gboolean
write_into (const char *path, const char *text, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL,
                                    error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

/**
 * sluice_text_file_replace:
 * @path: a path
 * @text: what is to stand there
 * @mode: the permissions of a new file
 * @error: return location for a #GError
 *
 * Writes the file anew, or not at all. A device or a pipe is written into: whoever may put another file in
 * its place, as root may, would have no /dev/null any more.
 *
 * Returns: whether it was written
 */
gboolean
sluice_text_file_replace (const char *path, const char *text, int mode, GError **error)
{
  g_return_val_if_fail (path != NULL && text != NULL, FALSE);

  if (sluice_text_file_is_special (path))
    return write_into (path, text, error);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, error);
}
