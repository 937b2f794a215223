/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-quote.h"

#include <string.h>

#include <glib/gi18n.h>

#include "warehouse/sluice-warehouse.h"

/* Left-to-right marks and overrides make a line read otherwise than it runs. */
static gboolean
is_direction_control (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* U+FFFD stands where something could not be read: a file that says so is not what was meant. */
static gboolean
is_unprintable (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || c == 0xfffd ||
         is_direction_control (c);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_encoding (const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, _ ("This is not text in UTF-8. Type it again."));
  return TRUE;
}

/**
 * sluice_quote_check_text:
 * @text: a value
 * @error: return location
 *
 * Refuses line breaks, control characters and invisible marks that turn the reading direction: no
 * warehouse value has one, and each can make a file read otherwise than it runs.
 *
 * Returns: whether @text can be written on one line and read as it is
 */
gboolean
sluice_quote_check_text (const char *text, GError **error)
{
  if (!check_encoding (text, error))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_unprintable (c))
        {
          g_set_error (
              error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID,
              _ ("It has a line break or a character that cannot be shown (U+%04X). Take it "
                 "out."),
              c);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * sluice_quote_is_plain:
 * @text: a name
 *
 * Returns: whether it is letters, digits, `_` and `$` only, with a letter or `_` first
 */
gboolean
sluice_quote_is_plain (const char *text)
{
  if (!g_ascii_isalpha (*text) && *text != '_')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '$')
      return FALSE;
  return TRUE;
}

static int
compare_words (const void *text, const void *word)
{
  return g_ascii_strcasecmp (text, *(const char *const *) word);
}

static gboolean
is_reserved (const SluiceQuoting *quoting, const char *text)
{
  return quoting->n_reserved > 0 && bsearch (text, quoting->reserved, quoting->n_reserved,
                                             sizeof quoting->reserved[0], compare_words) != NULL;
}

static gboolean
stands_bare (const SluiceQuoting *quoting, const char *text)
{
  if (!quoting->bare || !sluice_quote_is_plain (text) || is_reserved (quoting, text))
    return FALSE;
  if (quoting->bare_lower)
    for (const char *p = text; *p != '\0'; p++)
      if (g_ascii_isupper (*p))
        return FALSE;
  return TRUE;
}

/**
 * sluice_quote_check_identifier:
 * @quoting: the warehouse's way to write
 * @text: a name, one part of it
 * @error: return location
 *
 * Returns: whether the warehouse can have such a name
 */
gboolean
sluice_quote_check_identifier (const SluiceQuoting *quoting, const char *text, GError **error)
{
  if (*text == '\0')
    return refuse (error, _ ("A name must not be empty."));
  if (!sluice_quote_check_text (text, error))
    return FALSE;
  if (quoting->bars_backslash && strchr (text, '\\') != NULL)
    return refuse (error, _ ("A backslash cannot be written safely here. Use a name without one."));
  if (quoting->barred != NULL && strpbrk (text, quoting->barred) != NULL)
    {
      g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID,
                   /* TRANSLATORS: the reason is a sentence without its full stop. */
                   _ ("This name cannot be used: %s."), _ (quoting->barred_why));
      return FALSE;
    }
  if ((quoting->max_characters > 0 && g_utf8_strlen (text, -1) > quoting->max_characters) ||
      (quoting->max_bytes > 0 && strlen (text) > quoting->max_bytes))
    return refuse (error,
                   _ ("The name is longer than the warehouse allows. Check what was pasted."));
  return TRUE;
}

/* A name as the warehouse's catalogue keeps it. */
static char *
dup_stored (const SluiceQuoting *quoting, const char *text)
{
  if (quoting->upper && stands_bare (quoting, text))
    return g_ascii_strup (text, -1);
  if (quoting->lower)
    return g_utf8_strdown (text, -1);
  return g_strdup (text);
}

static void
append_quoted_identifier (const SluiceQuoting *quoting, const char *text, GString *out)
{
  g_string_append_c (out, quoting->quote);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == quoting->quote)
        g_string_append_c (out, *p);
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, quoting->quote);
}

static gboolean
quote_identifier (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  if (!sluice_quote_check_identifier (quoting, text, error))
    return FALSE;
  if (stands_bare (quoting, text))
    g_string_append (out, text);
  else
    append_quoted_identifier (quoting, text, out);
  return TRUE;
}

/* For readers that take a quoted name only, such as Terraform providers. */
static gboolean
quote_always (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  g_autofree char *stored = NULL;

  if (!sluice_quote_check_identifier (quoting, text, error))
    return FALSE;
  stored = dup_stored (quoting, text);
  append_quoted_identifier (quoting, stored, out);
  return TRUE;
}

static gboolean
quote_stored (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  g_autofree char *stored = NULL;

  if (!sluice_quote_check_identifier (quoting, text, error))
    return FALSE;
  stored = dup_stored (quoting, text);
  g_string_append (out, stored);
  return TRUE;
}

static const char *
short_escape (gunichar c)
{
  switch (c)
    {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\\':
      return "\\\\";
    default:
      return NULL;
    }
}

static gboolean
append_string_character (const SluiceQuoting *quoting, gunichar c, GString *out)
{
  const char *escape = quoting->backslash ? short_escape (c) : NULL;

  if (c == '\'')
    g_string_append (out, quoting->doubles_quote ? "''" : "\\'");
  else if (c == '$' && quoting->escapes_dollar)
    g_string_append (out, "\\$");
  else if (escape != NULL)
    g_string_append (out, escape);
  else if (!is_unprintable (c))
    g_string_append_unichar (out, c);
  else if (quoting->escapes_unicode)
    g_string_append_printf (out, "\\u%04x", c);
  else
    return FALSE;
  return TRUE;
}

static gboolean
quote_string (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  if (!check_encoding (text, error))
    return FALSE;
  if (quoting->bars_backslash && strchr (text, '\\') != NULL)
    return refuse (error, _ ("A backslash cannot be written safely here. Use a text without one."));

  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!append_string_character (quoting, g_utf8_get_char (p), out))
      return sluice_quote_check_text (text, error);
  g_string_append_c (out, '\'');
  return TRUE;
}

/* JSON and HCL share all escapes but the dollar and the percent sign. */
static void
append_double_quoted (const char *text, gboolean hcl, GString *out)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *escape = c == '"' ? "\\\"" : short_escape (c);

      /* A lone $ or % stays as it is; only before a brace does it begin a template in HCL. */
      if (hcl && (c == '$' || c == '%') && p[1] == '{')
        g_string_append_unichar (out, c);
      if (escape != NULL)
        g_string_append (out, escape);
      else if (is_unprintable (c))
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

static gboolean
quote_json (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  if (!check_encoding (text, error))
    return FALSE;
  append_double_quoted (text, FALSE, out);
  return TRUE;
}

static gboolean
quote_hcl (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  if (!check_encoding (text, error))
    return FALSE;
  append_double_quoted (text, TRUE, out);
  return TRUE;
}

static gboolean
quote_shell (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  if (!sluice_quote_check_text (text, error))
    return FALSE;
  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'')
        g_string_append (out, "'\\''");
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '\'');
  return TRUE;
}

/* A comment ends with its line, so nothing that ends a line for anybody may stand in it. */
static gboolean
quote_comment (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  if (!check_encoding (text, error))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_unprintable (c))
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
  return TRUE;
}

static gsize
longest_backtick_run (const char *text)
{
  gsize longest = 0;
  gsize run = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      run = *p == '`' ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  return longest;
}

/* A code span takes everything as it is, if its fence is longer than any inside (CommonMark 6.1). */
static gboolean
quote_markdown (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  gsize fence;
  gboolean pad;

  if (!sluice_quote_check_text (text, error))
    return FALSE;
  fence = longest_backtick_run (text) + 1;
  pad =
      *text == '`' || *text == ' ' || g_str_has_suffix (text, "`") || g_str_has_suffix (text, " ");
  for (gsize i = 0; i < fence; i++)
    g_string_append_c (out, '`');
  g_string_append (out, pad ? " " : "");
  g_string_append (out, text);
  g_string_append (out, pad ? " " : "");
  for (gsize i = 0; i < fence; i++)
    g_string_append_c (out, '`');
  return TRUE;
}

static gboolean
quote_keyword (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_ ./:-", *p) == NULL)
      return refuse (error, _ ("Only letters, digits and - _ . / : are possible here."));
  g_string_append (out, text);
  return TRUE;
}

static gboolean
quote_number (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  if (*text == '\0' || strspn (text, "0123456789") != strlen (text))
    return refuse (error, _ ("It must be a whole number, digits only."));
  g_string_append (out, text);
  return TRUE;
}

/* A query is code, not a value: it goes in as it is, without the end that a sub-query cannot have. */
static gboolean
quote_query (const SluiceQuoting *quoting, const char *text, GString *out, GError **error)
{
  g_autofree char *query = g_strchomp (g_strdup (text));

  if (!check_encoding (text, error))
    return FALSE;
  while (g_str_has_suffix (query, ";"))
    {
      query[strlen (query) - 1] = '\0';
      g_strchomp (query);
    }
  g_string_append (out, query);
  return TRUE;
}

/**
 * sluice_quote_find:
 * @role: as it stands after the bar of a placeholder
 *
 * Returns: (nullable): what writes a text in that role
 */
SluiceQuoteFunc
sluice_quote_find (const char *role)
{
  static const struct
  {
    const char *role;
    SluiceQuoteFunc func;
  } roles[] = {
    { "identifier", quote_identifier },
    { "quoted", quote_always },
    { "stored", quote_stored },
    { "string", quote_string },
    { "json", quote_json },
    { "hcl", quote_hcl },
    { "shell", quote_shell },
    { "comment", quote_comment },
    { "markdown", quote_markdown },
    { "keyword", quote_keyword },
    { "number", quote_number },
    { "query", quote_query },
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].role, role))
      return roles[i].func;
  return NULL;
}
