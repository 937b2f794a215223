/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/activity/sluice-activity-view.h"

#include <glib/gi18n.h>

#include "ui/activity/sluice-activity-detail.h"
#include "ui/activity/sluice-activity-keeper.h"
#include "ui/activity/sluice-activity-list.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-farewell.h"

struct _SluiceActivityView
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceActivity *activity; /* (nullable): of the open workspace */

  GtkStack *stack;
  SluiceActivityList *list;
  AdwBin *detail_bin;
  GtkSwitch *keep;
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceActivityView,
                               sluice_activity_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

static void
show_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceActivityView *self = SLUICE_ACTIVITY_VIEW (widget);

  gtk_stack_set_visible_child_name (self->stack, "list");
  sluice_farewell (self->detail_bin);
}

static void
on_list_chosen_cb (SluiceActivityView *self, SluiceCallRecord *record)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);

  adw_bin_set_child (self->detail_bin, sluice_activity_detail_new (record, profile));
  gtk_stack_set_visible_child_name (self->stack, "detail");
}

static void
on_activity_changed_cb (SluiceActivityView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "activity.clear",
                                 self->activity != NULL &&
                                     g_list_model_get_n_items (G_LIST_MODEL (self->activity)) > 0);
}

static void
on_clear_response_cb (SluiceActivityView *self, const char *response)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (g_strcmp0 (response, "clear") != 0 || session == NULL)
    return;
  sluice_activity_keeper_clear (session);
  sluice_ui_context_toast (self->context, _ ("Cleared."));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceActivityView *self = SLUICE_ACTIVITY_VIEW (widget);
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL);

  if (profile == NULL)
    return;
  /* Translators: the name of a workspace */
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Clear the Activity of “%s”?"),
                                     sluice_profile_get_name (profile));
  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("The calls go from this list and from what is kept on this "
         "computer. Nothing changes in mParticle. This cannot be undone."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "clear",
                                    _ ("C_lear"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "clear",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_clear_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_session_changed_cb (SluiceActivityView *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  if (self->activity != NULL)
    g_signal_handlers_disconnect_by_func (self->activity, on_activity_changed_cb, self);
  g_clear_object (&self->activity);
  if (session != NULL)
    self->activity =
        g_object_ref (sluice_client_get_activity (sluice_session_get_client (session)));
  show_list_action (GTK_WIDGET (self), NULL, NULL);
  sluice_activity_list_set_activity (self->list, self->activity);
  if (self->activity != NULL)
    g_signal_connect_object (self->activity, "items-changed", G_CALLBACK (on_activity_changed_cb),
                             self, G_CONNECT_SWAPPED);
  on_activity_changed_cb (self);
}

static void
sluice_activity_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SluiceActivityView *self = SLUICE_ACTIVITY_VIEW (view);

  self->context = g_object_ref (context);
  g_settings_bind (sluice_ui_context_get_settings (context), "keep-activity", self->keep, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_session_changed_cb (self);
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_activity_view_set_context;
}

static void
sluice_activity_view_dispose (GObject *object)
{
  SluiceActivityView *self = SLUICE_ACTIVITY_VIEW (object);

  g_clear_object (&self->activity);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_activity_view_parent_class)->dispose (object);
}

static void
sluice_activity_view_class_init (SluiceActivityViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_activity_view_dispose;

  g_type_ensure (SLUICE_TYPE_ACTIVITY_LIST);
  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/activity/sluice-activity-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityView, detail_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityView, keep);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityView, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityView, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_list_chosen_cb);
  gtk_widget_class_install_action (widget_class, "activity.show-list", NULL, show_list_action);
  gtk_widget_class_install_action (widget_class, "activity.clear", NULL, clear_action);
}

static void
sluice_activity_view_init (SluiceActivityView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
}
