/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is granted must be what is explained: the statements of setup.sql, the list of privileges.md and
 * the grants that a form shows are read apart and compared, for every kind.
 */
#define _GNU_SOURCE
#include "warehouse/sluice-warehouse.h"

#include <string.h>

/* Quotes and blanks do not matter here, and Redshift grants to a user without saying so. */
static char *
normalize (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '`')
        continue;
      if (!g_ascii_isspace (*p))
        g_string_append_c (out, *p);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  g_string_replace (out, " TO USER ", " TO ", 0);
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

static void
add (GHashTable *set, const char *text)
{
  g_hash_table_add (set, normalize (text));
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Each form of granting that a setup.sql knows, and what it says in the words of privileges.md. */
static const struct
{
  const char *pattern;
  const char *meaning;
} forms[] = {
  { "^GRANT (ROLE [^ ]+ TO .+)$", "\\1" },
  { "^GRANT (.+ ON .+ TO .+)$", "\\1" },
  { "^ALTER SHARE (.+) ADD (TABLE|SCHEMA) (.+)$", "SELECT ON \\2 \\3 TO SHARE \\1" },
  { "^ALTER DEFAULT PRIVILEGES (?:FOR USER .+ )?IN SCHEMA (.+) GRANT SELECT ON TABLES TO (.+)$",
    "SELECT ON TABLES TO COME IN SCHEMA \\1 TO \\2" },
};

static void
read_statement (GHashTable *set, const char *statement)
{
  g_autofree char *text = normalize (statement);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (forms[i].pattern, 0, 0, NULL);
      g_autofree char *meaning = NULL;

      if (!g_regex_match (regex, text, 0, NULL))
        continue;
      meaning = g_regex_replace (regex, text, -1, 0, forms[i].meaning, 0, NULL);
      add (set, meaning);
      return;
    }
  g_assert_false (g_str_has_prefix (text, "GRANT "));
}

static GHashTable *
read_sql (const char *sql)
{
  GHashTable *set = new_set ();
  g_autoptr (GRegex) comment = g_regex_new ("--[^\n]*", 0, 0, NULL);
  g_autofree char *bare = g_regex_replace (comment, sql, -1, 0, "", 0, NULL);
  g_auto (GStrv) statements = g_strsplit (bare, ";", -1);

  for (guint i = 0; statements[i] != NULL; i++)
    read_statement (set, statements[i]);
  return set;
}

static GHashTable *
read_markdown (const char *text)
{
  GHashTable *set = new_set ();
  g_autoptr (GRegex) regex =
      g_regex_new ("^- (`[^:\n]*`(?: on | )`.*` to `.*`): ", G_REGEX_MULTILINE | G_REGEX_UNGREEDY,
                   0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *line = g_match_info_fetch (match, 1);
      g_autoptr (GString) said = g_string_new (line);

      g_string_replace (said, "` on `", "` ON `", 0);
      g_string_replace (said, "` to `", "` TO `", 0);
      add (set, said->str);
    }
  return set;
}

static GHashTable *
read_grants (const SluiceWarehouse *kind, SluiceValues *values)
{
  GHashTable *set = new_set ();
  g_autoptr (GPtrArray) grants = sluice_warehouse_get_grants (kind, values);

  for (guint i = 0; i < grants->len; i++)
    {
      const SluiceGrant *grant = g_ptr_array_index (grants, i);
      g_autofree char *text = NULL;

      g_assert_cmpstr (grant->why, !=, "");
      if (g_str_equal (grant->privilege, "ROLE"))
        text = g_strdup_printf ("ROLE %s TO %s", grant->object, grant->to);
      else
        text = g_strdup_printf ("%s ON %s TO %s", grant->privilege, grant->object, grant->to);
      add (set, text);
    }
  return set;
}

static void
assert_contains (GHashTable *big, GHashTable *small, const char *what, const char *instead)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, small);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autofree char *privilege = g_strndup (key, strchrnul (key, ' ') - (char *) key);

      if (g_hash_table_contains (big, key) ||
          (instead != NULL && strstr (instead, privilege) != NULL))
        continue;
      g_test_message ("%s lacks: %s", what, (char *) key);
      g_test_fail ();
    }
}

/* What can be one way or the other: an option, a choice, a list that may be empty. */
static gboolean
is_option (const SluiceField *field)
{
  return field->choices != NULL || field->flags & SLUICE_FIELD_BOOLEAN ||
         (field->flags & SLUICE_FIELD_LIST && field->needed == SLUICE_NEEDED_NO);
}

static void
set_option (SluiceValues *values, const SluiceField *field, gboolean on)
{
  const char *const items[] = { field->example, NULL };

  if (field->choices != NULL)
    sluice_values_set (values, field->key, field->choices[on ? 1 : 0]);
  else if (field->flags & SLUICE_FIELD_BOOLEAN)
    sluice_values_set (values, field->key, on ? "true" : "false");
  else if (on)
    sluice_values_set_list (values, field->key, items);
}

/* Bit n of options says how the n-th option is set. The list of what is read has a second item, of another
 * schema where a kind knows that. */
static SluiceValues *
make_values (const SluiceWarehouse *kind, guint options)
{
  SluiceValues *values = sluice_values_new ();
  const SluiceField *fields;
  guint n_fields;

  fields = sluice_warehouse_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      const char *const items[] = { fields[i].example, "Other.Thing", NULL };

      if (fields[i].flags & SLUICE_FIELD_SECRET)
        continue;
      if (is_option (&fields[i]))
        {
          set_option (values, &fields[i], options & 1);
          options >>= 1;
        }
      else if (fields[i].flags & SLUICE_FIELD_LIST)
        sluice_values_set_list (values, fields[i].key, items);
      else
        sluice_values_set (values, fields[i].key, fields[i].example);
    }
  return values;
}

static guint
count_options (const SluiceWarehouse *kind)
{
  const SluiceField *fields;
  guint n_fields;
  guint n_options = 0;

  fields = sluice_warehouse_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    n_options += is_option (&fields[i]) ? 1 : 0;
  return n_options;
}

static char *
render (const SluiceWarehouse *kind, const char *file, SluiceValues *values)
{
  g_autoptr (GError) error = NULL;
  char *text = sluice_warehouse_render (kind, file, values, NULL, &error);

  if (!g_error_matches (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN))
    g_assert_no_error (error);
  return text;
}

static gboolean
compare_kind (const SluiceWarehouse *kind, guint options)
{
  g_autoptr (SluiceValues) values = make_values (kind, options);
  g_autofree char *sql = NULL;
  g_autofree char *script = NULL;
  g_autofree char *markdown = NULL;
  g_autoptr (GHashTable) done = NULL;
  g_autoptr (GHashTable) explained = NULL;
  g_autoptr (GHashTable) shown = NULL;

  /* A token without addresses, say, has no files. */
  if (!sluice_warehouse_validate (kind, values, SLUICE_NEEDED_SCRIPT, NULL))
    return FALSE;
  sql = render (kind, "setup.sql", values);
  script = render (kind, "setup.sh", values);
  markdown = render (kind, "privileges.md", values);
  done = read_sql (sql);
  explained = read_markdown (markdown);
  shown = read_grants (kind, values);
  g_test_message ("%s, options %x: %u granted", sluice_warehouse_get_id (kind), options,
                  g_hash_table_size (done));
  g_assert_cmpuint (g_hash_table_size (done), >, 0);
  assert_contains (explained, done, "privileges.md", NULL);
  assert_contains (done, explained, "setup.sql", script);
  assert_contains (explained, shown, "privileges.md", NULL);
  assert_contains (shown, explained, "the form", NULL);
  return TRUE;
}

/* All kinds, with all their options in every combination. */
static void
test_grants (void)
{
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      guint n = 1u << count_options (kinds[i]);
      guint compared = 0;

      for (guint options = 0; options < n; options++)
        compared += compare_kind (kinds[i], options) ? 1 : 0;
      g_assert_cmpuint (compared, >=, n / 2);
    }
}

/* The readers must see a privilege that is on one side only. */
static void
test_readers (void)
{
  g_autoptr (GHashTable) sql =
      read_sql ("-- GRANT x ON y TO z;\nGRANT SELECT ON TABLE \"a\".b TO ROLE r;\n"
                "GRANT ROLE r\n  TO USER u;");
  g_autoptr (GHashTable) markdown =
      read_markdown ("- `SELECT` on `TABLE` ``a.`b` `` to `ROLE` `r`: why.\n- The role `r`.\n");

  g_assert_cmpuint (g_hash_table_size (sql), ==, 2);
  g_assert_true (g_hash_table_contains (sql, "SELECT ON TABLE a.b TO ROLE r"));
  g_assert_true (g_hash_table_contains (sql, "ROLE r TO u"));
  g_assert_cmpuint (g_hash_table_size (markdown), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/warehouse-grants/readers", test_readers);
  g_test_add_func ("/warehouse-grants/all-kinds", test_grants);

  return g_test_run ();
}
