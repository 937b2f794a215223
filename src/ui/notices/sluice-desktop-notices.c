/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/notices/sluice-desktop-notices.h"

#include <glib/gi18n.h>

#include "ui/context/sluice-sandbox-process.h"
#include "ui/notices/sluice-background-portal.h"

struct _SluiceDesktopNotices
{
  GObject parent_instance;

  GApplication *app; /* (unowned): it owns this */
  SluiceSessionPool *pool;
  GSettings *settings;
  gboolean has_window;
  gboolean holding;
};

static guint refused_signal;

G_DEFINE_FINAL_TYPE (SluiceDesktopNotices, sluice_desktop_notices, G_TYPE_OBJECT)

static const char *
get_icon_name (SluiceNoticeKind kind)
{
  switch (kind)
    {
    case SLUICE_NOTICE_RECOVERED:
      return "emblem-ok-symbolic";
    case SLUICE_NOTICE_UNUSUAL:
    case SLUICE_NOTICE_OVERDUE:
      return "dialog-warning-symbolic";
    case SLUICE_NOTICE_FAILED:
    case SLUICE_NOTICE_FAULTED:
    default:
      return "dialog-error-symbolic";
    }
}

static void
on_notice_cb (SluiceDesktopNotices *self, SluiceNotice *notice)
{
  SluicePipelineStatus *status = sluice_notice_get_status (notice);
  SluiceProfile *profile = sluice_session_get_profile (sluice_pipeline_status_get_session (status));
  SluiceNoticeKind kind = sluice_notice_get_kind (notice);
  g_autoptr (GNotification) notification = NULL;
  g_autoptr (GIcon) icon = NULL;

  if (!g_settings_get_boolean (self->settings, "notify-failures"))
    return;
  notification = g_notification_new (sluice_notice_get_title (notice));
  icon = g_themed_icon_new (get_icon_name (kind));
  g_notification_set_body (notification, sluice_notice_get_body (notice));
  g_notification_set_icon (notification, icon);
  if (kind == SLUICE_NOTICE_FAILED || kind == SLUICE_NOTICE_FAULTED)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.show-pipeline", "(ss)",
                                                sluice_profile_get_id (profile),
                                                sluice_pipeline_status_get_id (status));
  g_application_send_notification (self->app, sluice_notice_get_id (notice), notification);
}

static void
on_withdraw_cb (SluiceDesktopNotices *self, const char *id)
{
  g_application_withdraw_notification (self->app, id);
}

/* watching without a window */

/* Each workspace of a person's own is opened. The sandbox is for trying: it is not started for this. */
static void
open_all (SluiceDesktopNotices *self)
{
  GListModel *profiles = sluice_store_get_profiles (sluice_session_pool_get_store (self->pool));
  guint n_profiles = g_list_model_get_n_items (profiles);

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (SluiceProfile) profile = g_list_model_get_item (profiles, i);

      if (!sluice_sandbox_process_owns (profile))
        sluice_session_pool_open_async (self->pool, profile, NULL, NULL, NULL);
    }
}

static void
update (SluiceDesktopNotices *self)
{
  gboolean stays = g_settings_get_boolean (self->settings, "watch-in-background");

  sluice_monitor_set_suspended (sluice_session_pool_get_monitor (self->pool),
                                !self->has_window && !stays);
  if (stays == self->holding)
    return;
  self->holding = stays;
  if (!stays)
    {
      g_application_release (self->app);
      return;
    }
  g_application_hold (self->app);
  open_all (self);
}

/* Another program may have added one. */
static void
on_profiles_changed_cb (SluiceDesktopNotices *self)
{
  if (self->holding)
    open_all (self);
}

/* Where there is no portal there is nobody who could refuse, unless nothing goes without it. */
static void
on_portal_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceDesktopNotices) self = user_data;
  gboolean wanted = g_settings_get_boolean (self->settings, "start-at-login");
  gboolean starts = FALSE;
  g_autoptr (GError) error = NULL;
  gboolean allowed = sluice_background_portal_ask_finish (result, &starts, &error);

  if (g_settings_get_boolean (self->settings, "watch-in-background") &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    {
      g_settings_set_boolean (self->settings, "watch-in-background", FALSE);
      g_signal_emit (self, refused_signal, 0, error->message);
    }
  else if (allowed && wanted && !starts && sluice_background_portal_is_needed ())
    {
      g_settings_set_boolean (self->settings, "start-at-login", FALSE);
      g_signal_emit (self, refused_signal, 0,
                     _ ("The desktop does not start Sluice when you log in."));
    }
  else if (!allowed && sluice_background_portal_is_needed ())
    g_warning ("The background portal does not answer: %s", error->message);
}

static void
on_wish_changed_cb (SluiceDesktopNotices *self)
{
  gboolean stays = g_settings_get_boolean (self->settings, "watch-in-background");
  gboolean starts = stays && g_settings_get_boolean (self->settings, "start-at-login");

  update (self);
  if (stays || sluice_background_portal_is_needed ())
    sluice_background_portal_ask_async (starts, on_portal_answered_cb, g_object_ref (self));
  if (!sluice_background_portal_is_needed ())
    sluice_autostart_set (starts);
}

static void
sluice_desktop_notices_dispose (GObject *object)
{
  SluiceDesktopNotices *self = SLUICE_DESKTOP_NOTICES (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_object (&self->pool);
  G_OBJECT_CLASS (sluice_desktop_notices_parent_class)->dispose (object);
}

static void
sluice_desktop_notices_class_init (SluiceDesktopNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_desktop_notices_dispose;

  refused_signal = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sluice_desktop_notices_init (SluiceDesktopNotices *self)
{
}

/**
 * sluice_desktop_notices_new:
 * @app: the application, which has to outlive this
 * @pool: its open workspaces
 * @settings: its settings
 *
 * Returns: (transfer full): notices that are told from now on
 */
SluiceDesktopNotices *
sluice_desktop_notices_new (GApplication *app, SluiceSessionPool *pool, GSettings *settings)
{
  SluiceDesktopNotices *self = g_object_new (SLUICE_TYPE_DESKTOP_NOTICES, NULL);
  SluiceNotices *notices = sluice_session_pool_get_notices (pool);

  self->app = app;
  self->pool = g_object_ref (pool);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (notices, "notice", G_CALLBACK (on_notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notices, "withdraw", G_CALLBACK (on_withdraw_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::watch-in-background",
                           G_CALLBACK (on_wish_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::start-at-login", G_CALLBACK (on_wish_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_session_pool_get_store (pool), "profiles-changed",
                           G_CALLBACK (on_profiles_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * sluice_desktop_notices_set_has_window:
 * @self: the notices
 * @has_window: whether the application has a window
 *
 * Without a window nothing is asked, unless the person said so.
 */
void
sluice_desktop_notices_set_has_window (SluiceDesktopNotices *self, gboolean has_window)
{
  g_return_if_fail (SLUICE_IS_DESKTOP_NOTICES (self));

  self->has_window = has_window;
  update (self);
}
