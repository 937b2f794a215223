/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-definition.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

/* A definition as a sentence. It is only asked for valid definitions; whatever it does not know it
 * shows as JSON, never wrongly in words. */

static char *describe_expression (JsonNode *node);
static char *describe_operand (JsonNode *node);

static const char *
label_of (const SluiceDefinitionWord *words, const char *word)
{
  const SluiceDefinitionWord *found = sluice_definition_find_word (words, word);

  return found != NULL ? _ (found->label) : word;
}

static char *
describe_relative (JsonObject *relative)
{
  const char *unit =
      label_of (sluice_definition_get_units (), sluice_json_get_string (relative, "unit"));
  double offset = json_object_get_double_member_with_default (relative, "offset", 0);
  g_autofree char *amount = g_strdup_printf ("%g", ABS (offset));
  g_autofree char *moment = NULL;
  const char *boundary = sluice_json_get_string (relative, "boundary");

  if (offset < 0)
    /* Translators: a number and a unit, for example "7 days ago" */
    moment = g_strdup_printf (_ ("%s %s ago"), amount, unit);
  else if (offset > 0)
    /* Translators: a number and a unit, for example "7 days from now" */
    moment = g_strdup_printf (_ ("%s %s from now"), amount, unit);
  else
    moment = g_strdup (_ ("now"));
  if (g_strcmp0 (boundary, "start") == 0)
    return g_strdup_printf (_ ("the start of the period %s"), moment);
  if (g_strcmp0 (boundary, "end") == 0)
    return g_strdup_printf (_ ("the end of the period %s"), moment);
  return g_steal_pointer (&moment);
}

static char *
describe_date (JsonObject *date)
{
  const char *absolute = sluice_json_get_string (date, "absolute");

  if (absolute != NULL)
    return g_strdup (absolute);
  return describe_relative (sluice_json_get_object (date, "relative"));
}

static char *
describe_aggregation (JsonObject *object)
{
  g_autofree char *of = describe_operand (json_object_get_member (object, "operand"));
  const char *what =
      label_of (sluice_definition_get_aggregations (), sluice_json_get_string (object, "operator"));
  JsonNode *condition = json_object_get_member (object, "condition");
  g_autofree char *restriction = condition != NULL ? describe_expression (condition) : NULL;

  if (restriction != NULL)
    /* Translators: "the number of" "events" "their name is purchase" */
    return g_strdup_printf (_ ("%s %s where %s"), what, of, restriction);
  return g_strdup_printf ("%s %s", what, of);
}

static char *
describe_operand (JsonNode *node)
{
  JsonObject *object;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      g_autofree char *text = sluice_json_scalar_to_text (node);

      return json_node_get_value_type (node) == G_TYPE_STRING ? g_strdup_printf (_ ("“%s”"), text)
                                                              : g_steal_pointer (&text);
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return sluice_json_to_text (node, FALSE);
  object = json_node_get_object (node);
  if (sluice_json_get_object (object, "date") != NULL)
    return describe_date (sluice_json_get_object (object, "date"));
  if (json_object_has_member (object, "operator"))
    return describe_aggregation (object);
  if (json_object_has_member (object, "audience"))
    return g_strdup_printf (_ ("audience %s"), sluice_json_get_string (object, "audience"));
  if (json_object_has_member (object, "alias"))
    return g_strdup_printf ("%s.%s", sluice_json_get_string (object, "alias"),
                            sluice_json_get_string (object, "path"));
  if (g_strcmp0 (sluice_json_get_string (object, "model"), "user") == 0 &&
      json_object_has_member (object, "path"))
    return g_strdup (sluice_json_get_string (object, "path"));
  if (json_object_has_member (object, "path"))
    return g_strdup_printf ("%s.%s", sluice_json_get_string (object, "model"),
                            sluice_json_get_string (object, "path"));
  return g_strdup (sluice_json_get_string (object, "model"));
}

static char *
describe_group (JsonObject *object)
{
  JsonArray *list = sluice_json_get_array (object, "expressions");
  gboolean all = g_strcmp0 (sluice_json_get_string (object, "operator"), "and") == 0;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      g_autofree char *part = describe_expression (element);
      gboolean nested = JSON_NODE_HOLDS_OBJECT (element) &&
                        json_object_has_member (json_node_get_object (element), "expressions");

      g_ptr_array_add (parts, nested ? g_strdup_printf ("(%s)", part) : g_steal_pointer (&part));
    }
  if (parts->len == 0)
    return g_strdup (all ? _ ("everyone") : _ ("no one"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (all ? _ (" and ") : _ (" or "), (char **) parts->pdata);
}

static char *
describe_sequence (JsonObject *object)
{
  JsonArray *list = sluice_json_get_array (object, "sequence");
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *step = json_array_get_object_element (list, i);
      g_autofree char *what = describe_operand (json_object_get_member (step, "operand"));
      JsonNode *condition = json_object_get_member (step, "condition");
      g_autofree char *restriction = condition != NULL ? describe_expression (condition) : NULL;

      g_ptr_array_add (parts, restriction != NULL
                                  ? g_strdup_printf (_ ("%s where %s"), what, restriction)
                                  : g_steal_pointer (&what));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_ (", then "), (char **) parts->pdata);
}

static char *
describe_membership (const char *operator, JsonNode * right)
{
  const char *id = sluice_json_get_string (json_node_get_object (right), "audience");

  if (g_str_equal (operator, "in"))
    return g_strdup_printf (_ ("they are in audience %s"), id);
  return g_strdup_printf (_ ("they are not in audience %s"), id);
}

static char *
describe_expression (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *operator= sluice_json_get_string (object, "operator");
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  JsonNode *second;

  if (operator== NULL)
    return sluice_json_to_text (node, FALSE);
  if (json_object_has_member (object, "expressions"))
    return describe_group (object);
  if (json_object_has_member (object, "sequence"))
    return describe_sequence (object);
  if (json_object_has_member (object, "operand"))
    {
      left = describe_operand (json_object_get_member (object, "operand"));
      return g_strdup_printf ("%s %s", left, label_of (sluice_definition_get_tests (), operator));
    }
  second = json_object_get_member (object, "right");
  if (second == NULL || !json_object_has_member (object, "left"))
    return sluice_json_to_text (node, FALSE);
  if (JSON_NODE_HOLDS_OBJECT (second) &&
      json_object_has_member (json_node_get_object (second), "audience"))
    return describe_membership (operator, second);
  left = describe_operand (json_object_get_member (object, "left"));
  right = describe_operand (second);
  return g_strdup_printf ("%s %s %s", left,
                          label_of (sluice_definition_get_comparisons (), operator), right);
}

/**
 * sluice_definition_describe:
 * @root: a valid definition
 *
 * Returns: (transfer full): who is in the audience, as a sentence, translated
 */
char *
sluice_definition_describe (JsonNode *root)
{
  JsonNode *expression = sluice_json_pointer_get (root, "/audience");
  g_autofree char *condition = expression != NULL ? describe_expression (expression) : NULL;

  if (condition == NULL)
    return g_strdup (_ ("This is no audience definition."));
  return g_strdup_printf (_ ("People for whom %s."), condition);
}
