/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-template.h"

#include "warehouse/sluice-warehouse.h"

static SluiceScope *
make_scope (void)
{
  SluiceScope *scope = sluice_scope_new ();
  const char *name[] = { "db", "my table", NULL };

  sluice_scope_set_text (scope, "word", "word", "it's");
  sluice_scope_set_name (scope, "name", "name", name);
  sluice_scope_set_flag (scope, "on", TRUE);
  sluice_scope_set_flag (scope, "off", FALSE);
  sluice_scope_declare (scope, "unset");
  sluice_scope_declare (scope, "none");
  sluice_scope_set_text (sluice_scope_add_item (scope, "list"), "item", "list", "a");
  sluice_scope_set_text (sluice_scope_add_item (scope, "list"), "item", "list", "b");
  return scope;
}

static char *
render (const char *text, GError **error)
{
  g_autoptr (SluiceScope) scope = make_scope ();
  g_autoptr (GString) out = g_string_new (NULL);

  if (!sluice_template_render (text, scope, &sluice_quoting_snowflake, out, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_renders (void)
{
  static const char *const pairs[][2] = {
    { "", "" },
    { "plain { } text", "plain { } text" },
    { "{{word|string}}", "'it''s'" },
    { "{{word|string|json}}", "\"'it''s'\"" },
    { "{{name|identifier}}", "db.\"my table\"" },
    { "{{name|quoted|hcl}}", "\"\\\"DB\\\".\\\"my table\\\"\"" },
    { "a\n{{#on}}\nb\n{{/on}}\nc\n", "a\nb\nc\n" },
    { "a{{#on}} b{{/on}}", "a b" },
    { "{{#off}}x{{/off}}{{^off}}y{{/off}}", "y" },
    { "{{#word}}x{{/word}}{{^word}}y{{/word}}", "x" },
    { "{{#unset}}x{{/unset}}{{^unset}}y{{/unset}}", "y" },
    { "{{#none}}x{{/none}}{{^none}}y{{/none}}", "y" },
    { "({{#list}}{{item|string}}{{^last}}, {{/last}}{{/list}})", "('a', 'b')" },
    { "{{#list}}\n{{#first}}\n{{item|json}}\n{{/first}}\n{{/list}}\n", "\"a\"\n" },
    { "{{#list}}{{word|json}}{{/list}}", "\"it's\"\"it's\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = render (pairs[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, pairs[i][1]);
    }
}

static void
test_fails (void)
{
  static const struct
  {
    const char *template;
    int code;
  } bad[] = {
    { "{{nothing|json}}", SLUICE_VALUE_ERROR_UNKNOWN },
    { "{{#nothing}}{{/nothing}}", SLUICE_VALUE_ERROR_UNKNOWN },
    { "{{word}}", SLUICE_VALUE_ERROR_UNKNOWN },
    { "{{word|shout}}", SLUICE_VALUE_ERROR_UNKNOWN },
    { "{{#on}}", SLUICE_VALUE_ERROR_UNKNOWN },
    { "{{/on}}", SLUICE_VALUE_ERROR_UNKNOWN },
    { "{{unset|json}}", SLUICE_VALUE_ERROR_MISSING },
    { "{{word|number}}", SLUICE_VALUE_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (render (bad[i].template, &error));
      g_assert_error (error, SLUICE_VALUE_ERROR, bad[i].code);
    }
}

/* Also what stands in a section that is not written must be found. */
static void
test_check (void)
{
  static const char *const items[] = { "item", NULL };
  static const SluiceTemplateName names[] = { { "word", NULL }, { "list", items } };
  static const struct
  {
    const char *template;
    guint problems;
  } texts[] = {
    { "{{word|json}} {{#list}}{{item|json}}{{^last}},{{/last}}{{/list}}", 0 },
    { "{{#word}}{{nothing|json}}{{/word}}", 1 },
    { "{{item|json}}", 1 },
    { "{{word|shout}}", 1 },
    { "{{word}}", 1 },
    { "{{#word}}", 1 },
    { "{{#word}}{{#list}}{{/word}}{{/list}}", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

      sluice_template_check (texts[i].template, names, G_N_ELEMENTS (names), problems);
      g_test_message ("%s", texts[i].template);
      g_assert_cmpuint (problems->len > 0, ==, texts[i].problems);
    }
}

/* What a value says is never read as a mark. */
static void
test_marks_in_values (void)
{
  g_autoptr (SluiceScope) scope = sluice_scope_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  sluice_scope_set_text (scope, "word", "word", "{{word|string}} {{#word}}");
  g_assert_true (
      sluice_template_render ("{{word|string}}", scope, &sluice_quoting_snowflake, out, NULL));
  g_assert_cmpstr (out->str, ==, "'{{word|string}} {{#word}}'");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template/renders", test_renders);
  g_test_add_func ("/template/fails", test_fails);
  g_test_add_func ("/template/check", test_check);
  g_test_add_func ("/template/marks-in-values", test_marks_in_values);

  return g_test_run ();
}
