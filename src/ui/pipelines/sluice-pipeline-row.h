/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "monitor/sluice-monitor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINE_ROW (sluice_pipeline_row_get_type ())

/**
 * SluicePipelineRow:
 *
 * A pipeline in a list: its state, name and warehouse, its last run and the next one, and its recent runs
 * at a glance. Keeps itself right while the pipeline changes and time goes by.
 */
G_DECLARE_FINAL_TYPE (SluicePipelineRow, sluice_pipeline_row, SLUICE, PIPELINE_ROW, GtkBox)

GtkWidget *sluice_pipeline_row_new (SluiceMonitor *monitor);
void sluice_pipeline_row_set_status (SluicePipelineRow *self, SluicePipelineStatus *status);

G_END_DECLS
