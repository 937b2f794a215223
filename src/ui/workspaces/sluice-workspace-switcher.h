/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WORKSPACE_SWITCHER (sluice_workspace_switcher_get_type ())

/**
 * SluiceWorkspaceSwitcher:
 *
 * The button above the sidebar that says which workspace the window is on, and switches it.
 */
G_DECLARE_FINAL_TYPE (SluiceWorkspaceSwitcher,
                      sluice_workspace_switcher,
                      SLUICE,
                      WORKSPACE_SWITCHER,
                      AdwBin)

void sluice_workspace_switcher_set_context (SluiceWorkspaceSwitcher *self,
                                            SluiceUiContext *context);

G_END_DECLS
