/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SANDBOX_PROCESS (sluice_sandbox_process_get_type ())

/**
 * SluiceSandboxProcess:
 *
 * The stand-in API as a child of the application: started when its workspace is opened, ended with
 * the application. What was made in it is kept beside the store.
 */
G_DECLARE_FINAL_TYPE (SluiceSandboxProcess,
                      sluice_sandbox_process,
                      SLUICE,
                      SANDBOX_PROCESS,
                      GObject)

SluiceSandboxProcess *sluice_sandbox_process_new (void);

void sluice_sandbox_process_start_async (SluiceSandboxProcess *self,
                                         SluiceProfile *profile,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char *sluice_sandbox_process_start_finish (SluiceSandboxProcess *self,
                                           GAsyncResult *result,
                                           GError **error);

SluiceProfile *sluice_sandbox_process_create_profile (void);
gboolean sluice_sandbox_process_owns (SluiceProfile *profile);
SluiceSecret *sluice_sandbox_process_create_secret (void);

G_END_DECLS
