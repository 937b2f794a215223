/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-pipeline-status.h"

G_BEGIN_DECLS

/* When the run was due that did not begin; NULL where none is missing. */
GDateTime *sluice_overdue_since (SluicePipelineStatus *status, GDateTime *now);

G_END_DECLS
