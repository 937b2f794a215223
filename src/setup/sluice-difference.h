/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char **sluice_difference_list (JsonObject *there, JsonObject *ours, gboolean only_shown);
void sluice_difference_drop_same (JsonObject *there, JsonObject *ours, JsonObject *request);

G_END_DECLS
