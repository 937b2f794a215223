/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-run.h"

G_BEGIN_DECLS

/* What a report and a run say of a pipeline (CONTRACT 4 and 8). */

const char *sluice_report_judge_health (SluiceReport *report);
GError *sluice_report_describe_fault (SluiceReport *report);
gboolean sluice_run_went_wrong (SluiceRun *run);
GError *sluice_run_describe_failure (SluiceRun *run);

G_END_DECLS
