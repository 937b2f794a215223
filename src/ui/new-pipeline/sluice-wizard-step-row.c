/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-wizard-step-row.h"

#include <glib/gi18n.h>

struct _SluiceWizardStepRow
{
  GtkListBoxRow parent_instance;

  SluiceWizardStep step;

  GtkWidget *icon;
  GtkWidget *number;
  GtkWidget *title;
  GtkWidget *state;
};

G_DEFINE_FINAL_TYPE (SluiceWizardStepRow, sluice_wizard_step_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
sluice_wizard_step_row_class_init (SluiceWizardStepRowClass *klass)
{
}

static void
sluice_wizard_step_row_init (SluiceWizardStepRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = gtk_image_new ();
  self->number = gtk_label_new (NULL);
  gtk_widget_set_valign (self->number, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->number, "step-number");
  gtk_widget_add_css_class (self->number, "numeric");
  self->title = create_label (NULL);
  self->state = create_label ("caption");
  gtk_widget_add_css_class (self->state, "dim-label");
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->state);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->number);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

/**
 * sluice_wizard_step_row_new:
 * @step: a step
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
sluice_wizard_step_row_new (SluiceWizardStep step)
{
  SluiceWizardStepRow *self = g_object_new (SLUICE_TYPE_WIZARD_STEP_ROW, NULL);
  g_autofree char *number = g_strdup_printf ("%u", step + 1);

  self->step = step;
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->title), sluice_wizard_step_get_title (step));
  return GTK_WIDGET (self);
}

/**
 * sluice_wizard_step_row_get_step:
 * @self: the row
 *
 * Returns: its step
 */
SluiceWizardStep
sluice_wizard_step_row_get_step (SluiceWizardStepRow *self)
{
  g_return_val_if_fail (SLUICE_IS_WIZARD_STEP_ROW (self), SLUICE_WIZARD_FEED);

  return self->step;
}

static void
show (SluiceWizardStepRow *self, const char *icon, const char *css_class, const char *state)
{
  const char *classes[] = { css_class, NULL };
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->icon, icon != NULL);
  gtk_widget_set_visible (self->number, icon == NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_css_classes (self->icon, classes);
  gtk_label_set_text (GTK_LABEL (self->state), state != NULL ? state : "");
  gtk_widget_set_visible (self->state, state != NULL);
  label = state != NULL
              /* Translators: a step and its state, as in "Feed: Complete" */
              ? g_strdup_printf (_ ("%s: %s"), sluice_wizard_step_get_title (self->step), state)
              : g_strdup (sluice_wizard_step_get_title (self->step));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_complete (SluiceWizardStepRow *self)
{
  show (self, "emblem-ok-symbolic", "success", _ ("Complete"));
}

/**
 * sluice_wizard_step_row_show:
 * @self: the row
 * @document: the draft
 * @visited: whether its page was seen
 *
 * Shows how far the step is. What was not seen yet is not called wrong.
 */
void
sluice_wizard_step_row_show (SluiceWizardStepRow *self,
                             SluiceDraftDocument *document,
                             gboolean visited)
{
  guint n_errors = sluice_draft_document_count_errors (document, self->step);
  g_autofree char *state = NULL;

  g_return_if_fail (SLUICE_IS_WIZARD_STEP_ROW (self));

  if (self->step == SLUICE_WIZARD_MAPPING && !sluice_draft_document_needs_mapping (document) &&
      n_errors == 0)
    show (self, "list-remove-symbolic", "dim-label", _ ("Not needed"));
  else if (!visited || self->step >= SLUICE_WIZARD_REVIEW)
    show (self, NULL, NULL, NULL);
  else if (n_errors == 0)
    show_complete (self);
  else
    {
      state = g_strdup_printf (ngettext ("%u thing to do", "%u things to do", n_errors), n_errors);
      show (self, "dialog-warning-symbolic", "warning", state);
    }
}

/**
 * sluice_wizard_step_row_show_made:
 * @self: the row
 *
 * Shows that what the draft asks for is there: the last steps, which ask for nothing, are behind one, too.
 */
void
sluice_wizard_step_row_show_made (SluiceWizardStepRow *self)
{
  g_return_if_fail (SLUICE_IS_WIZARD_STEP_ROW (self));

  if (self->step >= SLUICE_WIZARD_REVIEW)
    show_complete (self);
}
