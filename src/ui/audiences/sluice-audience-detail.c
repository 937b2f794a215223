/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-detail.h"

#include <glib/gi18n.h>

#include "api/sluice-audiences.h"
#include "api/sluice-resource.h"
#include "audience/sluice-definition.h"
#include "sluice-json.h"
#include "ui/audiences/sluice-audience-checklist.h"
#include "ui/audiences/sluice-audience-outputs.h"
#include "ui/audiences/sluice-size-chart.h"
#include "ui/audiences/sluice-size-table.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-spinner.h"
#include "ui/widgets/sluice-state-pill.h"
#include "ui/widgets/sluice-turns.h"

/* How much of the past the chart shows. */
#define CHART_SPAN (30 * G_TIME_SPAN_DAY)

struct _SluiceAudienceDetail
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceAudience *audience;
  SluiceAudienceWatch *watch;
  GCancellable *cancellable;
  GCancellable *request; /* (nullable): while a calculation is being asked for */
  gboolean is_deleting;

  AdwWindowTitle *title;
  GtkLabel *size;
  GtkLabel *movement;
  GtkLabel *alert;
  GtkWidget *alert_box;
  SluiceStatePill *status;
  SluiceSizeChart *chart;
  GtkLabel *chart_note;
  GtkWidget *sentence_group;
  GtkLabel *sentence;
  AdwActionRow *id;
  AdwActionRow *workspaces;
  SluiceAudienceOutputs *outputs;
  AdwPreferencesGroup *checklist;
  GtkWidget *calculate_button;
  GtkWidget *progress;
  GtkLabel *progress_label;
  GtkWidget *cancel;
  GtkWidget *table_group;
  SluiceSizeTable *table;
  GtkWidget *error_group;
  SluiceErrorBox *error_box;
};

G_DEFINE_FINAL_TYPE (SluiceAudienceDetail, sluice_audience_detail, ADW_TYPE_BIN)

static void
show_chart (SluiceAudienceDetail *self)
{
  g_autoptr (GArray) sizes =
      sluice_audience_history_list (sluice_audience_watch_get_history (self->watch),
                                    sluice_audience_get_id (self->audience),
                                    g_get_real_time () - CHART_SPAN, NULL);

  gboolean has_line = sizes != NULL && sizes->len > 1;

  sluice_size_chart_set_sizes (self->chart, sizes);
  sluice_size_table_set_sizes (self->table, sizes);
  gtk_widget_set_visible (self->table_group, sizes != NULL && sizes->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), has_line);
  gtk_label_set_text (self->chart_note,
                      has_line ? _ ("The line is the size as Sluice saw it in the last 30 days. "
                                    "Bars above the axis are members added in 24 hours, below it "
                                    "members dropped.")
                               : _ ("Once Sluice has seen the size at two times, its course in the "
                                    "last 30 days stands here."));
}

static void
show_progress (SluiceAudienceDetail *self)
{
  gboolean asking = self->request != NULL;
  gboolean calculating = g_str_equal (sluice_audience_get_status (self->audience), "calculating");

  gtk_label_set_text (
      self->progress_label,
      asking
          ? _ ("Asking for the calculation…")
          : _ ("mParticle is calculating the members. You can leave this page; it goes on there, "
               "and cannot be stopped from here."));
  gtk_widget_set_visible (self->cancel, asking);
  gtk_widget_set_visible (self->progress, asking || calculating);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "audience.calculate", !asking && !calculating);
}

static gboolean
is_gone (SluiceAudienceDetail *self)
{
  g_autoptr (SluiceAudience) found =
      sluice_audience_watch_find (self->watch, sluice_audience_get_id (self->audience));

  return found == NULL;
}

static void
on_watch_changed_cb (SluiceAudienceDetail *self)
{
  const GError *error = sluice_audience_watch_get_error (self->watch);

  sluice_error_box_set_error (self->error_box,
                              _ ("This may be out of date: the audience could not be read again"),
                              error);
  gtk_widget_set_visible (self->error_group, error != NULL);
  gtk_widget_set_visible (self->calculate_button, sluice_audience_watch_has_preview (self->watch));
  if (error != NULL || self->is_deleting || !is_gone (self))
    return;
  sluice_ui_context_toast (self->context, _ ("The audience is no longer in the workspace."));
  gtk_widget_activate_action (GTK_WIDGET (self), "audiences.show-list", NULL);
}

static void
update (SluiceAudienceDetail *self)
{
  g_autofree char *size = sluice_audience_describe_size (self->audience);
  g_autofree char *movement = sluice_audience_describe_movement (self->audience);
  g_auto (GStrv) names = sluice_audience_list_workspaces (self->audience);
  g_autofree char *workspaces = g_strjoinv (", ", names);
  const char *status = sluice_audience_get_status (self->audience);
  const char *alert = sluice_audience_get_alert (self->audience);

  adw_window_title_set_title (self->title, sluice_audience_get_name (self->audience));
  gtk_label_set_text (self->size, size);
  gtk_label_set_text (self->movement, movement);
  gtk_label_set_text (self->alert, alert != NULL ? alert : "");
  gtk_widget_set_visible (self->alert_box, alert != NULL);
  sluice_state_pill_set_state (self->status, status);
  adw_action_row_set_subtitle (self->id, sluice_audience_get_id (self->audience));
  adw_action_row_set_subtitle (self->workspaces, *workspaces != '\0' ? workspaces : _ ("Not told"));
  if (g_str_equal (status, "draft"))
    gtk_widget_add_css_class (self->calculate_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->calculate_button, "suggested-action");
  show_progress (self);
  show_chart (self);
}

static void
on_definition_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceDetail) self = user_data;
  g_autoptr (JsonObject) object =
      sluice_audiences_get_finish (SLUICE_CLIENT (source), result, NULL);
  JsonObject *definition = object != NULL ? sluice_json_get_object (object, "definition") : NULL;
  g_autofree char *text = NULL;

  /* Only a preview tells it; nothing is missing where it does not. */
  if (definition == NULL || self->context == NULL)
    return;
  text = sluice_definition_describe (json_object_get_member (object, "definition"),
                                     sluice_audience_watch_dup_name, self->watch);
  gtk_label_set_text (self->sentence, text);
  gtk_widget_set_visible (self->sentence_group, TRUE);
}

static SluiceClient *
get_client (SluiceAudienceDetail *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  return session != NULL ? sluice_session_get_client (session) : NULL;
}

static void
on_calculated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
      sluice_audiences_calculate_finish (SLUICE_CLIENT (source), result, &error);

  g_clear_object (&self->request);
  if (self->context == NULL)
    return;
  show_progress (self);
  if (object == NULL && !g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED))
    sluice_ui_context_present_error (self->context, _ ("The calculation could not be started"),
                                     error);
  if (object != NULL && !is_gone (self))
    g_object_unref (sluice_audience_watch_take (self->watch, object));
  sluice_audience_watch_refresh (self->watch);
}

static void
calculate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceAudienceDetail *self = SLUICE_AUDIENCE_DETAIL (widget);
  SluiceClient *client = get_client (self);

  if (client == NULL)
    return;
  self->request = g_cancellable_new ();
  show_progress (self);
  sluice_audiences_calculate_async (client, sluice_audience_get_id (self->audience), self->request,
                                    on_calculated_cb, g_object_ref (self));
}

static void
on_cancel_clicked_cb (SluiceAudienceDetail *self)
{
  g_cancellable_cancel (self->request);
}

static void
on_audience_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!sluice_resource_delete_finish (SLUICE_CLIENT (source), result, &error))
    {
      self->is_deleting = FALSE;
      if (self->context != NULL)
        sluice_ui_context_present_error (self->context, _ ("The audience could not be deleted"),
                                         error);
      return;
    }
  sluice_audience_watch_refresh (self->watch);
  if (self->context == NULL)
    return;
  sluice_ui_context_toast (self->context, _ ("Deleted."));
  gtk_widget_activate_action (GTK_WIDGET (self), "audiences.show-list", NULL);
}

static void
on_delete_response_cb (SluiceAudienceDetail *self, const char *response)
{
  SluiceClient *client = get_client (self);

  if (g_strcmp0 (response, "delete") != 0 || client == NULL)
    return;
  self->is_deleting = TRUE; /* that it is gone will be no news */
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  sluice_resource_delete_async (client, SLUICE_FAMILY_AUDIENCES,
                                sluice_audience_get_id (self->audience), self->cancellable,
                                on_audience_deleted_cb, g_object_ref (self));
}

/* An audience takes every connection with it: the name must be typed before the button works. */
static void
on_typed_name_changed_cb (AdwMessageDialog *dialog, GtkEditable *entry)
{
  const char *name = g_object_get_data (G_OBJECT (dialog), "name");

  adw_message_dialog_set_response_enabled (dialog, "delete",
                                           g_str_equal (gtk_editable_get_text (entry), name));
}

static GtkWidget *
create_name_entry (AdwMessageDialog *dialog)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name of the audience"));
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_typed_name_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  return list;
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SluiceAudienceDetail *self = SLUICE_AUDIENCE_DETAIL (widget);
  const char *name = sluice_audience_get_name (self->audience);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  /* Translators: the name of the audience that is to be deleted */
  adw_message_dialog_format_heading (message, _ ("Delete “%s”?"), name);
  adw_message_dialog_format_body (message,
                                  /* Translators: the name of the audience */
                                  _ ("It is removed for everybody, and no output is sent to any "
                                     "more. This cannot be undone. Type “%s” to go on."),
                                  name);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (message, "delete", FALSE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  adw_message_dialog_set_extra_child (message, create_name_entry (message));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
forecast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceAudienceDetail *self = SLUICE_AUDIENCE_DETAIL (widget);

  gtk_widget_activate_action (widget, "audiences.forecast", "s",
                              sluice_audience_get_id (self->audience));
}

static void
sluice_audience_detail_dispose (GObject *object)
{
  SluiceAudienceDetail *self = SLUICE_AUDIENCE_DETAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->request);
  g_clear_object (&self->watch);
  g_clear_object (&self->audience);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_audience_detail_parent_class)->dispose (object);
}

static void
sluice_audience_detail_finalize (GObject *object)
{
  SluiceAudienceDetail *self = SLUICE_AUDIENCE_DETAIL (object);

  g_object_unref (self->cancellable);
  g_clear_object (&self->request);
  G_OBJECT_CLASS (sluice_audience_detail_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, alert);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, alert_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, calculate_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, cancel);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, chart);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, chart_note);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, checklist);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, error_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, id);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, movement);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, outputs);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, progress);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, progress_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, sentence);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, sentence_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, size);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, status);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, table);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, table_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceDetail, workspaces);
}

static void
sluice_audience_detail_class_init (SluiceAudienceDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_audience_detail_dispose;
  object_class->finalize = sluice_audience_detail_finalize;

  g_type_ensure (SLUICE_TYPE_AUDIENCE_OUTPUTS);
  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  g_type_ensure (SLUICE_TYPE_SIZE_TABLE);
  g_type_ensure (SLUICE_TYPE_SIZE_CHART);
  g_type_ensure (SLUICE_TYPE_STATE_PILL);
  g_type_ensure (SLUICE_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-audience-detail.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
  gtk_widget_class_install_action (widget_class, "audience.calculate", NULL, calculate_action);
  gtk_widget_class_install_action (widget_class, "audience.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "audience.forecast", NULL, forecast_action);
}

static gboolean
fill_checklist (gpointer user_data)
{
  sluice_audience_checklist_fill (SLUICE_AUDIENCE_DETAIL (user_data)->checklist);
  return FALSE;
}

static void
sluice_audience_detail_init (SluiceAudienceDetail *self)
{
  static const SluiceTurn turns[] = { fill_checklist };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
}

/**
 * sluice_audience_detail_new:
 * @context: the context of a window whose workspace is open
 * @audience: what to show
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sluice_audience_detail_new (SluiceUiContext *context, SluiceAudience *audience)
{
  SluiceAudienceDetail *self = g_object_new (SLUICE_TYPE_AUDIENCE_DETAIL, NULL);
  SluiceSession *session = sluice_ui_context_get_session (context);

  self->context = g_object_ref (context);
  self->audience = g_object_ref (audience);
  self->watch = g_object_ref (sluice_audience_watch_get (session));
  g_signal_connect_object (audience, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_watch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_audience_outputs_set_audience (self->outputs, context, audience);
  gtk_widget_set_visible (self->calculate_button, sluice_audience_watch_has_preview (self->watch));
  update (self);
  if (sluice_audience_watch_has_preview (self->watch))
    sluice_audiences_get_async (get_client (self), sluice_audience_get_id (audience),
                                self->cancellable, on_definition_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
