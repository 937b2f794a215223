/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipelines-view.h"

#include "ui/pipelines/sluice-pipeline-detail.h"
#include "ui/pipelines/sluice-pipeline-list.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-farewell.h"

struct _SluicePipelinesView
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  char *wanted; /* (nullable): the id that was asked for and is not known yet */

  GtkStack *stack;
  SluicePipelineList *list;
  AdwBin *detail_bin;
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluicePipelinesView,
                               sluice_pipelines_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

static SluiceMonitor *
get_monitor (SluicePipelinesView *self)
{
  return sluice_session_pool_get_monitor (sluice_ui_context_get_pool (self->context));
}

static void
show_list (SluicePipelinesView *self)
{
  gtk_stack_set_visible_child_name (self->stack, "list");
  sluice_farewell (self->detail_bin);
}

static void
show_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluicePipelinesView *self = SLUICE_PIPELINES_VIEW (widget);

  g_clear_pointer (&self->wanted, g_free);
  show_list (self);
}

static void
show_detail (SluicePipelinesView *self, SluicePipelineStatus *status)
{
  sluice_arrival (self->detail_bin, sluice_pipeline_detail_new (self->context, status));
}

static void
show_wanted (SluicePipelinesView *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);
  SluicePipelineStatus *status = NULL;

  if (self->wanted != NULL && session != NULL)
    status = sluice_monitor_find (get_monitor (self), session, self->wanted);
  if (status == NULL)
    return;
  g_clear_pointer (&self->wanted, g_free);
  show_detail (self, status);
}

static void
on_pipelines_changed_cb (SluicePipelinesView *self)
{
  show_wanted (self);
}

static void
on_session_changed_cb (SluicePipelinesView *self)
{
  show_list (self);
  adw_bin_set_child (self->detail_bin, NULL);
  show_wanted (self);
}

static void
on_list_chosen_cb (SluicePipelinesView *self, SluicePipelineStatus *status)
{
  show_detail (self, status);
}

static void
sluice_pipelines_view_refresh (SluiceView *view)
{
  SluicePipelinesView *self = SLUICE_PIPELINES_VIEW (view);
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (session != NULL)
    sluice_monitor_refresh (get_monitor (self), session, NULL);
}

static void
sluice_pipelines_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SluicePipelinesView *self = SLUICE_PIPELINES_VIEW (view);

  self->context = g_object_ref (context);
  sluice_pipeline_list_set_context (self->list, context);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_monitor (self), "items-changed",
                           G_CALLBACK (on_pipelines_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
sluice_pipelines_view_navigate (SluiceView *view, GObject *parameter)
{
  SluicePipelinesView *self = SLUICE_PIPELINES_VIEW (view);
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (!GTK_IS_STRING_OBJECT (parameter))
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (parameter)));
  show_list (self);
  show_wanted (self);
  /* It may have been made a moment ago. */
  if (self->wanted != NULL && session != NULL)
    sluice_monitor_refresh (get_monitor (self), session, NULL);
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_pipelines_view_set_context;
  iface->refresh = sluice_pipelines_view_refresh;
  iface->navigate = sluice_pipelines_view_navigate;
}

static void
sluice_pipelines_view_dispose (GObject *object)
{
  SluicePipelinesView *self = SLUICE_PIPELINES_VIEW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (sluice_pipelines_view_parent_class)->dispose (object);
}

static void
sluice_pipelines_view_class_init (SluicePipelinesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_pipelines_view_dispose;

  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  g_type_ensure (SLUICE_TYPE_PIPELINE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/pipelines/sluice-pipelines-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinesView, detail_bin);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinesView, list);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinesView, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_list_chosen_cb);
  gtk_widget_class_install_action (widget_class, "pipelines.show-list", NULL, show_list_action);
}

static void
sluice_pipelines_view_init (SluicePipelinesView *self)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) sort = NULL;
  g_autoptr (GPropertyAction) group_by = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));

  sort = g_property_action_new ("sort", self->list, "sort");
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (sort));
  group_by = g_property_action_new ("group", self->list, "grouped");
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (group_by));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pipeline-list", G_ACTION_GROUP (group));
  g_object_unref (group);
}
