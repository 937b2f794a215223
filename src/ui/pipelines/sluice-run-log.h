/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-monitor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RUN_LOG (sluice_run_log_get_type ())

/**
 * SluiceRunLog:
 *
 * The runs of one pipeline, newest first: a #GListModel of #SluiceRunItem. What the API still knows is
 * read page by page and kept, so that the log goes further back than the API does. Follows the monitor.
 * Emits ::changed when it began or ended to load.
 */
G_DECLARE_FINAL_TYPE (SluiceRunLog, sluice_run_log, SLUICE, RUN_LOG, GObject)

SluiceRunLog *sluice_run_log_new (SluiceMonitor *monitor, SluicePipelineStatus *status);
GListModel *sluice_run_log_get_model (SluiceRunLog *self);
void sluice_run_log_load_older (SluiceRunLog *self);
gboolean sluice_run_log_is_loading (SluiceRunLog *self);
gboolean sluice_run_log_is_complete (SluiceRunLog *self);

G_END_DECLS
