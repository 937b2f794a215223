/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceDefinitionSteps:
 *
 * What a text was, step by step, to go back and forth. Changes that follow each other quickly, as
 * letters that are typed, are one step.
 */
typedef struct _SluiceDefinitionSteps SluiceDefinitionSteps;

SluiceDefinitionSteps *sluice_definition_steps_new (void);
void sluice_definition_steps_free (SluiceDefinitionSteps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceDefinitionSteps, sluice_definition_steps_free)

void sluice_definition_steps_add (SluiceDefinitionSteps *self, const char *text, gint64 now);
gboolean sluice_definition_steps_can_undo (SluiceDefinitionSteps *self);
gboolean sluice_definition_steps_can_redo (SluiceDefinitionSteps *self);
const char *sluice_definition_steps_undo (SluiceDefinitionSteps *self);
const char *sluice_definition_steps_redo (SluiceDefinitionSteps *self);

G_END_DECLS
