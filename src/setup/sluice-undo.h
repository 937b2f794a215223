/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "setup/sluice-step.h"

G_BEGIN_DECLS

/* Removes what an apply created, in reverse order: that of a plan, or of the last one in a workspace. */
GListModel *sluice_undo_find (SluiceSession *session, GListModel *plan);
void sluice_undo_run_async (SluiceSession *session,
                            GListModel *steps,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean sluice_undo_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
