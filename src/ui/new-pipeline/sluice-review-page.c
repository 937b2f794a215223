/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-review-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "interop/sluice-curl.h"
#include "setup/sluice-request.h"
#include "sluice-json.h"
#include "ui/new-pipeline/sluice-draft-summary.h"
#include "ui/new-pipeline/sluice-finding-list.h"
#include "ui/new-pipeline/sluice-wizard-page.h"
#include "ui/widgets/sluice-code-view.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/widgets/sluice-turns.h"

struct _SluiceReviewPage
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceDraftDocument *document;
  GArray *families; /* SluiceFamily: those in the list of requests */
  gboolean filling; /* in the turns to come */

  GtkListBox *summary;
  SluiceFindingList *findings;
  GtkDropDown *request;
  GtkToggleButton *as_json;
  SluiceCopyButton *copy;
  SluiceCodeView *code;
};

static void page_iface_init (SluiceWizardPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceReviewPage,
                               sluice_review_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_WIZARD_PAGE, page_iface_init))

static const struct
{
  SluiceFamily family;
  const char *title;
} requests[] = {
  { SLUICE_FAMILY_FEEDS, N_ ("Create the feed") },
  { SLUICE_FAMILY_CONNECTIONS, N_ ("Create the connection") },
  { SLUICE_FAMILY_DATA_MODELS, N_ ("Create the data model") },
  { SLUICE_FAMILY_FIELD_TRANSFORMATIONS, N_ ("Create the field transformation") },
  { SLUICE_FAMILY_PIPELINES, N_ ("Create the pipeline") },
};

/* A feed that exists is not made. */
static gboolean
is_sent (SluiceSetup *setup, SluiceFamily family)
{
  return sluice_request_has (setup, family) &&
         (family != SLUICE_FAMILY_FEEDS ||
          sluice_json_pointer_get (sluice_setup_get_root (setup), "/feed/id") == NULL);
}

static void
fill_requests (SluiceReviewPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->request);

  g_array_set_size (self->families, 0);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    if (is_sent (setup, requests[i].family))
      {
        gtk_string_list_append (titles, _ (requests[i].title));
        g_array_append_val (self->families, requests[i].family);
      }
  gtk_drop_down_set_model (self->request, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->request, selected < self->families->len ? selected : 0);
}

static char *
format_request (SluiceReviewPage *self, SluiceFamily family, GError **error)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  g_autoptr (JsonObject) request =
      sluice_request_build (setup, family, SLUICE_REQUEST_CREATE, profile, NULL, error);
  g_autoptr (SluiceBody) body = NULL;

  if (request == NULL)
    return NULL;
  if (gtk_toggle_button_get_active (self->as_json) || profile == NULL)
    return sluice_json_object_to_text (request, TRUE);
  body = sluice_request_to_body (setup, family, request, NULL);
  return sluice_curl_format (profile, "POST", sluice_family_to_string (family), body, FALSE, error);
}

static void
on_shown_changed_cb (SluiceReviewPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->request);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->document == NULL || selected >= self->families->len)
    return;
  text = format_request (self, g_array_index (self->families, SluiceFamily, selected), &error);
  sluice_code_view_set_language (self->code,
                                 gtk_toggle_button_get_active (self->as_json) ? "json" : "sh");
  sluice_code_view_set_text (self->code, text != NULL ? text : error->message);
  sluice_copy_button_set_text (self->copy, text);
}

static GtkWidget *
create_summary_row (const SluiceSummaryLine *line)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_markup_escape_text (line->text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "wizard.show-step");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                    sluice_wizard_step_get_name (line->step));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("document-edit-symbolic"));
  return row;
}

static void
fill_summary (SluiceReviewPage *self)
{
  SluiceSetup *setup = sluice_draft_document_get_setup (self->document);
  g_autoptr (GPtrArray) lines = sluice_draft_summary_list (setup);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->summary, 0)) != NULL)
    gtk_list_box_remove (self->summary, GTK_WIDGET (row));
  for (guint i = 0; i < lines->len; i++)
    gtk_list_box_append (self->summary, create_summary_row (lines->pdata[i]));
}

static gboolean
show_summary (gpointer owner)
{
  SluiceReviewPage *self = owner;

  if (self->document != NULL)
    fill_summary (self);
  return FALSE;
}

static gboolean
show_requests (gpointer owner)
{
  SluiceReviewPage *self = owner;

  self->filling = FALSE;
  if (self->document != NULL)
    {
      fill_requests (self);
      on_shown_changed_cb (self);
    }
  return FALSE;
}

static void
show_all (SluiceReviewPage *self)
{
  static const SluiceTurn turns[] = { show_summary, show_requests };

  if (!self->filling)
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  self->filling = TRUE;
}

static void
on_document_changed_cb (SluiceReviewPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
}

static void
on_findings_go_to_cb (SluiceReviewPage *self, SluiceFinding *finding)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "wizard.show-path", "s",
                              sluice_finding_get_path (finding));
}

static void
sluice_review_page_shown (SluiceWizardPage *page)
{
  SluiceReviewPage *self = SLUICE_REVIEW_PAGE (page);

  sluice_draft_document_set_all_tried (self->document);
  show_all (self);
}

static void
sluice_review_page_bind (SluiceWizardPage *page,
                         SluiceUiContext *context,
                         SluiceDraftDocument *document)
{
  SluiceReviewPage *self = SLUICE_REVIEW_PAGE (page);

  self->context = g_object_ref (context);
  self->document = g_object_ref (document);
  sluice_finding_list_bind (self->findings, document, "");
  sluice_code_view_set_label (self->code, _ ("Request"));
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
page_iface_init (SluiceWizardPageInterface *iface)
{
  iface->bind = sluice_review_page_bind;
  iface->shown = sluice_review_page_shown;
}

static void
sluice_review_page_dispose (GObject *object)
{
  SluiceReviewPage *self = SLUICE_REVIEW_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_review_page_parent_class)->dispose (object);
}

static void
sluice_review_page_finalize (GObject *object)
{
  g_array_unref (SLUICE_REVIEW_PAGE (object)->families);

  G_OBJECT_CLASS (sluice_review_page_parent_class)->finalize (object);
}

static void
sluice_review_page_class_init (SluiceReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_review_page_finalize;

  g_type_ensure (SLUICE_TYPE_CODE_VIEW);
  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_FINDING_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/new-pipeline/sluice-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, as_json);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, code);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, findings);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, request);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, summary);
  gtk_widget_class_bind_template_callback (widget_class, on_findings_go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_changed_cb);
}

static void
sluice_review_page_init (SluiceReviewPage *self)
{
  self->families = g_array_new (FALSE, FALSE, sizeof (SluiceFamily));
  gtk_widget_init_template (GTK_WIDGET (self));
}
