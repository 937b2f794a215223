/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that people choose: small, wherever they lie, and read without holding anything up. */

/* No setup file, definition or key is this long; who picks a film by mistake need not wait for it. */
#define SLUICE_TEXT_FILE_USUAL_BYTES (1024 * 1024)

void sluice_text_file_read_async (GFile *file,
                                  gsize most_bytes,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GBytes *sluice_text_file_read_finish (GAsyncResult *result, GError **error);

void sluice_text_file_write_async (GFile *file,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sluice_text_file_write_finish (GAsyncResult *result, GError **error);

gboolean sluice_text_file_is_special (const char *path);
gboolean sluice_text_file_replace (const char *path, const char *text, int mode, GError **error);

G_END_DECLS
