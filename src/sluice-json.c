/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-json.h"

/* A year of hourly runs, each with so many records, can still be summed. */
#define MAX_COUNT G_GINT64_CONSTANT (1000000000000000)

/**
 * sluice_json_node_for_object:
 * @object: (transfer none): an object
 *
 * Returns: (transfer full): a node that holds a reference on @object
 */
JsonNode *
sluice_json_node_for_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return node;
}

/**
 * sluice_json_object_to_text:
 * @object: an object
 * @pretty: whether to indent by two spaces
 *
 * Returns: (transfer full): its text, without a newline at the end
 */
char *
sluice_json_object_to_text (JsonObject *object, gboolean pretty)
{
  g_autoptr (JsonNode) node = sluice_json_node_for_object (object);

  return sluice_json_to_text (node, pretty);
}

/**
 * sluice_json_dup_text:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer full) (nullable): the member as by sluice_json_scalar_to_text()
 */
char *
sluice_json_dup_text (JsonObject *object, const char *member)
{
  return object != NULL ? sluice_json_scalar_to_text (json_object_get_member (object, member))
                        : NULL;
}

/**
 * sluice_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member if it is a string
 */
const char *
sluice_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * sluice_json_get_int:
 * @object: (nullable): an object
 * @member: a member's name
 * @value: (out) (optional): the whole number
 *
 * Returns: whether the member is a whole number, written as a number or as text
 */
gboolean
sluice_json_get_int (JsonObject *object, const char *member, gint64 *value)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  gint64 number = 0;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    number = json_node_get_int (node);
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      double real = json_node_get_double (node);

      if (!(real >= -9.0e15 && real <= 9.0e15) || real != (double) (gint64) real)
        return FALSE;
      number = (gint64) real;
    }
  else if (json_node_get_value_type (node) != G_TYPE_STRING ||
           !g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64,
                                      &number, NULL))
    return FALSE;
  if (value != NULL)
    *value = number;
  return TRUE;
}

/**
 * sluice_json_get_count:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: how many of something it tells, as a number or as text; -1 where it tells none, or one that
 *   nothing can have: sums of those that are left stay within a gint64
 */
gint64
sluice_json_get_count (JsonObject *object, const char *member)
{
  gint64 count;

  return sluice_json_get_int (object, member, &count) && count >= 0 && count <= MAX_COUNT ? count
                                                                                          : -1;
}

/**
 * sluice_json_get_boolean:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to give where the member is no boolean
 *
 * Returns: the member, "true" and "false" as text included
 */
gboolean
sluice_json_get_boolean (JsonObject *object, const char *member, gboolean fallback)
{
  g_autofree char *text = sluice_json_dup_text (object, member);

  if (g_strcmp0 (text, "true") == 0)
    return TRUE;
  if (g_strcmp0 (text, "false") == 0)
    return FALSE;
  return fallback;
}

/**
 * sluice_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member if it is an object
 */
JsonObject *
sluice_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * sluice_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member if it is an array
 */
JsonArray *
sluice_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static char *
unescape_token (const char *token)
{
  g_autoptr (GString) text = g_string_new (token);

  g_string_replace (text, "~1", "/", 0);
  g_string_replace (text, "~0", "~", 0);
  return g_strdup (text->str);
}

/**
 * sluice_json_pointer_join:
 * @parent: a JSON pointer, "" for the root
 * @member: a member's name or an array's index
 *
 * Returns: (transfer full): the pointer (RFC 6901) to the member of @parent
 */
char *
sluice_json_pointer_join (const char *parent, const char *member)
{
  g_autoptr (GString) token = g_string_new (member);

  g_string_replace (token, "~", "~0", 0);
  g_string_replace (token, "/", "~1", 0);
  return g_strconcat (parent, "/", token->str, NULL);
}

static JsonNode *
get_child (JsonNode *node, const char *name)
{
  guint64 index;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), name);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT, &index, NULL) &&
      index < json_array_get_length (json_node_get_array (node)))
    return json_array_get_element (json_node_get_array (node), (guint) index);
  return NULL;
}

/**
 * sluice_json_pointer_get:
 * @root: a document
 * @pointer: a JSON pointer (RFC 6901)
 *
 * Returns: (transfer none) (nullable): the node it points to
 */
JsonNode *
sluice_json_pointer_get (JsonNode *root, const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  JsonNode *node = root;

  for (guint i = 1; node != NULL && i < g_strv_length (tokens); i++)
    {
      g_autofree char *name = unescape_token (tokens[i]);

      node = get_child (node, name);
    }
  return node;
}

/**
 * sluice_json_pointer_set:
 * @root: a document that may be changed
 * @pointer: a JSON pointer to a member of objects; missing objects on the way are made
 * @value: (transfer full) (nullable): the new value, or %NULL to remove the member
 *
 * Returns: whether the way led through objects only
 */
gboolean
sluice_json_pointer_set (JsonNode *root, const char *pointer, JsonNode *value)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  g_autoptr (JsonNode) owned = value;
  guint n_tokens = g_strv_length (tokens);
  JsonNode *node = root;

  g_return_val_if_fail (n_tokens > 1, FALSE);

  for (guint i = 1; i < n_tokens; i++)
    {
      g_autofree char *name = unescape_token (tokens[i]);
      JsonObject *object;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return FALSE;
      object = json_node_get_object (node);
      if (i + 1 == n_tokens && owned == NULL)
        json_object_remove_member (object, name);
      else if (i + 1 == n_tokens)
        json_object_set_member (object, name, g_steal_pointer (&owned));
      else if (!json_object_has_member (object, name))
        {
          if (owned == NULL)
            return TRUE;
          json_object_set_object_member (object, name, json_object_new ());
        }
      node = json_object_get_member (object, name);
    }
  return TRUE;
}

static gboolean
objects_equal (JsonObject *a, JsonObject *b)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;
  json_object_iter_init (&iter, a);
  while (json_object_iter_next (&iter, &name, &value))
    if (!json_object_has_member (b, name) ||
        !sluice_json_equal (value, json_object_get_member (b, name)))
      return FALSE;
  return TRUE;
}

static gboolean
arrays_equal (JsonArray *a, JsonArray *b)
{
  if (json_array_get_length (a) != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (a); i++)
    if (!sluice_json_equal (json_array_get_element (a, i), json_array_get_element (b, i)))
      return FALSE;
  return TRUE;
}

/**
 * sluice_json_equal:
 * @a: a document
 * @b: another
 *
 * Compares by meaning: the order of members does not count, nor whether a number is written as text
 * (CONTRACT 7).
 *
 * Returns: whether they say the same
 */
gboolean
sluice_json_equal (JsonNode *a, JsonNode *b)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (JSON_NODE_TYPE (a) != JSON_NODE_TYPE (b))
    return FALSE;
  switch (JSON_NODE_TYPE (a))
    {
    case JSON_NODE_OBJECT:
      return objects_equal (json_node_get_object (a), json_node_get_object (b));
    case JSON_NODE_ARRAY:
      return arrays_equal (json_node_get_array (a), json_node_get_array (b));
    case JSON_NODE_VALUE:
      text_a = sluice_json_scalar_to_text (a);
      text_b = sluice_json_scalar_to_text (b);
      return g_strcmp0 (text_a, text_b) == 0;
    case JSON_NODE_NULL:
    default:
      return TRUE;
    }
}
