/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Objects of the early access API, said as v2 says them (FACTS 14). What is in v2 shape already comes
 * out as it was. */

JsonObject *sluice_dialect_read_connection (JsonObject *connection);
JsonObject *sluice_dialect_read_pipeline (JsonObject *pipeline, JsonObject *data_model);
JsonObject *sluice_dialect_read_schedule (JsonObject *pipeline);
char *sluice_dialect_read_state (JsonObject *pipeline);
const char *sluice_dialect_read_query (JsonObject *data_model);

G_END_DECLS
