/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Ten thousand random values from a nasty alphabet, each in one field of one kind: the file is refused
 * with the field's name, or it has the same shape as with a harmless value, and the value comes back as
 * it went in. The readers below know nothing of the writer: they are written from the vendors' grammar.
 *
 * SLUICE_SEED=n runs the same cases again, SLUICE_CASES=n another number of them.
 */
#define _GNU_SOURCE
#include "warehouse/sluice-warehouse.h"

#include <string.h>

#define DEFAULT_CASES 10000

/* Of letters that no template has, so that it is found wherever it went. */
#define HARMLESS "zqxj7k"

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

static Reader
find_reader (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_has_suffix (file, readers[i].suffix))
      return readers[i].read;
  g_error ("no reader for %s", file);
}

static const Grammar *
find_grammar (const SluiceWarehouse *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (grammars); i++)
    if (g_str_equal (grammars[i].id, sluice_warehouse_get_id (kind)))
      return &grammars[i];
  g_error ("no grammar for %s", sluice_warehouse_get_id (kind));
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_autoptr (GString) out = g_string_new (text);

  g_string_replace (out, what, with, 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A catalogue may keep a name in upper or lower case, and then a file has it so. */
static gboolean
is_replaced (const char *before, const char *after, const char *harmless, const char *value)
{
  g_autofree char *upper = g_ascii_strup (harmless, -1);
  g_autofree char *value_upper = g_ascii_strup (value, -1);
  g_autofree char *value_lower = g_utf8_strdown (value, -1);
  const char *const pairs[][2] = { { harmless, value },
                                   { upper, value },
                                   { upper, value_upper },
                                   { harmless, value_lower } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *expected = replace (before, pairs[i][0], pairs[i][1]);

      if (g_str_equal (expected, after))
        return TRUE;
    }
  return FALSE;
}

static gboolean
mentions (const char *text, const char *harmless)
{
  g_autofree char *upper = g_ascii_strup (harmless, -1);

  return strstr (text, harmless) != NULL || strstr (text, upper) != NULL;
}

typedef struct
{
  const Grammar *grammar;
  const char *harmless;
  const char *value;
} Comparison;

static gboolean same_shape (const Comparison *comparison,
                            Reader read,
                            const char *before,
                            const char *after,
                            guint depth);

/* A string may hold a name that is quoted itself, or JSON: then it is read once more. */
static gboolean
same_token (const Comparison *comparison, const Token *before, const Token *after, guint depth)
{
  if (before->type == COMMENT || after->type == COMMENT)
    return before->type == after->type;
  if (before->type != after->type)
    return FALSE;
  /* An example, unlike the marker, may stand elsewhere in a file by chance. */
  if (!mentions (before->text, comparison->harmless) ||
      (!g_str_equal (comparison->harmless, HARMLESS) && g_str_equal (before->text, after->text)))
    return g_str_equal (before->text, after->text);
  if (is_replaced (before->text, after->text, comparison->harmless, comparison->value))
    return TRUE;
  return before->type == STRING && depth < 2 &&
         (same_shape (comparison, read_sql, before->text, after->text, depth + 1) ||
          (*after->text == '"' &&
           same_shape (comparison, read_json, before->text, after->text, depth + 1)));
}

static gboolean
same_shape (const Comparison *comparison,
            Reader read,
            const char *before,
            const char *after,
            guint depth)
{
  g_autoptr (GPtrArray) old_tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) token_free);
  g_autoptr (GPtrArray) new_tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) token_free);

  read (old_tokens, before, comparison->grammar);
  read (new_tokens, after, comparison->grammar);
  if (old_tokens->len != new_tokens->len)
    return FALSE;
  for (guint i = 0; i < old_tokens->len; i++)
    {
      const Token *a = g_ptr_array_index (old_tokens, i);
      const Token *b = g_ptr_array_index (new_tokens, i);

      if (!same_token (comparison, a, b, depth))
        {
          if (depth == 0)
            g_test_message ("piece %u: <%s> became <%s>", i, a->text, b->text);
          return FALSE;
        }
    }
  return TRUE;
}

static const char *const nasty[] = {
  "'",
  "\"",
  "`",
  "\\",
  "\n",
  "\r",
  "\t",
  "{{",
  "}}",
  "{{role_name|string}}",
  "${",
  "%{",
  "}",
  "$(",
  ")",
  "$",
  "$$",
  "%",
  "--",
  "/*",
  "*/",
  "//",
  "#",
  ";",
  ",",
  ".",
  "(",
  "|",
  "<",
  ">",
  "&",
  "!",
  "*",
  " ",
  "=",
  "@",
  "'; DROP ROLE x; --",
  "\xcc\x81",
  "e\xcc\x81",
  "\xd7\xa9\xd7\x9c",
  "\xe2\x80\xae",
  "\xe2\x80\x8f",
  "\xe2\x80\xa8",
  "\xc2\x85",
  "\xef\xbb\xbf",
  "\x01",
  "\x1b[2J",
  "\x7f",
  "\xff",
  "\xf0\x9f\x98\x80",
  "\xe2\x80\x99",
  "a",
  "B",
  "7",
  "_",
  "select",
  "null",
  "~",
  "^",
};

static char *
make_value (GRand *rand)
{
  GString *value = g_string_new (NULL);
  gint pieces = g_rand_int_range (rand, 0, 8);

  for (gint i = 0; i < pieces; i++)
    {
      const char *piece = nasty[g_rand_int_range (rand, 0, G_N_ELEMENTS (nasty))];
      gint times = g_rand_int_range (rand, 0, 400) == 0 ? 10240 / (gint) strlen (piece) : 1;

      while (times-- > 0)
        g_string_append (value, piece);
    }
  return g_string_free (value, FALSE);
}

static void
set_value (SluiceValues *values, const SluiceField *field, const char *text)
{
  const char *items[] = { text, NULL };

  if (field->flags & SLUICE_FIELD_LIST)
    sluice_values_set_list (values, field->key, items);
  else
    sluice_values_set (values, field->key, text);
}

/* Every option on, so that every part of every file is written. */
static SluiceValues *
make_values (const SluiceWarehouse *kind, GRand *rand)
{
  SluiceValues *values = sluice_values_new ();
  const SluiceField *fields;
  guint n_fields;

  fields = sluice_warehouse_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].flags & SLUICE_FIELD_SECRET)
        continue;
      if (fields[i].flags & SLUICE_FIELD_BOOLEAN)
        sluice_values_set (values, fields[i].key, g_rand_boolean (rand) ? "true" : "false");
      else if (fields[i].choices != NULL)
        sluice_values_set (
            values, fields[i].key,
            fields[i]
                .choices[g_rand_int_range (rand, 0, g_strv_length ((char **) fields[i].choices))]);
      else
        set_value (values, &fields[i], fields[i].example);
    }
  return values;
}

static gboolean
is_two_names (const char *value)
{
  return g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_$]*\\.[A-Za-z_][A-Za-z0-9_$]*$", value, 0, 0);
}

/* What a field takes as harmless: the marker where it may be anything, else its example. */
static const char *
get_harmless (const SluiceWarehouse *kind, const SluiceField *field)
{
  return sluice_warehouse_validate_value (kind, field->key, HARMLESS, NULL) ? HARMLESS
                                                                            : field->example;
}

static void
assert_refused_by_name (const SluiceField *field, const GError *error)
{
  g_autofree char *prefix = g_strconcat (field->key, ": ", NULL);

  g_assert_true (g_error_matches (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID) ||
                 g_error_matches (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_MISSING));
  if (!g_str_has_prefix (error->message, prefix))
    g_test_message ("refused for %s: %s", field->key, error->message);
  g_assert_true (g_str_has_prefix (error->message, prefix));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_config (const SluiceWarehouse *kind,
              const SluiceField *field,
              SluiceValues *values,
              const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) config = sluice_warehouse_build_config (kind, values, &error);
  g_autoptr (SluiceValues) back = NULL;

  if (config == NULL)
    {
      assert_refused_by_name (field, error);
      return;
    }
  back = sluice_warehouse_values_from_config (kind, config);
  if (field->config_key != NULL && *value != '\0')
    g_assert_cmpstr (sluice_values_get (back, field->key), ==, value);
}

/* Returns whether the value was written. */
static gboolean
check_file (const SluiceWarehouse *kind,
            const SluiceField *field,
            const char *file,
            SluiceValues *values,
            const char *value)
{
  const Comparison comparison = { find_grammar (kind), get_harmless (kind, field), value };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean same;

  set_value (values, field, comparison.harmless);
  before = sluice_warehouse_render (kind, file, values, "SELECT 1 AS id", &error);
  g_assert_no_error (error);
  set_value (values, field, value);
  after = sluice_warehouse_render (kind, file, values, "SELECT 1 AS id", &error);
  check_config (kind, field, values, value);
  if (after == NULL)
    {
      assert_refused_by_name (field, error);
      return FALSE;
    }
  /* An empty option or list leaves parts of the file out; a choice may be another valid one. */
  if (*value == '\0' || field->choices != NULL || field->flags & SLUICE_FIELD_BOOLEAN)
    return TRUE;
  same = same_shape (&comparison, find_reader (file), before, after, 0);
  if (!same)
    g_test_message ("%s %s, %s = <%s>:\n%s", sluice_warehouse_get_id (kind), file, field->key,
                    value, after);
  g_assert_true (same);
  return TRUE;
}

static guint32
get_number (const char *variable, guint32 fallback)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint32) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static gboolean
check_case (GRand *rand)
{
  const SluiceWarehouse *const *kinds;
  const SluiceWarehouse *kind;
  const SluiceField *fields;
  const SluiceFile *files;
  guint n;
  g_autofree char *value = make_value (rand);
  g_autoptr (SluiceValues) values = NULL;
  const SluiceField *field;

  kinds = sluice_warehouse_list (&n);
  kind = kinds[g_rand_int_range (rand, 0, n)];
  values = make_values (kind, rand);
  fields = sluice_warehouse_get_fields (kind, &n);
  do
    field = &fields[g_rand_int_range (rand, 0, n)];
  while (field->flags & SLUICE_FIELD_SECRET);
  if (is_two_names (value))
    return FALSE;
  files = sluice_warehouse_get_files (kind, &n);
  return check_file (kind, field, files[g_rand_int_range (rand, 0, n)].name, values, value);
}

static void
test_hostile (void)
{
  guint32 seed = get_number ("SLUICE_SEED", g_random_int ());
  guint32 n_cases = get_number ("SLUICE_CASES", DEFAULT_CASES);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint written = 0;

  g_test_message ("SLUICE_SEED=%u", seed);
  g_printerr ("# SLUICE_SEED=%u\n", seed);
  for (guint32 i = 0; i < n_cases; i++)
    written += check_case (rand);
  g_test_message ("%u of %u written, the rest refused by name", written, n_cases);
  g_assert_cmpuint (written, >, n_cases / 20);
}

/* The readers must be able to see a value that got out. */
static void
test_readers (void)
{
  const Comparison comparison = { &grammars[0], HARMLESS, "x' OR 'y" };

  g_assert_true (same_shape (&comparison, read_sql, "USE '" HARMLESS "';", "USE 'x'' OR ''y';", 0));
  g_assert_false (same_shape (&comparison, read_sql, "USE '" HARMLESS "';", "USE 'x' OR 'y';", 0));
  g_assert_false (
      same_shape (&comparison, read_sql, "-- a\n'" HARMLESS "'", "-- a 'x'' OR ''y'", 0));
  g_assert_true (
      same_shape (&comparison, read_shell, "a '" HARMLESS "'", "a 'x'\\'' OR '\\''y'", 0));
  g_assert_false (
      same_shape (&comparison, read_shell, "a \"" HARMLESS "\"", "a \"x' OR \\'y\"", 0));
  g_assert_true (same_shape (&comparison, read_hcl, "a = \"" HARMLESS "\"", "a = \"x' OR 'y\"", 0));
  g_assert_false (
      same_shape (&comparison, read_hcl, "a = \"" HARMLESS "\"", "a = \"x' OR 'z\"", 0));
  g_assert_true (same_shape (&comparison, read_markdown, "`" HARMLESS "`", "`` x' OR 'y ``", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/warehouse-hostile/readers", test_readers);
  g_test_add_func ("/warehouse-hostile/values", test_hostile);

  return g_test_run ();
}
