/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audience/sluice-definition.h"
#include "sluice-json.h"

/* The same cases are held against the public schema by definitions/test-definitions.py. */
static JsonNode *
load_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "definitions.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = sluice_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return root;
}

static void
test_cases (void)
{
  g_autoptr (JsonNode) root = load_cases ();
  JsonArray *cases = json_node_get_array (root);

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *entry = json_array_get_object_element (cases, i);
      JsonNode *definition = json_object_get_member (entry, "definition");
      g_autoptr (GPtrArray) problems = sluice_definition_validate (definition);
      g_autofree char *text = sluice_json_to_text (definition, FALSE);
      const char *sentence = sluice_json_get_string (entry, "sentence");
      const char *pointer = sluice_json_get_string (entry, "pointer");

      g_test_message ("%s", text);
      g_assert_cmpint (problems->len == 0, ==, json_object_get_boolean_member (entry, "valid"));
      if (pointer != NULL)
        g_assert_cmpstr (((SluiceDefinitionProblem *) problems->pdata[0])->pointer, ==, pointer);
      if (sentence != NULL)
        {
          g_autofree char *said = sluice_definition_describe (definition, NULL, NULL);

          g_assert_cmpstr (said, ==, sentence);
        }
    }
}

static void
test_wrap (void)
{
  g_autoptr (JsonNode) expression = sluice_json_parse (
      "{\"operator\": \"exists\", \"operand\": {\"model\": \"user\", \"path\": \"email\"}}", -1,
      NULL);
  g_autoptr (JsonNode) root = sluice_definition_wrap (expression);
  g_autoptr (GPtrArray) problems = sluice_definition_validate (root);

  g_assert_cmpuint (problems->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/definition/cases", test_cases);
  g_test_add_func ("/definition/wrap", test_wrap);
  return g_test_run ();
}
