/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-audience-link.h"

#include <glib/gi18n.h>

#include "api/sluice-audiences.h"
#include "sluice-count.h"
#include "sluice-json.h"

/* What the server says of a connection, and does not want back. */
static const char *const server_side[] = {
  "id", "config_name", "provider_name", "created_on", "status", "members_sent", NULL,
};

typedef struct
{
  char *audience_id;
  SluiceBody *body;
} Change;

static void
change_free (Change *change)
{
  g_free (change->audience_id);
  sluice_body_unref (change->body);
  g_free (change);
}

/**
 * sluice_audience_link_is_active:
 * @connection: a connection of the API
 *
 * Returns: whether it is not paused
 */
gboolean
sluice_audience_link_is_active (JsonObject *connection)
{
  return sluice_json_get_boolean (connection, "is_active", TRUE);
}

/**
 * sluice_audience_link_describe:
 * @connection: a connection of the API
 *
 * Returns: (transfer full): what it is doing, translated
 */
char *
sluice_audience_link_describe (JsonObject *connection)
{
  const char *status = sluice_json_get_string (connection, "status");
  g_autofree char *count = NULL;
  gint64 sent = sluice_json_get_count (connection, "members_sent");

  if (!sluice_audience_link_is_active (connection))
    return g_strdup (_ ("Paused: nothing is sent, and nothing is taken back."));
  if (g_strcmp0 (status, "waiting") == 0)
    return g_strdup (_ ("Waiting for the audience to be calculated."));
  if (sent < 0)
    return g_strdup (status != NULL ? status : _ ("Connected"));
  count = sluice_count_format (sent);
  return g_strdup_printf (ngettext ("Forwarding: %s member sent so far.",
                                    "Forwarding: %s members sent so far.", (gulong) sent),
                          count);
}

static SluiceBody *
create_body (JsonObject *connection, gboolean active)
{
  g_autoptr (JsonNode) node = sluice_json_node_for_object (connection);
  g_autoptr (JsonNode) copy = NULL;
  g_autofree char *text = sluice_json_to_text (node, FALSE);
  JsonObject *object;

  copy = sluice_json_parse (text, -1, NULL);
  object = json_node_get_object (copy);
  for (guint i = 0; server_side[i] != NULL; i++)
    if (json_object_has_member (object, server_side[i]))
      json_object_remove_member (object, server_side[i]);
  json_object_set_boolean_member (object, "is_active", active);
  return sluice_body_new (copy);
}

static void
on_connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) connection =
      sluice_audiences_connect_finish (SLUICE_CLIENT (source), result, &error);

  if (connection == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_disconnected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) reply =
      sluice_audiences_disconnect_finish (SLUICE_CLIENT (source), result, &error);
  Change *change = g_task_get_task_data (task);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  sluice_audiences_connect_async (SLUICE_CLIENT (source), change->audience_id, change->body,
                                  g_task_get_cancellable (task), on_connected_cb,
                                  g_object_ref (task));
}

/**
 * sluice_audience_link_set_active_async:
 * @client: a client
 * @audience_id: an audience
 * @connection: one of its connections, as the API gave it
 * @active: %FALSE to pause it, %TRUE to go on
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * There is no call that changes a connection (CONTRACT 2): it is taken away and made again with the same
 * settings. Fails with a #SluiceApiError; when the second half fails, the connection is gone.
 */
void
sluice_audience_link_set_active_async (SluiceClient *client,
                                       const char *audience_id,
                                       JsonObject *connection,
                                       gboolean active,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *id = sluice_json_dup_text (connection, "id");
  Change *change = g_new0 (Change, 1);

  g_task_set_source_tag (task, sluice_audience_link_set_active_async);
  change->audience_id = g_strdup (audience_id);
  change->body = create_body (connection, active);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  sluice_audiences_disconnect_async (client, audience_id, id != NULL ? id : "", cancellable,
                                     on_disconnected_cb, g_object_ref (task));
}

/**
 * sluice_audience_link_set_active_finish:
 * @client: a client
 * @result: what the callback got
 * @error: return location for a #SluiceApiError
 *
 * Returns: whether it is as was asked
 */
gboolean
sluice_audience_link_set_active_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
