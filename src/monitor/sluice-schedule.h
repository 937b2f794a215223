/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A pipeline's schedule object (CONTRACT 3): when it runs next, and how to say it in words. The first
 * run's minute, hour and day come from "start" (FACTS 7.4). */

GDateTime *sluice_schedule_next_run (JsonObject *schedule, GDateTime *after);
GDateTime *sluice_schedule_previous_run (JsonObject *schedule, GDateTime *before);
GPtrArray *sluice_schedule_next_runs (JsonObject *schedule, GDateTime *after, guint count);
char *sluice_schedule_describe (JsonObject *schedule);
char *sluice_schedule_describe_from (JsonObject *schedule, GDateTime *now);

G_END_DECLS
