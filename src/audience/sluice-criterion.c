/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-criterion.h"

#include "audience/sluice-criterion-private.h"

G_DEFINE_FINAL_TYPE (SluiceCriterion, sluice_criterion, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ANY,
  PROP_SUBJECT,
  PROP_OPERATOR,
  PROP_VALUE,
  PROP_VALUE_TYPE,
  PROP_UNIT,
  PROP_COUNT,
  PROP_WINDOW,
  PROP_LENGTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
sluice_criterion_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceCriterion *self = SLUICE_CRITERION (object);

  switch (prop_id)
    {
    case PROP_ANY:
      g_value_set_boolean (value, self->any);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;
    case PROP_OPERATOR:
      g_value_set_string (value, self->relation);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_VALUE_TYPE:
      g_value_set_int (value, self->value_type);
      break;
    case PROP_UNIT:
      g_value_set_string (value, self->unit);
      break;
    case PROP_COUNT:
      g_value_set_int (value, self->count);
      break;
    case PROP_WINDOW:
      g_value_set_int (value, self->window);
      break;
    case PROP_LENGTH:
      g_value_set_int (value, self->length);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
take_text (char **text, const GValue *value)
{
  const char *given = g_value_get_string (value);

  g_free (*text);
  *text = g_strdup (given != NULL ? given : "");
}

static void
sluice_criterion_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SluiceCriterion *self = SLUICE_CRITERION (object);

  switch (prop_id)
    {
    case PROP_ANY:
      self->any = g_value_get_boolean (value);
      break;
    case PROP_SUBJECT:
      take_text (&self->subject, value);
      break;
    case PROP_OPERATOR:
      take_text (&self->relation, value);
      break;
    case PROP_VALUE:
      take_text (&self->value, value);
      break;
    case PROP_VALUE_TYPE:
      self->value_type = (SluiceValueType) g_value_get_int (value);
      break;
    case PROP_UNIT:
      take_text (&self->unit, value);
      break;
    case PROP_COUNT:
      self->count = g_value_get_int (value);
      break;
    case PROP_WINDOW:
      self->window = (SluiceWindow) g_value_get_int (value);
      break;
    case PROP_LENGTH:
      self->length = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
sluice_criterion_dispose (GObject *object)
{
  SluiceCriterion *self = SLUICE_CRITERION (object);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->children)); i++)
    {
      g_autoptr (SluiceCriterion) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      g_signal_handlers_disconnect_by_data (child, self);
    }
  g_list_store_remove_all (self->children);
  G_OBJECT_CLASS (sluice_criterion_parent_class)->dispose (object);
}

static void
sluice_criterion_finalize (GObject *object)
{
  SluiceCriterion *self = SLUICE_CRITERION (object);

  g_free (self->subject);
  g_free (self->relation);
  g_free (self->value);
  g_free (self->unit);
  g_free (self->version);
  g_clear_pointer (&self->other, json_node_unref);
  g_object_unref (self->children);
  G_OBJECT_CLASS (sluice_criterion_parent_class)->finalize (object);
}

static void
sluice_criterion_class_init (SluiceCriterionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_criterion_get_property;
  object_class->set_property = sluice_criterion_set_property;
  object_class->dispose = sluice_criterion_dispose;
  object_class->finalize = sluice_criterion_finalize;

  properties[PROP_ANY] = g_param_spec_boolean ("any", NULL, NULL, FALSE, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, "", flags);
  properties[PROP_OPERATOR] = g_param_spec_string ("operator", NULL, NULL, "equals", flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", flags);
  properties[PROP_VALUE_TYPE] = g_param_spec_int ("value-type", NULL, NULL, SLUICE_VALUE_TEXT,
                                                  SLUICE_VALUE_AHEAD, SLUICE_VALUE_TEXT, flags);
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, "day", flags);
  properties[PROP_COUNT] = g_param_spec_int ("count", NULL, NULL, 0, G_MAXINT, 1, flags);
  properties[PROP_WINDOW] = g_param_spec_int ("window", NULL, NULL, SLUICE_WINDOW_EVER,
                                              SLUICE_WINDOW_SINCE, SLUICE_WINDOW_EVER, flags);
  properties[PROP_LENGTH] = g_param_spec_int ("length", NULL, NULL, 0, G_MAXINT, 30, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_criterion_init (SluiceCriterion *self)
{
  self->children = g_list_store_new (SLUICE_TYPE_CRITERION);
  self->subject = g_strdup ("");
  self->relation = g_strdup ("equals");
  self->value = g_strdup ("");
  self->unit = g_strdup ("day");
  self->count = 1;
  self->length = 30;
}

/**
 * sluice_criterion_new:
 * @kind: its kind, for good
 *
 * Returns: (transfer full): a criterion to be filled in
 */
SluiceCriterion *
sluice_criterion_new (SluiceCriterionKind kind)
{
  SluiceCriterion *self = g_object_new (SLUICE_TYPE_CRITERION, NULL);

  self->kind = kind;
  if (kind == SLUICE_CRITERION_EVENTS)
    g_object_set (self, "operator", "greater_than_equal", NULL);
  else if (kind == SLUICE_CRITERION_MEMBERSHIP)
    g_object_set (self, "operator", "in", NULL);
  return self;
}

/**
 * sluice_criterion_get_kind:
 * @self: a criterion
 *
 * Returns: its kind
 */
SluiceCriterionKind
sluice_criterion_get_kind (SluiceCriterion *self)
{
  return self->kind;
}

/**
 * sluice_criterion_get_children:
 * @self: a group
 *
 * Returns: (transfer none): a #GListModel of #SluiceCriterion
 */
GListModel *
sluice_criterion_get_children (SluiceCriterion *self)
{
  return G_LIST_MODEL (self->children);
}

static void
on_child_changed_cb (SluiceCriterion *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sluice_criterion_add:
 * @self: a group
 * @child: (transfer none): a criterion to put last in it
 */
void
sluice_criterion_add (SluiceCriterion *self, SluiceCriterion *child)
{
  g_return_if_fail (self->kind == SLUICE_CRITERION_GROUP);

  g_signal_connect_object (child, "changed", G_CALLBACK (on_child_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (self->children, child);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sluice_criterion_remove:
 * @self: a group
 * @child: a criterion directly in it
 */
void
sluice_criterion_remove (SluiceCriterion *self, SluiceCriterion *child)
{
  guint position;

  if (!g_list_store_find (self->children, child, &position))
    return;
  g_signal_handlers_disconnect_by_data (child, self);
  g_list_store_remove (self->children, position);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sluice_criterion_is_complete:
 * @self: a criterion
 *
 * Returns: whether it and all below it can become a definition
 */
gboolean
sluice_criterion_is_complete (SluiceCriterion *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->children)); i++)
    {
      g_autoptr (SluiceCriterion) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      if (!sluice_criterion_is_complete (child))
        return FALSE;
    }
  return sluice_criterion_find_problem (self) == NULL;
}
