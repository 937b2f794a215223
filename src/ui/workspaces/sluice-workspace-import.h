/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "interop/sluice-postman-import.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

/* Postman files, from the file chooser to what is kept of them. */
void sluice_workspace_import_present (GtkWindow *parent, SluiceUiContext *context);
void sluice_workspace_import_keep (SluicePostmanImport *import,
                                   SluiceUiContext *context,
                                   SluiceProfile *profile);
GtkWidget *sluice_workspace_import_create_unused_row (SluicePostmanImport *import);

G_END_DECLS
