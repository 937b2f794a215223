/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-definition.h"

#include <glib/gi18n.h>

#include "audience/sluice-criterion-private.h"
#include "audience/sluice-definition-text-private.h"
#include "sluice-json.h"

/* A definition as a sentence. It is only asked for valid definitions; whatever it does not know it
 * shows as JSON, never wrongly in words. */

typedef struct
{
  SluiceDefinitionNamer namer; /* (nullable) */
  gpointer data;
} Names;

static char *describe_expression (const Names *names, JsonNode *node);
static char *describe_operand (const Names *names, JsonNode *node);

/* Translators: the first is what is asked about, the second what it is compared with. */
static const SluiceDefinitionWord value_sentences[] = {
  { "equals", N_ ("%1$s is %2$s") },
  { "not_equals", N_ ("%1$s is not %2$s") },
  { "less_than", N_ ("%1$s is less than %2$s") },
  { "less_than_equal", N_ ("%1$s is at most %2$s") },
  { "greater_than", N_ ("%1$s is greater than %2$s") },
  { "greater_than_equal", N_ ("%1$s is at least %2$s") },
  { "contains", N_ ("%1$s contains %2$s") },
  { "not_contains", N_ ("%1$s does not contain %2$s") },
  { "starts_with", N_ ("%1$s starts with %2$s") },
  { "not_starts_with", N_ ("%1$s does not start with %2$s") },
  { "ends_with", N_ ("%1$s ends with %2$s") },
  { "not_ends_with", N_ ("%1$s does not end with %2$s") },
  { "matches", N_ ("%1$s matches the pattern %2$s") },
  { "not_matches", N_ ("%1$s does not match the pattern %2$s") },
  { "in", N_ ("%1$s is in %2$s") },
  { "not_in", N_ ("%1$s is not in %2$s") },
  { NULL, NULL },
};

/* Translators: the second is a date or a moment, for example "30 days ago". */
static const SluiceDefinitionWord date_sentences[] = {
  { "less_than", N_ ("%1$s is earlier than %2$s") },
  { "less_than_equal", N_ ("%1$s is not later than %2$s") },
  { "greater_than", N_ ("%1$s is later than %2$s") },
  { "greater_than_equal", N_ ("%1$s is not earlier than %2$s") },
  { NULL, NULL },
};

static const SluiceDefinitionWord test_sentences[] = {
  { "exists", N_ ("%s is known") },
  { "not_exists", N_ ("%s is not known") },
  { "not_null", N_ ("%s has a value") },
  { "null", N_ ("%s has no value") },
  { NULL, NULL },
};

static const SluiceDefinitionWord aggregation_sentences[] = {
  { "count", N_ ("the number of %s") },
  { "sum", N_ ("the sum of %s") },
  { "avg", N_ ("the average of %s") },
  { "min", N_ ("the smallest %s") },
  { "max", N_ ("the largest %s") },
  { "list", N_ ("the list of %s") },
  { NULL, NULL },
};

/* The sentences stand in tables, so the compiler cannot check them against their arguments. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static char *
fill_one (const SluiceDefinitionWord *sentences, const char *word, const char *what)
{
  return g_strdup_printf (_ (sluice_definition_find_word (sentences, word)->label), what);
}

static char *
fill_two (const SluiceDefinitionWord *sentence, const char *what, const char *other)
{
  return g_strdup_printf (_ (sentence->label), what, other);
}

#pragma GCC diagnostic pop

static char *
restrict_to (const Names *names, char *what, JsonNode *condition)
{
  g_autofree char *owned = what;
  g_autofree char *restriction = NULL;

  if (condition == NULL)
    return g_steal_pointer (&owned);
  restriction = describe_expression (names, condition);
  /* Translators: for example "the number of events" and "events.total is greater than 10" */
  return g_strdup_printf (_ ("%1$s for which %2$s"), owned, restriction);
}

static char *
describe_aggregation (const Names *names, JsonObject *object)
{
  g_autofree char *of = describe_operand (names, json_object_get_member (object, "operand"));
  char *what = fill_one (aggregation_sentences, sluice_json_get_string (object, "operator"), of);

  return restrict_to (names, what, json_object_get_member (object, "condition"));
}

static char *
describe_path (JsonObject *object)
{
  const char *path = sluice_json_get_string (object, "path");
  const char *alias = sluice_json_get_string (object, "alias");
  const char *model = alias != NULL ? alias : sluice_json_get_string (object, "model");

  if (path == NULL)
    return g_strdup (model);
  if (g_strcmp0 (model, "user") == 0)
    return g_strdup (path);
  return g_strdup_printf ("%s.%s", model, path);
}

static char *
describe_operand (const Names *names, JsonNode *node)
{
  JsonObject *object;
  g_autofree char *text = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      text = sluice_json_scalar_to_text (node);
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return g_strdup_printf (_ ("“%s”"), text);
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return g_strdup (json_node_get_boolean (node) ? _ ("yes") : _ ("no"));
      return g_steal_pointer (&text);
    }
  object = json_node_get_object (node);
  if (json_object_has_member (object, "date"))
    return sluice_definition_describe_date (sluice_json_get_object (object, "date"));
  if (json_object_has_member (object, "operator"))
    return describe_aggregation (names, object);
  if (json_object_has_member (object, "audience"))
    return g_strdup_printf (_ ("audience %s"), sluice_json_get_string (object, "audience"));
  return describe_path (object);
}

static char *
describe_part (const Names *names, JsonNode *node)
{
  g_autofree char *part = describe_expression (names, node);

  if (!json_object_has_member (json_node_get_object (node), "expressions"))
    return g_steal_pointer (&part);
  /* Translators: conditions that belong together among others */
  return g_strdup_printf (_ ("(%s)"), part);
}

static char *
describe_group (const Names *names, JsonObject *object)
{
  JsonArray *list = sluice_json_get_array (object, "expressions");
  gboolean all = g_str_equal (sluice_json_get_string (object, "operator"), "and");
  g_autofree char *text = NULL;

  if (json_array_get_length (list) == 0)
    return g_strdup (all ? _ ("nothing is asked") : _ ("nothing can hold"));
  text = describe_part (names, json_array_get_element (list, 0));
  for (guint i = 1; i < json_array_get_length (list); i++)
    {
      g_autofree char *before = g_steal_pointer (&text);
      g_autofree char *part = describe_part (names, json_array_get_element (list, i));

      /* Translators: two conditions, or all up to here and one more */
      text = all ? g_strdup_printf (_ ("%1$s and %2$s"), before, part)
                 : g_strdup_printf (_ ("%1$s or %2$s"), before, part);
    }
  return g_steal_pointer (&text);
}

static char *
describe_sequence (const Names *names, JsonObject *object)
{
  JsonArray *list = sluice_json_get_array (object, "sequence");
  g_autofree char *text = NULL;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *step = json_array_get_object_element (list, i);
      g_autofree char *before = g_steal_pointer (&text);
      g_autofree char *part =
          restrict_to (names, describe_path (sluice_json_get_object (step, "operand")),
                       json_object_get_member (step, "condition"));

      text = before == NULL
                 /* Translators: something that happened, the first of a sequence */
                 ? g_strdup_printf (_ ("first came %s"), part)
                 /* Translators: a sequence up to here, and what happened next */
                 : g_strdup_printf (_ ("%1$s, then %2$s"), before, part);
    }
  return text != NULL ? g_steal_pointer (&text) : g_strdup (_ ("nothing is asked"));
}

static char *
describe_often (const char *relation, int count)
{
  gulong n = (gulong) count;

  if (g_str_equal (relation, "greater_than_equal"))
    return g_strdup_printf (ngettext ("at least %d time", "at least %d times", n), count);
  if (g_str_equal (relation, "greater_than"))
    return g_strdup_printf (ngettext ("more than %d time", "more than %d times", n), count);
  if (g_str_equal (relation, "less_than_equal"))
    return g_strdup_printf (ngettext ("at most %d time", "at most %d times", n), count);
  if (g_str_equal (relation, "less_than"))
    return g_strdup_printf (ngettext ("fewer than %d time", "fewer than %d times", n), count);
  if (g_str_equal (relation, "not_equals"))
    return g_strdup_printf (ngettext ("not exactly %d time", "not exactly %d times", n), count);
  return g_strdup_printf (ngettext ("exactly %d time", "exactly %d times", n), count);
}

static char *
describe_events (SluiceCriterion *events)
{
  g_autofree char *often = describe_often (events->relation, events->count);
  g_autofree char *when = NULL;

  if (events->window == SLUICE_WINDOW_EVER)
    /* Translators: an event's name, and for example "at least 3 times" */
    return g_strdup_printf (_ ("the event “%1$s” happened %2$s"), events->subject, often);
  if (events->window == SLUICE_WINDOW_SINCE)
    /* Translators: an event's name, for example "at least 3 times", and a date */
    return g_strdup_printf (_ ("the event “%1$s” happened %2$s since %3$s"), events->subject, often,
                            events->value);
  when = sluice_definition_describe_span (events->unit, events->length);
  /* Translators: an event's name, for example "at least 3 times", and "in the last 30 days" */
  return g_strdup_printf (_ ("the event “%1$s” happened %2$s %3$s"), events->subject, often, when);
}

static char *
describe_membership (const Names *names, SluiceCriterion *membership)
{
  gboolean in = g_str_equal (membership->relation, "in");
  g_autofree char *name =
      names->namer != NULL ? names->namer (membership->subject, names->data) : NULL;

  if (name != NULL)
    return g_strdup_printf (in ? _ ("they are in the audience “%s”")
                               : _ ("they are not in the audience “%s”"),
                            name);
  return g_strdup_printf (in ? _ ("they are in audience %s") : _ ("they are not in audience %s"),
                          membership->subject);
}

static gboolean
is_date (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "date");
}

static char *
describe_comparison (const Names *names, JsonObject *object)
{
  const char *operator= sluice_json_get_string (object, "operator");
  JsonNode *first = json_object_get_member (object, "left");
  JsonNode *second = json_object_get_member (object, "right");
  g_autofree char *left = describe_operand (names, first);
  g_autofree char *right = describe_operand (names, second);
  const SluiceDefinitionWord *sentence = NULL;

  if (is_date (first) || is_date (second))
    sentence = sluice_definition_find_word (date_sentences, operator);
  if (sentence == NULL)
    sentence = sluice_definition_find_word (value_sentences, operator);
  return fill_two (sentence, left, right);
}

static char *
describe_expression (const Names *names, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  g_autoptr (SluiceCriterion) criterion = NULL;
  g_autofree char *what = NULL;

  if (json_object_has_member (object, "expressions"))
    return describe_group (names, object);
  if (json_object_has_member (object, "sequence"))
    return describe_sequence (names, object);
  if (json_object_has_member (object, "operand"))
    {
      what = describe_operand (names, json_object_get_member (object, "operand"));
      return fill_one (test_sentences, sluice_json_get_string (object, "operator"), what);
    }
  criterion = sluice_criterion_new_from_expression (node);
  if (criterion->kind == SLUICE_CRITERION_EVENTS)
    return describe_events (criterion);
  if (criterion->kind == SLUICE_CRITERION_MEMBERSHIP)
    return describe_membership (names, criterion);
  return describe_comparison (names, object);
}

/**
 * sluice_definition_describe:
 * @root: a valid definition
 * @namer: (nullable) (scope call): tells the name of an audience that it mentions
 * @data: for @namer
 *
 * Returns: (transfer full): who is in the audience, as a sentence, translated
 */
char *
sluice_definition_describe (JsonNode *root, SluiceDefinitionNamer namer, gpointer data)
{
  const Names names = { namer, data };
  g_autofree char *condition =
      describe_expression (&names, sluice_json_pointer_get (root, "/audience"));

  return g_strdup_printf (_ ("People for whom %s."), condition);
}

/**
 * sluice_definition_describe_criterion:
 * @criterion: a condition that is complete, or a group of such
 * @namer: (nullable) (scope call): tells the name of an audience that it mentions
 * @data: for @namer
 *
 * Returns: (transfer full): it in words, as a part of a sentence, translated
 */
char *
sluice_definition_describe_criterion (SluiceCriterion *criterion,
                                      SluiceDefinitionNamer namer,
                                      gpointer data)
{
  const Names names = { namer, data };
  g_autoptr (JsonNode) expression = sluice_criterion_to_expression (criterion);

  return describe_expression (&names, expression);
}
