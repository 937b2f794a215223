/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-json.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK (sluice_json_error, sluice_json_error)

/* json-glib accepts comments, single quotes, trailing text and any depth, and lets the last of two
 * equal members win. What comes from a peer or a file must be JSON and nothing else, so it is walked
 * once by the letter of RFC 8259 before json-glib builds the tree. */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  gboolean must_mend; /* a \u escape or a number beyond all bounds, which few documents have */
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

/* json-glib takes what a gint64 cannot hold for -1, and what a double cannot for infinity. */
static gboolean
is_beyond_bounds (const char *from, gsize length)
{
  g_autofree char *number = NULL;

  if (length < 19 && memchr (from, 'e', length) == NULL && memchr (from, 'E', length) == NULL)
    return FALSE;
  number = g_strndup (from, length);
  if (strpbrk (number, ".eE") != NULL)
    return !isfinite (g_ascii_strtod (number, NULL));
  return !g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

static gboolean
scan_number_parts (Scanner *scanner)
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
scan_number (Scanner *scanner)
{
  const char *from = scanner->at;

  if (!scan_number_parts (scanner))
    return FALSE;
  if (is_beyond_bounds (from, (gsize) (scanner->at - from)))
    scanner->must_mend = TRUE;
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
      scanner->must_mend = TRUE;
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

/* A NUL would cut a text short unseen, and half a pair makes it no text at all. Both become U+FFFD, the
 * character for what cannot be read, so that whoever judges the text sees that something was there. */
static const char *
mend_escape (GString *out, const char *text, const char *end)
{
  gsize n = end - text > 1 ? 2 : 1;
  guint code;

  if (read_unicode_escape (text, end, &code))
    n = measure_character (text, end, code);
  if (n == 0)
    g_string_append (out, "\\ufffd");
  else
    g_string_append_len (out, text, (gssize) n);
  return text + (n == 0 ? 6 : n);
}

/* A number that none of the types can hold keeps its digits as text: ids and counts are taken as either
 * (CONTRACT 4). */
static const char *
mend_number (GString *out, const char *text, const char *end)
{
  const char *from = text;
  gboolean beyond;

  while (text < end && (g_ascii_isdigit (*text) || strchr ("+-.eE", *text) != NULL))
    text++;
  beyond = is_beyond_bounds (from, (gsize) (text - from));
  if (beyond)
    g_string_append_c (out, '"');
  g_string_append_len (out, from, text - from);
  if (beyond)
    g_string_append_c (out, '"');
  return text;
}

static char *
mend (const char *text, gsize length)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  const char *end = text + length;
  gboolean quoted = FALSE;

  while (text < end)
    {
      if (quoted && *text == '\\')
        text = mend_escape (out, text, end);
      else if (!quoted && (*text == '-' || g_ascii_isdigit (*text)))
        text = mend_number (out, text, end);
      else
        {
          quoted = quoted != (*text == '"');
          g_string_append_c (out, *text);
          text++;
        }
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
 * pair, is read as U+FFFD; a number beyond what a gint64 or a double can hold, as text.
 *
 * Returns: (transfer full) (nullable): the root, immutable, or %NULL with @error set
 */
JsonNode *
sluice_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autofree char *mended = NULL;
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
  if (scanner.must_mend)
    {
      mended = mend (text, (gsize) length);
      text = mended;
      length = (gssize) strlen (mended);
    }
  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SYNTAX, "it is empty");
  return root;
}
