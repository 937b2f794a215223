/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Replies and files nest at most this deep (CONTRACT: deeper is a protocol error). */
#define SLUICE_JSON_MAX_DEPTH 64

/* And are at most this large in memory; no file that a person means comes near. */
#define SLUICE_JSON_MAX_TREE (256 * 1024 * 1024)

#define SLUICE_JSON_ERROR (sluice_json_error_quark ())

/**
 * SluiceJsonError:
 * @SLUICE_JSON_ERROR_SYNTAX: not JSON by RFC 8259, or cut short; the message gives line and column
 * @SLUICE_JSON_ERROR_DEPTH: nests deeper than %SLUICE_JSON_MAX_DEPTH
 * @SLUICE_JSON_ERROR_DUPLICATE: an object names a member twice
 * @SLUICE_JSON_ERROR_ENCODING: not UTF-8
 * @SLUICE_JSON_ERROR_SIZE: would need more than %SLUICE_JSON_MAX_TREE
 */
typedef enum
{
  SLUICE_JSON_ERROR_SYNTAX,
  SLUICE_JSON_ERROR_DEPTH,
  SLUICE_JSON_ERROR_DUPLICATE,
  SLUICE_JSON_ERROR_ENCODING,
  SLUICE_JSON_ERROR_SIZE,
} SluiceJsonError;

GQuark sluice_json_error_quark (void);

JsonNode *sluice_json_parse (const char *text, gssize length, GError **error);
gboolean sluice_json_exceeds (const char *text, gsize length, gsize limit);
gboolean sluice_json_is_open (const char *text, gsize length);
char *sluice_json_to_text (JsonNode *node, gboolean pretty);
char *sluice_json_object_to_text (JsonObject *object, gboolean pretty);
void sluice_json_append_object (GString *text, JsonObject *object, guint depth);
JsonNode *sluice_json_node_for_object (JsonObject *object);

char *sluice_json_scalar_to_text (JsonNode *node);
char *sluice_json_dup_text (JsonObject *object, const char *member);
const char *sluice_json_get_string (JsonObject *object, const char *member);
gboolean sluice_json_get_int (JsonObject *object, const char *member, gint64 *value);
gint64 sluice_json_get_count (JsonObject *object, const char *member);
gboolean sluice_json_get_boolean (JsonObject *object, const char *member, gboolean fallback);
JsonObject *sluice_json_get_object (JsonObject *object, const char *member);
JsonArray *sluice_json_get_array (JsonObject *object, const char *member);

void sluice_json_set_text (JsonObject *object, const char *member, const char *text);
void sluice_json_set_count (JsonObject *object, const char *member, gint64 count);

JsonNode *sluice_json_pointer_get (JsonNode *root, const char *pointer);
gboolean sluice_json_pointer_set (JsonNode *root, const char *pointer, JsonNode *value);
char *sluice_json_pointer_join (const char *parent, const char *member);

gboolean sluice_json_equal (JsonNode *a, JsonNode *b);

G_END_DECLS
