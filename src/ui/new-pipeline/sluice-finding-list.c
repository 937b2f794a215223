/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-finding-list.h"

#include <glib/gi18n.h>

struct _SluiceFindingList
{
  AdwBin parent_instance;

  SluiceDraftDocument *document;
  char *prefix; /* of the paths that are shown */

  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *fix_all;
};

enum
{
  GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceFindingList, sluice_finding_list, ADW_TYPE_BIN)

static const struct
{
  const char *word;
  const char *icon;
  const char *css_class;
} looks[] = {
  [SLUICE_SEVERITY_ERROR] = { N_ ("Error"), "dialog-error-symbolic", "error" },
  [SLUICE_SEVERITY_WARNING] = { N_ ("Warning"), "dialog-warning-symbolic", "warning" },
  [SLUICE_SEVERITY_HINT] = { N_ ("Hint"), "dialog-information-symbolic", "accent" },
};

static void
on_fix_clicked_cb (GtkButton *button, gpointer user_data)
{
  SluiceFindingList *self = user_data;
  g_autoptr (SluiceFinding) finding =
      g_object_ref (g_object_get_data (G_OBJECT (button), "finding"));

  sluice_draft_document_fix (self->document, finding);
}

static void
on_fix_all_clicked_cb (SluiceFindingList *self)
{
  sluice_draft_document_fix (self->document, NULL);
}

static void
on_row_activated_cb (AdwActionRow *row, gpointer user_data)
{
  SluiceFindingList *self = user_data;

  g_signal_emit (self, signals[GO_TO], 0, g_object_get_data (G_OBJECT (row), "finding"));
}

static GtkWidget *
create_fix (SluiceFindingList *self, SluiceFinding *finding)
{
  GtkWidget *button = gtk_button_new_with_label (sluice_finding_get_fix_label (finding));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "finding", finding);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_fix_clicked_cb), self, 0);
  return button;
}

static char *
dup_place (SluiceFinding *finding)
{
  const char *word = _ (looks[sluice_finding_get_severity (finding)].word);
  SluiceWizardStep step = sluice_wizard_step_of_path (sluice_finding_get_path (finding));

  if (sluice_finding_get_line (finding) > 0)
    /* Translators: how bad it is, and where in the query */
    return g_strdup_printf (_ ("%s, line %u"), word, sluice_finding_get_line (finding));
  /* Translators: how bad it is, and on which page, as in "Error · Connection" */
  return g_strdup_printf (_ ("%s · %s"), word, sluice_wizard_step_get_title (step));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  SluiceFindingList *self = user_data;
  SluiceFinding *finding = item;
  SluiceSeverity severity = sluice_finding_get_severity (finding);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[severity].icon);
  g_autofree char *message = sluice_draft_document_describe (self->document, finding);
  g_autofree char *title = g_markup_escape_text (message, -1);
  g_autofree char *place = dup_place (finding);

  gtk_widget_add_css_class (icon, looks[severity].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (looks[severity].word), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  if (sluice_finding_has_fix (finding))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_fix (self, finding));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "finding", g_object_ref (finding), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self, 0);
  return row;
}

static gboolean
has_place_here (gpointer item, gpointer user_data)
{
  SluiceFindingList *self = user_data;

  return g_str_has_prefix (sluice_finding_get_path (item), self->prefix) &&
         sluice_draft_document_tells (self->document, item);
}

static guint
count_fixes (GListModel *findings)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      count += sluice_finding_has_fix (finding) ? 1 : 0;
    }
  return count;
}

static void
on_document_changed_cb (SluiceFindingList *self)
{
  GListModel *all = sluice_check_get_findings (sluice_draft_document_get_check (self->document));
  GtkCustomFilter *filter = gtk_custom_filter_new (has_place_here, self, NULL);
  g_autoptr (GListModel) shown =
      G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (all), GTK_FILTER (filter)));

  gtk_list_box_bind_model (self->list, shown, create_row, self, NULL);
  gtk_widget_set_visible (self->fix_all, count_fixes (shown) > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (shown) > 0);
}

static void
sluice_finding_list_dispose (GObject *object)
{
  SluiceFindingList *self = SLUICE_FINDING_LIST (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->document);
  g_clear_pointer (&self->prefix, g_free);

  G_OBJECT_CLASS (sluice_finding_list_parent_class)->dispose (object);
}

static void
sluice_finding_list_class_init (SluiceFindingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_finding_list_dispose;

  signals[GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_FINDING);
}

static void
sluice_finding_list_init (SluiceFindingList *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->fix_all = gtk_button_new_with_mnemonic (_ ("_Fix All"));
  gtk_widget_set_valign (self->fix_all, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Findings"), -1);
  adw_preferences_group_set_title (self->group, _ ("Findings"));
  adw_preferences_group_set_header_suffix (self->group, self->fix_all);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  g_signal_connect_object (self->fix_all, "clicked", G_CALLBACK (on_fix_all_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sluice_finding_list_bind:
 * @self: the list
 * @document: the draft
 * @prefix: JSON pointer: only findings below it are shown; empty for all
 */
void
sluice_finding_list_bind (SluiceFindingList *self,
                          SluiceDraftDocument *document,
                          const char *prefix)
{
  g_return_if_fail (SLUICE_IS_FINDING_LIST (self));

  self->document = g_object_ref (document);
  self->prefix = g_strdup (prefix);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
}
