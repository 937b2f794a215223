/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WIZARD_STEP_ROW (sluice_wizard_step_row_get_type ())

/**
 * SluiceWizardStepRow:
 *
 * A step of the guided flow in the list of steps: its title, and whether it is complete or what is to
 * be put right.
 */
G_DECLARE_FINAL_TYPE (SluiceWizardStepRow,
                      sluice_wizard_step_row,
                      SLUICE,
                      WIZARD_STEP_ROW,
                      GtkListBoxRow)

GtkWidget *sluice_wizard_step_row_new (SluiceWizardStep step);
SluiceWizardStep sluice_wizard_step_row_get_step (SluiceWizardStepRow *self);
void sluice_wizard_step_row_show (SluiceWizardStepRow *self,
                                  SluiceDraftDocument *document,
                                  gboolean visited);
void sluice_wizard_step_row_show_made (SluiceWizardStepRow *self);

G_END_DECLS
