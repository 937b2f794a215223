/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/overview/sluice-overview-row.h"

#include <glib/gi18n.h>

#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-row-layout.h"
#include "ui/widgets/sluice-state-pill.h"

static GtkWidget *
append_line (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
create_texts (const char *name, const char *text, const char *remedy)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = append_line (box, name);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (append_line (box, text), "caption");
  if (remedy != NULL)
    {
      GtkWidget *line = append_line (box, remedy);

      gtk_widget_add_css_class (line, "caption");
      gtk_widget_add_css_class (line, "dim-label");
    }
  return box;
}

/**
 * sluice_overview_row_new:
 * @status: a pipeline
 * @text: what there is to say of it
 * @remedy: (nullable): what to do about it
 *
 * The text has the whole width where the window is narrow, which a row of the platform cannot do.
 *
 * Returns: (transfer floating): a row of a list that leads to the pipeline
 */
GtkWidget *
sluice_overview_row_new (SluicePipelineStatus *status, const char *text, const char *remedy)
{
  const char *name = sluice_pipeline_status_get_name (status);
  const char *state = sluice_pipeline_words_get_state (status);
  /* Translators: the name of a pipeline, then its state */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), name, sluice_state_pill_get_word (state));
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *pill = sluice_state_pill_new (state);

  gtk_widget_set_layout_manager (box, g_object_new (SLUICE_TYPE_ROW_LAYOUT, NULL));
  gtk_widget_add_css_class (box, "overview-row");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), create_texts (name, text, remedy));
  gtk_box_append (GTK_BOX (box), pill);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  sluice_accessible_set_name (row, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "overview.show-pipeline");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                    sluice_pipeline_status_get_id (status));
  return row;
}
