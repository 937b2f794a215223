/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-run.h"

G_BEGIN_DECLS

/* What a pipeline, its report and its last run say, taken together (CONTRACT 4 and 8). */

char *sluice_pipeline_read_state (JsonObject *pipeline);
JsonObject *sluice_pipeline_dup_schedule (JsonObject *pipeline);
const char *sluice_report_judge_health (SluiceReport *report);
GError *sluice_report_describe_fault (SluiceReport *report);
gboolean sluice_run_went_wrong (SluiceRun *run);
GError *sluice_run_describe_failure (SluiceRun *run);

G_END_DECLS
