/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-monitor.h"

G_BEGIN_DECLS

/* How many days the overview looks back. */
#define SLUICE_OVERVIEW_DAYS 14

/* All of one workspace's pipelines in numbers, worked out from what the monitor and the store know. */
GPtrArray *sluice_overview_list (SluiceMonitor *monitor, SluiceSession *session);
guint sluice_overview_count_unhealthy (GPtrArray *statuses);
GHashTable *sluice_overview_count_states (GPtrArray *statuses);
GPtrArray *sluice_overview_list_unhealthy (GPtrArray *statuses, guint limit);
GPtrArray *sluice_overview_list_next (GPtrArray *statuses, guint limit);

G_END_DECLS
