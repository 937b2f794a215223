/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-definition.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "sluice-time.h"

static const SluiceDefinitionWord comparisons[] = {
  { "equals", N_ ("is") },
  { "not_equals", N_ ("is not") },
  { "less_than", N_ ("is less than") },
  { "less_than_equal", N_ ("is at most") },
  { "greater_than", N_ ("is greater than") },
  { "greater_than_equal", N_ ("is at least") },
  { "contains", N_ ("contains") },
  { "not_contains", N_ ("does not contain") },
  { "starts_with", N_ ("starts with") },
  { "not_starts_with", N_ ("does not start with") },
  { "ends_with", N_ ("ends with") },
  { "not_ends_with", N_ ("does not end with") },
  { "matches", N_ ("matches the pattern") },
  { "not_matches", N_ ("does not match the pattern") },
  { "in", N_ ("is in") },
  { "not_in", N_ ("is not in") },
  { NULL, NULL },
};

static const SluiceDefinitionWord date_comparisons[] = {
  { "equals", N_ ("is") },
  { "not_equals", N_ ("is not") },
  { "greater_than", N_ ("is later than") },
  { "greater_than_equal", N_ ("is not earlier than") },
  { "less_than", N_ ("is earlier than") },
  { "less_than_equal", N_ ("is not later than") },
  { NULL, NULL },
};

static const SluiceDefinitionWord tests[] = {
  { "exists", N_ ("is known") },
  { "not_exists", N_ ("is not known") },
  { "not_null", N_ ("has a value") },
  { "null", N_ ("has no value") },
  { NULL, NULL },
};

static const SluiceDefinitionWord aggregations[] = {
  { "count", N_ ("the number of") },
  { "sum", N_ ("the sum of") },
  { "avg", N_ ("the average of") },
  { "min", N_ ("the smallest") },
  { "max", N_ ("the largest") },
  { "list", N_ ("the list of") },
  { NULL, NULL },
};

static const SluiceDefinitionWord units[] = {
  { "second", N_ ("seconds") },   { "minute", N_ ("minutes") }, { "hour", N_ ("hours") },
  { "day", N_ ("days") },         { "week", N_ ("weeks") },     { "month", N_ ("months") },
  { "quarter", N_ ("quarters") }, { "year", N_ ("years") },     { NULL, NULL },
};

static gboolean check_expression (JsonNode *node, const char *pointer, GPtrArray *problems);
static gboolean check_operand (JsonNode *node, const char *pointer, GPtrArray *problems);

/**
 * sluice_definition_problem_free:
 * @problem: (transfer full): a problem
 */
void
sluice_definition_problem_free (SluiceDefinitionProblem *problem)
{
  g_free (problem->pointer);
  g_free (problem->message);
  g_free (problem);
}

/**
 * sluice_definition_get_comparisons:
 *
 * Returns: (transfer none): the operators that compare two operands
 */
const SluiceDefinitionWord *
sluice_definition_get_comparisons (void)
{
  return comparisons;
}

/**
 * sluice_definition_get_date_comparisons:
 *
 * Returns: (transfer none): the operators that compare with a moment, in the words for time
 */
const SluiceDefinitionWord *
sluice_definition_get_date_comparisons (void)
{
  return date_comparisons;
}

/**
 * sluice_definition_get_tests:
 *
 * Returns: (transfer none): the operators that ask something of one operand
 */
const SluiceDefinitionWord *
sluice_definition_get_tests (void)
{
  return tests;
}

/**
 * sluice_definition_get_units:
 *
 * Returns: (transfer none): the units of relative dates
 */
const SluiceDefinitionWord *
sluice_definition_get_units (void)
{
  return units;
}

/**
 * sluice_definition_find_word:
 * @words: a list of words
 * @word: (nullable): a word of the schema
 *
 * Returns: (transfer none) (nullable): its entry
 */
const SluiceDefinitionWord *
sluice_definition_find_word (const SluiceDefinitionWord *words, const char *word)
{
  for (; word != NULL && words->word != NULL; words++)
    if (g_str_equal (words->word, word))
      return words;
  return NULL;
}

static gboolean G_GNUC_PRINTF (3, 4)
    add_problem (GPtrArray *problems, const char *pointer, const char *format, ...)
{
  SluiceDefinitionProblem *problem = g_new0 (SluiceDefinitionProblem, 1);
  va_list args;

  va_start (args, format);
  problem->pointer = g_strdup (pointer);
  problem->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems, problem);
  return FALSE;
}

static gboolean
add_member_problem (GPtrArray *problems, const char *pointer, const char *member, const char *text)
{
  g_autofree char *where = sluice_json_pointer_join (pointer, member);

  return add_problem (problems, where, "%s", text);
}

/* Every object of the schema is closed: a member it does not name is an error. */
static gboolean
check_members (JsonObject *object,
               const char *pointer,
               const char *const *needed,
               const char *const *optional,
               GPtrArray *problems)
{
  g_autoptr (GList) names = json_object_get_members (object);
  gboolean good = TRUE;

  for (guint i = 0; needed[i] != NULL; i++)
    {
      g_autofree char *missing = sluice_json_pointer_join (pointer, needed[i]);

      if (!json_object_has_member (object, needed[i]))
        good = add_problem (problems, missing, _ ("“%s” is missing."), needed[i]);
    }
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *extra = sluice_json_pointer_join (pointer, l->data);

      if (!g_strv_contains (needed, l->data) &&
          (optional == NULL || !g_strv_contains (optional, l->data)))
        good = add_problem (problems, extra, _ ("“%s” has no place here."), (const char *) l->data);
    }
  return good;
}

static gboolean
check_text (JsonObject *object, const char *pointer, const char *member, GPtrArray *problems)
{
  g_autofree char *where = sluice_json_pointer_join (pointer, member);

  if (json_object_has_member (object, member) && sluice_json_get_string (object, member) == NULL)
    return add_problem (problems, where, _ ("“%s” must be a text."), member);
  return TRUE;
}

static gboolean
check_alias_path (JsonNode *node, const char *pointer, GPtrArray *problems)
{
  static const char *const needed[] = { "alias", "path", NULL };

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return add_problem (problems, pointer, _ ("An alias and a path belong here."));
  return check_members (json_node_get_object (node), pointer, needed, NULL, problems) &&
         check_text (json_node_get_object (node), pointer, "alias", problems) &&
         check_text (json_node_get_object (node), pointer, "path", problems);
}

static gboolean
check_relative (JsonObject *relative, const char *pointer, GPtrArray *problems)
{
  static const char *const needed[] = { "offset", "unit", NULL };
  static const char *const optional[] = { "boundary", "relative_to", NULL };
  static const char *const boundaries[] = { "start", "end", NULL };
  JsonNode *offset = json_object_get_member (relative, "offset");
  JsonNode *base = json_object_get_member (relative, "relative_to");
  const char *boundary = sluice_json_get_string (relative, "boundary");

  if (!check_members (relative, pointer, needed, optional, problems))
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (offset) || (json_node_get_value_type (offset) != G_TYPE_INT64 &&
                                          json_node_get_value_type (offset) != G_TYPE_DOUBLE))
    return add_member_problem (problems, pointer, "offset",
                               _ ("“offset” must be a number; a negative one lies in the past."));
  if (sluice_definition_find_word (units, sluice_json_get_string (relative, "unit")) == NULL)
    return add_member_problem (
        problems, pointer, "unit",
        _ ("“unit” must be second, minute, hour, day, week, month, quarter or year."));
  if (json_object_has_member (relative, "boundary") &&
      (boundary == NULL || !g_strv_contains (boundaries, boundary)))
    return add_member_problem (problems, pointer, "boundary",
                               _ ("“boundary” must be start or end."));
  if (base != NULL)
    {
      g_autofree char *where = sluice_json_pointer_join (pointer, "relative_to");

      return check_alias_path (base, where, problems);
    }
  return TRUE;
}

static gboolean
add_date_problem (GPtrArray *problems, const char *pointer)
{
  SluiceDefinitionProblem *problem;

  add_member_problem (problems, pointer, "absolute",
                      _ ("“absolute” must be a date such as 2026-12-01 or 2026-12-01T00:00:00Z."));
  problem = g_ptr_array_index (problems, problems->len - 1);
  problem->is_value = TRUE;
  return FALSE;
}

static gboolean
check_date (JsonObject *operand, const char *pointer, GPtrArray *problems)
{
  static const char *const only_date[] = { "date", NULL };
  static const char *const only_absolute[] = { "absolute", NULL };
  static const char *const only_relative[] = { "relative", NULL };
  g_autofree char *where = sluice_json_pointer_join (pointer, "date");
  JsonObject *date = sluice_json_get_object (operand, "date");

  if (!check_members (operand, pointer, only_date, NULL, problems))
    return FALSE;
  if (date != NULL && json_object_has_member (date, "absolute"))
    {
      g_autoptr (GDateTime) time = sluice_time_parse (sluice_json_get_string (date, "absolute"));

      if (json_object_get_size (date) == 1 && time == NULL &&
          sluice_json_get_string (date, "absolute") != NULL)
        return add_date_problem (problems, where);
      if (time == NULL)
        return add_member_problem (problems, where, "absolute", _ ("“absolute” must be a text."));
      return check_members (date, where, only_absolute, NULL, problems);
    }
  if (date != NULL && sluice_json_get_object (date, "relative") != NULL)
    {
      g_autofree char *inner = sluice_json_pointer_join (where, "relative");

      return check_members (date, where, only_relative, NULL, problems) &&
             check_relative (sluice_json_get_object (date, "relative"), inner, problems);
    }
  return add_problem (problems, where, _ ("A date is either absolute or relative."));
}

static gboolean
check_aggregation (JsonObject *operand, const char *pointer, GPtrArray *problems)
{
  static const char *const needed[] = { "operator", "group_by_model", "operand", NULL };
  static const char *const optional[] = { "condition", NULL };
  g_autofree char *inner = sluice_json_pointer_join (pointer, "operand");
  g_autofree char *condition = sluice_json_pointer_join (pointer, "condition");
  JsonNode *of;
  gboolean good;

  if (!check_members (operand, pointer, needed, optional, problems))
    return FALSE;
  if (sluice_definition_find_word (aggregations, sluice_json_get_string (operand, "operator")) ==
      NULL)
    return add_member_problem (problems, pointer, "operator",
                               _ ("“operator” must be count, sum, avg, min, max or list here."));
  of = json_object_get_member (operand, "operand");
  good = check_text (operand, pointer, "group_by_model", problems) &&
         check_operand (of, inner, problems);
  if (json_object_has_member (operand, "condition"))
    good = check_expression (json_object_get_member (operand, "condition"), condition, problems) &&
           good;
  return good;
}

static gboolean
check_operand (JsonNode *node, const char *pointer, GPtrArray *problems)
{
  static const char *const model_path[] = { "model", "path", NULL };
  static const char *const model[] = { "model", NULL };
  static const char *const audience[] = { "audience", NULL };
  JsonObject *object;

  if (JSON_NODE_HOLDS_VALUE (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return add_problem (problems, pointer,
                        _ ("A value, an attribute, a date or an audience belongs here."));
  object = json_node_get_object (node);
  if (json_object_has_member (object, "date"))
    return check_date (object, pointer, problems);
  if (json_object_has_member (object, "alias"))
    return check_alias_path (node, pointer, problems);
  if (json_object_has_member (object, "operator"))
    return check_aggregation (object, pointer, problems);
  if (json_object_has_member (object, "audience"))
    return check_members (object, pointer, audience, NULL, problems) &&
           check_text (object, pointer, "audience", problems);
  if (json_object_has_member (object, "path"))
    return check_members (object, pointer, model_path, NULL, problems) &&
           check_text (object, pointer, "model", problems) &&
           check_text (object, pointer, "path", problems);
  return check_members (object, pointer, model, NULL, problems) &&
         check_text (object, pointer, "model", problems);
}

static gboolean
check_sequence_step (JsonNode *node, const char *pointer, GPtrArray *problems)
{
  static const char *const needed[] = { "alias", "operand", NULL };
  static const char *const optional[] = { "condition", NULL };
  static const char *const path[] = { "model", "path", NULL };
  JsonObject *step = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *operand = sluice_json_get_object (step, "operand");
  gboolean good;

  if (step == NULL || !check_members (step, pointer, needed, optional, problems))
    return step != NULL ? FALSE
                        : add_problem (problems, pointer, _ ("A step of a sequence belongs here."));
  if (operand == NULL)
    return add_member_problem (problems, pointer, "operand",
                               _ ("“operand” must name a model and a path."));
  good = check_text (step, pointer, "alias", problems) &&
         check_members (operand, pointer, path, NULL, problems) &&
         check_text (operand, pointer, "model", problems) &&
         check_text (operand, pointer, "path", problems);
  if (good && json_object_has_member (step, "condition"))
    {
      g_autofree char *condition = sluice_json_pointer_join (pointer, "condition");

      return check_expression (json_object_get_member (step, "condition"), condition, problems);
    }
  return good;
}

static gboolean
check_list (JsonObject *object,
            const char *pointer,
            const char *member,
            gboolean (*check) (JsonNode *, const char *, GPtrArray *),
            GPtrArray *problems)
{
  const char *const needed[] = { "operator", member, NULL };
  g_autofree char *where = sluice_json_pointer_join (pointer, member);
  JsonArray *list = sluice_json_get_array (object, member);
  gboolean good = TRUE;

  if (!check_members (object, pointer, needed, NULL, problems))
    return FALSE;
  if (list == NULL)
    return add_problem (problems, where, _ ("“%s” must be a list."), member);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *index = g_strdup_printf ("%u", i);
      g_autofree char *inner = sluice_json_pointer_join (where, index);

      good = check (json_array_get_element (list, i), inner, problems) && good;
    }
  return good;
}

static gboolean
check_sides (JsonObject *object, const char *pointer, const char *const *sides, GPtrArray *problems)
{
  gboolean good = check_members (object, pointer, sides, NULL, problems);

  for (guint i = 1; good && sides[i] != NULL; i++)
    {
      g_autofree char *inner = sluice_json_pointer_join (pointer, sides[i]);

      good = check_operand (json_object_get_member (object, sides[i]), inner, problems);
    }
  return good;
}

static gboolean
check_expression (JsonNode *node, const char *pointer, GPtrArray *problems)
{
  static const char *const one[] = { "operator", "operand", NULL };
  static const char *const two[] = { "operator", "left", "right", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *operator= sluice_json_get_string (object, "operator");
  g_autofree char *where = NULL;

  if (operator== NULL)
    return add_problem (problems, pointer,
                        _ ("A condition belongs here: an object with an “operator”."));
  if (g_str_equal (operator, "and") || g_str_equal (operator, "or"))
    return check_list (object, pointer, "expressions", check_expression, problems);
  if (g_str_equal (operator, "then"))
    return check_list (object, pointer, "sequence", check_sequence_step, problems);
  if (sluice_definition_find_word (tests, operator) != NULL)
    return check_sides (object, pointer, one, problems);
  if (sluice_definition_find_word (comparisons, operator) != NULL)
    return check_sides (object, pointer, two, problems);
  where = sluice_json_pointer_join (pointer, "operator");
  return add_problem (problems, where, _ ("“%s” is no operator."), operator);
}

/**
 * sluice_definition_validate:
 * @root: a document that should be an audience definition
 *
 * Returns: (transfer full) (element-type SluiceDefinitionProblem): what is wrong with it; empty if nothing
 */
GPtrArray *
sluice_definition_validate (JsonNode *root)
{
  static const char *const needed[] = { "schema_version", "audience", NULL };
  GPtrArray *problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_definition_problem_free);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object == NULL)
    add_problem (problems, "",
                 _ ("A definition is an object with “schema_version” and “audience”."));
  else if (check_members (object, "", needed, NULL, problems) &&
           check_text (object, "", "schema_version", problems))
    check_expression (json_object_get_member (object, "audience"), "/audience", problems);
  return problems;
}

/**
 * sluice_definition_has_shape:
 * @problems: (element-type SluiceDefinitionProblem): what is wrong with a definition
 *
 * Returns: whether it has the shape of a definition, so that a form can show it and what is missing
 */
gboolean
sluice_definition_has_shape (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (!((SluiceDefinitionProblem *) g_ptr_array_index (problems, i))->is_value)
      return FALSE;
  return TRUE;
}

/**
 * sluice_definition_wrap:
 * @expression: (transfer none): a condition
 *
 * Returns: (transfer full): a definition that holds a copy of it
 */
JsonNode *
sluice_definition_wrap (JsonNode *expression)
{
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "schema_version", SLUICE_DEFINITION_VERSION);
  json_object_set_member (object, "audience", json_node_copy (expression));
  json_node_take_object (root, object);
  return root;
}
