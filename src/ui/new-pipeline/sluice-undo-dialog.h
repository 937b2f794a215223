/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

GtkWidget *sluice_undo_dialog_new (GtkWindow *parent,
                                   GListModel *steps,
                                   const char *heading,
                                   const char *remark);
void sluice_undo_dialog_present (SluiceUiContext *context, GtkWindow *parent);

G_END_DECLS
