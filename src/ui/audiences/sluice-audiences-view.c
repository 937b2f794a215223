/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audiences-view.h"

#include <glib/gi18n.h>

#include "ui/audiences/sluice-audience-builder.h"
#include "ui/audiences/sluice-audience-detail.h"
#include "ui/audiences/sluice-audience-list.h"
#include "ui/audiences/sluice-forecast-page.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-farewell.h"
#include "ui/widgets/sluice-pane-layout.h"

#define FROM_PIPELINE "from:"

#define NOTICE_SECONDS 15

struct _SluiceAudiencesView
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceAudienceWatch *watch;
  char *wanted; /* (nullable): what to show as soon as the workspace is open */
  gboolean attentive;

  GtkStack *stack;
  AdwBin *page_bin;
  SluiceAudienceList *list;
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceAudiencesView,
                               sluice_audiences_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

static void
show_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (widget);

  gtk_stack_set_visible_child_name (self->stack, "list");
  sluice_farewell (self->page_bin);
}

static void
on_audience_chosen_cb (SluiceAudiencesView *self, SluiceAudience *audience)
{
  sluice_arrival (self->page_bin, sluice_audience_detail_new (self->context, audience));
}

static void
show_audience_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (widget);
  g_autoptr (SluiceAudience) audience =
      self->watch != NULL
          ? sluice_audience_watch_find (self->watch, g_variant_get_string (parameter, NULL))
          : NULL;

  if (audience != NULL)
    on_audience_chosen_cb (self, audience);
  else
    show_list_action (widget, NULL, NULL);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (widget);

  if (self->watch != NULL)
    sluice_arrival (self->page_bin, sluice_audience_builder_new (self->context, NULL));
}

static void
forecast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (widget);
  g_autoptr (SluiceAudience) audience =
      self->watch != NULL
          ? sluice_audience_watch_find (self->watch, g_variant_get_string (parameter, NULL))
          : NULL;

  sluice_arrival (self->page_bin, sluice_forecast_page_new (audience));
}

static void
sluice_audiences_view_refresh (SluiceView *view)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (view);

  if (self->watch != NULL)
    sluice_audience_watch_refresh (self->watch);
}

static void
show_wanted (SluiceAudiencesView *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  if (wanted == NULL)
    return;
  if (g_str_equal (wanted, "new"))
    new_action (GTK_WIDGET (self), NULL, NULL);
  else if (g_str_equal (wanted, "forecast"))
    sluice_arrival (self->page_bin, sluice_forecast_page_new (NULL));
  else if (g_str_has_prefix (wanted, FROM_PIPELINE))
    sluice_arrival (self->page_bin,
                    sluice_audience_builder_new (self->context, wanted + strlen (FROM_PIPELINE)));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "audiences.show", "s", wanted);
}

/* An id can be looked up only when the audiences were read. */
static void
on_watch_changed_cb (SluiceAudiencesView *self)
{
  if (sluice_audience_watch_was_read (self->watch))
    show_wanted (self);
}

/* Two sentences take longer to read than a toast stays. */
static void
on_watch_notice_cb (SluiceAudiencesView *self, SluiceAudience *audience)
{
  /* Translators: the name of an audience, and what is unusual about it */
  g_autofree char *text = g_strdup_printf (_ ("“%1$s”: %2$s"), sluice_audience_get_name (audience),
                                           sluice_audience_get_alert (audience));
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, NOTICE_SECONDS);
  sluice_ui_context_add_toast (self->context, toast);
}

static void
on_audience_appeared_cb (SluiceAudiencesView *self, SluiceAudience *audience)
{
  /* Translators: the name of an audience that somebody made in mParticle */
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” is new in the list."), sluice_audience_get_name (audience));

  sluice_ui_context_toast (self->context, text);
}

static void
look (SluiceAudiencesView *self, gboolean attentive)
{
  if (self->watch != NULL && attentive != self->attentive)
    sluice_audience_watch_set_attentive (self->watch, attentive);
  self->attentive = self->watch != NULL && attentive;
}

static void
open_list (SluiceAudiencesView *self)
{
  sluice_audience_list_set_watch (self->list, self->watch,
                                  sluice_ui_context_get_error (self->context));
}

static void
on_session_changed_cb (SluiceAudiencesView *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  show_list_action (GTK_WIDGET (self), NULL, NULL);
  adw_bin_set_child (self->page_bin, NULL);
  look (self, FALSE);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  if (session != NULL)
    {
      self->watch = g_object_ref (sluice_audience_watch_get (session));
      g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_watch_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->watch, "appeared", G_CALLBACK (on_audience_appeared_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->watch, "notice", G_CALLBACK (on_watch_notice_cb), self,
                               G_CONNECT_SWAPPED);
    }
  open_list (self);
  look (self, mapped);
}

static void
sluice_audiences_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (view);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::error", G_CALLBACK (open_list), self,
                           G_CONNECT_SWAPPED);
  on_session_changed_cb (self);
}

static void
sluice_audiences_view_activate (SluiceView *view)
{
  look (SLUICE_AUDIENCES_VIEW (view), TRUE);
}

static void
sluice_audiences_view_deactivate (SluiceView *view)
{
  look (SLUICE_AUDIENCES_VIEW (view), FALSE);
}

static void
sluice_audiences_view_navigate (SluiceView *view, GObject *parameter)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (view);

  if (!GTK_IS_STRING_OBJECT (parameter))
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (parameter)));
  if (self->watch != NULL && sluice_audience_watch_was_read (self->watch))
    show_wanted (self);
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_audiences_view_set_context;
  iface->activate = sluice_audiences_view_activate;
  iface->deactivate = sluice_audiences_view_deactivate;
  iface->refresh = sluice_audiences_view_refresh;
  iface->navigate = sluice_audiences_view_navigate;
}

static void
sluice_audiences_view_dispose (GObject *object)
{
  SluiceAudiencesView *self = SLUICE_AUDIENCES_VIEW (object);

  look (self, FALSE);
  g_clear_object (&self->watch);
  g_clear_object (&self->context);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (sluice_audiences_view_parent_class)->dispose (object);
}

static void
sluice_audiences_view_class_init (SluiceAudiencesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_audiences_view_dispose;

  g_type_ensure (SLUICE_TYPE_AUDIENCE_LIST);
  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  g_type_ensure (SLUICE_TYPE_PANE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-audiences-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAudiencesView, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudiencesView, page_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudiencesView, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_audience_chosen_cb);
  gtk_widget_class_install_action (widget_class, "audiences.show-list", NULL, show_list_action);
  gtk_widget_class_install_action (widget_class, "audiences.show", "s", show_audience_action);
  gtk_widget_class_install_action (widget_class, "audiences.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "audiences.forecast", "s", forecast_action);
}

static void
sluice_audiences_view_init (SluiceAudiencesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
}
