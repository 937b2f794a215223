/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience-file.h"

#include "audience/sluice-audience-link.h"
#include "audience/sluice-criterion.h"
#include "audience/sluice-definition-templates.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"

/* Every template is valid, and the form has a shape for each condition in it. */
static void
test_templates (void)
{
  guint n_templates;
  const SluiceDefinitionTemplate *templates = sluice_definition_templates_list (&n_templates);

  g_assert_cmpuint (n_templates, >, 0);
  for (guint i = 0; i < n_templates; i++)
    {
      g_autoptr (JsonNode) definition = sluice_definition_templates_load (templates[i].id);
      g_autoptr (GPtrArray) problems = sluice_definition_validate (definition);
      g_autoptr (SluiceCriterion) root = sluice_criterion_new_from_definition (definition);
      g_autoptr (JsonNode) again = sluice_criterion_to_definition (root);
      g_autoptr (SluiceCriterion) first =
          g_list_model_get_item (sluice_criterion_get_children (root), 0);

      g_assert_true (problems == NULL || problems->len == 0);
      g_assert_true (sluice_criterion_is_complete (root));
      g_assert_null (sluice_criterion_find_problem (first));
      g_assert_cmpint (sluice_criterion_get_kind (first), !=, SLUICE_CRITERION_OTHER);
      g_assert_true (sluice_json_equal (definition, again));
    }
  g_assert_null (sluice_definition_templates_load ("no such"));
}

static void
test_tutorial (void)
{
  g_autoptr (JsonNode) definition = sluice_definition_templates_load ("propensity");
  g_autofree char *text = sluice_json_to_text (definition, FALSE);

  g_assert_cmpstr (text, ==,
                   "{\"schema_version\":\"1.0.0\",\"audience\":{\"operator\":\"greater_than\","
                   "\"left\":{\"model\":\"user\",\"path\":\"propensity_to_buy\"},\"right\":0.7}}");
}

static void
test_there_and_back (void)
{
  g_autoptr (JsonNode) definition = sluice_definition_templates_load ("active");
  g_autofree char *text = sluice_audience_file_write ("Three of “them”", definition);
  g_autofree char *bare = sluice_json_to_text (definition, TRUE);
  g_autofree char *name = NULL;
  g_autofree char *none = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) plain = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sluice_audience_file_read (text, -1, &name, &again, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "Three of “them”");
  g_assert_true (sluice_json_equal (definition, again));
  g_assert_true (sluice_audience_file_read (bare, -1, &none, &plain, &error));
  g_assert_null (none);
  g_assert_true (sluice_json_equal (definition, plain));
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "7",
    "{\"name\":\"x\"}",
    "{\"name\":\"x\",\"definition\":null}",
    "{\"schema_version\":\"1.0.0\",\"audience\":{\"operator\":\"eq\",\"left\":1,\"right\":2}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (JsonNode) definition = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (sluice_audience_file_read (texts[i], -1, &name, &definition, &error));
      g_assert_nonnull (error);
      g_assert_null (definition);
    }
}

static const char *
find_problem (const char *subject, SluiceValueType type, const char *value)
{
  g_autoptr (SluiceCriterion) criterion = sluice_criterion_new (SLUICE_CRITERION_ATTRIBUTE);

  g_object_set (criterion, "subject", subject, "value-type", (int) type, "value", value, NULL);
  return sluice_criterion_find_problem (criterion);
}

static void
test_problems (void)
{
  g_autoptr (SluiceCriterion) group = sluice_criterion_new (SLUICE_CRITERION_GROUP);
  g_autoptr (SluiceCriterion) events = sluice_criterion_new (SLUICE_CRITERION_EVENTS);
  g_autoptr (SluiceCriterion) other = sluice_criterion_new (SLUICE_CRITERION_MEMBERSHIP);

  g_assert_nonnull (find_problem ("", SLUICE_VALUE_NUMBER, "1"));
  g_assert_null (find_problem ("age", SLUICE_VALUE_NUMBER, "1.5"));
  g_assert_nonnull (find_problem ("age", SLUICE_VALUE_NUMBER, "1,5"));
  g_assert_nonnull (find_problem ("age", SLUICE_VALUE_NUMBER, ""));
  g_assert_null (find_problem ("since", SLUICE_VALUE_DATE, "2026-01-31"));
  g_assert_nonnull (find_problem ("since", SLUICE_VALUE_DATE, "soon"));
  g_assert_nonnull (find_problem ("name", SLUICE_VALUE_TEXT, ""));
  g_assert_null (find_problem ("opted", SLUICE_VALUE_BOOLEAN, "false"));
  g_assert_nonnull (sluice_criterion_find_problem (group));
  g_assert_nonnull (sluice_criterion_find_problem (events));
  g_assert_nonnull (sluice_criterion_find_problem (other));
  sluice_criterion_add (group, events);
  g_assert_null (sluice_criterion_find_problem (group));
}

static char *
describe (const char *text)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);

  return sluice_audience_link_describe (json_node_get_object (node));
}

static void
test_link (void)
{
  g_autofree char *paused = describe ("{\"is_active\":false,\"members_sent\":3}");
  g_autofree char *waiting = describe ("{\"is_active\":true,\"status\":\"waiting\"}");
  g_autofree char *sent = describe ("{\"status\":\"forwarding\",\"members_sent\":\"12\"}");
  g_autofree char *bare = describe ("{}");

  g_assert_true (g_str_has_prefix (paused, "Paused"));
  g_assert_true (g_str_has_prefix (waiting, "Waiting"));
  g_assert_cmpstr (sent, ==, "Forwarding: 12 members sent so far.");
  g_assert_cmpstr (bare, ==, "Connected");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audience/templates", test_templates);
  g_test_add_func ("/audience/templates/tutorial", test_tutorial);
  g_test_add_func ("/audience/file/there-and-back", test_there_and_back);
  g_test_add_func ("/audience/file/refused", test_refused);
  g_test_add_func ("/audience/criterion/problems", test_problems);
  g_test_add_func ("/audience/link", test_link);
  return g_test_run ();
}
