/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Ten thousand random values from a nasty alphabet, each in one field of one kind: the file is refused
 * with the field's name, or it has the same shape as with a harmless value, and the value comes back as
 * it went in. Each field meets each file of its kind equally often; a value of a list stands alone, or among
 * others.
 *
 * SLUICE_SEED=n runs the same cases again, SLUICE_CASES=n another number of them.
 */
#define _GNU_SOURCE
#include "hostile-readers.h"

#include "sluice-json.h"
#include "warehouse/sluice-warehouse.h"

#define DEFAULT_CASES 10000

/* Of letters that no template has, so that it is found wherever it went. */
#define HARMLESS "zqxj7k"

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

/* An item of a list stands alone, or somewhere among n_others. */
static void
set_value (SluiceValues *values, const SluiceField *field, const char *text, guint n_others)
{
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (!(field->flags & SLUICE_FIELD_LIST))
    {
      sluice_values_set (values, field->key, text);
      return;
    }
  for (guint i = 0; i < n_others; i++)
    g_strv_builder_add (items, field->example);
  g_strv_builder_add (items, text);
  if (n_others > 0)
    g_strv_builder_add (items, field->example);
  list = g_strv_builder_end (items);
  sluice_values_set_list (values, field->key, (const char *const *) list);
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
        set_value (values, &fields[i], fields[i].example, 0);
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
            const char *value,
            guint n_others)
{
  const Comparison comparison = { find_grammar (kind), get_harmless (kind, field), value };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean same;

  set_value (values, field, comparison.harmless, n_others);
  before = sluice_warehouse_render (kind, file, values, "SELECT 1 AS id", &error);
  g_assert_no_error (error);
  set_value (values, field, value, n_others);
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

/* Calls back for each field that may stand in a file, and each file of its kind. */
static void
foreach_pair (void (*callback) (const SluiceWarehouse *kind,
                                const SluiceField *field,
                                const char *file,
                                gpointer data),
              gpointer data)
{
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      guint n_fields, n_files;
      const SluiceField *fields = sluice_warehouse_get_fields (kinds[i], &n_fields);
      const SluiceFile *files = sluice_warehouse_get_files (kinds[i], &n_files);

      for (guint j = 0; j < n_fields; j++)
        for (guint k = 0; (fields[j].flags & SLUICE_FIELD_SECRET) == 0 && k < n_files; k++)
          callback (kinds[i], &fields[j], files[k].name, data);
    }
}

typedef struct
{
  GRand *rand;
  guint32 left;
  guint32 tried;
  guint32 written;
} Run;

static void
check_pair (const SluiceWarehouse *kind, const SluiceField *field, const char *file, gpointer data)
{
  Run *run = data;
  g_autofree char *value = make_value (run->rand);
  g_autoptr (SluiceValues) values = make_values (kind, run->rand);
  gint others = g_rand_int_range (run->rand, -1, 3);

  if (run->left == 0 || is_two_names (value))
    return;
  run->left--;
  run->tried++;
  run->written += check_file (kind, field, file, values, value, (guint) MAX (others, 0));
}

static void
test_hostile (void)
{
  guint32 seed = get_number ("SLUICE_SEED", g_random_int ());
  guint32 n_cases = get_number ("SLUICE_CASES", DEFAULT_CASES);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Run run = { rand, n_cases, 0, 0 };

  g_test_message ("SLUICE_SEED=%u", seed);
  g_printerr ("# SLUICE_SEED=%u\n", seed);
  while (run.left > 0)
    foreach_pair (check_pair, &run);
  g_test_message ("%u of %u written, the rest refused by name", run.written, run.tried);
  g_assert_cmpuint (run.tried, ==, n_cases);
  g_assert_cmpuint (run.written, >, n_cases / 20);
}

/* A NUL, which only a file of values can hold, is refused by name wherever it stands. */
static void
check_nul (const SluiceWarehouse *kind, const SluiceField *field, const char *file, gpointer data)
{
  static const char *const texts[] = { "\\u0000", "a\\u0000", "\\u0000b", "a\\u0000'b" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *json =
          field->flags & SLUICE_FIELD_LIST
              ? g_strdup_printf ("{\"%s\": [\"%s\", \"%s\"]}", field->key, field->example, texts[i])
              : g_strdup_printf ("{\"%s\": \"%s\"}", field->key, texts[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = sluice_json_parse (json, -1, &error);
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
      g_autoptr (SluiceValues) values = NULL;

      g_assert_no_error (error);
      values = sluice_warehouse_values_from_json (kind, json_node_get_object (node), errors);
      sluice_warehouse_validate (kind, values, SLUICE_NEEDED_NO, errors);
      g_assert_cmpuint (errors->len, >, 0);
      assert_refused_by_name (field, errors->pdata[0]);
    }
}

static void
test_nul (void)
{
  foreach_pair (check_nul, NULL);
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
  g_test_add_func ("/warehouse-hostile/nul", test_nul);
  g_test_add_func ("/warehouse-hostile/values", test_hostile);

  return g_test_run ();
}
