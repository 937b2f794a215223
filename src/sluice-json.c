/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-json.h"

#include <string.h>

G_DEFINE_QUARK (sluice - json - error - quark, sluice_json_error)

/* json-glib accepts comments, single quotes, trailing text and any depth, and lets the last of two
 * equal members win. What comes from a peer or a file must be JSON and nothing else, so it is walked
 * once by the letter of RFC 8259 before json-glib builds the tree. */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  GError **error;
} Scanner;

static gboolean scan_value (Scanner *scanner);

static gboolean
fail (Scanner *scanner, SluiceJsonError code, const char *what)
{
  guint line = 1;
  const char *line_start = scanner->start;

  for (const char *p = scanner->start; p < scanner->at; p++)
    {
      if (*p == '\n')
        {
          line++;
          line_start = p + 1;
        }
    }
  g_set_error (scanner->error, SLUICE_JSON_ERROR, (int) code, "line %u, column %u: %s", line,
               (guint) g_utf8_strlen (line_start, scanner->at - line_start) + 1, what);
  return FALSE;
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end && strchr (" \t\r\n", *scanner->at) != NULL &&
         *scanner->at != '\0')
    scanner->at++;
}

static gboolean
scan_word (Scanner *scanner, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scanner->end - scanner->at) < length || memcmp (scanner->at, word, length) != 0)
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "not a JSON value");
  scanner->at += length;
  return TRUE;
}

static gboolean
scan_digits (Scanner *scanner)
{
  const char *from = scanner->at;

  while (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
    scanner->at++;
  if (scanner->at == from)
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "a digit is missing");
  return TRUE;
}

static gboolean
scan_number (Scanner *scanner)
{
  const char *first;

  if (*scanner->at == '-')
    scanner->at++;
  first = scanner->at;
  if (!scan_digits (scanner))
    return FALSE;
  if (*first == '0' && scanner->at - first > 1)
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "a number begins with 0");
  if (scanner->at < scanner->end && *scanner->at == '.')
    {
      scanner->at++;
      if (!scan_digits (scanner))
        return FALSE;
    }
  if (scanner->at < scanner->end && (*scanner->at == 'e' || *scanner->at == 'E'))
    {
      scanner->at++;
      if (scanner->at < scanner->end && (*scanner->at == '+' || *scanner->at == '-'))
        scanner->at++;
      return scan_digits (scanner);
    }
  return TRUE;
}

static gboolean
scan_escape (Scanner *scanner)
{
  scanner->at++;
  if (scanner->at >= scanner->end)
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "it ends within a text");
  if (*scanner->at == 'u')
    {
      for (guint i = 1; i <= 4; i++)
        if (scanner->at + i >= scanner->end || !g_ascii_isxdigit (scanner->at[i]))
          return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "\\u wants four hexadecimal digits");
      scanner->at += 4;
    }
  else if (strchr ("\"\\/bfnrt", *scanner->at) == NULL || *scanner->at == '\0')
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "no such escape");
  scanner->at++;
  return TRUE;
}

static gboolean
scan_string (Scanner *scanner)
{
  if (scanner->at >= scanner->end || *scanner->at != '"')
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "a text in double quotes is missing");
  scanner->at++;
  while (scanner->at < scanner->end && *scanner->at != '"')
    {
      if ((guchar) *scanner->at < 0x20)
        return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "a control character within a text");
      if (*scanner->at != '\\')
        scanner->at++;
      else if (!scan_escape (scanner))
        return FALSE;
    }
  if (scanner->at >= scanner->end)
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "it ends within a text");
  scanner->at++;
  return TRUE;
}

static gboolean
scan_member (Scanner *scanner, GHashTable *seen)
{
  const char *from;
  g_autofree char *name = NULL;

  skip_space (scanner);
  from = scanner->at;
  if (!scan_string (scanner))
    return FALSE;
  name = g_strndup (from, scanner->at - from);
  if (!g_hash_table_add (seen, g_steal_pointer (&name)))
    return fail (scanner, SLUICE_JSON_ERROR_DUPLICATE, "the member stands here a second time");
  skip_space (scanner);
  if (scanner->at >= scanner->end || *scanner->at != ':')
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "a colon is missing");
  scanner->at++;
  return scan_value (scanner);
}

static gboolean
scan_container (Scanner *scanner, char closing)
{
  g_autoptr (GHashTable) seen = NULL;

  if (++scanner->depth > SLUICE_JSON_MAX_DEPTH)
    return fail (scanner, SLUICE_JSON_ERROR_DEPTH, "it nests too deep");
  if (closing == '}')
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  scanner->at++;
  skip_space (scanner);
  if (scanner->at < scanner->end && *scanner->at == closing)
    {
      scanner->at++;
      scanner->depth--;
      return TRUE;
    }
  for (;;)
    {
      if (!(seen != NULL ? scan_member (scanner, seen) : scan_value (scanner)))
        return FALSE;
      skip_space (scanner);
      if (scanner->at >= scanner->end)
        return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "it is cut short");
      if (*scanner->at == closing)
        break;
      if (*scanner->at != ',')
        return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "a comma is missing");
      scanner->at++;
    }
  scanner->at++;
  scanner->depth--;
  return TRUE;
}

static gboolean
scan_value (Scanner *scanner)
{
  skip_space (scanner);
  if (scanner->at >= scanner->end)
    return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "it is cut short");
  switch (*scanner->at)
    {
    case '{':
      return scan_container (scanner, '}');
    case '[':
      return scan_container (scanner, ']');
    case '"':
      return scan_string (scanner);
    case 't':
      return scan_word (scanner, "true");
    case 'f':
      return scan_word (scanner, "false");
    case 'n':
      return scan_word (scanner, "null");
    default:
      if (*scanner->at == '-' || g_ascii_isdigit (*scanner->at))
        return scan_number (scanner);
      return fail (scanner, SLUICE_JSON_ERROR_SYNTAX, "not a JSON value");
    }
}

static gboolean
read_unicode_escape (const char *at, const char *end, guint *code)
{
  *code = 0;
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return FALSE;
  for (guint i = 2; i < 6; i++)
    *code = *code * 16 + g_ascii_xdigit_value (at[i]);
  return TRUE;
}

/* How many bytes of escapes make one character that a text can hold, or 0. */
static gsize
measure_character (const char *at, const char *end, guint code)
{
  guint low;

  if (code == 0 || (code >= 0xdc00 && code <= 0xdfff))
    return 0;
  if (code < 0xd800 || code > 0xdfff)
    return 6;
  return read_unicode_escape (at + 6, end, &low) && low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
}

/*
 * A NUL would cut a text short unseen, and half a pair makes it no text at all. Both become U+FFFD, the
 * character for what cannot be read, so that whoever judges the text sees that something was there.
 */
static char *
replace_unreadable (const char *text, gsize length)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      gsize n = *text == '\\' && end - text > 1 ? 2 : 1;
      guint code;

      if (read_unicode_escape (text, end, &code))
        {
          n = measure_character (text, end, code);
          if (n == 0)
            {
              g_string_append (out, "\\ufffd");
              text += 6;
              continue;
            }
        }
      g_string_append_len (out, text, n);
      text += n;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * sluice_json_parse:
 * @text: the bytes, of a reply or a file; need not end in NUL
 * @length: their number, or -1 where @text ends in NUL
 * @error: return location for a #SluiceJsonError
 *
 * Reads exactly one JSON document: no comments, nothing behind it, no member twice, at most
 * %SLUICE_JSON_MAX_DEPTH deep. A byte order mark before it is passed over. A NUL, and half of a surrogate
 * pair, is read as U+FFFD.
 *
 * Returns: (transfer full) (nullable): the root, immutable, or %NULL with @error set
 */
JsonNode *
sluice_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autofree char *readable = NULL;
  Scanner scanner = { 0 };
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = (gssize) strlen (text);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_ENCODING,
                           "it is not UTF-8 text");
      return NULL;
    }

  scanner.start = scanner.at = text;
  scanner.end = text + length;
  scanner.error = error;
  if (!scan_value (&scanner))
    return NULL;
  skip_space (&scanner);
  if (scanner.at < scanner.end)
    {
      fail (&scanner, SLUICE_JSON_ERROR_SYNTAX, "more text stands behind the document");
      return NULL;
    }

  parser = json_parser_new_immutable ();
  readable = replace_unreadable (text, length);
  if (!json_parser_load_from_data (parser, readable, -1, error))
    return NULL;
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SYNTAX, "it is empty");
  return root;
}

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

static void
append_string (GString *text, const char *string)
{
  g_string_append_c (text, '"');
  for (const char *p = string; *p != '\0'; p++)
    {
      const char *escape = strchr ("\"\\\nn\tt\rr\bb\ff", *p);

      if (*p == '"' || *p == '\\')
        g_string_append_printf (text, "\\%c", *p);
      else if ((guchar) *p >= 0x20 && *p != 0x7f)
        g_string_append_c (text, *p);
      else if (escape != NULL)
        g_string_append_printf (text, "\\%c", escape[1]);
      else
        g_string_append_printf (text, "\\u%04x", (guint) *p);
    }
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
