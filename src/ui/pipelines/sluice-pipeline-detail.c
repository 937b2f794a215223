/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipeline-detail.h"

#include <glib/gi18n.h>

#include "sluice-limits.h"
#include "ui/components/sluice-component.h"
#include "ui/pipelines/sluice-chart-card.h"
#include "ui/pipelines/sluice-pipeline-chores.h"
#include "ui/pipelines/sluice-pipeline-facts.h"
#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/pipelines/sluice-runs-table.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-even-layout.h"
#include "ui/widgets/sluice-state-pill.h"
#include "ui/window/sluice-view-table.h"
#include "ui/widgets/sluice-turns.h"
#include "ui/widgets/sluice-unroll.h"

/* "3 minutes ago" is old after a minute. */
#define AGE_SECONDS 30
/* What is wrong, how it stands and its health; runs, facts and links follow. */
#define PARTS_AT_ONCE 3

struct _SluicePipelineDetail
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluicePipelineStatus *status;
  SluiceRunLog *log;
  guint ageing;
  gboolean muting; /* the switch is being set, not switched */

  AdwWindowTitle *title;
  SluiceErrorBox *error_box;
  SluiceStatePill *pill;
  GtkLabel *last_run;
  GtkLabel *next_run;
  GtkLabel *limit;
  GtkButton *pause_button;
  SluiceStatePill *health;
  SluiceStatePill *connection_health;
  SluiceStatePill *data_model_health;
  SluiceChartCard *chart;
  SluiceRunsTable *runs;
  SluicePipelineFacts *facts;
  GtkSwitch *notices;
  GtkWidget *parts;
  GtkWidget *audience_row;
};

G_DEFINE_FINAL_TYPE (SluicePipelineDetail, sluice_pipeline_detail, ADW_TYPE_BIN)

static gboolean
is_paused (SluicePipelineDetail *self)
{
  return g_str_equal (sluice_pipeline_status_get_state (self->status), "paused");
}

static void
update_texts (SluicePipelineDetail *self)
{
  g_autofree char *last = sluice_pipeline_words_describe_last_run (self->status);
  g_autofree char *next = sluice_pipeline_words_describe_next_run (self->status);

  gtk_label_set_text (self->last_run, last);
  gtk_label_set_text (self->next_run, next);
}

static void
update_error (SluicePipelineDetail *self)
{
  const GError *error = sluice_pipeline_status_get_error (self->status);
  const char *heading = _ ("The last run did not go well");

  if (g_str_equal (sluice_pipeline_status_get_health (self->status), "faulted"))
    heading = _ ("The pipeline is faulted");
  else if (sluice_pipeline_status_get_report (self->status) == NULL)
    heading = _ ("How it stands could not be read");
  sluice_error_box_set_error (self->error_box, heading, error);
  sluice_error_box_set_mild (self->error_box,
                             g_str_equal (sluice_pipeline_words_get_state (self->status),
                                          "partial"));
  if (error != NULL)
    sluice_error_box_set_remedy (self->error_box, sluice_pipeline_status_get_remedy (self->status));
}

static void
update_health (SluicePipelineDetail *self)
{
  SluiceReport *report = sluice_pipeline_status_get_report (self->status);
  const char *connection = report != NULL ? sluice_report_get_connection_health (report) : NULL;
  const char *data_model = report != NULL ? sluice_report_get_data_model_health (report) : NULL;

  sluice_state_pill_set_state (self->health, sluice_pipeline_status_get_health (self->status));
  sluice_state_pill_set_state (self->connection_health,
                               connection != NULL ? connection : "unknown");
  sluice_state_pill_set_state (self->data_model_health,
                               data_model != NULL ? data_model : "unknown");
}

static void
update_limit (SluicePipelineDetail *self)
{
  SluiceLimits *limits = sluice_limits_get_default ();
  g_autoptr (JsonObject) schedule = sluice_pipeline_status_get_schedule (self->status);
  SluiceRun *run = sluice_pipeline_status_get_last_run (self->status);
  g_autofree char *warning = NULL;

  if (run != NULL && schedule != NULL)
    warning = sluice_limits_describe_run (limits, schedule, sluice_run_get_extracted (run));
  gtk_label_set_text (self->limit, warning != NULL ? warning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->limit), warning != NULL);
}

static void
update (SluicePipelineDetail *self)
{
  adw_window_title_set_title (self->title, sluice_pipeline_status_get_name (self->status));
  adw_window_title_set_subtitle (self->title, sluice_pipeline_words_get_warehouse (self->status));
  sluice_state_pill_set_state (self->pill, sluice_pipeline_words_get_state (self->status));
  gtk_button_set_label (self->pause_button, is_paused (self) ? _ ("Re_sume") : _ ("_Pause"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pipeline.run",
                                 !sluice_pipeline_status_is_running (self->status));
  update_texts (self);
  update_error (self);
  update_health (self);
  update_limit (self);
}

static void
update_chart (SluicePipelineDetail *self)
{
  sluice_chart_card_take_bars (self->chart,
                               sluice_run_bars_from_runs (sluice_run_log_get_model (self->log)));
}

static gboolean
on_aged_cb (gpointer user_data)
{
  update_texts (user_data);
  return G_SOURCE_CONTINUE;
}

/* Deleted, here or by somebody else: there is nothing to show any more. */
static void
on_pipelines_changed_cb (SluicePipelineDetail *self)
{
  SluiceMonitor *monitor =
      sluice_session_pool_get_monitor (sluice_ui_context_get_pool (self->context));

  if (sluice_monitor_find (monitor, sluice_pipeline_status_get_session (self->status),
                           sluice_pipeline_status_get_id (self->status)) != self->status)
    gtk_widget_activate_action (GTK_WIDGET (self), "pipelines.show-list", NULL);
}

static SluiceNotices *
get_notices (SluicePipelineDetail *self)
{
  return sluice_session_pool_get_notices (sluice_ui_context_get_pool (self->context));
}

static void
on_notices_changed_cb (SluicePipelineDetail *self)
{
  g_autoptr (GError) error = NULL;

  if (self->muting)
    return;
  if (!sluice_notices_mute (get_notices (self), self->status,
                            gtk_switch_get_active (self->notices) ? 0 : G_MAXINT64, &error))
    sluice_ui_context_present_error (self->context, _ ("This could not be kept"), error);
}

/* actions */

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_run (self->context, self->status);
}

static void
pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_set_state (self->context, self->status,
                                    is_paused (self) ? "active" : "paused");
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_edit (self->context, self->status);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_duplicate (self->context, self->status);
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

static void
save_setup_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_save_setup (self->context, self->status, get_window (widget));
}

static void
save_postman_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_save_postman (self->context, self->status, get_window (widget));
}

static void
save_runs_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_save_runs (self->context, self->status, get_window (widget));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  sluice_pipeline_chores_delete (self->context, self->status, get_window (widget));
}

static void
audience_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);
  g_autofree char *id = g_strconcat ("from:", sluice_pipeline_status_get_id (self->status), NULL);

  sluice_ui_context_navigate_to_id (self->context, "audiences", id);
}

static void
on_component_chosen_cb (SluicePipelineDetail *self, SluiceComponent *component)
{
  sluice_ui_context_navigate (self->context, "components", G_OBJECT (component));
}

/* The host of the workspace's pod (FACTS 12). No deeper path is documented, so none is made up. */
static void
open_mparticle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);
  SluiceSession *session = sluice_pipeline_status_get_session (self->status);
  const char *pod = sluice_profile_get_pod (sluice_session_get_profile (session));
  g_autofree char *uri = pod != NULL && *pod != '\0'
                             ? g_strdup_printf ("https://app.%s.mparticle.com", pod)
                             : g_strdup ("https://app.mparticle.com");

  gtk_show_uri (get_window (widget), uri, GDK_CURRENT_TIME);
}

static void
sluice_pipeline_detail_map (GtkWidget *widget)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (widget);

  GTK_WIDGET_CLASS (sluice_pipeline_detail_parent_class)->map (widget);
  self->ageing = g_timeout_add_seconds (AGE_SECONDS, on_aged_cb, self);
}

static void
sluice_pipeline_detail_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SLUICE_PIPELINE_DETAIL (widget)->ageing, g_source_remove);
  GTK_WIDGET_CLASS (sluice_pipeline_detail_parent_class)->unmap (widget);
}

static void
sluice_pipeline_detail_dispose (GObject *object)
{
  SluicePipelineDetail *self = SLUICE_PIPELINE_DETAIL (object);

  g_clear_object (&self->log);
  g_clear_object (&self->status);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_pipeline_detail_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/pipelines/sluice-pipeline-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, audience_row);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, chart);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, connection_health);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, data_model_health);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, health);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, last_run);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, limit);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, next_run);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, notices);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, parts);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, pause_button);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, pill);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, runs);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineDetail, title);
  gtk_widget_class_bind_template_callback (widget_class, on_component_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_notices_changed_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "pipeline.run", run_action },
    { "pipeline.pause", pause_action },
    { "pipeline.edit", edit_action },
    { "pipeline.duplicate", duplicate_action },
    { "pipeline.save-setup", save_setup_action },
    { "pipeline.save-postman", save_postman_action },
    { "pipeline.save-runs", save_runs_action },
    { "pipeline.delete", delete_action },
    { "pipeline.audience", audience_action },
    { "pipeline.open-mparticle", open_mparticle_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

static void
sluice_pipeline_detail_class_init (SluicePipelineDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_pipeline_detail_dispose;
  widget_class->map = sluice_pipeline_detail_map;
  widget_class->unmap = sluice_pipeline_detail_unmap;

  g_type_ensure (SLUICE_TYPE_CHART_CARD);
  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  g_type_ensure (SLUICE_TYPE_EVEN_LAYOUT);
  g_type_ensure (SLUICE_TYPE_PIPELINE_FACTS);
  g_type_ensure (SLUICE_TYPE_RUNS_TABLE);
  g_type_ensure (SLUICE_TYPE_STATE_PILL);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
sluice_pipeline_detail_init (SluicePipelineDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_chart_card_set_name (self->chart, _ ("Records of each run"));
  gtk_widget_set_visible (self->audience_row, sluice_view_table_find ("audiences") != NULL);
  sluice_unroll (self->parts, PARTS_AT_ONCE);
}

static void
set_notices_switch (SluicePipelineDetail *self)
{
  gint64 muted_until = sluice_notices_get_muted_until (get_notices (self), self->status);

  self->muting = TRUE;
  gtk_switch_set_active (self->notices, muted_until <= g_get_real_time ());
  self->muting = FALSE;
}

static gboolean
show_runs (gpointer owner)
{
  SluicePipelineDetail *self = owner;

  if (self->log != NULL)
    sluice_runs_table_set_log (self->runs, self->log);
  return FALSE;
}

static gboolean
show_facts (gpointer owner)
{
  SluicePipelineDetail *self = owner;

  if (self->status != NULL)
    sluice_pipeline_facts_set_status (self->facts, self->status);
  return FALSE;
}

/* How it stands is said at once; what is further down follows. */
static const SluiceTurn turns[] = { show_runs, show_facts };

/**
 * sluice_pipeline_detail_new:
 * @context: the context of the window
 * @status: the pipeline
 *
 * Returns: (transfer floating): the page; it looks at the pipeline again at once
 */
GtkWidget *
sluice_pipeline_detail_new (SluiceUiContext *context, SluicePipelineStatus *status)
{
  SluicePipelineDetail *self = g_object_new (SLUICE_TYPE_PIPELINE_DETAIL, NULL);
  SluiceMonitor *monitor = sluice_session_pool_get_monitor (sluice_ui_context_get_pool (context));

  self->context = g_object_ref (context);
  self->status = g_object_ref (status);
  self->log = sluice_run_log_new (monitor, status);
  g_signal_connect_object (sluice_run_log_get_model (self->log), "items-changed",
                           G_CALLBACK (update_chart), self, G_CONNECT_SWAPPED);
  update_chart (self);
  g_signal_connect_object (status, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_limits_get_default (), "changed", G_CALLBACK (update_limit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "items-changed", G_CALLBACK (on_pipelines_changed_cb), self,
                           G_CONNECT_SWAPPED);
  set_notices_switch (self);
  update (self);
  sluice_monitor_refresh (monitor, sluice_pipeline_status_get_session (status),
                          sluice_pipeline_status_get_id (status));
  sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  return GTK_WIDGET (self);
}
