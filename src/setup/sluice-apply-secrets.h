/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-plan.h"

G_BEGIN_DECLS

/* The secrets of apply; private to this folder. */

void _sluice_apply_secrets_find_async (SluiceSession *session,
                                       SluicePlan *plan,
                                       GHashTable *given,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GHashTable *_sluice_apply_secrets_find_finish (GAsyncResult *result, GError **error);

/* Under the connection, once that is made; error only says why they are not kept. */
void _sluice_apply_secrets_keep_async (SluiceSession *session,
                                       const char *connection_id,
                                       GHashTable *secrets,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean _sluice_apply_secrets_keep_finish (GAsyncResult *result, GError **error);

G_END_DECLS
