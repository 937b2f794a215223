/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-setup.h"

G_BEGIN_DECLS

void sluice_setup_file_load_async (GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
SluiceSetup *sluice_setup_file_load_finish (GAsyncResult *result, GError **error);

void sluice_setup_file_save_async (SluiceSetup *setup,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sluice_setup_file_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
