/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-definition-steps.h"

/* Microseconds in which what follows belongs to the step before. */
#define ONE_STEP   (G_TIME_SPAN_SECOND)
#define MOST_STEPS 200

struct _SluiceDefinitionSteps
{
  GPtrArray *texts;
  guint at; /* the one that is shown; counts only where there are texts */
  gint64 changed;
};

/**
 * sluice_definition_steps_new:
 *
 * Returns: (transfer full): no steps yet
 */
SluiceDefinitionSteps *
sluice_definition_steps_new (void)
{
  SluiceDefinitionSteps *self = g_new0 (SluiceDefinitionSteps, 1);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * sluice_definition_steps_free:
 * @self: (transfer full): steps
 */
void
sluice_definition_steps_free (SluiceDefinitionSteps *self)
{
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * sluice_definition_steps_add:
 * @self: steps
 * @text: what there is now
 * @now: the time, in microseconds
 *
 * What was undone before cannot be done again afterwards.
 */
void
sluice_definition_steps_add (SluiceDefinitionSteps *self, const char *text, gint64 now)
{
  gboolean goes_on = self->at > 0 && now - self->changed < ONE_STEP;

  if (self->texts->len > 0 && g_strcmp0 (self->texts->pdata[self->at], text) == 0)
    return;
  if (self->texts->len > 0)
    g_ptr_array_set_size (self->texts, (int) (goes_on ? self->at : self->at + 1));
  if (self->texts->len == MOST_STEPS)
    g_ptr_array_remove_index (self->texts, 0);
  g_ptr_array_add (self->texts, g_strdup (text));
  self->at = self->texts->len - 1;
  self->changed = now;
}

/**
 * sluice_definition_steps_can_undo:
 * @self: steps
 *
 * Returns: whether there is one before
 */
gboolean
sluice_definition_steps_can_undo (SluiceDefinitionSteps *self)
{
  return self->at > 0;
}

/**
 * sluice_definition_steps_can_redo:
 * @self: steps
 *
 * Returns: whether one was undone
 */
gboolean
sluice_definition_steps_can_redo (SluiceDefinitionSteps *self)
{
  return self->at + 1 < self->texts->len;
}

/**
 * sluice_definition_steps_undo:
 * @self: steps, of which one can be undone
 *
 * Returns: (transfer none): what there was before
 */
const char *
sluice_definition_steps_undo (SluiceDefinitionSteps *self)
{
  g_return_val_if_fail (sluice_definition_steps_can_undo (self), NULL);

  self->changed = 0;
  return self->texts->pdata[--self->at];
}

/**
 * sluice_definition_steps_redo:
 * @self: steps, of which one was undone
 *
 * Returns: (transfer none): what there was then
 */
const char *
sluice_definition_steps_redo (SluiceDefinitionSteps *self)
{
  g_return_val_if_fail (sluice_definition_steps_can_redo (self), NULL);

  self->changed = 0;
  return self->texts->pdata[++self->at];
}
