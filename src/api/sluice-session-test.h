/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"

G_BEGIN_DECLS

/**
 * SluiceSessionTestFunc:
 * @step: the step's own name: "token", "account", or a family as in sluice_family_to_string()
 * @title: it in words, translated
 * @error: (nullable): how it failed; %NULL where it went well
 * @user_data: the caller's
 *
 * Told of each step of a session's test as it ends.
 */
typedef void (*SluiceSessionTestFunc) (const char *step,
                                       const char *title,
                                       const GError *error,
                                       gpointer user_data);

/* Whether a workspace is what it says: the token, the account and the workspace in it, the routes of all
 * families. A failed token or account ends it; a family that is not found does not. */
void sluice_session_test_async (SluiceSession *session,
                                SluiceSessionTestFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sluice_session_test_finish (SluiceSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
