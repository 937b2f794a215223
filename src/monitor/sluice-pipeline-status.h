/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-run.h"
#include "api/sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINE_STATUS (sluice_pipeline_status_get_type ())

/**
 * SluicePipelineStatus:
 *
 * One pipeline as it stands: what it is, its state ("active", "paused", "pending"), its health
 * ("healthy", "faulted", "unknown"), its last run, when the next is due, what went wrong and what to
 * do. Properties notify as they change, so a row bound to it keeps itself right.
 */
G_DECLARE_FINAL_TYPE (SluicePipelineStatus,
                      sluice_pipeline_status,
                      SLUICE,
                      PIPELINE_STATUS,
                      GObject)

const char *sluice_pipeline_status_get_id (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_name (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_state (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_health (SluicePipelineStatus *self);
SluiceRun *sluice_pipeline_status_get_last_run (SluicePipelineStatus *self);
GDateTime *sluice_pipeline_status_get_next_run (SluicePipelineStatus *self);
const GError *sluice_pipeline_status_get_error (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_remedy (SluicePipelineStatus *self);
JsonObject *sluice_pipeline_status_get_pipeline (SluicePipelineStatus *self);
gboolean sluice_pipeline_status_is_unhealthy (SluicePipelineStatus *self);
JsonObject *sluice_pipeline_status_to_json (SluicePipelineStatus *self);

/* Reads the pipelines (one, or all where pipeline_id is NULL) and their reports once; at most eight
 * requests at a time. Gives a GPtrArray of SluicePipelineStatus. */
void sluice_pipeline_status_read_async (SluiceSession *session,
                                        const char *pipeline_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *sluice_pipeline_status_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
