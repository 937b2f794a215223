/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-criterion-private.h"

#include <math.h>

#include "audience/sluice-definition.h"
#include "sluice-json.h"

/* Model names are free in the schema; its examples use these two (FACTS 11.2). */
#define USER_MODEL  "user"
#define EVENT_MODEL "events"
#define EVENT_NAME  "event_name"
#define EVENT_TIME  "timestamp"

static JsonNode *
node_of (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonObject *
path_object (const char *model, const char *path)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "model", model);
  if (path != NULL)
    json_object_set_string_member (object, "path", path);
  return object;
}

static JsonNode *
number_to_node (const char *text)
{
  double number = g_ascii_strtod (text, NULL);
  gint64 whole;

  /* Whole numbers stay whole, however large. */
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
    return json_node_init_int (json_node_alloc (), whole);
  return json_node_init_double (json_node_alloc (), isfinite (number) ? number : 0);
}

static JsonNode *
date_to_node (const char *member, JsonNode *value)
{
  JsonObject *operand = json_object_new ();
  JsonObject *date = json_object_new ();

  json_object_set_member (date, member, value);
  json_object_set_object_member (operand, "date", date);
  return node_of (operand);
}

static JsonNode *
absolute_to_node (const char *text)
{
  return date_to_node ("absolute", json_node_init_string (json_node_alloc (), text));
}

static JsonNode *
relative_to_node (JsonNode *offset, const char *unit)
{
  JsonObject *relative = json_object_new ();

  json_object_set_member (relative, "offset", offset);
  json_object_set_string_member (relative, "unit", unit);
  return date_to_node ("relative", node_of (relative));
}

/* The past has a negative offset. */
static JsonNode *
new_negated (JsonNode *number)
{
  if (json_node_get_value_type (number) == G_TYPE_INT64 && json_node_get_int (number) != G_MININT64)
    return json_node_init_int (json_node_alloc (), -json_node_get_int (number));
  return json_node_init_double (json_node_alloc (), -json_node_get_double (number));
}

static JsonObject *
comparison (const char *operator, JsonObject * left, JsonNode *right)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "operator", operator);
  json_object_set_object_member (object, "left", left);
  json_object_set_member (object, "right", right);
  return object;
}

static JsonNode *
value_to_node (SluiceCriterion *self)
{
  g_autoptr (JsonNode) number = number_to_node (self->value);

  switch (self->value_type)
    {
    case SLUICE_VALUE_NUMBER:
      return g_steal_pointer (&number);
    case SLUICE_VALUE_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_str_equal (self->value, "true"));
    case SLUICE_VALUE_DATE:
      return absolute_to_node (self->value);
    case SLUICE_VALUE_AGO:
      return relative_to_node (new_negated (number), self->unit);
    case SLUICE_VALUE_AHEAD:
      return relative_to_node (g_steal_pointer (&number), self->unit);
    case SLUICE_VALUE_TEXT:
    default:
      return json_node_init_string (json_node_alloc (), self->value);
    }
}

static JsonNode *
attribute_to_node (SluiceCriterion *self)
{
  JsonObject *subject = path_object (USER_MODEL, self->subject);
  JsonObject *object;

  if (sluice_definition_find_word (sluice_definition_get_tests (), self->relation) == NULL)
    return node_of (comparison (self->relation, subject, value_to_node (self)));
  object = json_object_new ();
  json_object_set_string_member (object, "operator", self->relation);
  json_object_set_object_member (object, "operand", subject);
  return node_of (object);
}

static void
add_window (SluiceCriterion *self, JsonArray *parts)
{
  JsonNode *from;

  if (self->window == SLUICE_WINDOW_EVER)
    return;
  from =
      self->window == SLUICE_WINDOW_SINCE
          ? absolute_to_node (self->value)
          : relative_to_node (json_node_init_int (json_node_alloc (), -self->length), self->unit);
  json_array_add_object_element (parts, comparison ("greater_than_equal",
                                                    path_object (EVENT_MODEL, EVENT_TIME), from));
}

static JsonNode *
events_to_node (SluiceCriterion *self)
{
  JsonObject *count = json_object_new ();
  JsonObject *both = json_object_new ();
  JsonArray *parts = json_array_new ();
  JsonNode *name = json_node_init_string (json_node_alloc (), self->subject);
  JsonObject *named = comparison ("equals", path_object (EVENT_MODEL, EVENT_NAME), name);

  json_object_set_string_member (count, "operator", "count");
  json_object_set_string_member (count, "group_by_model", USER_MODEL);
  json_object_set_object_member (count, "operand", path_object (EVENT_MODEL, NULL));
  json_array_add_object_element (parts, named);
  add_window (self, parts);
  json_object_set_string_member (both, "operator", "and");
  json_object_set_array_member (both, "expressions", parts);
  json_object_set_object_member (count, "condition", both);
  return node_of (
      comparison (self->relation, count, json_node_init_int (json_node_alloc (), self->count)));
}

static JsonNode *
membership_to_node (SluiceCriterion *self)
{
  JsonObject *audience = json_object_new ();

  json_object_set_string_member (audience, "audience", self->subject);
  return node_of (comparison (self->relation, path_object (USER_MODEL, NULL), node_of (audience)));
}

/**
 * sluice_criterion_to_expression:
 * @self: a criterion
 *
 * Returns: (transfer full): the condition it stands for
 */
JsonNode *
sluice_criterion_to_expression (SluiceCriterion *self)
{
  JsonObject *object;
  JsonArray *parts;

  switch (self->kind)
    {
    case SLUICE_CRITERION_ATTRIBUTE:
      return attribute_to_node (self);
    case SLUICE_CRITERION_EVENTS:
      return events_to_node (self);
    case SLUICE_CRITERION_MEMBERSHIP:
      return membership_to_node (self);
    case SLUICE_CRITERION_OTHER:
      return json_node_copy (self->other);
    case SLUICE_CRITERION_GROUP:
    default:
      break;
    }
  object = json_object_new ();
  parts = json_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->children)); i++)
    {
      g_autoptr (SluiceCriterion) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      json_array_add_element (parts, sluice_criterion_to_expression (child));
    }
  json_object_set_string_member (object, "operator", self->any ? "or" : "and");
  json_object_set_array_member (object, "expressions", parts);
  return node_of (object);
}

/**
 * sluice_criterion_to_definition:
 * @self: the topmost criterion
 *
 * Returns: (transfer full): the definition it stands for; a lone condition is not wrapped in
 *   a group that nobody wrote
 */
JsonNode *
sluice_criterion_to_definition (SluiceCriterion *self)
{
  g_autoptr (JsonNode) expression = NULL;
  JsonNode *root;

  if (self->kind == SLUICE_CRITERION_GROUP && !self->written &&
      g_list_model_get_n_items (G_LIST_MODEL (self->children)) == 1)
    {
      g_autoptr (SluiceCriterion) only = g_list_model_get_item (G_LIST_MODEL (self->children), 0);

      expression = sluice_criterion_to_expression (only);
    }
  else
    expression = sluice_criterion_to_expression (self);
  root = sluice_definition_wrap (expression);
  /* What it came with is not ours to change. */
  if (self->version != NULL)
    json_object_set_string_member (json_node_get_object (root), "schema_version", self->version);
  return root;
}

/* The amount and its unit of a plain relative date; boundaries and aliases are not for the form. */
static gboolean
read_relative (SluiceCriterion *self, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  JsonNode *offset = json_object_get_member (object, "offset");
  gboolean ahead = json_node_get_double (offset) > 0;
  g_autoptr (JsonNode) length = ahead ? json_node_copy (offset) : new_negated (offset);
  g_autofree char *amount = NULL;

  if (json_object_get_size (object) != 2)
    return FALSE;
  amount = sluice_json_scalar_to_text (length);
  g_object_set (self, "value", amount, "value-type",
                (int) (ahead ? SLUICE_VALUE_AHEAD : SLUICE_VALUE_AGO), "unit",
                sluice_json_get_string (object, "unit"), NULL);
  return TRUE;
}

static void
read_literal (SluiceCriterion *self, JsonNode *node)
{
  GType held = json_node_get_value_type (node);
  g_autofree char *text = sluice_json_scalar_to_text (node);
  SluiceValueType type = SLUICE_VALUE_TEXT;

  if (held == G_TYPE_BOOLEAN)
    type = SLUICE_VALUE_BOOLEAN;
  else if (held == G_TYPE_INT64 || held == G_TYPE_DOUBLE)
    type = SLUICE_VALUE_NUMBER;
  g_object_set (self, "value", text, "value-type", (int) type, NULL);
}

static gboolean
read_value (SluiceCriterion *self, JsonNode *node)
{
  JsonNode *absolute = sluice_json_pointer_get (node, "/date/absolute");
  JsonNode *relative = sluice_json_pointer_get (node, "/date/relative");

  if (JSON_NODE_HOLDS_VALUE (node))
    read_literal (self, node);
  else if (absolute != NULL)
    g_object_set (self, "value", json_node_get_string (absolute), "value-type",
                  (int) SLUICE_VALUE_DATE, NULL);
  else
    return relative != NULL && read_relative (self, relative);
  return TRUE;
}

static SluiceCriterion *
read_attribute (JsonObject *object)
{
  g_autoptr (SluiceCriterion) self = sluice_criterion_new (SLUICE_CRITERION_ATTRIBUTE);
  JsonObject *subject =
      sluice_json_get_object (object,
                              json_object_has_member (object, "operand") ? "operand" : "left");
  const char *path = sluice_json_get_string (subject, "path");

  if (path == NULL)
    return NULL;
  g_object_set (self, "subject", path, "operator", sluice_json_get_string (object, "operator"),
                NULL);
  if (json_object_has_member (object, "right") &&
      !read_value (self, json_object_get_member (object, "right")))
    return NULL;
  return g_steal_pointer (&self);
}

static SluiceCriterion *
read_membership (JsonObject *object)
{
  const char *id = sluice_json_get_string (sluice_json_get_object (object, "right"), "audience");
  SluiceCriterion *self;

  if (id == NULL)
    return NULL;
  self = sluice_criterion_new (SLUICE_CRITERION_MEMBERSHIP);
  g_object_set (self, "subject", id, "operator", sluice_json_get_string (object, "operator"), NULL);
  return self;
}

static void
read_window (SluiceCriterion *self, JsonNode *from)
{
  JsonNode *absolute = sluice_json_pointer_get (from, "/date/absolute");
  JsonNode *offset = sluice_json_pointer_get (from, "/date/relative/offset");
  JsonNode *unit = sluice_json_pointer_get (from, "/date/relative/unit");

  if (absolute != NULL)
    g_object_set (self, "window", (int) SLUICE_WINDOW_SINCE, "value",
                  json_node_get_string (absolute), NULL);
  else if (offset != NULL && unit != NULL && json_node_get_int (offset) <= 0 &&
           json_node_get_int (offset) > -G_MAXINT)
    g_object_set (self, "window", (int) SLUICE_WINDOW_LAST, "length",
                  (int) -json_node_get_int (offset), "unit", json_node_get_string (unit), NULL);
}

static SluiceCriterion *
read_events (JsonObject *object)
{
  g_autoptr (JsonNode) node = sluice_json_node_for_object (object);
  JsonNode *name = sluice_json_pointer_get (node, "/left/condition/expressions/0/right");
  JsonNode *from = sluice_json_pointer_get (node, "/left/condition/expressions/1/right");
  JsonNode *right = json_object_get_member (object, "right");
  SluiceCriterion *self;
  gint64 count;

  /* A number in quotes is another value. */
  if (name == NULL || right == NULL || json_node_get_value_type (name) != G_TYPE_STRING ||
      json_node_get_value_type (right) != G_TYPE_INT64)
    return NULL;
  count = json_node_get_int (right);
  if (count < 0 || count > G_MAXINT)
    return NULL;
  self = sluice_criterion_new (SLUICE_CRITERION_EVENTS);
  g_object_set (self, "subject", json_node_get_string (name), "operator",
                sluice_json_get_string (object, "operator"), "count", (int) count, NULL);
  if (from != NULL)
    read_window (self, from);
  return self;
}

static SluiceCriterion *
read_group (JsonObject *object)
{
  SluiceCriterion *self = sluice_criterion_new (SLUICE_CRITERION_GROUP);
  JsonArray *parts = sluice_json_get_array (object, "expressions");

  self->written = TRUE;
  self->any = g_strcmp0 (sluice_json_get_string (object, "operator"), "or") == 0;
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      g_autoptr (SluiceCriterion) child =
          sluice_criterion_new_from_expression (json_array_get_element (parts, i));

      sluice_criterion_add (self, child);
    }
  return self;
}

/**
 * sluice_criterion_new_from_expression:
 * @expression: a valid condition
 *
 * Returns: (transfer full): what stands for it. It has a shape of the form only if writing it gives the
 *   same again; everything else is kept as it is
 */
SluiceCriterion *
sluice_criterion_new_from_expression (JsonNode *expression)
{
  static SluiceCriterion *(*const readers[]) (JsonObject *) = { read_membership, read_events,
                                                                read_attribute };
  JsonObject *object = json_node_get_object (expression);
  SluiceCriterion *other;

  if (sluice_json_get_array (object, "expressions") != NULL)
    return read_group (object);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autoptr (SluiceCriterion) read = readers[i](object);
      g_autoptr (JsonNode) again = read != NULL ? sluice_criterion_to_expression (read) : NULL;

      if (again != NULL && sluice_json_equal (expression, again))
        return g_steal_pointer (&read);
    }
  other = sluice_criterion_new (SLUICE_CRITERION_OTHER);
  other->other = json_node_copy (expression);
  return other;
}

/**
 * sluice_criterion_new_from_definition:
 * @root: a valid definition
 *
 * Returns: (transfer full): a group that stands for it; conditions that the form has no shape for are
 *   kept as they are
 */
SluiceCriterion *
sluice_criterion_new_from_definition (JsonNode *root)
{
  g_autoptr (SluiceCriterion) self =
      sluice_criterion_new_from_expression (sluice_json_pointer_get (root, "/audience"));
  SluiceCriterion *group;

  if (self->kind == SLUICE_CRITERION_GROUP)
    group = g_object_ref (self);
  else
    {
      group = sluice_criterion_new (SLUICE_CRITERION_GROUP);
      sluice_criterion_add (group, self);
    }
  group->version =
      g_strdup (sluice_json_get_string (json_node_get_object (root), "schema_version"));
  return group;
}
