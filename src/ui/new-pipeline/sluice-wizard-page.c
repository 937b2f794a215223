/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-wizard-page.h"

#include "ui/new-pipeline/sluice-draft-field.h"

G_DEFINE_INTERFACE (SluiceWizardPage, sluice_wizard_page, GTK_TYPE_WIDGET)

static void
sluice_wizard_page_default_init (SluiceWizardPageInterface *iface)
{
}

/**
 * sluice_wizard_page_bind:
 * @self: a page
 * @context: the context of the window
 * @document: what the flow edits
 *
 * Called once, before the page is shown. Fields in the page's template are bound, too.
 */
void
sluice_wizard_page_bind (SluiceWizardPage *self,
                         SluiceUiContext *context,
                         SluiceDraftDocument *document)
{
  SLUICE_WIZARD_PAGE_GET_IFACE (self)->bind (self, context, document);
  sluice_draft_field_bind_all (GTK_WIDGET (self), document);
}

/**
 * sluice_wizard_page_focus_path:
 * @self: a page that is on screen
 * @path: JSON pointer into the setup
 *
 * Leads the keyboard to the control for it.
 *
 * Returns: whether the page has one
 */
gboolean
sluice_wizard_page_focus_path (SluiceWizardPage *self, const char *path)
{
  SluiceWizardPageInterface *iface = SLUICE_WIZARD_PAGE_GET_IFACE (self);

  return sluice_draft_field_focus_pointer (GTK_WIDGET (self), path) ||
         (iface->focus_path != NULL && iface->focus_path (self, path));
}

/**
 * sluice_wizard_page_shown:
 * @self: a page that has just come on screen
 */
void
sluice_wizard_page_shown (SluiceWizardPage *self)
{
  SluiceWizardPageInterface *iface = SLUICE_WIZARD_PAGE_GET_IFACE (self);

  if (iface->shown != NULL)
    iface->shown (self);
}
