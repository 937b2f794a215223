/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/welcome/sluice-welcome-view.h"

#include <glib/gi18n.h>

#include "ui/context/sluice-sandbox-process.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-error-box.h"

struct _SluiceWelcomeView
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  GCancellable *cancellable;

  GtkButton *sandbox_button;
  GtkSpinner *sandbox_spinner;
  SluiceErrorBox *error_box;
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceWelcomeView,
                               sluice_welcome_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

static void
set_busy (SluiceWelcomeView *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->sandbox_spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sandbox_button), !busy);
}

static void
on_sandbox_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceWelcomeView) self = user_data;
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (GError) error = NULL;

  session = sluice_session_pool_open_finish (SLUICE_SESSION_POOL (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_busy (self, FALSE);
  sluice_error_box_set_error (self->error_box, _ ("The sandbox could not be started."), error);
  if (session != NULL)
    sluice_ui_context_open (self->context, sluice_session_get_profile (session));
}

static void
on_sandbox_clicked_cb (SluiceWelcomeView *self)
{
  g_autoptr (SluiceProfile) profile = sluice_sandbox_process_create_profile ();

  set_busy (self, TRUE);
  sluice_error_box_set_error (self->error_box, NULL, NULL);
  sluice_session_pool_open_async (sluice_ui_context_get_pool (self->context), profile,
                                  self->cancellable, on_sandbox_opened_cb, g_object_ref (self));
}

static void
sluice_welcome_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SLUICE_WELCOME_VIEW (view)->context = g_object_ref (context);
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_welcome_view_set_context;
}

static void
sluice_welcome_view_dispose (GObject *object)
{
  SluiceWelcomeView *self = SLUICE_WELCOME_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_welcome_view_parent_class)->dispose (object);
}

static void
sluice_welcome_view_finalize (GObject *object)
{
  g_clear_object (&SLUICE_WELCOME_VIEW (object)->cancellable);

  G_OBJECT_CLASS (sluice_welcome_view_parent_class)->finalize (object);
}

static void
sluice_welcome_view_class_init (SluiceWelcomeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_welcome_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_welcome_view_finalize;

  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/welcome/sluice-welcome-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWelcomeView, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceWelcomeView, sandbox_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWelcomeView, sandbox_spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_sandbox_clicked_cb);
}

static void
sluice_welcome_view_init (SluiceWelcomeView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
