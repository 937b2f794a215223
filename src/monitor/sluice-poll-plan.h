/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-pipeline-status.h"

G_BEGIN_DECLS

/* When to look again, in microseconds. Pure: the time comes in, a wait comes out. */

#define SLUICE_POLL_BUSY      (5 * G_TIME_SPAN_SECOND)
#define SLUICE_POLL_EXPECTING (15 * G_TIME_SPAN_SECOND)
#define SLUICE_POLL_IDLE      (5 * G_TIME_SPAN_MINUTE)
#define SLUICE_POLL_LIST      (2 * G_TIME_SPAN_MINUTE)

gint64 sluice_poll_plan_report (SluicePipelineStatus *status, GDateTime *now);
gint64 sluice_poll_plan_list (GPtrArray *statuses);
gint64 sluice_poll_plan_retry (const GError *error, guint failures);

G_END_DECLS
