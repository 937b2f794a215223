/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "secrets/sluice-keyring.h"

G_BEGIN_DECLS

/* Keeping a secret, with the question what to do where there is no keyring. */
void sluice_secret_keeper_keep_async (GtkWindow *parent,
                                      SluiceKeyring *keyring,
                                      const char *profile_id,
                                      const char *item,
                                      const char *label,
                                      SluiceSecret *secret,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean sluice_secret_keeper_keep_finish (GAsyncResult *result, GError **error);

G_END_DECLS
