/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "monitor/sluice-notices.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SESSION_POOL (sluice_session_pool_get_type ())

/**
 * SluiceSessionPool:
 *
 * The open workspaces of the application. Windows on the same workspace share its session, so also
 * its token, its activity log and its run history, and its pipelines are watched. Emits ::opened (SluiceSession) for each new one.
 */
G_DECLARE_FINAL_TYPE (SluiceSessionPool, sluice_session_pool, SLUICE, SESSION_POOL, GObject)

SluiceSessionPool *sluice_session_pool_new (SluiceStore *store, SluiceKeyring *keyring);
SluiceStore *sluice_session_pool_get_store (SluiceSessionPool *self);
SluiceKeyring *sluice_session_pool_get_keyring (SluiceSessionPool *self);
SluiceMonitor *sluice_session_pool_get_monitor (SluiceSessionPool *self);
SluiceNotices *sluice_session_pool_get_notices (SluiceSessionPool *self);
GList *sluice_session_pool_list (SluiceSessionPool *self);

void sluice_session_pool_forget (SluiceSessionPool *self, const char *profile_id);

void sluice_session_pool_open_async (SluiceSessionPool *self,
                                     SluiceProfile *profile,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SluiceSession *
sluice_session_pool_open_finish (SluiceSessionPool *self, GAsyncResult *result, GError **error);

G_END_DECLS
