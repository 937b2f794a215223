/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/sluice-session.h"
#include "monitor/sluice-pipeline-status.h"
#include "store/sluice-run-history.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_MONITOR (sluice_monitor_get_type ())

/**
 * SluiceMonitor:
 *
 * Watches the pipelines of workspaces: a GListModel of #SluicePipelineStatus, whose items stay the same
 * objects and change in place; they come and go only with their pipelines. It looks often where
 * something runs and seldom where nothing does, never asks more than eight things at once, stops while
 * there is no network (a workspace on this machine excepted) or the application has suspended it, and
 * keeps every run it sees in the store.
 *
 * Properties: suspended (boolean), busy (boolean, read-only): whether something is being asked.
 * Signals: ::observed (SluicePipelineStatus) whenever a pipeline was looked at, changed or not;
 * ::run-seen (SluicePipelineStatus, SluiceRun or NULL) when runs are new or have changed, after they were
 * stored;
 * ::session-changed (SluiceSession) when a workspace began or ceased to answer, or was first read.
 */
G_DECLARE_FINAL_TYPE (SluiceMonitor, sluice_monitor, SLUICE, MONITOR, GObject)

SluiceMonitor *sluice_monitor_new (void);

void sluice_monitor_watch (SluiceMonitor *self, SluiceSession *session);
void sluice_monitor_unwatch (SluiceMonitor *self, SluiceSession *session);
/* Looks at once; session NULL for all, pipeline_id NULL for all of the session. */
void sluice_monitor_refresh (SluiceMonitor *self, SluiceSession *session, const char *pipeline_id);

gboolean sluice_monitor_get_suspended (SluiceMonitor *self);
void sluice_monitor_set_suspended (SluiceMonitor *self, gboolean suspended);
gboolean sluice_monitor_is_busy (SluiceMonitor *self);

SluicePipelineStatus *
sluice_monitor_find (SluiceMonitor *self, SluiceSession *session, const char *pipeline_id);
/* Whether the session's pipelines were read at least once. */
gboolean sluice_monitor_was_read (SluiceMonitor *self, SluiceSession *session);
const GError *sluice_monitor_get_error (SluiceMonitor *self, SluiceSession *session);
guint sluice_monitor_count_active (SluiceMonitor *self, SluiceSession *session);
SluiceRunHistory *sluice_monitor_get_history (SluiceMonitor *self, SluiceSession *session);
GDateTime *sluice_monitor_get_server_time (SluiceSession *session);

G_END_DECLS
