/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-definition.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DEFINITION_EDITOR (sluice_definition_editor_get_type ())

/**
 * SluiceDefinitionEditor:
 *
 * A definition as JSON, to be changed. Says what is wrong above the text, and underlines it in the text.
 * Emits ::changed when somebody typed, not when a text was set.
 */
G_DECLARE_FINAL_TYPE (SluiceDefinitionEditor,
                      sluice_definition_editor,
                      SLUICE,
                      DEFINITION_EDITOR,
                      AdwBin)

char *sluice_definition_editor_dup_text (SluiceDefinitionEditor *self);
void sluice_definition_editor_set_text (SluiceDefinitionEditor *self, const char *text);
void sluice_definition_editor_show_fault (SluiceDefinitionEditor *self, const GError *error);
void sluice_definition_editor_show_problems (SluiceDefinitionEditor *self, GPtrArray *problems);

G_END_DECLS
