/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-setup-file.h"

#include "sluice-text-file.h"

/**
 * sluice_setup_file_load_async:
 * @file: a setup file
 * @cancellable: (nullable): to stop it
 * @callback: called when it is read
 * @user_data: for the callback
 *
 * Reads a setup file without holding up the main loop.
 */
void
sluice_setup_file_load_async (GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  sluice_text_file_read_async (file, SLUICE_TEXT_FILE_USUAL_BYTES, cancellable, callback,
                               user_data);
}

/**
 * sluice_setup_file_load_finish:
 * @result: what the callback got
 * @error: return location for a #SluiceSetupError, or a #GIOErrorEnum where it cannot be read
 *
 * Returns: (transfer full) (nullable): the setup
 */
SluiceSetup *
sluice_setup_file_load_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) bytes = sluice_text_file_read_finish (result, error);
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return sluice_setup_parse (text != NULL ? text : "", (gssize) length, error);
}

/**
 * sluice_setup_file_save_async:
 * @setup: a setup
 * @file: where to
 * @cancellable: (nullable): to stop it
 * @callback: called when it is there
 * @user_data: for the callback
 *
 * Writes the setup as it is now. A file that is there is replaced by the whole new one, never by a part.
 */
void
sluice_setup_file_save_async (SluiceSetup *setup,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *text = sluice_setup_to_text (setup);

  sluice_text_file_write_async (file, text, cancellable, callback, user_data);
}

/**
 * sluice_setup_file_save_finish:
 * @result: what the callback got
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: whether it is there
 */
gboolean
sluice_setup_file_save_finish (GAsyncResult *result, GError **error)
{
  return sluice_text_file_write_finish (result, error);
}
