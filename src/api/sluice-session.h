/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"
#include "secrets/sluice-keyring.h"
#include "store/sluice-store.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SESSION (sluice_session_get_type ())

/**
 * SluiceSession:
 *
 * A workspace at work: its profile, the client that talks to it, the keyring its secrets are in and
 * the store its past is in. What the window and the terminal hand to every job.
 */
G_DECLARE_FINAL_TYPE (SluiceSession, sluice_session, SLUICE, SESSION, GObject)

/* Looks the client secret up in the keyring; AUTH with a remedy where it is not there. */
void sluice_session_open_async (SluiceProfile *profile,
                                SluiceStore *store,
                                SluiceKeyring *keyring,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
SluiceSession *sluice_session_open_finish (GAsyncResult *result, GError **error);
SluiceSession *sluice_session_new (SluiceProfile *profile,
                                   SluiceStore *store,
                                   SluiceKeyring *keyring,
                                   SluiceSecret *client_secret);

SluiceProfile *sluice_session_get_profile (SluiceSession *self);
SluiceClient *sluice_session_get_client (SluiceSession *self);
gboolean sluice_session_is_local (SluiceSession *self);
SluiceStore *sluice_session_get_store (SluiceSession *self);
SluiceKeyring *sluice_session_get_keyring (SluiceSession *self);

/* Whether the activity log is also written to the store, redacted as it is, and outlives this session. */
void sluice_session_set_keeps_activity (SluiceSession *self, gboolean keeps);

G_END_DECLS
