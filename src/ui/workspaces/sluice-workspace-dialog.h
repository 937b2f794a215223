/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "interop/sluice-postman-import.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WORKSPACE_DIALOG (sluice_workspace_dialog_get_type ())

/**
 * SluiceWorkspaceDialog:
 *
 * Adds a workspace, or edits one: its numbers, each with where to find it, its credential, and a
 * test that goes through sign-in, account and routes.
 */
G_DECLARE_FINAL_TYPE (SluiceWorkspaceDialog,
                      sluice_workspace_dialog,
                      SLUICE,
                      WORKSPACE_DIALOG,
                      AdwWindow)

void sluice_workspace_dialog_present (GtkWindow *parent,
                                      SluiceUiContext *context,
                                      SluiceProfile *profile);
void sluice_workspace_dialog_present_import (GtkWindow *parent,
                                             SluiceUiContext *context,
                                             SluicePostmanImport *import);

G_END_DECLS
