/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/components/sluice-component.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENT_EDITOR (sluice_component_editor_get_type ())

/**
 * SluiceComponentEditor:
 *
 * A window that changes a component: its name, a connection's configuration and secrets, a data
 * model's query, a field transformation's mappings. Emits ::saved when the server has taken it; a
 * refusal stays beside what was typed.
 */
G_DECLARE_FINAL_TYPE (SluiceComponentEditor,
                      sluice_component_editor,
                      SLUICE,
                      COMPONENT_EDITOR,
                      AdwWindow)

GtkWindow *sluice_component_editor_new (SluiceUiContext *context, SluiceComponent *component);

G_END_DECLS
