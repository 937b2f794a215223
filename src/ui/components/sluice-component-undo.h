/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/components/sluice-component.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

/* A component that was deleted, made again with the same id from what the server had said of it. */

gboolean sluice_component_undo_is_possible (SluiceComponent *component);
void sluice_component_undo_offer (SluiceUiContext *context,
                                  SluiceComponent *component,
                                  gboolean complete);

G_END_DECLS
