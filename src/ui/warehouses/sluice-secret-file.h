/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "secrets/sluice-secret.h"

G_BEGIN_DECLS

/* A secret that comes in a file: chosen, read, and nowhere else but in wiped memory. */
void sluice_secret_file_choose_async (GtkWindow *parent,
                                      const char *title,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SluiceSecret *sluice_secret_file_choose_finish (GAsyncResult *result, GError **error);

G_END_DECLS
