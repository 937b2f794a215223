/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-pipeline-status.h"
#include "store/sluice-run-history.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RUN_KEEPER (sluice_run_keeper_get_type ())

/**
 * SluiceRunKeeper:
 *
 * Stores the runs that a watch sees, many of them at once: each write waits for the disk.
 *
 * Signals: ::kept (SluicePipelineStatus, SluiceRun or NULL), for each that was added, after it was stored.
 */
G_DECLARE_FINAL_TYPE (SluiceRunKeeper, sluice_run_keeper, SLUICE, RUN_KEEPER, GObject)

SluiceRunKeeper *sluice_run_keeper_new (SluiceRunHistory *history);
void sluice_run_keeper_add (SluiceRunKeeper *self,
                            SluicePipelineStatus *status,
                            SluiceRun *run,
                            GPtrArray *runs);
void sluice_run_keeper_flush (SluiceRunKeeper *self);
void sluice_run_keeper_stop (SluiceRunKeeper *self);

G_END_DECLS
