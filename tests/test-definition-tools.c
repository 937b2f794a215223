/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audience/sluice-attribute-type.h"
#include "audience/sluice-definition-place.h"
#include "audience/sluice-definition-steps.h"

/* What the builder needs around a definition: places in its JSON, steps back, types of attributes. */

static void
assert_place (const char *text, const char *pointer, const char *expected)
{
  g_autofree char *found = NULL;
  guint start;
  guint end;

  g_assert_true (sluice_definition_find_place (text, pointer, &start, &end));
  found = g_utf8_substring (text, start, end);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_places (void)
{
  const char *text =
      " {\"ä\\\"\": 1, \"list\": [ {\"a/b\": \"ü\"}, [], -1.5e3 ],\n  \"wide\": {\n \"x\":"
      " null } }";
  guint start;
  guint end;

  assert_place (text, "/list/0/a~1b", "\"a/b\": \"ü\"");
  assert_place (text, "/list/1", "[]");
  assert_place (text, "/list/2", "-1.5e3");
  assert_place (text, "/ä\"", "\"ä\\\"\": 1");
  assert_place (text, "/wide/x", "\"x\": null");
  /* The first line of what is long; of what misses something. */
  assert_place (text, "/wide", "\"wide\": {");
  assert_place (text, "/wide/missing", "\"wide\": {");
  assert_place (text, "/list/0/missing", "{\"a/b\": \"ü\"}");
  assert_place ("7", "", "7");
  g_assert_false (sluice_definition_find_place ("{", "", &start, &end));
}

static void
test_steps (void)
{
  g_autoptr (SluiceDefinitionSteps) steps = sluice_definition_steps_new ();
  gint64 now = 10 * G_TIME_SPAN_SECOND;

  g_assert_false (sluice_definition_steps_can_undo (steps));
  sluice_definition_steps_add (steps, "a", now);
  sluice_definition_steps_add (steps, "b", now + 1);
  g_assert_true (sluice_definition_steps_can_undo (steps));
  /* Typed on at once: still the same step. */
  sluice_definition_steps_add (steps, "bc", now + 2);
  sluice_definition_steps_add (steps, "d", now + 3 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (sluice_definition_steps_undo (steps), ==, "bc");
  g_assert_cmpstr (sluice_definition_steps_undo (steps), ==, "a");
  g_assert_false (sluice_definition_steps_can_undo (steps));
  g_assert_cmpstr (sluice_definition_steps_redo (steps), ==, "bc");
  /* The same again is no step, and another way ends the redoing. */
  sluice_definition_steps_add (steps, "bc", now + 9 * G_TIME_SPAN_SECOND);
  g_assert_true (sluice_definition_steps_can_redo (steps));
  sluice_definition_steps_add (steps, "e", now + 9 * G_TIME_SPAN_SECOND);
  g_assert_false (sluice_definition_steps_can_redo (steps));
  g_assert_cmpstr (sluice_definition_steps_undo (steps), ==, "bc");
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      sluice_definition_steps_add (steps, text, now + (10 + i) * 2 * G_TIME_SPAN_SECOND);
    }
  g_assert_cmpstr (sluice_definition_steps_undo (steps), ==, "998");
}

static void
test_types (void)
{
  static const struct
  {
    const char *expression;
    int type; /* -1 where it does not tell */
  } cases[] = {
    { "CAST(c.score AS FLOAT64) AS", SLUICE_VALUE_NUMBER },
    { "cast(c.name as varchar(20))", SLUICE_VALUE_TEXT },
    { "c.x::timestamp_ntz", SLUICE_VALUE_DATE },
    { "c.x :: numeric(10, 2) as", SLUICE_VALUE_NUMBER },
    { "COUNT(*) AS", SLUICE_VALUE_NUMBER },
    { "TRY_CAST(a AS boolean) AS ", SLUICE_VALUE_BOOLEAN },
    { "c.updated_at", -1 },
    { "concat(CAST(a AS int), 'x')", -1 },
    { "x::geography", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SluiceValueType type;
      gboolean known = sluice_attribute_type_of_expression (cases[i].expression, &type);

      g_test_message ("%s", cases[i].expression);
      g_assert_cmpint (known ? (int) type : -1, ==, cases[i].type);
    }
  g_assert_cmpint (sluice_attribute_type_of_name ("propensity_to_buy"), ==, SLUICE_VALUE_NUMBER);
  g_assert_cmpint (sluice_attribute_type_of_name ("Updated_At"), ==, SLUICE_VALUE_DATE);
  g_assert_cmpint (sluice_attribute_type_of_name ("email_opt_in"), ==, SLUICE_VALUE_BOOLEAN);
  g_assert_cmpint (sluice_attribute_type_of_name ("plan"), ==, SLUICE_VALUE_TEXT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/definition-tools/places", test_places);
  g_test_add_func ("/definition-tools/steps", test_steps);
  g_test_add_func ("/definition-tools/types", test_types);
  return g_test_run ();
}
