/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-audiences.h"

#include "api/sluice-calls.h"
#include "api/sluice-routes.h"

/**
 * sluice_audiences_list_async:
 * @client: a client
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the audiences with their definitions.
 */
void
sluice_audiences_list_async (SluiceClient *client,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *route = sluice_routes_other (sluice_client_get_profile (client),
                                                SLUICE_ROUTE_PREVIEW_AUDIENCES, NULL);

  sluice_calls_list_async (client, route, cancellable, callback, user_data);
}

/**
 * sluice_audiences_list_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the audiences, or %NULL with @error set
 */
JsonArray *
sluice_audiences_list_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_list_finish (client, result, error);
}

/**
 * sluice_audiences_get_async:
 * @client: a client
 * @id: an audience
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads one audience with its definition.
 */
void
sluice_audiences_get_async (SluiceClient *client,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *route =
      sluice_routes_other (sluice_client_get_profile (client), SLUICE_ROUTE_PREVIEW_AUDIENCE, id);

  sluice_calls_object_async (client, "GET", route, NULL, cancellable, callback, user_data);
}

/**
 * sluice_audiences_get_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the audience, or %NULL with @error set
 */
JsonObject *
sluice_audiences_get_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_object_finish (client, result, error);
}

/**
 * sluice_audiences_create_async:
 * @client: a client
 * @body: name and definition
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Creates an audience.
 */
void
sluice_audiences_create_async (SluiceClient *client,
                               SluiceBody *body,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  static const char *const keys[] = { "name", "definition", NULL };
  g_autofree char *route = sluice_routes_other (sluice_client_get_profile (client),
                                                SLUICE_ROUTE_PREVIEW_AUDIENCES, NULL);

  sluice_calls_create_async (client, route, route, keys, body, cancellable, callback, user_data);
}

/**
 * sluice_audiences_create_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the audience, or %NULL with @error set
 */
JsonObject *
sluice_audiences_create_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_create_finish (client, result, error);
}

/**
 * sluice_audiences_replace_async:
 * @client: a client
 * @id: an audience
 * @body: name and definition
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Replaces the name and the definition of an audience.
 */
void
sluice_audiences_replace_async (SluiceClient *client,
                                const char *id,
                                SluiceBody *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *route =
      sluice_routes_other (sluice_client_get_profile (client), SLUICE_ROUTE_PREVIEW_AUDIENCE, id);

  sluice_calls_object_async (client, "PUT", route, body, cancellable, callback, user_data);
}

/**
 * sluice_audiences_replace_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the audience, or %NULL with @error set
 */
JsonObject *
sluice_audiences_replace_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_object_finish (client, result, error);
}

/**
 * sluice_audiences_calculate_async:
 * @client: a client
 * @id: an audience
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Starts the calculation of an audience.
 */
void
sluice_audiences_calculate_async (SluiceClient *client,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autofree char *route =
      sluice_routes_other (sluice_client_get_profile (client), SLUICE_ROUTE_PREVIEW_CALCULATE, id);

  sluice_calls_object_async (client, "POST", route, NULL, cancellable, callback, user_data);
}

/**
 * sluice_audiences_calculate_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): what the server says of it, or %NULL with @error set
 */
JsonObject *
sluice_audiences_calculate_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_object_finish (client, result, error);
}

/**
 * sluice_audiences_connections_async:
 * @client: a client
 * @id: an audience
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what an audience is connected to.
 */
void
sluice_audiences_connections_async (SluiceClient *client,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autofree char *route = sluice_routes_other (sluice_client_get_profile (client),
                                                SLUICE_ROUTE_PREVIEW_CONNECTIONS, id);

  sluice_calls_list_async (client, route, cancellable, callback, user_data);
}

/**
 * sluice_audiences_connections_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the connections, or %NULL with @error set
 */
JsonArray *
sluice_audiences_connections_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_list_finish (client, result, error);
}

/**
 * sluice_audiences_connect_async:
 * @client: a client
 * @id: an audience
 * @body: service_configuration_id, is_active and settings
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Connects an audience to an output configuration.
 */
void
sluice_audiences_connect_async (SluiceClient *client,
                                const char *id,
                                SluiceBody *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  static const char *const keys[] = { "service_configuration_id", NULL };
  g_autofree char *route = sluice_routes_other (sluice_client_get_profile (client),
                                                SLUICE_ROUTE_PREVIEW_CONNECTIONS, id);

  sluice_calls_create_async (client, route, route, keys, body, cancellable, callback, user_data);
}

/**
 * sluice_audiences_connect_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with @error set
 */
JsonObject *
sluice_audiences_connect_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_create_finish (client, result, error);
}

/**
 * sluice_audiences_disconnect_async:
 * @client: a client
 * @id: an audience
 * @connection_id: one of its connections
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes a connection of an audience.
 */
void
sluice_audiences_disconnect_async (SluiceClient *client,
                                   const char *id,
                                   const char *connection_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autofree char *list = sluice_routes_other (sluice_client_get_profile (client),
                                               SLUICE_ROUTE_PREVIEW_CONNECTIONS, id);
  g_autofree char *escaped = g_uri_escape_string (connection_id, NULL, FALSE);
  g_autofree char *route = g_strconcat (list, "/", escaped, NULL);

  sluice_calls_object_async (client, "DELETE", route, NULL, cancellable, callback, user_data);
}

/**
 * sluice_audiences_disconnect_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): an empty object, or %NULL with @error set
 */
JsonObject *
sluice_audiences_disconnect_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_object_finish (client, result, error);
}

static void
on_probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonArray) list = sluice_calls_list_finish (SLUICE_CLIENT (source), result, &error);

  if (error != NULL && error->code != SLUICE_API_ERROR_NOT_FOUND)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  g_task_return_boolean (task, list != NULL);
}

/**
 * sluice_audiences_probe_async:
 * @client: a client
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds out whether the API has the preview routes.
 */
void
sluice_audiences_probe_async (SluiceClient *client,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, sluice_audiences_probe_async);
  g_task_set_check_cancellable (task, FALSE);
  sluice_audiences_list_async (client, cancellable, on_probed_cb, task);
}

/**
 * sluice_audiences_probe_finish:
 * @client: a client
 * @result: the result
 * @available: (out): whether it has
 * @error: return location for a #SluiceApiError
 *
 * Returns: whether that could be found out
 */
gboolean
sluice_audiences_probe_finish (SluiceClient *client,
                               GAsyncResult *result,
                               gboolean *available,
                               GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  *available = g_task_propagate_boolean (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
