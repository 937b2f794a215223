/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_FOLDER_WRITER (sluice_folder_writer_get_type ())

/**
 * SluiceFolderWriter:
 *
 * Asks for a folder and writes texts into it, after asking once more where a file of that name is
 * there with other content. Emits ::written (number of files, nullable GError) when it is over,
 * unless the person changed their mind.
 */
G_DECLARE_FINAL_TYPE (SluiceFolderWriter, sluice_folder_writer, SLUICE, FOLDER_WRITER, GObject)

SluiceFolderWriter *sluice_folder_writer_new (void);
void sluice_folder_writer_add (SluiceFolderWriter *self,
                               const char *name,
                               const char *text,
                               gboolean executable);
void sluice_folder_writer_run (SluiceFolderWriter *self, GtkWindow *parent);

G_END_DECLS
