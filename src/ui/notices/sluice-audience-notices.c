/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/notices/sluice-audience-notices.h"

#include <glib/gi18n.h>

#include "audience/sluice-audience-watch.h"

/* How long after its opening a workspace's audiences are read for the first time: not while the window
 * is being built. */
#define FIRST_SECONDS 20

typedef struct
{
  GSettings *settings;
  GWeakRef session;
} Follower;

static void
follower_free (gpointer data, GClosure *closure)
{
  Follower *follower = data;

  g_object_unref (follower->settings);
  g_weak_ref_clear (&follower->session);
  g_free (follower);
}

static void
on_notice_cb (SluiceAudienceWatch *watch, SluiceAudience *audience, gpointer user_data)
{
  Follower *follower = user_data;
  GApplication *app = g_application_get_default ();
  g_autoptr (SluiceSession) session = g_weak_ref_get (&follower->session);
  g_autoptr (GNotification) notification = NULL;
  g_autoptr (GIcon) icon = g_themed_icon_new ("dialog-warning-symbolic");
  g_autofree char *title = NULL;
  g_autofree char *id = NULL;

  if (session == NULL || !g_settings_get_boolean (follower->settings, "notify-failures") ||
      !g_application_get_is_registered (app))
    return;
  /* Translators: the name of an audience */
  title = g_strdup_printf (_ ("The size of “%s” is unusual"), sluice_audience_get_name (audience));
  notification = g_notification_new (title);
  g_notification_set_body (notification, sluice_audience_get_alert (audience));
  g_notification_set_icon (notification, icon);
  g_notification_set_default_action_and_target (notification, "app.show-audience", "(ss)",
                                                sluice_profile_get_id (
                                                    sluice_session_get_profile (session)),
                                                sluice_audience_get_id (audience));
  id = g_strconcat ("audience-", sluice_audience_get_id (audience), NULL);
  g_application_send_notification (app, id, notification);
}

/* From then on the watch goes on by itself. */
static gboolean
on_first_elapsed_cb (gpointer user_data)
{
  g_autoptr (SluiceSession) session = g_weak_ref_get (user_data);

  if (session != NULL)
    sluice_audience_watch_refresh (sluice_audience_watch_get (session));
  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
on_pool_opened_cb (SluiceSessionPool *pool, SluiceSession *session, GSettings *settings)
{
  Follower *follower = g_new0 (Follower, 1);
  GWeakRef *later = g_new0 (GWeakRef, 1);

  follower->settings = g_object_ref (settings);
  g_weak_ref_init (&follower->session, session);
  g_signal_connect_data (sluice_audience_watch_get (session), "notice", G_CALLBACK (on_notice_cb),
                         follower, follower_free, 0);
  g_weak_ref_init (later, session);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, FIRST_SECONDS, on_first_elapsed_cb, later,
                              weak_ref_free);
}

/**
 * sluice_audience_notices_follow:
 * @pool: the open workspaces
 * @settings: the settings, whose "notify-failures" says whether to tell
 *
 * Watches the audiences of each workspace that is opened, and tells on the desktop when one's size goes
 * far off the usual. A click on that runs "app.show-audience" with the ids of workspace and audience.
 */
void
sluice_audience_notices_follow (SluiceSessionPool *pool, GSettings *settings)
{
  g_signal_connect_object (pool, "opened", G_CALLBACK (on_pool_opened_cb), settings, 0);
}
