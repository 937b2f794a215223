/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-json.h"

#include <string.h>

/* The shortest text that reads back as the same number: 0.7, not 0.69999999999999996. */
static void
append_double (GString *text, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint digits = 15; digits <= 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%ug", digits);

      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (text, buffer);
}

static gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void
append_escape (GString *text, char c)
{
  const char *letter = strchr ("\"\"\\\\\nn\tt\rr\bb\ff", c);

  if (letter != NULL)
    g_string_append_printf (text, "\\%c", letter[1]);
  else
    g_string_append_printf (text, "\\u%04x", (guint) c);
}

static void
append_string (GString *text, const char *string)
{
  const char *from = string;

  g_string_append_c (text, '"');
  for (const char *p = string; *p != '\0'; p++)
    if (!is_plain (*p))
      {
        g_string_append_len (text, from, p - from);
        append_escape (text, *p);
        from = p + 1;
      }
  g_string_append (text, from);
  g_string_append_c (text, '"');
}

static void
append_break (GString *text, int indent)
{
  if (indent < 0)
    return;
  g_string_append_c (text, '\n');
  for (int i = 0; i < indent; i++)
    g_string_append (text, "  ");
}

static void append_node (GString *text, JsonNode *node, int indent);

static void
append_array (GString *text, JsonArray *array, int indent)
{
  guint length = json_array_get_length (array);
  int inner = indent < 0 ? indent : indent + 1;

  g_string_append_c (text, '[');
  for (guint i = 0; i < length; i++)
    {
      append_break (text, inner);
      append_node (text, json_array_get_element (array, i), inner);
      if (i + 1 < length)
        g_string_append_c (text, ',');
    }
  if (length > 0)
    append_break (text, indent);
  g_string_append_c (text, ']');
}

static void
append_object (GString *text, JsonObject *object, int indent)
{
  int inner = indent < 0 ? indent : indent + 1;
  JsonObjectIter iter;
  gboolean first = TRUE;
  const char *name;
  JsonNode *value;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!first)
        g_string_append_c (text, ',');
      first = FALSE;
      append_break (text, inner);
      append_string (text, name);
      g_string_append (text, indent < 0 ? ":" : ": ");
      append_node (text, value, inner);
    }
  if (!first)
    append_break (text, indent);
  g_string_append_c (text, '}');
}

static void
append_node (GString *text, JsonNode *node, int indent)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (text, json_node_get_object (node), indent);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (text, json_node_get_array (node), indent);
  else if (!JSON_NODE_HOLDS_VALUE (node))
    g_string_append (text, "null");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    append_string (text, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    append_double (text, json_node_get_double (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

/**
 * sluice_json_to_text:
 * @node: a document
 * @pretty: whether to break lines and indent by two spaces
 *
 * Writes the members in their order and numbers as short as they can be, which json-glib's generator
 * does not.
 *
 * Returns: (transfer full): its text, without a newline at the end
 */
char *
sluice_json_to_text (JsonNode *node, gboolean pretty)
{
  GString *text = g_string_new (NULL);

  append_node (text, node, pretty ? 0 : -1);
  return g_string_free (text, FALSE);
}

/**
 * sluice_json_append_object:
 * @text: a document that is being written, lines broken as by sluice_json_to_text()
 * @object: what comes next in it
 * @depth: how deep it stands there
 */
void
sluice_json_append_object (GString *text, JsonObject *object, guint depth)
{
  append_object (text, object, (int) depth);
}

/**
 * sluice_json_scalar_to_text:
 * @node: (nullable): any node
 *
 * The API gives ids and numbers as text in one place and as numbers in another (FACTS 3).
 *
 * Returns: (transfer full) (nullable): a string, number or boolean as text; %NULL for anything else
 */
char *
sluice_json_scalar_to_text (JsonNode *node)
{
  GString *number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_DOUBLE:
      number = g_string_new (NULL);
      append_double (number, json_node_get_double (node));
      return g_string_free (number, FALSE);
    default:
      return NULL;
    }
}

/**
 * sluice_json_set_text:
 * @object: an object
 * @member: a member's name
 * @text: (nullable): its value; %NULL for null
 */
void
sluice_json_set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

/**
 * sluice_json_set_count:
 * @object: an object
 * @member: a member's name
 * @count: how many; a negative number for null, as where it is not told
 */
void
sluice_json_set_count (JsonObject *object, const char *member, gint64 count)
{
  if (count >= 0)
    json_object_set_int_member (object, member, count);
  else
    json_object_set_null_member (object, member);
}
