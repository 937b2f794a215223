/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-bodies.h"

#include <string.h>

#include "api/sluice-dialect.h"
#include "secrets/sluice-secret.h"
#include "sluice-json.h"

static JsonNode *resolve_node (SluicePostmanScope *scope, JsonNode *node);

static gboolean
is_reference (const char *at, gsize *length)
{
  const char *end = g_str_has_prefix (at, "{{") ? strstr (at, "}}") : NULL;

  if (end == NULL || end - at > 200 || memchr (at, '"', end - at) != NULL ||
      memchr (at, '\n', end - at) != NULL)
    return FALSE;
  *length = end + 2 - at;
  return TRUE;
}

/* How far a comment reaches, which Postman allows in a body and drops when it sends it. */
static gsize
comment_length (const char *at)
{
  const char *end;

  if (g_str_has_prefix (at, "//"))
    return strcspn (at, "\n");
  if (!g_str_has_prefix (at, "/*"))
    return 0;
  end = strstr (at + 2, "*/");
  return end != NULL ? (gsize) (end + 2 - at) : strlen (at);
}

/* A body is JSON only once its variables are filled in: {"id": {{ID}}} is what people write. References
 * outside of texts get quotes, so that the body can be parsed first and filled in member by member. */
static char *
quote_references (const char *body)
{
  GString *quoted = g_string_new (NULL);
  gboolean in_text = FALSE;

  for (const char *at = body; *at != '\0';)
    {
      gsize length = 1;

      if (in_text && *at == '\\' && at[1] != '\0')
        length = 2;
      else if (*at == '"')
        in_text = !in_text;
      else if (!in_text && is_reference (at, &length))
        {
          g_string_append_printf (quoted, "\"%.*s\"", (int) length, at);
          at += length;
          continue;
        }
      else if (!in_text && comment_length (at) > 0)
        {
          at += comment_length (at);
          continue;
        }
      g_string_append_len (quoted, at, (gssize) length);
      at += length;
    }
  return g_string_free (quoted, FALSE);
}

static JsonNode *
resolve_text (SluicePostmanScope *scope, const char *text)
{
  g_autofree char *reason = NULL;
  char *resolved = sluice_postman_scope_resolve (scope, text, &reason);
  JsonNode *node = NULL;

  if (resolved == NULL)
    return NULL;
  if (!sluice_postman_is_placeholder (resolved))
    node = json_node_init_string (json_node_alloc (), resolved);
  sluice_secret_wipe_memory (resolved, strlen (resolved));
  g_free (resolved);
  return node;
}

static JsonNode *
resolve_object (SluicePostmanScope *scope, JsonObject *object)
{
  JsonObject *resolved = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_node_take_object (node, resolved);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      JsonNode *value = resolve_node (scope, member);

      if (value != NULL)
        json_object_set_member (resolved, name, value);
    }
  return node;
}

static JsonNode *
resolve_array (SluicePostmanScope *scope, JsonArray *array)
{
  JsonArray *resolved = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, resolved);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *value = resolve_node (scope, json_array_get_element (array, i));

      if (value != NULL)
        json_array_add_element (resolved, value);
    }
  return node;
}

/* A copy with all references replaced; NULL for a text that has no value. */
static JsonNode *
resolve_node (SluicePostmanScope *scope, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return resolve_object (scope, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return resolve_array (scope, json_node_get_array (node));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return resolve_text (scope, json_node_get_string (node));
  return json_node_copy (node);
}

/* By the members that only this family has; SLUICE_N_FAMILIES where it is none of ours. */
static SluiceFamily
classify (JsonObject *object)
{
  if (json_object_has_member (object, "connection_id") &&
      json_object_has_member (object, "data_model_id"))
    return SLUICE_FAMILY_PIPELINES;
  if (json_object_has_member (object, "service_provider"))
    return SLUICE_FAMILY_CONNECTIONS;
  if (json_object_has_member (object, "module_name"))
    return SLUICE_FAMILY_FEEDS;
  if (json_object_has_member (object, "mappings") &&
      json_object_has_member (object, "destination_type"))
    return SLUICE_FAMILY_FIELD_TRANSFORMATIONS;
  if (sluice_dialect_read_query (object) != NULL)
    return SLUICE_FAMILY_DATA_MODELS;
  return SLUICE_N_FAMILIES;
}

static void
add_object (SluicePostmanBodies *self, JsonNode *node)
{
  g_autoptr (JsonObject) object = NULL;
  SluiceFamily family;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = sluice_dialect_read_connection (json_node_get_object (node));
  family = classify (object);
  if (family != SLUICE_N_FAMILIES)
    g_ptr_array_add (self->objects[family], g_steal_pointer (&object));
}

static void
add_request (SluicePostmanBodies *self,
             SluicePostmanScope *scope,
             const SluicePostmanRequest *request)
{
  char *quoted = quote_references (request->body);
  JsonNode *root = sluice_json_parse (quoted, -1, NULL);

  sluice_secret_wipe_memory (quoted, strlen (quoted));
  g_free (quoted);
  if (root == NULL)
    return;
  {
    g_autoptr (JsonNode) resolved = resolve_node (scope, root);

    if (resolved != NULL)
      add_object (self, resolved);
  }
  sluice_postman_wipe_json (root);
  json_node_unref (root);
}

/**
 * sluice_postman_bodies_new:
 * @files: (element-type SluicePostmanFile): the files
 * @scope: their variables
 *
 * Returns: (transfer full): what their requests would create
 */
SluicePostmanBodies *
sluice_postman_bodies_new (GPtrArray *files, SluicePostmanScope *scope)
{
  SluicePostmanBodies *self = g_new0 (SluicePostmanBodies, 1);

  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    self->objects[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < files->len; i++)
    {
      const SluicePostmanFile *file = g_ptr_array_index (files, i);

      for (guint j = 0; j < file->requests->len; j++)
        add_request (self, scope, g_ptr_array_index (file->requests, j));
    }
  return self;
}

/**
 * sluice_postman_bodies_free:
 * @self: (transfer full): bodies, whose objects nobody else may hold
 */
void
sluice_postman_bodies_free (SluicePostmanBodies *self)
{
  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    {
      for (guint j = 0; j < self->objects[i]->len; j++)
        {
          g_autoptr (JsonNode) node =
              sluice_json_node_for_object (g_ptr_array_index (self->objects[i], j));

          sluice_postman_wipe_json (node);
        }
      g_ptr_array_unref (self->objects[i]);
    }
  g_free (self);
}
