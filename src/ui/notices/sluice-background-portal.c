/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/notices/sluice-background-portal.h"

#include <glib/gi18n.h>

#include "ui/notices/sluice-desktop-notices.h"

#define PORTAL  "org.freedesktop.portal.Desktop"
#define PATH    "/org/freedesktop/portal/desktop"
#define REQUEST "org.freedesktop.portal.Request"

/* One question to the desktop. */
typedef struct
{
  GDBusConnection *bus;
  char *token;
  guint subscription; /* for the answer, which comes after the reply to the call */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->subscription != 0)
    g_dbus_connection_signal_unsubscribe (question->bus, question->subscription);
  g_object_unref (question->bus);
  g_free (question->token);
  g_free (question);
}

/**
 * sluice_background_portal_is_needed:
 *
 * Returns: whether nothing is allowed without the portal, because the program runs in a Flatpak
 */
gboolean
sluice_background_portal_is_needed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
on_portal_responded_cb (GDBusConnection *bus,
                        const char *sender,
                        const char *path,
                        const char *interface,
                        const char *signal,
                        GVariant *parameters,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Question *question = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean background = FALSE;
  gboolean starts = FALSE;
  guint response;

  /* Drops the reference that the subscription has. */
  g_dbus_connection_signal_unsubscribe (bus, question->subscription);
  question->subscription = 0;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  g_variant_lookup (results, "autostart", "b", &starts);
  if (response == 0 && background)
    g_task_return_boolean (task, starts);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
                             _ ("The desktop does not let Sluice watch in the background."));
}

static void
on_portal_called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  guint subscription = question->subscription;
  GError *error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL || subscription == 0)
    {
      g_clear_error (&error);
      return;
    }
  question->subscription = 0;
  g_task_return_error (task, error);
  g_dbus_connection_signal_unsubscribe (question->bus, subscription);
}

static GVariant *
make_options (Question *question, gboolean starts)
{
  static const char *const command[] = { SLUICE_PROGRAM, SLUICE_PROGRAM_SERVICE, NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (question->token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("Sluice tells you when a pipeline fails.")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (starts));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  return g_variant_builder_end (&options);
}

/* Where the answer will come from is known beforehand (documentation of
 * org.freedesktop.portal.Request), so that it cannot be missed. */
static char *
find_handle (Question *question)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (question->bus) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strdup_printf (PATH "/request/%s/%s", sender, question->token);
}

static void
ask (GTask *task, GDBusConnection *bus, gboolean starts)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *handle = NULL;

  question->bus = g_object_ref (bus);
  question->token = g_strdup_printf ("sluice%u", g_random_int ());
  g_task_set_task_data (task, question, question_free);
  handle = find_handle (question);
  question->subscription =
      g_dbus_connection_signal_subscribe (bus, PORTAL, REQUEST, "Response", handle, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NO_MATCH_RULE, on_portal_responded_cb,
                                          g_object_ref (task), g_object_unref);
  g_dbus_connection_call (bus, PORTAL, PATH, "org.freedesktop.portal.Background",
                          "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", make_options (question, starts)),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          on_portal_called_cb, g_object_ref (task));
}

/**
 * sluice_background_portal_ask_async:
 * @starts: whether the session is to start the program as well
 * @callback: called when the person, or the desktop for them, has answered
 * @user_data: for @callback
 *
 * Asks whether the program may go on without a window.
 */
void
sluice_background_portal_ask_async (gboolean starts,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  /* The application is on the bus already: this waits for nothing. */
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_task_set_source_tag (task, sluice_background_portal_ask_async);
  if (bus == NULL)
    g_task_return_error (task, error);
  else
    ask (task, bus, starts);
}

/**
 * sluice_background_portal_ask_finish:
 * @result: the result
 * @starts: (out): whether the session starts the program
 * @error: return location for a #GError: %G_IO_ERROR_PERMISSION_DENIED where the answer is no, others
 *   where there is no portal
 *
 * Returns: whether the program may go on without a window
 */
gboolean
sluice_background_portal_ask_finish (GAsyncResult *result, gboolean *starts, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *starts = g_task_propagate_boolean (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
