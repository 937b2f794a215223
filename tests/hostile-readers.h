/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Readers of what the files are written in: SQL of four dialects, shell, HCL, JSON and Markdown. They know
 * nothing of the writer and were written from the vendors' grammar.
 */

#include <string.h>

#include <glib.h>

typedef struct
{
  const char *id;
  char quote;
  gboolean doubled;
  gboolean backslash;
  gboolean double_quoted_strings;
} Grammar;

static const Grammar grammars[] = {
  { "snowflake", '"', TRUE, TRUE, FALSE },
  { "bigquery", '`', FALSE, TRUE, TRUE },
  { "redshift", '"', TRUE, FALSE, FALSE },
  { "databricks", '`', FALSE, TRUE, TRUE },
};

/* What a piece of a file is. Names are one kind of piece, quoted or not. */
typedef enum
{
  NAME,
  STRING,
  COMMENT,
  OTHER,
} TokenType;

typedef struct
{
  TokenType type;
  char *text;
} Token;

static void
token_free (Token *token)
{
  g_free (token->text);
  g_free (token);
}

static void
add_token (GPtrArray *tokens, TokenType type, const char *text, gssize length)
{
  Token *token = g_new0 (Token, 1);

  token->type = type;
  token->text = length < 0 ? g_strdup (text) : g_strndup (text, length);
  g_ptr_array_add (tokens, token);
}

static const char *
take_line (GPtrArray *tokens, const char *p)
{
  const char *end = strchrnul (p, '\n');

  add_token (tokens, COMMENT, p, end - p);
  return end;
}

static const char *
take_block_comment (GPtrArray *tokens, const char *p)
{
  const char *end = strstr (p + 2, "*/");

  g_assert_nonnull (end);
  add_token (tokens, COMMENT, p, end + 2 - p);
  return end + 2;
}

static gunichar
read_hex (const char **p, guint digits)
{
  gunichar c = 0;

  for (guint i = 0; i < digits; i++)
    {
      g_assert_true (g_ascii_isxdigit (**p));
      c = c * 16 + g_ascii_xdigit_value (*(*p)++);
    }
  return c;
}

/* p stands after the backslash. */
static const char *
read_escape (const char *p, GString *out)
{
  static const char letters[] = "nrt";
  static const char meant[] = "\n\r\t";
  const char *at = *p != '\0' ? strchr (letters, *p) : NULL;

  g_assert_cmpint (*p, !=, '\0');
  if (*p == 'u')
    {
      p++;
      g_string_append_unichar (out, read_hex (&p, 4));
      return p;
    }
  g_string_append_c (out, at != NULL ? meant[at - letters] : *p);
  return p + 1;
}

/* p stands on the opening quote; the text inside is added to tokens. */
static const char *
take_quoted (GPtrArray *tokens, TokenType type, const char *p, gboolean doubled, gboolean backslash)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char quote = *p++;

  while (*p != quote || (doubled && p[1] == quote))
    {
      g_assert_cmpint (*p, !=, '\0');
      if (*p == '\\' && backslash)
        {
          p = read_escape (p + 1, out);
          continue;
        }
      if (*p == quote)
        p++;
      g_string_append_c (out, *p++);
    }
  add_token (tokens, type, out->str, -1);
  return p + 1;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar) c >= 0x80;
}

static const char *
take_word (GPtrArray *tokens, const char *p)
{
  const char *end = p;

  while (is_word (*end))
    end++;
  if (end == p)
    {
      add_token (tokens, OTHER, p, 1);
      return p + 1;
    }
  add_token (tokens, NAME, p, end - p);
  return end;
}

static const char *
take_dollar_body (GPtrArray *tokens, const char *p)
{
  const char *end = strstr (p + 2, "$$");

  g_assert_nonnull (end);
  add_token (tokens, OTHER, p, end + 2 - p);
  return end + 2;
}

static void
read_sql (GPtrArray *tokens, const char *p, const Grammar *grammar)
{
  gboolean google = g_str_equal (grammar->id, "bigquery");

  while (*p != '\0')
    {
      if (g_ascii_isspace (*p))
        p++;
      else if (g_str_has_prefix (p, "--") || (google && *p == '#'))
        p = take_line (tokens, p);
      else if (g_str_has_prefix (p, "/*"))
        p = take_block_comment (tokens, p);
      else if (g_str_has_prefix (p, "$$"))
        p = take_dollar_body (tokens, p);
      else if (*p == grammar->quote)
        p = take_quoted (tokens, NAME, p, !google, google);
      else if (*p == '\'')
        p = take_quoted (tokens, STRING, p, grammar->doubled, grammar->backslash);
      else if (*p == '"' && grammar->double_quoted_strings)
        p = take_quoted (tokens, STRING, p, FALSE, TRUE);
      else
        p = take_word (tokens, p);
    }
}

/* A template in a string would be run by Terraform, so there must be none. */
static const char *
take_hcl_string (GPtrArray *tokens, const char *p)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (p++; *p != '"';)
    {
      g_assert_cmpint (*p, !=, '\0');
      g_assert_cmpint (*p, !=, '\n');
      if (g_str_has_prefix (p, "$${") || g_str_has_prefix (p, "%%{"))
        p++;
      else if (g_str_has_prefix (p, "${") || g_str_has_prefix (p, "%{"))
        g_assert_cmpstr (p, ==, "no template");
      if (*p == '\\')
        p = read_escape (p + 1, out);
      else
        g_string_append_c (out, *p++);
    }
  add_token (tokens, STRING, out->str, -1);
  return p + 1;
}

static void
read_hcl (GPtrArray *tokens, const char *p, const Grammar *grammar)
{
  while (*p != '\0')
    {
      if (g_ascii_isspace (*p))
        p++;
      else if (*p == '#' || g_str_has_prefix (p, "//"))
        p = take_line (tokens, p);
      else if (g_str_has_prefix (p, "/*"))
        p = take_block_comment (tokens, p);
      else if (*p == '"')
        p = take_hcl_string (tokens, p);
      else
        p = take_word (tokens, p);
    }
}

static void
read_json (GPtrArray *tokens, const char *p, const Grammar *grammar)
{
  while (*p != '\0')
    {
      if (g_ascii_isspace (*p))
        p++;
      else if (*p == '"')
        p = take_quoted (tokens, STRING, p, FALSE, TRUE);
      else
        p = take_word (tokens, p);
    }
}

/* One piece of a word in single quotes, joined with those that touch it: 'a'\''b' is a'b. */
static const char *
take_shell_string (GPtrArray *tokens, const char *p)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*p == '\'' || g_str_has_prefix (p, "\\'"))
    {
      const char *end = *p == '\'' ? strchr (p + 1, '\'') : p + 1;

      g_assert_nonnull (end);
      g_string_append_len (out, p + 1, *p == '\'' ? end - p - 1 : 1);
      p = end + 1;
    }
  add_token (tokens, STRING, out->str, -1);
  return p;
}

/* Inside double quotes the shell still runs what is in $( ), so quotes in there are its own. */
static const char *
take_shell_double_quotes (GPtrArray *tokens, const char *p)
{
  const char *begin = p++;
  guint depth = 0;

  while (*p != '"' || depth > 0)
    {
      g_assert_cmpint (*p, !=, '\0');
      if (*p == '\\')
        p++;
      else if (g_str_has_prefix (p, "$("))
        depth++;
      else if (*p == ')' && depth > 0)
        depth--;
      p++;
    }
  add_token (tokens, OTHER, begin, p + 1 - begin);
  return p + 1;
}

/* A here-document with a quoted end is text for a program, in our files always SQL. */
static const char *
take_here_document (GPtrArray *tokens, const char *p, const Grammar *grammar)
{
  const char *body = strchr (p, '\n');
  const char *end = strstr (body, "\nSQL\n");
  g_autofree char *sql = NULL;

  g_assert_nonnull (end);
  sql = g_strndup (body, end - body);
  read_sql (tokens, sql, grammar);
  return end + strlen ("\nSQL\n");
}

static void
read_shell (GPtrArray *tokens, const char *p, const Grammar *grammar)
{
  const char *begin = p;

  while (*p != '\0')
    {
      if (g_ascii_isspace (*p))
        p++;
      else if (*p == '#' && (p == begin || g_ascii_isspace (p[-1])))
        p = take_line (tokens, p);
      else if (g_str_has_prefix (p, "<<'SQL'\n"))
        p = take_here_document (tokens, p, grammar);
      else if (*p == '\'')
        p = take_shell_string (tokens, p);
      else if (*p == '"')
        p = take_shell_double_quotes (tokens, p);
      else if (*p == '\\')
        {
          add_token (tokens, OTHER, p, 2);
          p += 2;
        }
      else
        p = take_word (tokens, p);
    }
}

static const char *
find_fence (const char *p, gsize length)
{
  while (*p != '\0')
    {
      gsize run = strspn (p, "`");

      if (run == length)
        return p;
      p += MAX (run, 1);
    }
  return NULL;
}

/* CommonMark 6.1: a code span ends at a run of as many backticks, and one space at each end goes. */
static void
read_markdown (GPtrArray *tokens, const char *p, const Grammar *grammar)
{
  while (*p != '\0')
    {
      gsize fence = strspn (p, "`");
      const char *end;

      if (fence == 0)
        {
          end = strchrnul (p, '`');
          add_token (tokens, OTHER, p, end - p);
          p = end;
          continue;
        }
      p += fence;
      end = find_fence (p, fence);
      g_assert_nonnull (end);
      if (*p == ' ' && end[-1] == ' ' && end - p > 1)
        add_token (tokens, STRING, p + 1, end - p - 2);
      else
        add_token (tokens, STRING, p, end - p);
      p = end + fence;
    }
}

typedef void (*Reader) (GPtrArray *tokens, const char *text, const Grammar *grammar);

static const struct
{
  const char *suffix;
  Reader read;
} readers[] = {
  { ".sql", read_sql },   { ".sh", read_shell },    { ".tf", read_hcl },
  { ".json", read_json }, { ".md", read_markdown },
};
