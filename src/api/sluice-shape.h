/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* The server's shapes, and the one the program works with (CONTRACT 3 and 4). Pure: no calls here. */

JsonObject *sluice_shape_copy_object (JsonObject *object);
JsonObject *sluice_shape_read_entry (JsonObject *object);
JsonArray *sluice_shape_expect_list (JsonNode *document, GError **error);
JsonArray *sluice_shape_read_list (JsonNode *document, GError **error);
JsonArray *sluice_shape_expect_ids (JsonArray *list, GError **error);
void sluice_shape_redact_errors (JsonObject *object, SluiceRedactor *redactor);
void sluice_shape_set_missing_id (JsonObject *object, const char *id);
JsonObject *sluice_shape_find_object (JsonNode *document);
JsonObject *sluice_shape_read_object (JsonNode *document);
gboolean sluice_shape_tells_errors (JsonObject *object);
JsonObject *sluice_shape_expect_object (JsonNode *document, GError **error);
char *sluice_shape_get_id (JsonObject *object);

void sluice_shape_restore_id (JsonObject *object, JsonNode *document);
JsonObject *sluice_shape_merge (JsonObject *current, JsonObject *changes);

/* Data models keep their query in config, or beside it. */
typedef enum
{
  SLUICE_QUERY_UNKNOWN,
  SLUICE_QUERY_IN_CONFIG,
  SLUICE_QUERY_ON_TOP,
} SluiceQueryShape;

SluiceQueryShape sluice_shape_normalize_query (JsonObject *model);
void sluice_shape_move_query_to_top (JsonObject *model);

G_END_DECLS
