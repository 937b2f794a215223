/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/pipelines/sluice-run-log.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RUNS_TABLE (sluice_runs_table_get_type ())

/**
 * SluiceRunsTable:
 *
 * The runs of a pipeline, one a line: what it was, which window it covered, when it began, how long it
 * took, how many records went through or failed, and why.
 */
G_DECLARE_FINAL_TYPE (SluiceRunsTable, sluice_runs_table, SLUICE, RUNS_TABLE, AdwBin)

void sluice_runs_table_set_log (SluiceRunsTable *self, SluiceRunLog *log);

G_END_DECLS
