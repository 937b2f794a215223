/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/activity/sluice-activity-detail.h"

#include <glib/gi18n.h>

#include "ui/activity/sluice-call-text.h"
#include "ui/widgets/sluice-code-view.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/widgets/sluice-error-box.h"

struct _SluiceActivityDetail
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  SluiceErrorBox *error_box;
  GtkWidget *error_group;
  AdwPreferencesGroup *facts;
  GtkWidget *request_group;
  SluiceCodeView *request;
  SluiceCopyButton *copy_request;
  GtkWidget *response_group;
  SluiceCodeView *response;
  SluiceCopyButton *copy_response;
  SluiceCopyButton *copy_curl;
};

G_DEFINE_FINAL_TYPE (SluiceActivityDetail, sluice_activity_detail, ADW_TYPE_BIN)

static void
add_fact (SluiceActivityDetail *self, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "fact");
  adw_preferences_group_add (self->facts, row);
}

static void
show_facts (SluiceActivityDetail *self, SluiceCallRecord *record)
{
  g_autofree char *status = sluice_call_text_dup_status (record);
  g_autofree char *time = sluice_call_text_dup_time (record, TRUE);
  g_autofree char *duration = sluice_call_text_dup_duration (record);
  g_autofree char *size = g_format_size (sluice_call_record_get_response_size (record));
  g_autofree char *attempt = g_strdup_printf ("%u", sluice_call_record_get_attempt (record));

  add_fact (self, _ ("Status"), status);
  add_fact (self, _ ("Route"), sluice_call_record_get_route (record));
  add_fact (self, _ ("Time"), time);
  add_fact (self, _ ("Duration"), duration);
  add_fact (self, _ ("Size of the Reply"), size);
  if (sluice_call_record_get_attempt (record) > 1)
    add_fact (self, _ ("Attempt"), attempt);
}

static void
show_text (GtkWidget *group, SluiceCodeView *view, SluiceCopyButton *copy, const char *text)
{
  gboolean is_json;
  g_autofree char *body = sluice_call_text_dup_body (text, &is_json);

  gtk_widget_set_visible (group, body != NULL);
  if (body == NULL)
    return;
  sluice_code_view_set_language (view, is_json ? "json" : NULL);
  sluice_code_view_set_text (view, body);
  sluice_copy_button_set_text (copy, body);
}

static void
show_curl (SluiceActivityDetail *self, SluiceCallRecord *record, SluiceProfile *profile)
{
  g_autofree char *curl = profile != NULL ? sluice_call_text_dup_curl (record, profile) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->copy_curl), curl != NULL);
  sluice_copy_button_set_text (self->copy_curl, curl);
}

static void
sluice_activity_detail_class_init (SluiceActivityDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SLUICE_TYPE_CODE_VIEW);
  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/activity/sluice-activity-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, copy_curl);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, copy_request);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, copy_response);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, error_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, request);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, request_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, response);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, response_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityDetail, title);
}

static void
sluice_activity_detail_init (SluiceActivityDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  sluice_code_view_set_label (self->request, _ ("Request"));
  sluice_code_view_set_label (self->response, _ ("Reply"));
}

/**
 * sluice_activity_detail_new:
 * @record: a call
 * @profile: (nullable): the workspace it went to, for a command that repeats it
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sluice_activity_detail_new (SluiceCallRecord *record, SluiceProfile *profile)
{
  SluiceActivityDetail *self = g_object_new (SLUICE_TYPE_ACTIVITY_DETAIL, NULL);
  g_autoptr (GError) error = sluice_call_text_create_error (record);
  g_autofree char *place = sluice_call_text_dup_place (record);

  adw_window_title_set_title (self->title, place);
  adw_window_title_set_subtitle (self->title, sluice_call_record_get_method (record));
  sluice_error_box_set_error (self->error_box, _ ("This call failed"), error);
  gtk_widget_set_visible (self->error_group, error != NULL);
  show_facts (self, record);
  show_text (self->request_group, self->request, self->copy_request,
             sluice_call_record_get_request_text (record));
  show_text (self->response_group, self->response, self->copy_response,
             sluice_call_record_get_response_text (record));
  show_curl (self, record, profile);
  return GTK_WIDGET (self);
}
