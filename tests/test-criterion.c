/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audience/sluice-criterion.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"

/* Whatever the form can show or not, no definition is lost on the way through it. */
static void
test_every_definition_survives (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "definitions.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) cases = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  cases = sluice_json_parse (text, -1, NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (cases)); i++)
    {
      JsonObject *entry = json_array_get_object_element (json_node_get_array (cases), i);
      JsonNode *definition = json_object_get_member (entry, "definition");
      g_autoptr (SluiceCriterion) criterion = NULL;
      g_autoptr (JsonNode) again = NULL;

      if (!json_object_get_boolean_member (entry, "valid"))
        continue;
      criterion = sluice_criterion_new_from_definition (definition);
      again = sluice_criterion_to_definition (criterion);
      g_assert_true (sluice_json_equal (definition, again));
    }
}

static void
assert_definition (SluiceCriterion *group, const char *sentence)
{
  g_autoptr (JsonNode) definition = sluice_criterion_to_definition (group);
  g_autoptr (GPtrArray) problems = sluice_definition_validate (definition);
  g_autoptr (SluiceCriterion) again = sluice_criterion_new_from_definition (definition);
  g_autoptr (JsonNode) twice = sluice_criterion_to_definition (again);
  g_autofree char *said = sluice_definition_describe (definition, NULL, NULL);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (said, ==, sentence);
  g_assert_true (sluice_json_equal (definition, twice));
}

static void
count_changes (SluiceCriterion *criterion, guint *count)
{
  (*count)++;
}

static void
test_form (void)
{
  g_autoptr (SluiceCriterion) group = sluice_criterion_new (SLUICE_CRITERION_GROUP);
  g_autoptr (SluiceCriterion) attribute = sluice_criterion_new (SLUICE_CRITERION_ATTRIBUTE);
  g_autoptr (SluiceCriterion) events = sluice_criterion_new (SLUICE_CRITERION_EVENTS);
  g_autoptr (SluiceCriterion) membership = sluice_criterion_new (SLUICE_CRITERION_MEMBERSHIP);
  guint changes = 0;

  g_signal_connect (group, "changed", G_CALLBACK (count_changes), &changes);
  g_assert_false (sluice_criterion_is_complete (group));
  sluice_criterion_add (group, attribute);
  g_assert_false (sluice_criterion_is_complete (group));
  g_object_set (attribute, "subject", "propensity_to_buy", "operator", "greater_than", "value-type",
                SLUICE_VALUE_NUMBER, NULL);
  g_object_set (attribute, "value", "lots", NULL);
  g_assert_false (sluice_criterion_is_complete (group));
  g_object_set (attribute, "value", "0.7", NULL);
  g_assert_true (sluice_criterion_is_complete (group));
  g_assert_cmpuint (changes, ==, 6);
  assert_definition (group, "People for whom propensity_to_buy is greater than 0.7.");

  g_object_set (events, "subject", "purchase", "count", 2, "window", SLUICE_WINDOW_LAST, "length",
                30, NULL);
  g_object_set (membership, "subject", "77", "operator", "not_in", NULL);
  sluice_criterion_add (group, events);
  sluice_criterion_add (group, membership);
  assert_definition (group, "People for whom propensity_to_buy is greater than 0.7 and the event "
                            "“purchase” happened at least 2 times in the last 30 days and they are "
                            "not in audience 77.");
  sluice_criterion_remove (group, attribute);
  g_object_set (group, "any", TRUE, NULL);
  sluice_criterion_remove (group, events);
  assert_definition (group, "People for whom they are not in audience 77.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criterion/every-definition-survives", test_every_definition_survives);
  g_test_add_func ("/criterion/form", test_form);
  return g_test_run ();
}
