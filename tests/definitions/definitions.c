/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "audience/sluice-criterion.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"

/* The model of definitions, for a test that knows the schema: `definitions random SEED COUNT` writes
 * random definitions that the form can make, `definitions judge` reads one a line and says of each
 * what is wrong with it and where, or gives it back as it is after its way through the form. */

#define DEEPEST 3
#define LONGEST (1 << 20)

static const char *const subjects[] = {
  "propensity_to_buy", "plan", "a b", "\"", "\\", "é💧", "last_order_date",
};
static const char *const values[] = { "", "0", "-1", "0.7", "1e6", "true", "so so", "“x”", "\n" };

static const char *
pick (GRand *rand, const char *const *words, guint n_words)
{
  return words[g_rand_int_range (rand, 0, (gint32) n_words)];
}

static const char *
pick_word (GRand *rand, const SluiceDefinitionWord *words)
{
  guint n_words = 0;

  while (words[n_words].word != NULL)
    n_words++;
  return words[g_rand_int_range (rand, 0, (gint32) n_words)].word;
}

static SluiceValueType
set_value (GRand *rand, SluiceCriterion *criterion)
{
  SluiceValueType type =
      (SluiceValueType) g_rand_int_range (rand, SLUICE_VALUE_TEXT, SLUICE_VALUE_AHEAD + 1);
  const char *value = pick (rand, values, G_N_ELEMENTS (values));

  if (type == SLUICE_VALUE_DATE)
    value = g_rand_boolean (rand) ? "2026-01-31" : "2024-02-29T12:00:00+02:00";
  g_object_set (criterion, "value-type", (int) type, "value", value, "unit",
                pick_word (rand, sluice_definition_get_units ()), NULL);
  return type;
}

static const char *
pick_relation (GRand *rand, SluiceValueType type)
{
  if (g_rand_int_range (rand, 0, 4) == 0)
    return pick_word (rand, sluice_definition_get_tests ());
  if (type == SLUICE_VALUE_AGO || type == SLUICE_VALUE_AHEAD || type == SLUICE_VALUE_DATE)
    return pick_word (rand, sluice_definition_get_date_comparisons ());
  return pick_word (rand, sluice_definition_get_comparisons ());
}

static SluiceCriterion *
create_random (GRand *rand, guint depth)
{
  SluiceCriterionKind kind = (SluiceCriterionKind)
      g_rand_int_range (rand, depth < DEEPEST ? SLUICE_CRITERION_GROUP : SLUICE_CRITERION_ATTRIBUTE,
                        SLUICE_CRITERION_OTHER);
  SluiceCriterion *self = sluice_criterion_new (depth == 0 ? SLUICE_CRITERION_GROUP : kind);

  g_object_set (self, "subject", pick (rand, subjects, G_N_ELEMENTS (subjects)), "any",
                g_rand_boolean (rand), NULL);
  if (sluice_criterion_get_kind (self) == SLUICE_CRITERION_GROUP)
    for (gint32 n = g_rand_int_range (rand, 0, 4); n > 0; n--)
      {
        g_autoptr (SluiceCriterion) child = create_random (rand, depth + 1);

        sluice_criterion_add (self, child);
      }
  else if (kind == SLUICE_CRITERION_ATTRIBUTE)
    g_object_set (self, "operator", pick_relation (rand, set_value (rand, self)), NULL);
  else if (kind == SLUICE_CRITERION_EVENTS)
    {
      g_object_set (self, "count", g_rand_int_range (rand, 0, 100), "window",
                    g_rand_int_range (rand, SLUICE_WINDOW_EVER, SLUICE_WINDOW_SINCE + 1), "length",
                    g_rand_int_range (rand, 0, 400), NULL);
      set_value (rand, self);
      g_object_set (self, "value", "2026-01-31", NULL);
    }
  else if (kind == SLUICE_CRITERION_MEMBERSHIP)
    g_object_set (self, "operator", g_rand_boolean (rand) ? "in" : "not_in", NULL);
  return self;
}

static void
print_object (JsonObject *object)
{
  g_autofree char *text = sluice_json_object_to_text (object, FALSE);

  puts (text);
}

static int
make (guint32 seed, guint count)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (SluiceCriterion) root = create_random (rand, 0);
      g_autoptr (JsonNode) definition = sluice_criterion_to_definition (root);
      g_autoptr (JsonObject) line = json_object_new ();

      json_object_set_boolean_member (line, "complete", sluice_criterion_is_complete (root));
      json_object_set_member (line, "definition", g_steal_pointer (&definition));
      print_object (line);
    }
  return 0;
}

static JsonObject *
judge (JsonNode *definition)
{
  g_autoptr (GPtrArray) problems = sluice_definition_validate (definition);
  JsonObject *verdict = json_object_new ();
  g_autoptr (SluiceCriterion) root = NULL;
  g_autofree char *sentence = NULL;

  if (problems->len > 0)
    {
      const SluiceDefinitionProblem *problem = g_ptr_array_index (problems, 0);

      json_object_set_string_member (verdict, "pointer", problem->pointer);
      json_object_set_string_member (verdict, "message", problem->message);
      return verdict;
    }
  root = sluice_criterion_new_from_definition (definition);
  sentence = sluice_definition_describe (definition, NULL, NULL);
  json_object_set_string_member (verdict, "sentence", sentence);
  json_object_set_member (verdict, "again", sluice_criterion_to_definition (root));
  return verdict;
}

static int
judge_lines (void)
{
  g_autofree char *line = g_malloc (LONGEST);

  while (fgets (line, LONGEST, stdin) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) definition = sluice_json_parse (line, -1, &error);
      g_autoptr (JsonObject) verdict = NULL;

      if (definition == NULL)
        {
          fprintf (stderr, "no JSON: %s\n", error->message);
          return 1;
        }
      verdict = judge (definition);
      print_object (verdict);
    }
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "random"))
    return make ((guint32) g_ascii_strtoull (argv[2], NULL, 10),
                 (guint) g_ascii_strtoull (argv[3], NULL, 10));
  if (argc == 2 && g_str_equal (argv[1], "judge"))
    return judge_lines ();
  fputs ("definitions random SEED COUNT | definitions judge\n", stderr);
  return 2;
}
