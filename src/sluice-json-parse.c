/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-json.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK (sluice_json_error, sluice_json_error)

/* json-glib's own parser accepts comments, single quotes, trailing text and any depth, lets the last of two
 * equal members win, cuts a text at a NUL, and takes five times as long. What comes from a peer or a file
 * must be JSON and nothing else, so it is read here by the letter of RFC 8259. */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  GString *text; /* the text or number that was read last: a node and a member copy theirs anyway */
  GError **error;
} Reader;

/* Names are mostly shorter than this. */
#define SHORT_NAME 64
#define LONG_TEXT  (1024 * 1024)

static JsonNode *read_value (Reader *reader);

/* Sets the error; always %NULL. */
static gpointer
fail (Reader *reader, SluiceJsonError code, const char *what)
{
  guint line = 1;
  const char *line_start = reader->start;

  for (const char *p = reader->start; p < reader->at; p++)
    {
      if (*p == '\n')
        {
          line++;
          line_start = p + 1;
        }
    }
  g_set_error (reader->error, SLUICE_JSON_ERROR, (int) code, "line %u, column %u: %s", line,
               (guint) g_utf8_strlen (line_start, reader->at - line_start) + 1, what);
  return NULL;
}

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end &&
         (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\r' || *reader->at == '\n'))
    reader->at++;
}

static gboolean
take (Reader *reader, char c)
{
  if (reader->at >= reader->end || *reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
skip_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

static JsonNode *
read_word (Reader *reader)
{
  if (skip_word (reader, "null"))
    return json_node_new (JSON_NODE_NULL);
  if (skip_word (reader, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (skip_word (reader, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "not a JSON value");
}

static gboolean
skip_digits (Reader *reader)
{
  const char *from = reader->at;

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at))
    reader->at++;
  return reader->at > from || fail (reader, SLUICE_JSON_ERROR_SYNTAX, "a digit is missing");
}

static gboolean
skip_number (Reader *reader, gboolean *whole)
{
  const char *first;

  take (reader, '-');
  first = reader->at;
  *whole = TRUE;
  if (!skip_digits (reader))
    return FALSE;
  if (*first == '0' && reader->at - first > 1)
    return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "a number begins with 0") != NULL;
  if (take (reader, '.'))
    {
      *whole = FALSE;
      if (!skip_digits (reader))
        return FALSE;
    }
  if (take (reader, 'e') || take (reader, 'E'))
    {
      *whole = FALSE;
      if (!take (reader, '+'))
        take (reader, '-');
      return skip_digits (reader);
    }
  return TRUE;
}

/* Keeps what stands from @from to where the reader is; valid until the next. */
static const char *
keep_text (Reader *reader, const char *from)
{
  g_string_truncate (reader->text, 0);
  g_string_append_len (reader->text, from, reader->at - from);
  return reader->text->str;
}

/* A number that none of the types can hold keeps its digits as text: ids and counts are taken as either
 * (CONTRACT 4). */
static JsonNode *
read_number (Reader *reader)
{
  const char *from = reader->at;
  const char *text;
  gboolean whole;
  double number;
  gint64 integer;

  if (!skip_number (reader, &whole))
    return NULL;
  text = keep_text (reader, from);
  if (whole && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    return json_node_init_int (json_node_alloc (), integer);
  number = g_ascii_strtod (text, NULL);
  if (!whole && isfinite (number))
    return json_node_init_double (json_node_alloc (), number);
  return json_node_init_string (json_node_alloc (), text);
}

static gboolean
read_unicode_escape (const char *at, const char *end, guint *code)
{
  *code = 0;
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return FALSE;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return FALSE;
      *code = *code * 16 + (guint) g_ascii_xdigit_value (at[i]);
    }
  return TRUE;
}

/* A NUL would cut a text short unseen, and half a pair makes it no text at all. Both become U+FFFD, the
 * character for what cannot be read, so that whoever judges the text sees that something was there. */
static gboolean
read_character (Reader *reader)
{
  guint code, low;

  if (!read_unicode_escape (reader->at, reader->end, &code))
    return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "\\u wants four hexadecimal digits") != NULL;
  reader->at += 6;
  if (code >= 0xd800 && code < 0xdc00 && read_unicode_escape (reader->at, reader->end, &low) &&
      low >= 0xdc00 && low < 0xe000)
    {
      reader->at += 6;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (code == 0 || (code >= 0xd800 && code < 0xe000))
    code = 0xfffd;
  g_string_append_unichar (reader->text, code);
  return TRUE;
}

static gboolean
read_escape (Reader *reader)
{
  static const char letters[] = "\"\\/bfnrt";
  const char *letter = reader->at + 1 < reader->end ? strchr (letters, reader->at[1]) : NULL;

  if (reader->at + 1 >= reader->end)
    return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "it ends within a text") != NULL;
  if (reader->at[1] == 'u')
    return read_character (reader);
  if (letter == NULL || *letter == '\0')
    return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "no such escape") != NULL;
  g_string_append_c (reader->text, "\"\\/\b\f\n\r\t"[letter - letters]);
  reader->at += 2;
  return TRUE;
}

/* Gives the text, which is valid until the next; %NULL where it is none. */
static const char *
read_string (Reader *reader)
{
  if (!take (reader, '"'))
    return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "a text in double quotes is missing");
  g_string_truncate (reader->text, 0);
  for (;;)
    {
      const char *from = reader->at;

      while (reader->at < reader->end && *reader->at != '"' && *reader->at != '\\' &&
             (guchar) *reader->at >= 0x20)
        reader->at++;
      g_string_append_len (reader->text, from, reader->at - from);
      if (reader->at >= reader->end)
        return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "it ends within a text");
      if (take (reader, '"'))
        return reader->text->str;
      if (*reader->at != '\\')
        return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "a control character within a text");
      if (!read_escape (reader))
        return NULL;
    }
}

/* Reads what stands behind the name, which is lost to the reader then. */
static gboolean
read_member_value (Reader *reader, JsonObject *object, const char *name)
{
  guint before = json_object_get_size (object);
  JsonNode *value;

  skip_space (reader);
  if (!take (reader, ':'))
    return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "a colon is missing") != NULL;
  value = read_value (reader);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  /* One that takes the place of another adds none. */
  return json_object_get_size (object) == before + 1 ||
         fail (reader, SLUICE_JSON_ERROR_DUPLICATE, "the member stands here a second time");
}

static gboolean
read_member (Reader *reader, JsonObject *object)
{
  char near[SHORT_NAME];
  g_autofree char *far = NULL;
  const char *name;

  skip_space (reader);
  name = read_string (reader);
  if (name == NULL)
    return FALSE;
  if (reader->text->len < sizeof near)
    return read_member_value (reader, object, memcpy (near, name, reader->text->len + 1));
  far = g_strdup (name);
  return read_member_value (reader, object, far);
}

static gboolean
read_element (Reader *reader, JsonArray *array)
{
  JsonNode *value = read_value (reader);

  if (value != NULL)
    json_array_add_element (array, value);
  return value != NULL;
}

/* Reads what stands between the brackets into the one of @object and @array that is there. */
static gboolean
read_items (Reader *reader, char closing, JsonObject *object, JsonArray *array)
{
  if (++reader->depth > SLUICE_JSON_MAX_DEPTH)
    return fail (reader, SLUICE_JSON_ERROR_DEPTH, "it nests too deep") != NULL;
  reader->at++;
  skip_space (reader);
  if (!take (reader, closing))
    for (;;)
      {
        if (!(object != NULL ? read_member (reader, object) : read_element (reader, array)))
          return FALSE;
        skip_space (reader);
        if (reader->at >= reader->end)
          return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "it is cut short") != NULL;
        if (take (reader, closing))
          break;
        if (!take (reader, ','))
          return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "a comma is missing") != NULL;
      }
  reader->depth--;
  return TRUE;
}

static JsonNode *
read_object (Reader *reader)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (!read_items (reader, '}', object, NULL))
    return NULL;
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_array (Reader *reader)
{
  g_autoptr (JsonArray) array = json_array_new ();

  if (!read_items (reader, ']', NULL, array))
    return NULL;
  return json_node_init_array (json_node_alloc (), array);
}

/* A long text that is spelled as it is goes into its node without being kept, for what is kept takes up to
 * twice its room. */
static JsonNode *
read_long_text (Reader *reader)
{
  const char *from = reader->at + 1;
  const char *to = from;
  g_autofree char *text = NULL;

  while (to < reader->end && *to != '"' && *to != '\\' && (guchar) *to >= 0x20)
    to++;
  if (to >= reader->end || *to != '"' || to - from < LONG_TEXT)
    return NULL;
  reader->at = to + 1;
  text = g_strndup (from, (gsize) (to - from));
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
read_text (Reader *reader)
{
  JsonNode *node = reader->end - reader->at > LONG_TEXT ? read_long_text (reader) : NULL;
  const char *text;

  if (node != NULL)
    return node;
  text = read_string (reader);
  return text != NULL ? json_node_init_string (json_node_alloc (), text) : NULL;
}

static JsonNode *
read_value (Reader *reader)
{
  skip_space (reader);
  if (reader->at >= reader->end)
    return fail (reader, SLUICE_JSON_ERROR_SYNTAX, "it is cut short");
  switch (*reader->at)
    {
    case '{':
      return read_object (reader);
    case '[':
      return read_array (reader);
    case '"':
      return read_text (reader);
    default:
      if (*reader->at == '-' || g_ascii_isdigit (*reader->at))
        return read_number (reader);
      return read_word (reader);
    }
}

/* What one byte of a document can cost at most: an empty object is two. */
#define DEAREST_BYTE 401

/**
 * sluice_json_exceeds:
 * @text: a document
 * @length: its length in bytes
 * @limit: how many bytes its tree may take
 *
 * Thirty million brackets are small in a file or on the wire and gigabytes as a tree.
 *
 * Returns: whether json-glib could need more than @limit bytes for it, guessed from above
 */
gboolean
sluice_json_exceeds (const char *text, gsize length, gsize limit)
{
  gsize bytes = length;
  gboolean quoted = FALSE;

  if (length <= limit / DEAREST_BYTE)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      else if (quoted)
        i += text[i] == '\\';
      else if (text[i] == '{')
        bytes += 400;
      else if (text[i] == ':' || text[i] == '[')
        bytes += 120;
      else if (text[i] == ',')
        bytes += 60;
    }
  return bytes > limit;
}

/**
 * sluice_json_is_open:
 * @text: what is no document
 * @length: its length in bytes
 *
 * Tells a document of which only the begin came from one that is wrong.
 *
 * Returns: whether a bracket or a text is still open at the end of what begins as an object or a list
 */
gboolean
sluice_json_is_open (const char *text, gsize length)
{
  guint depth = 0;
  gboolean quoted = FALSE;
  gsize i = 0;

  while (i < length && g_ascii_isspace (text[i]))
    i++;
  if (i == length || (text[i] != '{' && text[i] != '['))
    return FALSE;
  for (; i < length; i++)
    {
      if (quoted && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && (text[i] == '{' || text[i] == '['))
        depth++;
      else if (!quoted && (text[i] == '}' || text[i] == ']') && --depth == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * sluice_json_parse:
 * @text: the bytes, of a reply or a file; need not end in NUL
 * @length: their number, or -1 where @text ends in NUL
 * @error: return location for a #SluiceJsonError
 *
 * Reads exactly one JSON document: no comments, nothing behind it, no member twice, at most
 * %SLUICE_JSON_MAX_DEPTH deep. A byte order mark before it is passed over. A NUL, and half of a surrogate
 * pair, is read as U+FFFD; a number beyond what a gint64 or a double can hold, as text.
 *
 * Returns: (transfer full) (nullable): the root, immutable, or %NULL with @error set
 */
JsonNode *
sluice_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GString) kept = NULL;
  Reader reader = { 0 };

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
  if (sluice_json_exceeds (text, (gsize) length, SLUICE_JSON_MAX_TREE))
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SIZE,
                           "it holds more than this program takes in at once");
      return NULL;
    }

  reader.start = reader.at = text;
  reader.end = text + length;
  reader.error = error;
  reader.text = kept = g_string_sized_new (256);
  root = read_value (&reader);
  if (root == NULL)
    return NULL;
  skip_space (&reader);
  if (reader.at < reader.end)
    return fail (&reader, SLUICE_JSON_ERROR_SYNTAX, "more text stands behind the document");
  json_node_seal (root);
  return g_steal_pointer (&root);
}
