/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-step.h"

#include "setup/sluice-step-private.h"

enum
{
  PROP_0,
  PROP_FAMILY,
  PROP_ID,
  PROP_NAME,
  PROP_ACTION,
  PROP_OUTCOME,
  PROP_ERROR,
  PROP_WARNING,
  PROP_DIFFERENCES,
  PROP_REQUEST,
  N_PROPS
};

struct _SluiceStep
{
  GObject parent_instance;

  SluiceFamily family;
  SluiceAction action;
  SluiceOutcome outcome;
  char *id;            /* (owned) (nullable) */
  char *name;          /* (owned) */
  GError *error;       /* (owned) (nullable) */
  char *warning;       /* (owned) (nullable) */
  char **differences;  /* (owned) */
  JsonObject *request; /* (owned) (nullable) */
  char *sent;          /* (owned) (nullable) */
  gboolean created;    /* by the apply of this plan, so that undo may remove it */
};

G_DEFINE_FINAL_TYPE (SluiceStep, sluice_step, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *const action_words[] = {
  [SLUICE_ACTION_CREATE] = "create",     [SLUICE_ACTION_UPDATE] = "update",
  [SLUICE_ACTION_SAME] = "same",         [SLUICE_ACTION_ADOPT] = "adopt",
  [SLUICE_ACTION_CONFLICT] = "conflict",
};

static const char *const outcome_words[] = {
  [SLUICE_OUTCOME_PLANNED] = "planned", [SLUICE_OUTCOME_RUNNING] = "running",
  [SLUICE_OUTCOME_DONE] = "done",       [SLUICE_OUTCOME_FAILED] = "failed",
  [SLUICE_OUTCOME_SKIPPED] = "skipped",
};

static void
sluice_step_get_property (GObject *object, guint property, GValue *value, GParamSpec *spec)
{
  SluiceStep *self = SLUICE_STEP (object);

  switch (property)
    {
    case PROP_FAMILY:
      g_value_set_int (value, (int) self->family);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ACTION:
      g_value_set_int (value, (int) self->action);
      break;
    case PROP_OUTCOME:
      g_value_set_int (value, (int) self->outcome);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_WARNING:
      g_value_set_string (value, self->warning);
      break;
    case PROP_DIFFERENCES:
      g_value_set_boxed (value, self->differences);
      break;
    case PROP_REQUEST:
      g_value_set_boxed (value, self->request);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
sluice_step_finalize (GObject *object)
{
  SluiceStep *self = SLUICE_STEP (object);

  g_free (self->id);
  g_free (self->name);
  g_clear_error (&self->error);
  g_free (self->warning);
  g_strfreev (self->differences);
  g_clear_pointer (&self->request, json_object_unref);
  g_free (self->sent);
  G_OBJECT_CLASS (sluice_step_parent_class)->finalize (object);
}

static void
sluice_step_class_init (SluiceStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_step_get_property;
  object_class->finalize = sluice_step_finalize;

  properties[PROP_FAMILY] = g_param_spec_int ("family", NULL, NULL, 0, SLUICE_N_FAMILIES, 0, flags);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ACTION] =
      g_param_spec_int ("action", NULL, NULL, 0, SLUICE_ACTION_CONFLICT, 0, flags);
  properties[PROP_OUTCOME] =
      g_param_spec_int ("outcome", NULL, NULL, 0, SLUICE_OUTCOME_SKIPPED, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_WARNING] = g_param_spec_string ("warning", NULL, NULL, NULL, flags);
  properties[PROP_DIFFERENCES] = g_param_spec_boxed ("differences", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_REQUEST] = g_param_spec_boxed ("request", NULL, NULL, JSON_TYPE_OBJECT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_step_init (SluiceStep *self)
{
  self->differences = g_new0 (char *, 1);
}

SluiceStep *
_sluice_step_new (SluiceFamily family, const char *id, const char *name)
{
  SluiceStep *self = g_object_new (SLUICE_TYPE_STEP, NULL);

  self->family = family;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  return self;
}

void
_sluice_step_set_id (SluiceStep *self, const char *id)
{
  if (g_strcmp0 (id, self->id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

void
_sluice_step_set_name (SluiceStep *self, const char *name)
{
  if (g_strcmp0 (name, self->name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

void
_sluice_step_set_action (SluiceStep *self, SluiceAction action)
{
  self->action = action;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTION]);
}

void
_sluice_step_set_outcome (SluiceStep *self, SluiceOutcome outcome)
{
  self->outcome = outcome;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
}

/* Takes the error, or forgets the one before where it is NULL. */
void
_sluice_step_take_error (SluiceStep *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
_sluice_step_take_differences (SluiceStep *self, char **differences)
{
  g_strfreev (self->differences);
  self->differences = differences;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIFFERENCES]);
}

void
_sluice_step_take_request (SluiceStep *self, JsonObject *request)
{
  g_clear_pointer (&self->request, json_object_unref);
  self->request = request;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
}

void
_sluice_step_set_warning (SluiceStep *self, const char *warning)
{
  g_free (self->warning);
  self->warning = g_strdup (warning);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WARNING]);
}

void
_sluice_step_take_sent (SluiceStep *self, char *sent)
{
  g_free (self->sent);
  self->sent = sent;
}

const char *
_sluice_step_get_sent (SluiceStep *self)
{
  return self->sent;
}

gboolean
_sluice_step_get_created (SluiceStep *self)
{
  return self->created;
}

void
_sluice_step_set_created (SluiceStep *self, gboolean created)
{
  self->created = created;
}

/**
 * sluice_action_to_string:
 * @action: what is to be done
 *
 * Returns: the word of CONTRACT 8
 */
const char *
sluice_action_to_string (SluiceAction action)
{
  g_return_val_if_fail ((guint) action < G_N_ELEMENTS (action_words), NULL);

  return action_words[action];
}

/**
 * sluice_outcome_to_string:
 * @outcome: how it went
 *
 * Returns: the word of CONTRACT 8
 */
const char *
sluice_outcome_to_string (SluiceOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcome_words), NULL);

  return outcome_words[outcome];
}

/**
 * sluice_step_get_family:
 * @self: a step
 *
 * Returns: what kind of object it makes
 */
SluiceFamily
sluice_step_get_family (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), SLUICE_N_FAMILIES);

  return self->family;
}

/**
 * sluice_step_get_id:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): the object's id; %NULL for a feed that does not exist yet
 */
const char *
sluice_step_get_id (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);

  return self->id;
}

/**
 * sluice_step_get_name:
 * @self: a step
 *
 * Returns: (transfer none): what people call the object
 */
const char *
sluice_step_get_name (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);

  return self->name;
}

/**
 * sluice_step_get_action:
 * @self: a step
 *
 * Returns: what is to be done
 */
SluiceAction
sluice_step_get_action (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), SLUICE_ACTION_CONFLICT);

  return self->action;
}

/**
 * sluice_step_get_outcome:
 * @self: a step
 *
 * Returns: how it went so far
 */
SluiceOutcome
sluice_step_get_outcome (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), SLUICE_OUTCOME_FAILED);

  return self->outcome;
}

/**
 * sluice_step_get_error:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): why it failed, or what undo could not do
 */
const GError *
sluice_step_get_error (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);

  return self->error;
}

/**
 * sluice_step_get_warning:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what went wrong beside it, as a sentence for people
 */
const char *
sluice_step_get_warning (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);

  return self->warning;
}

/**
 * sluice_step_get_differences:
 * @self: a step
 *
 * Returns: (transfer none): how what exists differs from the file, a line for each difference
 */
const char *const *
sluice_step_get_differences (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);

  return (const char *const *) self->differences;
}

/**
 * sluice_step_get_request:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what will be sent, without secrets; %NULL where nothing will be
 */
JsonObject *
sluice_step_get_request (SluiceStep *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);

  return self->request;
}
