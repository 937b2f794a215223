/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

void sluice_undo_dialog_present (SluiceUiContext *context, GtkWindow *parent);

G_END_DECLS
