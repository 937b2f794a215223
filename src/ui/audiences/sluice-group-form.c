/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-group-form.h"

#include <glib/gi18n.h>

#include "ui/audiences/sluice-criterion-row.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-even-layout.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceGroupForm
{
  AdwBin parent_instance;

  SluiceCriterion *criterion;
  SluiceAttributeOffer *offer;
  GListModel *audiences;

  GtkWidget *any;
  GtkListBox *list;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (SluiceGroupForm, sluice_group_form, ADW_TYPE_BIN)

static const struct
{
  SluiceCriterionKind kind;
  const char *label;
  const char *name;
} kinds[] = {
  { SLUICE_CRITERION_ATTRIBUTE, N_ ("Attribute"), N_ ("Add Attribute") },
  { SLUICE_CRITERION_EVENTS, N_ ("Events"), N_ ("Add Events") },
  { SLUICE_CRITERION_MEMBERSHIP, N_ ("Audience"), N_ ("Add Audience") },
  { SLUICE_CRITERION_GROUP, N_ ("Group"), N_ ("Add Group") },
};

static void
update (SluiceGroupForm *self)
{
  const char *problem = sluice_criterion_find_problem (self->criterion);

  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          g_list_model_get_n_items (
                              sluice_criterion_get_children (self->criterion)) > 0);
}

static void
on_any_selected_cb (SluiceGroupForm *self)
{
  g_object_set (self->criterion, "any", gtk_drop_down_get_selected (GTK_DROP_DOWN (self->any)) == 1,
                NULL);
}

static void
on_add_clicked_cb (SluiceGroupForm *self, GtkWidget *button)
{
  SluiceCriterionKind kind =
      (SluiceCriterionKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  g_autoptr (SluiceCriterion) criterion = sluice_criterion_new (kind);

  sluice_criterion_add (self->criterion, criterion);
}

static void
on_remove_clicked_cb (SluiceGroupForm *self, GtkWidget *button)
{
  sluice_criterion_remove (self->criterion, g_object_get_data (G_OBJECT (button), "criterion"));
}

static GtkWidget *
create_remove_button (SluiceGroupForm *self, SluiceCriterion *child)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  sluice_tooltip_set (button, _ ("Remove"));
  sluice_accessible_set_name (button, _ ("Remove"));
  g_object_set_data_full (G_OBJECT (button), "criterion", g_object_ref (child), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
create_child (gpointer item, gpointer user_data)
{
  SluiceGroupForm *self = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = gtk_list_box_row_new ();
  gboolean is_group = sluice_criterion_get_kind (item) == SLUICE_CRITERION_GROUP;
  GtkWidget *form = is_group ? sluice_group_form_new (item, self->offer, self->audiences)
                             : sluice_criterion_row_new (item, self->offer, self->audiences);

  gtk_widget_set_hexpand (form, TRUE);
  gtk_box_append (GTK_BOX (box), form);
  gtk_box_append (GTK_BOX (box), create_remove_button (self, item));
  gtk_widget_add_css_class (box, "criterion");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  sluice_accessible_set_name (row, is_group ? _ ("Group of conditions") : _ ("Condition"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static GtkWidget *
create_buttons (SluiceGroupForm *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (buttons, g_object_new (SLUICE_TYPE_EVEN_LAYOUT, NULL));
  gtk_widget_set_halign (buttons, GTK_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *button = gtk_button_new ();
      GtkWidget *content = adw_button_content_new ();

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ (kinds[i].label));
      gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_add_css_class (button, "flat");
      sluice_accessible_set_name (button, _ (kinds[i].name));
      g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kinds[i].kind));
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_add_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (buttons), button);
    }
  return buttons;
}

static void
sluice_group_form_dispose (GObject *object)
{
  SluiceGroupForm *self = SLUICE_GROUP_FORM (object);

  g_clear_object (&self->criterion);
  g_clear_object (&self->offer);
  g_clear_object (&self->audiences);
  G_OBJECT_CLASS (sluice_group_form_parent_class)->dispose (object);
}

static void
sluice_group_form_class_init (SluiceGroupFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_group_form_dispose;
}

static void
sluice_group_form_init (SluiceGroupForm *self)
{
  const char *const labels[] = { _ ("All of these hold"), _ ("Any of these holds"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->any = gtk_drop_down_new_from_strings (labels);
  gtk_widget_set_halign (self->any, GTK_ALIGN_START);
  sluice_accessible_set_name (self->any, _ ("All or any"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->problem), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->problem, "caption");
  gtk_widget_add_css_class (self->problem, "dim-label");
  gtk_box_append (GTK_BOX (box), self->any);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), create_buttons (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sluice_group_form_new:
 * @criterion: a group
 * @offer: the attributes to offer
 * @audiences: a #GListModel of #SluiceAudience, to choose from
 *
 * Returns: (transfer floating): the form of that group and all below it
 */
GtkWidget *
sluice_group_form_new (SluiceCriterion *criterion,
                       SluiceAttributeOffer *offer,
                       GListModel *audiences)
{
  SluiceGroupForm *self = g_object_new (SLUICE_TYPE_GROUP_FORM, NULL);
  gboolean any;

  self->criterion = g_object_ref (criterion);
  self->offer = g_object_ref (offer);
  self->audiences = g_object_ref (audiences);
  g_object_get (criterion, "any", &any, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->any), any ? 1 : 0);
  g_signal_connect_object (self->any, "notify::selected", G_CALLBACK (on_any_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, sluice_criterion_get_children (criterion), create_child,
                           self, NULL);
  g_signal_connect_object (criterion, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
