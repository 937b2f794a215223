/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "monitor/sluice-pipeline-status.h"
#include "store/sluice-run-history.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WATCH (sluice_watch_get_type ())

/**
 * SluiceWatch:
 *
 * One workspace under watch: its pipelines, when each is to be looked at again, and the requests that do
 * so. The monitor decides how many go out at once.
 *
 * Signals: ::added (SluicePipelineStatus), ::removed (SluicePipelineStatus), ::observed
 * (SluicePipelineStatus), ::run-seen (SluicePipelineStatus, SluiceRun), ::changed (it began or ceased to
 * answer, or was read for the first time), ::done (a job ended, however it went).
 */
G_DECLARE_FINAL_TYPE (SluiceWatch, sluice_watch, SLUICE, WATCH, GObject)

/* One request that is due. */
typedef struct _SluiceWatchJob SluiceWatchJob;

SluiceWatch *sluice_watch_new (SluiceSession *session);
void sluice_watch_stop (SluiceWatch *self);
void sluice_watch_flush (SluiceWatch *self);

SluiceSession *sluice_watch_get_session (SluiceWatch *self);
SluiceRunHistory *sluice_watch_get_history (SluiceWatch *self);
const GError *sluice_watch_get_error (SluiceWatch *self);
gboolean sluice_watch_was_read (SluiceWatch *self);
SluicePipelineStatus *sluice_watch_find (SluiceWatch *self, const char *pipeline_id);
GPtrArray *sluice_watch_list (SluiceWatch *self);

/* Times are g_get_monotonic_time()'s. */
void sluice_watch_make_due (SluiceWatch *self, const char *pipeline_id);
void sluice_watch_collect (SluiceWatch *self, gint64 until, GQueue *jobs);
gint64 sluice_watch_next_due (SluiceWatch *self);

/* Takes the job: starts it, or drops it where it is no longer wanted. Returns whether it was started. */
gboolean sluice_watch_job_start (SluiceWatchJob *job);
void sluice_watch_job_drop (SluiceWatchJob *job);

G_END_DECLS
