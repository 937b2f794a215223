/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/new-pipeline/sluice-draft-document.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WIZARD_PAGE (sluice_wizard_page_get_type ())
G_DECLARE_INTERFACE (SluiceWizardPage, sluice_wizard_page, SLUICE, WIZARD_PAGE, GtkWidget)

/**
 * SluiceWizardPageInterface:
 * @bind: called once; the page keeps references and follows the document's ::changed
 * @focus_path: (nullable): leads to the control for a member of the setup that is no
 *   SluiceDraftField; returns whether it has one
 * @shown: (nullable): the page is now the one on screen
 *
 * One step of the guided flow.
 */
struct _SluiceWizardPageInterface
{
  GTypeInterface parent_iface;

  void (*bind) (SluiceWizardPage *self, SluiceUiContext *context, SluiceDraftDocument *document);
  gboolean (*focus_path) (SluiceWizardPage *self, const char *path);
  void (*shown) (SluiceWizardPage *self);
};

void sluice_wizard_page_bind (SluiceWizardPage *self,
                              SluiceUiContext *context,
                              SluiceDraftDocument *document);
gboolean sluice_wizard_page_focus_path (SluiceWizardPage *self, const char *path);
void sluice_wizard_page_shown (SluiceWizardPage *self);

G_END_DECLS
