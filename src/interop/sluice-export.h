/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "setup/sluice-setup.h"

G_BEGIN_DECLS

/* The setup file of a pipeline that exists, whoever made it: its pipeline, connection, data model, field
 * transformation and feed, read from the API. */

void sluice_export_pipeline_async (SluiceSession *session,
                                   const char *pipeline_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
SluiceSetup *sluice_export_pipeline_finish (GAsyncResult *result, GError **error);

G_END_DECLS
