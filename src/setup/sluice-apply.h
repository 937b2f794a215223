/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-plan.h"

G_BEGIN_DECLS

/* Runs a plan step by step: an intent in the journal before each request, the outcome after it. Can
 * be cancelled, killed or cut off at any byte; a new plan and apply go on without making anything
 * twice. secrets: field key -> SluiceSecret given for this time; others come from the keyring. */
void sluice_apply_run_async (SluiceSession *session,
                             SluicePlan *plan,
                             GHashTable *secrets,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sluice_apply_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
