/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-audience.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECT_DIALOG (sluice_connect_dialog_get_type ())

/**
 * SluiceConnectDialog:
 *
 * Connects an audience to an output configuration of the workspace, with the settings that the output
 * asks for and the attributes that go along. Emits ::connected when that is done.
 */
G_DECLARE_FINAL_TYPE (SluiceConnectDialog, sluice_connect_dialog, SLUICE, CONNECT_DIALOG, AdwWindow)

GtkWindow *sluice_connect_dialog_new (SluiceUiContext *context, SluiceAudience *audience);

G_END_DECLS
