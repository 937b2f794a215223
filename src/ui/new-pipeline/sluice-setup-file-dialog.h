/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "setup/sluice-setup.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SETUP_FILE_DIALOG (sluice_setup_file_dialog_get_type ())

/**
 * SluiceSetupFileDialog:
 *
 * Opens and saves setup files. Emits ::opened (SluiceSetup). What goes wrong the context tells.
 */
G_DECLARE_FINAL_TYPE (SluiceSetupFileDialog,
                      sluice_setup_file_dialog,
                      SLUICE,
                      SETUP_FILE_DIALOG,
                      GObject)

SluiceSetupFileDialog *sluice_setup_file_dialog_new (SluiceUiContext *context);
void sluice_setup_file_dialog_open (SluiceSetupFileDialog *self, GtkWindow *parent);
void
sluice_setup_file_dialog_save (SluiceSetupFileDialog *self, GtkWindow *parent, SluiceSetup *setup);

G_END_DECLS
