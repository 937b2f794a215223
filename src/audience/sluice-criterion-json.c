/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-criterion-private.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"
#include "sluice-time.h"

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

static JsonObject *
days_ago_object (double days)
{
  JsonObject *operand = json_object_new ();
  JsonObject *date = json_object_new ();
  JsonObject *relative = json_object_new ();

  if (days == (double) (gint64) days)
    json_object_set_int_member (relative, "offset", -(gint64) days);
  else
    json_object_set_double_member (relative, "offset", -days);
  json_object_set_string_member (relative, "unit", "day");
  json_object_set_object_member (date, "relative", relative);
  json_object_set_object_member (operand, "date", date);
  return operand;
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
  double number = g_ascii_strtod (self->value, NULL);
  JsonObject *operand;
  JsonObject *date;

  switch (self->value_type)
    {
    case SLUICE_VALUE_NUMBER:
      if (number == (double) (gint64) number)
        return json_node_init_int (json_node_alloc (), (gint64) number);
      return json_node_init_double (json_node_alloc (), number);
    case SLUICE_VALUE_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_str_equal (self->value, "true"));
    case SLUICE_VALUE_DATE:
      operand = json_object_new ();
      date = json_object_new ();
      json_object_set_string_member (date, "absolute", self->value);
      json_object_set_object_member (operand, "date", date);
      return node_of (operand);
    case SLUICE_VALUE_DAYS_AGO:
      return node_of (days_ago_object (number));
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
  if (self->days > 0)
    json_array_add_object_element (parts, comparison ("greater_than_equal",
                                                      path_object (EVENT_MODEL, EVENT_TIME),
                                                      node_of (days_ago_object (self->days))));
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

static JsonNode *
criterion_to_node (SluiceCriterion *self)
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

      json_array_add_element (parts, criterion_to_node (child));
    }
  json_object_set_string_member (object, "operator", self->any ? "or" : "and");
  json_object_set_array_member (object, "expressions", parts);
  return node_of (object);
}

/**
 * sluice_criterion_to_definition:
 * @self: the topmost criterion
 *
 * Returns: (transfer full): the definition it stands for; a lone condition is not wrapped in a group
 */
JsonNode *
sluice_criterion_to_definition (SluiceCriterion *self)
{
  g_autoptr (JsonNode) expression = NULL;

  if (self->kind == SLUICE_CRITERION_GROUP &&
      g_list_model_get_n_items (G_LIST_MODEL (self->children)) == 1)
    {
      g_autoptr (SluiceCriterion) only = g_list_model_get_item (G_LIST_MODEL (self->children), 0);

      expression = criterion_to_node (only);
    }
  else
    expression = criterion_to_node (self);
  return sluice_definition_wrap (expression);
}

static gboolean
read_value (SluiceCriterion *self, JsonNode *node)
{
  JsonNode *absolute = sluice_json_pointer_get (node, "/date/absolute");
  JsonNode *relative = sluice_json_pointer_get (node, "/date/relative");
  SluiceValueType type = SLUICE_VALUE_TEXT;
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      GType held = json_node_get_value_type (node);

      text = sluice_json_scalar_to_text (node);
      if (held == G_TYPE_BOOLEAN)
        type = SLUICE_VALUE_BOOLEAN;
      else if (held == G_TYPE_INT64 || held == G_TYPE_DOUBLE)
        type = SLUICE_VALUE_NUMBER;
    }
  else if (absolute != NULL)
    {
      text = sluice_json_scalar_to_text (absolute);
      type = SLUICE_VALUE_DATE;
    }
  else if (relative != NULL)
    {
      JsonObject *object = json_node_get_object (relative);
      double offset = json_object_get_double_member_with_default (object, "offset", 1);

      if (offset > 0 || json_object_get_size (object) != 2 ||
          g_strcmp0 (sluice_json_get_string (object, "unit"), "day") != 0)
        return FALSE;
      text = g_strdup_printf ("%g", -offset);
      type = SLUICE_VALUE_DAYS_AGO;
    }
  if (text == NULL)
    return FALSE;
  g_object_set (self, "value", text, "value-type", (int) type, NULL);
  return TRUE;
}

static gboolean
is_user_path (JsonObject *object)
{
  return g_strcmp0 (sluice_json_get_string (object, "model"), USER_MODEL) == 0 &&
         sluice_json_get_string (object, "path") != NULL;
}

static SluiceCriterion *
read_attribute (JsonObject *object)
{
  g_autoptr (SluiceCriterion) self = sluice_criterion_new (SLUICE_CRITERION_ATTRIBUTE);
  JsonObject *subject =
      sluice_json_get_object (object,
                              json_object_has_member (object, "operand") ? "operand" : "left");

  if (!is_user_path (subject))
    return NULL;
  g_object_set (self, "subject", sluice_json_get_string (subject, "path"), "operator",
                sluice_json_get_string (object, "operator"), NULL);
  if (json_object_has_member (object, "right") &&
      !read_value (self, json_object_get_member (object, "right")))
    return NULL;
  return g_steal_pointer (&self);
}

static SluiceCriterion *
read_membership (JsonObject *object)
{
  g_autoptr (SluiceCriterion) self = sluice_criterion_new (SLUICE_CRITERION_MEMBERSHIP);
  JsonObject *right = sluice_json_get_object (object, "right");
  const char *id = sluice_json_get_string (right, "audience");

  if (id == NULL)
    return NULL;
  g_object_set (self, "subject", id, "operator", sluice_json_get_string (object, "operator"), NULL);
  return g_steal_pointer (&self);
}

static SluiceCriterion *
read_events (JsonObject *object)
{
  g_autoptr (SluiceCriterion) self = sluice_criterion_new (SLUICE_CRITERION_EVENTS);
  g_autoptr (JsonNode) node = sluice_json_node_for_object (object);
  JsonNode *name = sluice_json_pointer_get (node, "/left/condition/expressions/0/right");
  JsonNode *offset =
      sluice_json_pointer_get (node, "/left/condition/expressions/1/right/date/relative/offset");
  g_autofree char *text = sluice_json_scalar_to_text (name);
  g_autoptr (JsonNode) again = NULL;
  gint64 count;

  if (text == NULL || !sluice_json_get_int (object, "right", &count) || count < 0 ||
      count > G_MAXINT)
    return NULL;
  g_object_set (self, "subject", text, "operator", sluice_json_get_string (object, "operator"),
                "count", (int) count, NULL);
  if (offset != NULL && json_node_get_int (offset) <= 0 && json_node_get_int (offset) > -G_MAXINT)
    g_object_set (self, "days", (int) -json_node_get_int (offset), NULL);
  /* It is this kind only if writing it gives the same again. */
  again = events_to_node (self);
  return sluice_json_equal (node, again) ? g_steal_pointer (&self) : NULL;
}

static SluiceCriterion *read_criterion (JsonNode *node);

static SluiceCriterion *
read_group (JsonObject *object)
{
  SluiceCriterion *self = sluice_criterion_new (SLUICE_CRITERION_GROUP);
  JsonArray *parts = sluice_json_get_array (object, "expressions");

  self->any = g_strcmp0 (sluice_json_get_string (object, "operator"), "or") == 0;
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      g_autoptr (SluiceCriterion) child = read_criterion (json_array_get_element (parts, i));

      sluice_criterion_add (self, child);
    }
  return self;
}

static SluiceCriterion *
read_criterion (JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  SluiceCriterion *self;

  if (sluice_json_get_array (object, "expressions") != NULL)
    return read_group (object);
  self = read_membership (object);
  if (self == NULL)
    self = read_events (object);
  if (self == NULL)
    self = read_attribute (object);
  if (self == NULL)
    {
      self = sluice_criterion_new (SLUICE_CRITERION_OTHER);
      self->other = json_node_copy (node);
    }
  return self;
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
  SluiceCriterion *self = read_criterion (sluice_json_pointer_get (root, "/audience"));
  SluiceCriterion *group;

  if (self->kind == SLUICE_CRITERION_GROUP)
    return self;
  group = sluice_criterion_new (SLUICE_CRITERION_GROUP);
  sluice_criterion_add (group, self);
  g_object_unref (self);
  return group;
}
