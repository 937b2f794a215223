/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

typedef void (*SluiceWorkspaceRemovalDone) (gpointer user_data);

gboolean
sluice_workspace_removal_begin (SluiceUiContext *context, SluiceProfile *profile, GError **error);
void sluice_workspace_removal_settle (void);
void sluice_workspace_removal_when_done (SluiceWorkspaceRemovalDone done, gpointer user_data);

G_END_DECLS
