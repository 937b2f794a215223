/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileChooserNative *sluice_file_choice_new (GtkWindow *parent,
                                              const char *title,
                                              GtkFileChooserAction action,
                                              const char *accept);
void
sluice_file_choice_add_suffix (GtkFileChooserNative *chooser, const char *name, const char *suffix);
void sluice_file_choice_ask_async (GtkFileChooserNative *chooser,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GFile *sluice_file_choice_ask_finish (GAsyncResult *result, GError **error);
GListModel *sluice_file_choice_ask_many_finish (GAsyncResult *result, GError **error);

G_END_DECLS
