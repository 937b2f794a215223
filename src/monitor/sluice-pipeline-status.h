/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-run.h"
#include "api/sluice-session.h"

G_BEGIN_DECLS

/* How long a new pipeline's missing report means nothing (CONTRACT 5, NOT_READY). */
#define SLUICE_PENDING_SECONDS 300

#define SLUICE_TYPE_PIPELINE_STATUS (sluice_pipeline_status_get_type ())

/**
 * SluicePipelineStatus:
 *
 * One pipeline as it stands: what it is, its state ("active", "paused", "pending"), its health
 * ("healthy", "faulted", "unknown"), its last run, when the next is due, what went wrong and what to
 * do. Properties notify as they change, so a row bound to it keeps itself right: id, name, state,
 * health, remedy, warehouse (strings), last-run (SluiceRun), next-run (GDateTime), error (GError),
 * pipeline (JsonObject), unhealthy, running (booleans).
 */
G_DECLARE_FINAL_TYPE (SluicePipelineStatus,
                      sluice_pipeline_status,
                      SLUICE,
                      PIPELINE_STATUS,
                      GObject)

SluicePipelineStatus *sluice_pipeline_status_new (SluiceSession *session, JsonObject *pipeline);

const char *sluice_pipeline_status_get_id (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_name (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_sort_key (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_state (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_health (SluicePipelineStatus *self);
SluiceRun *sluice_pipeline_status_get_last_run (SluicePipelineStatus *self);
GDateTime *sluice_pipeline_status_get_next_run (SluicePipelineStatus *self);
const GError *sluice_pipeline_status_get_error (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_remedy (SluicePipelineStatus *self);
JsonObject *sluice_pipeline_status_get_pipeline (SluicePipelineStatus *self);
SluiceReport *sluice_pipeline_status_get_report (SluicePipelineStatus *self);
SluiceSession *sluice_pipeline_status_get_session (SluicePipelineStatus *self);
const char *sluice_pipeline_status_get_warehouse (SluicePipelineStatus *self);
JsonObject *sluice_pipeline_status_get_schedule (SluicePipelineStatus *self);
gboolean sluice_pipeline_status_is_unhealthy (SluicePipelineStatus *self);
gboolean sluice_pipeline_status_is_running (SluicePipelineStatus *self);
JsonObject *sluice_pipeline_status_to_json (SluicePipelineStatus *self);

/* Who reads the API tells the status what it learned; now is the server's time. */
void sluice_pipeline_status_set_pipeline (SluicePipelineStatus *self,
                                          JsonObject *pipeline,
                                          GDateTime *now);
void sluice_pipeline_status_set_report (SluicePipelineStatus *self,
                                        SluiceReport *report,
                                        GDateTime *now);
void sluice_pipeline_status_pass_time (SluicePipelineStatus *self, GDateTime *now);
void sluice_pipeline_status_set_report_error (SluicePipelineStatus *self,
                                              const GError *error,
                                              GDateTime *now);
void sluice_pipeline_status_set_warehouse (SluicePipelineStatus *self, const char *kind);

/* Reads the pipelines (one, or all where pipeline_id is NULL) and their reports once; at most eight
 * requests at a time. Gives a GPtrArray of SluicePipelineStatus. */
void sluice_pipeline_status_read_async (SluiceSession *session,
                                        const char *pipeline_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *sluice_pipeline_status_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
