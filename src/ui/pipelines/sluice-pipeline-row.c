/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipeline-row.h"

#include <glib/gi18n.h>

#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/pipelines/sluice-sparkline.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-row-layout.h"
#include "ui/widgets/sluice-state-pill.h"

/* "3 minutes ago" is old after a minute. */
#define AGE_SECONDS 30

struct _SluicePipelineRow
{
  GtkBox parent_instance;

  SluiceMonitor *monitor;
  SluicePipelineStatus *status;
  GSignalGroup *watching;
  guint ageing;

  GtkLabel *name;
  GtkLabel *last_run;
  GtkLabel *next_run;
  SluiceStatePill *pill;
  SluiceSparkline *sparkline;
};

G_DEFINE_FINAL_TYPE (SluicePipelineRow, sluice_pipeline_row, GTK_TYPE_BOX)

static void
update_texts (SluicePipelineRow *self)
{
  g_autofree char *last = sluice_pipeline_words_describe_last_run (self->status);
  g_autofree char *next = sluice_pipeline_words_describe_next_run (self->status);
  const char *warehouse = sluice_pipeline_words_get_warehouse (self->status);
  /* Translators: a warehouse, then when the last run was */
  g_autofree char *facts = g_strdup_printf (_ ("%s · %s"), warehouse, last);
  const char *remedy = sluice_pipeline_status_get_remedy (self->status);
  gboolean unhealthy = sluice_pipeline_status_is_unhealthy (self->status);

  gtk_label_set_text (self->last_run, *warehouse != '\0' ? facts : last);
  /* What to do matters more than when it goes on. */
  gtk_label_set_text (self->next_run, unhealthy && remedy != NULL ? remedy : next);
}

static void
update_sparkline (SluicePipelineRow *self)
{
  SluiceRunHistory *history =
      sluice_monitor_get_history (self->monitor, sluice_pipeline_status_get_session (self->status));
  g_autoptr (GPtrArray) records = NULL;

  if (history != NULL)
    records = sluice_run_history_list (history, sluice_pipeline_status_get_id (self->status),
                                       SLUICE_SPARKLINE_RUNS, NULL, NULL);
  sluice_sparkline_set_records (self->sparkline, records);
}

/* The list's own widget around the row is what assistive technology names. */
static void
update_name (SluicePipelineRow *self)
{
  const char *name = sluice_pipeline_status_get_name (self->status);
  const char *state = sluice_state_pill_get_word (sluice_pipeline_words_get_state (self->status));
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  /* Translators: the name of a pipeline, then its state */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s"), name, state);

  gtk_label_set_text (self->name, name);
  if (item != NULL)
    sluice_accessible_set_name (item, text);
}

static void
update (SluicePipelineRow *self)
{
  update_name (self);
  sluice_state_pill_set_state (self->pill, sluice_pipeline_words_get_state (self->status));
  update_texts (self);
}

static void
on_run_seen_cb (SluicePipelineRow *self, SluicePipelineStatus *status)
{
  if (status == self->status)
    update_sparkline (self);
}

static gboolean
on_aged_cb (gpointer user_data)
{
  SluicePipelineRow *self = user_data;

  if (self->status != NULL)
    update_texts (self);
  return G_SOURCE_CONTINUE;
}

static void
sluice_pipeline_row_map (GtkWidget *widget)
{
  SluicePipelineRow *self = SLUICE_PIPELINE_ROW (widget);

  GTK_WIDGET_CLASS (sluice_pipeline_row_parent_class)->map (widget);
  on_aged_cb (self);
  self->ageing = g_timeout_add_seconds (AGE_SECONDS, on_aged_cb, self);
}

static void
sluice_pipeline_row_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SLUICE_PIPELINE_ROW (widget)->ageing, g_source_remove);
  GTK_WIDGET_CLASS (sluice_pipeline_row_parent_class)->unmap (widget);
}

static void
sluice_pipeline_row_dispose (GObject *object)
{
  SluicePipelineRow *self = SLUICE_PIPELINE_ROW (object);

  g_clear_object (&self->watching);
  g_clear_object (&self->status);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (sluice_pipeline_row_parent_class)->dispose (object);
}

static void
sluice_pipeline_row_class_init (SluicePipelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_pipeline_row_dispose;
  widget_class->map = sluice_pipeline_row_map;
  widget_class->unmap = sluice_pipeline_row_unmap;

  g_type_ensure (SLUICE_TYPE_ROW_LAYOUT);
  g_type_ensure (SLUICE_TYPE_SPARKLINE);
  g_type_ensure (SLUICE_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/pipelines/sluice-pipeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineRow, last_run);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineRow, name);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineRow, next_run);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineRow, pill);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineRow, sparkline);
}

static void
sluice_pipeline_row_init (SluicePipelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->watching = g_signal_group_new (SLUICE_TYPE_PIPELINE_STATUS);
  g_signal_group_connect_swapped (self->watching, "notify", G_CALLBACK (update), self);
}

/**
 * sluice_pipeline_row_new:
 * @monitor: the monitor the pipelines come from
 *
 * Returns: (transfer floating): a row without a pipeline yet
 */
GtkWidget *
sluice_pipeline_row_new (SluiceMonitor *monitor)
{
  SluicePipelineRow *self = g_object_new (SLUICE_TYPE_PIPELINE_ROW, NULL);

  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (monitor, "run-seen", G_CALLBACK (on_run_seen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * sluice_pipeline_row_set_status:
 * @self: a row
 * @status: (nullable): the pipeline it shows from now on
 */
void
sluice_pipeline_row_set_status (SluicePipelineRow *self, SluicePipelineStatus *status)
{
  g_set_object (&self->status, status);
  g_signal_group_set_target (self->watching, status);
  if (status == NULL)
    return;
  update (self);
  update_sparkline (self);
}
