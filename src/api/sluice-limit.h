/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* Fails with a LIMIT error that names the active pipelines, when it could read them. Takes error. */
void sluice_limit_explain_async (SluiceClient *client,
                                 GError *error,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GError *sluice_limit_explain_finish (GAsyncResult *result);

G_END_DECLS
