/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-sql-lexer.h"

#include <string.h>

typedef struct
{
  const SluiceSqlDialect *dialect;
  SluiceSqlTokens *result;
  GArray *tokens;
  const char *text;
  const char *at;
  guint line;
  guint column;
} Lexer;

static gboolean
has (Lexer *lexer, SluiceSqlFeatures feature)
{
  return (lexer->dialect->features & feature) != 0;
}

static void
report (Lexer *lexer, SluiceSqlDefect defect, guint line, guint column)
{
  if (lexer->result->defect != SLUICE_SQL_DEFECT_NONE)
    return;
  lexer->result->defect = defect;
  lexer->result->defect_line = line;
  lexer->result->defect_column = column;
}

/* Goes one byte on. A character counts by its first byte, so that columns are right for any text and
 * broken UTF-8 does no harm. */
static void
step (Lexer *lexer)
{
  if (*lexer->at == '\n')
    {
      lexer->line++;
      lexer->column = 1;
    }
  else if (((guchar) lexer->at[1] & 0xc0) != 0x80)
    lexer->column++;
  lexer->at++;
}

static void
skip (Lexer *lexer, gsize n)
{
  for (gsize i = 0; i < n && *lexer->at != '\0'; i++)
    step (lexer);
}

static gboolean
looking_at (Lexer *lexer, const char *text)
{
  return *lexer->at == *text && strncmp (lexer->at, text, strlen (text)) == 0;
}

/* The length of a no-break space, a zero-width one, an ideographic one or a byte order mark at the
 * current place, which come in by copy and paste; or 0. */
static gsize
get_odd_space (Lexer *lexer)
{
  static const char *const odd[] = { "\xc2\xa0", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xe3\x80\x80" };

  for (guint i = 0; i < G_N_ELEMENTS (odd) && (guchar) *lexer->at >= 0x80; i++)
    if (looking_at (lexer, odd[i]))
      return strlen (odd[i]);
  return 0;
}

static gboolean
skip_space (Lexer *lexer)
{
  gsize length = g_ascii_isspace (*lexer->at) || *lexer->at == '\v' ? 1 : get_odd_space (lexer);

  skip (lexer, length);
  return length > 0;
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
at_name_part (Lexer *lexer)
{
  char c = *lexer->at;

  return g_ascii_isalnum (c) || c == '_' || ((guchar) c >= 0x80 && get_odd_space (lexer) == 0) ||
         (c == '$' && !has (lexer, SLUICE_SQL_BACKTICK_NAME));
}

static SluiceSqlToken *
add_token (Lexer *lexer, SluiceSqlTokenType type)
{
  SluiceSqlToken token = { 0 };

  token.type = type;
  token.start = (guint) (lexer->at - lexer->text);
  token.line = lexer->line;
  token.column = lexer->column;
  g_array_append_val (lexer->tokens, token);
  return &g_array_index (lexer->tokens, SluiceSqlToken, lexer->tokens->len - 1);
}

/* Goes on to the end of the last token, as far as it has been read. */
static void
end_token (Lexer *lexer)
{
  SluiceSqlToken *token = &g_array_index (lexer->tokens, SluiceSqlToken, lexer->tokens->len - 1);

  token->length = (guint) (lexer->at - lexer->text) - token->start;
}

static gboolean
skip_line_comment (Lexer *lexer)
{
  if (!looking_at (lexer, "--") &&
      !(has (lexer, SLUICE_SQL_SLASH_COMMENT) && looking_at (lexer, "//")) &&
      !(has (lexer, SLUICE_SQL_HASH_COMMENT) && *lexer->at == '#'))
    return FALSE;
  while (*lexer->at != '\0' && *lexer->at != '\n')
    step (lexer);
  return TRUE;
}

static gboolean
skip_block_comment (Lexer *lexer)
{
  guint line = lexer->line;
  guint column = lexer->column;
  guint depth = 1;

  if (!looking_at (lexer, "/*"))
    return FALSE;
  skip (lexer, 2);
  while (*lexer->at != '\0' && depth > 0)
    {
      if (looking_at (lexer, "*/"))
        {
          depth--;
          skip (lexer, 2);
        }
      else if (has (lexer, SLUICE_SQL_NESTED_COMMENT) && looking_at (lexer, "/*"))
        {
          depth++;
          skip (lexer, 2);
        }
      else
        step (lexer);
    }
  if (depth > 0)
    report (lexer, SLUICE_SQL_DEFECT_COMMENT, line, column);
  return TRUE;
}

/* Reads up to the closing text, which begins at the current place. */
static void
read_until (Lexer *lexer, const char *closing, gboolean escapes, gboolean doubling)
{
  SluiceSqlToken token = g_array_index (lexer->tokens, SluiceSqlToken, lexer->tokens->len - 1);
  gsize length = strlen (closing);

  while (*lexer->at != '\0')
    {
      if (escapes && *lexer->at == '\\')
        skip (lexer, 2);
      else if (!looking_at (lexer, closing))
        step (lexer);
      else if (doubling && lexer->at[1] == *closing)
        skip (lexer, 2);
      else
        {
          skip (lexer, length);
          end_token (lexer);
          return;
        }
    }
  report (lexer, SLUICE_SQL_DEFECT_STRING, token.line, token.column);
  end_token (lexer);
}

static gboolean
read_quoted_string (Lexer *lexer, gsize prefix, gboolean escapes)
{
  char quote = lexer->at[prefix];
  char triple[] = { quote, quote, quote, '\0' };
  char single[] = { quote, '\0' };

  add_token (lexer, SLUICE_SQL_TOKEN_STRING);
  skip (lexer, prefix);
  if (has (lexer, SLUICE_SQL_TRIPLE_STRING) && looking_at (lexer, triple))
    {
      skip (lexer, 3);
      read_until (lexer, triple, escapes, FALSE);
      return TRUE;
    }
  skip (lexer, 1);
  read_until (lexer, single, escapes, has (lexer, SLUICE_SQL_DOUBLED_QUOTE));
  return TRUE;
}

static gboolean
is_string_quote (Lexer *lexer, char c)
{
  return c == '\'' || (c == '"' && has (lexer, SLUICE_SQL_DOUBLE_QUOTED_STRING));
}

/* Prefixes such as r'' and X'': one letter, or two where bytes and raw are written together. */
static gboolean
read_prefixed_string (Lexer *lexer)
{
  char first = g_ascii_tolower (lexer->at[0]);
  char second = first != '\0' ? g_ascii_tolower (lexer->at[1]) : '\0';

  if (has (lexer, SLUICE_SQL_BYTES_STRING) &&
      ((first == 'r' && second == 'b') || (first == 'b' && second == 'r')) &&
      is_string_quote (lexer, lexer->at[2]))
    return read_quoted_string (lexer, 2, TRUE);
  if (first == '\0' || !is_string_quote (lexer, lexer->at[1]))
    return FALSE;
  /* A raw text has no escapes, but in BigQuery a backslash still keeps a quote from ending it. */
  if (first == 'r' && has (lexer, SLUICE_SQL_RAW_STRING))
    return read_quoted_string (lexer, 1, has (lexer, SLUICE_SQL_BYTES_STRING));
  if ((first == 'b' && has (lexer, SLUICE_SQL_BYTES_STRING)) ||
      (first == 'e' && has (lexer, SLUICE_SQL_E_STRING)) ||
      (first == 'x' && has (lexer, SLUICE_SQL_X_STRING)))
    return read_quoted_string (lexer, 1, TRUE);
  return FALSE;
}

/* $$...$$ and $tag$...$tag$ */
static gboolean
read_dollar_string (Lexer *lexer)
{
  const char *end = lexer->at + 1;
  g_autofree char *closing = NULL;

  if (*lexer->at != '$' || !has (lexer, SLUICE_SQL_DOLLAR_STRING))
    return FALSE;
  if (has (lexer, SLUICE_SQL_DOLLAR_TAG) && !g_ascii_isdigit (*end))
    while (g_ascii_isalnum (*end) || *end == '_')
      end++;
  if (*end != '$')
    return FALSE;
  closing = g_strndup (lexer->at, (gsize) (end - lexer->at) + 1);
  add_token (lexer, SLUICE_SQL_TOKEN_STRING);
  skip (lexer, strlen (closing));
  read_until (lexer, closing, FALSE, FALSE);
  return TRUE;
}

static gboolean
read_string (Lexer *lexer)
{
  if (is_string_quote (lexer, *lexer->at))
    return read_quoted_string (lexer, 0, TRUE);
  return read_prefixed_string (lexer) || read_dollar_string (lexer);
}

static gboolean
read_quoted_name (Lexer *lexer)
{
  gboolean backtick = *lexer->at == '`' && has (lexer, SLUICE_SQL_BACKTICK_NAME);
  char closing[] = { *lexer->at, '\0' };
  gboolean escapes = backtick && has (lexer, SLUICE_SQL_BACKTICK_ESCAPE);

  if (!backtick && *lexer->at != '"')
    return FALSE;
  add_token (lexer, SLUICE_SQL_TOKEN_QUOTED_NAME);
  skip (lexer, 1);
  read_until (lexer, closing, escapes, !escapes);
  return TRUE;
}

static gboolean
read_template (Lexer *lexer)
{
  static const char *const marks[][2] = { { "{{", "}}" },
                                          { "{%", "%}" },
                                          { "{#", "#}" },
                                          { "${", "}" } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (looking_at (lexer, marks[i][0]))
      {
        add_token (lexer, SLUICE_SQL_TOKEN_TEMPLATE);
        skip (lexer, 2);
        read_until (lexer, marks[i][1], FALSE, FALSE);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_parameter (Lexer *lexer)
{
  gboolean stage = *lexer->at == '@' && has (lexer, SLUICE_SQL_SLASH_COMMENT);
  gsize marks = looking_at (lexer, "@@") ? 2 : 1;
  char next = *lexer->at != '\0' ? lexer->at[marks] : '\0';

  if (*lexer->at != '?' && *lexer->at != '$' &&
      !(*lexer->at == '@' && has (lexer, SLUICE_SQL_AT_NAME)))
    return FALSE;
  if (*lexer->at != '?' && !is_name_start (next) && !g_ascii_isdigit (next) &&
      !(stage && (next == '~' || next == '%')))
    return FALSE;
  add_token (lexer, SLUICE_SQL_TOKEN_PARAMETER);
  skip (lexer, marks);
  while (at_name_part (lexer) ||
         (stage && *lexer->at != '\0' && strchr ("./~%-", *lexer->at) != NULL))
    step (lexer);
  end_token (lexer);
  return TRUE;
}

static void
skip_digits (Lexer *lexer)
{
  while (g_ascii_isdigit (*lexer->at) || (*lexer->at == '_' && g_ascii_isdigit (lexer->at[1])))
    step (lexer);
}

static void
skip_exponent (Lexer *lexer)
{
  gsize sign = lexer->at[0] != '\0' && (lexer->at[1] == '+' || lexer->at[1] == '-') ? 1 : 0;

  if (g_ascii_tolower (*lexer->at) != 'e' || !g_ascii_isdigit (lexer->at[1 + sign]))
    return;
  skip (lexer, 2 + sign);
  skip_digits (lexer);
}

/* Where a name may begin with a digit, what looks like a number may go on as a name: 1L, 2.5D and 3BD
 * are numbers, 1st is a name. */
static void
finish_number (Lexer *lexer, gboolean whole)
{
  const char *suffix = lexer->at;
  gsize length;

  if (!has (lexer, SLUICE_SQL_DIGIT_NAME))
    return;
  while (at_name_part (lexer))
    step (lexer);
  length = (gsize) (lexer->at - suffix);
  if (!whole || length == 0 || (length == 1 && strchr ("lsyfdLSYFD", *suffix) != NULL) ||
      (length == 2 && g_ascii_strncasecmp (suffix, "bd", 2) == 0))
    return;
  g_array_index (lexer->tokens, SluiceSqlToken, lexer->tokens->len - 1).type =
      SLUICE_SQL_TOKEN_NAME;
}

/* Whether what stands right before the current place, without a space, is a token that a point can
 * follow: then the point is not that of a number. */
static gboolean
follows_value (Lexer *lexer)
{
  const SluiceSqlToken *last;

  if (lexer->tokens->len == 0)
    return FALSE;
  last = &g_array_index (lexer->tokens, SluiceSqlToken, lexer->tokens->len - 1);
  return lexer->text + last->start + last->length == lexer->at &&
         (last->type == SLUICE_SQL_TOKEN_NAME || last->type == SLUICE_SQL_TOKEN_QUOTED_NAME ||
          last->symbol == ')' || last->symbol == ']');
}

static gboolean
follows_point (Lexer *lexer)
{
  return lexer->tokens->len > 0 && lexer->at > lexer->text && lexer->at[-1] == '.' &&
         g_array_index (lexer->tokens, SluiceSqlToken, lexer->tokens->len - 1).symbol == '.';
}

static gboolean
read_number (Lexer *lexer)
{
  gboolean whole = TRUE;

  if (!g_ascii_isdigit (*lexer->at) &&
      !(*lexer->at == '.' && g_ascii_isdigit (lexer->at[1]) && !follows_value (lexer)))
    return FALSE;
  if (follows_point (lexer))
    return FALSE;
  add_token (lexer, SLUICE_SQL_TOKEN_NUMBER);
  if (*lexer->at == '0' && g_ascii_tolower (lexer->at[1]) == 'x' && g_ascii_isxdigit (lexer->at[2]))
    {
      skip (lexer, 2);
      while (g_ascii_isxdigit (*lexer->at))
        step (lexer);
      end_token (lexer);
      return TRUE;
    }
  skip_digits (lexer);
  if (*lexer->at == '.')
    {
      whole = FALSE;
      step (lexer);
      skip_digits (lexer);
    }
  skip_exponent (lexer);
  finish_number (lexer, whole);
  end_token (lexer);
  return TRUE;
}

static gboolean
read_name (Lexer *lexer)
{
  SluiceSqlToken *token;

  /* Behind a point, a name may begin with a digit. */
  if (!is_name_start (*lexer->at) && !(follows_point (lexer) && g_ascii_isdigit (*lexer->at)))
    return FALSE;
  add_token (lexer, SLUICE_SQL_TOKEN_NAME);
  while (at_name_part (lexer))
    step (lexer);
  end_token (lexer);
  token = &g_array_index (lexer->tokens, SluiceSqlToken, lexer->tokens->len - 1);
  token->word = sluice_sql_word_find (lexer->text + token->start, token->length);
  return TRUE;
}

static void
read_symbol (Lexer *lexer)
{
  static const char *const symbols[] = { "<=>", "->>", "::", "->", "=>", "|>", "||", "<=", ">=",
                                         "<>",  "!=",  ":=", "**", "==", "<<", "!~", "~*" };
  const char *found = NULL;
  SluiceSqlToken *token = add_token (lexer, SLUICE_SQL_TOKEN_SYMBOL);

  for (guint i = 0; i < G_N_ELEMENTS (symbols) && found == NULL; i++)
    if (looking_at (lexer, symbols[i]))
      found = symbols[i];
  if (found == NULL)
    token->symbol = SLUICE_SQL_SYMBOL ((guchar) *lexer->at, 0, 0);
  else
    token->symbol = SLUICE_SQL_SYMBOL (found[0], found[1], found[2]);
  skip (lexer, found != NULL ? strlen (found) : 1);
  end_token (lexer);
}

static void
match_brackets (Lexer *lexer)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < lexer->tokens->len; i++)
    {
      SluiceSqlToken *token = &g_array_index (lexer->tokens, SluiceSqlToken, i);
      guint partner = open->len > 0 ? g_array_index (open, guint, open->len - 1) : 0;
      SluiceSqlToken *opening = &g_array_index (lexer->tokens, SluiceSqlToken, partner);

      if (token->symbol == '(' || token->symbol == '[' || token->symbol == '{')
        g_array_append_val (open, i);
      else if (token->symbol == ')' || token->symbol == ']' || token->symbol == '}')
        {
          /* ')' follows '(' in ASCII; the other two pairs have one character between them. */
          if (open->len == 0 || token->symbol - opening->symbol > 2)
            {
              report (lexer, SLUICE_SQL_DEFECT_BRACKET, token->line, token->column);
              return;
            }
          opening->match = i;
          token->match = partner;
          g_array_set_size (open, open->len - 1);
        }
    }
  if (open->len > 0)
    {
      const SluiceSqlToken *left = &g_array_index (lexer->tokens, SluiceSqlToken,
                                                   g_array_index (open, guint, open->len - 1));

      report (lexer, SLUICE_SQL_DEFECT_BRACKET, left->line, left->column);
    }
}

/**
 * sluice_sql_tokenize:
 * @dialect: how to read
 * @text: a query; any bytes, and it must outlive the result
 *
 * Takes time in proportion to the text's length.
 *
 * Returns: (transfer full): the tokens
 */
SluiceSqlTokens *
sluice_sql_tokenize (const SluiceSqlDialect *dialect, const char *text)
{
  SluiceSqlTokens *result = g_new0 (SluiceSqlTokens, 1);
  Lexer lexer = { dialect, result, NULL, text, text, 1, 1 };

  lexer.tokens = g_array_new (FALSE, FALSE, sizeof (SluiceSqlToken));
  while (*lexer.at != '\0')
    {
      if (skip_space (&lexer) || skip_line_comment (&lexer) || skip_block_comment (&lexer))
        continue;
      if (read_template (&lexer) || read_string (&lexer) || read_quoted_name (&lexer) ||
          read_number (&lexer) || read_name (&lexer) || read_parameter (&lexer))
        continue;
      read_symbol (&lexer);
    }
  match_brackets (&lexer);
  result->n_tokens = lexer.tokens->len;
  add_token (&lexer, SLUICE_SQL_TOKEN_END);
  result->text = text;
  result->dialect = dialect;
  result->tokens = (SluiceSqlToken *) (gpointer) g_array_free (lexer.tokens, FALSE);
  return result;
}

/**
 * sluice_sql_tokens_free:
 * @tokens: (nullable): tokens
 */
void
sluice_sql_tokens_free (SluiceSqlTokens *tokens)
{
  if (tokens == NULL)
    return;
  g_free (tokens->tokens);
  g_free (tokens);
}

/**
 * sluice_sql_tokens_dup_text:
 * @tokens: tokens
 * @index: which
 *
 * Returns: (transfer full): the token as written
 */
char *
sluice_sql_tokens_dup_text (const SluiceSqlTokens *tokens, guint index)
{
  const SluiceSqlToken *token = &tokens->tokens[index];

  return g_strndup (tokens->text + token->start, token->length);
}

/**
 * sluice_sql_tokens_dup_name:
 * @tokens: tokens
 * @index: which; a name, bare or quoted
 *
 * Returns: (transfer full): the name without its quotes
 */
char *
sluice_sql_tokens_dup_name (const SluiceSqlTokens *tokens, guint index)
{
  const SluiceSqlToken *token = &tokens->tokens[index];
  const char *text = tokens->text + token->start;
  gboolean escapes = (tokens->dialect->features & SLUICE_SQL_BACKTICK_ESCAPE) != 0;
  g_autoptr (GString) name = NULL;

  if (token->type != SLUICE_SQL_TOKEN_QUOTED_NAME || token->length < 2)
    return sluice_sql_tokens_dup_text (tokens, index);
  name = g_string_sized_new (token->length);
  for (guint i = 1; i + 1 < token->length; i++)
    {
      gboolean first_of_two = escapes ? text[i] == '\\' : text[i] == text[0];

      if (first_of_two && i + 2 < token->length)
        i++;
      g_string_append_c (name, text[i]);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}
