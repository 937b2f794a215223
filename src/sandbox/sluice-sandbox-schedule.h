/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void sluice_sandbox_schedule_check (GPtrArray *problems, JsonObject *schedule);
gint64 sluice_sandbox_schedule_first (JsonObject *schedule, gint64 earliest);
gint64 sluice_sandbox_schedule_next (JsonObject *schedule, gint64 after);
double sluice_sandbox_schedule_get_weight (JsonObject *schedule);

G_END_DECLS
