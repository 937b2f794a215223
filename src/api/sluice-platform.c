/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-platform.h"

#include "api/sluice-calls.h"
#include "api/sluice-routes.h"

/**
 * sluice_platform_workspaces_async:
 * @client: a client
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the workspaces of the account: the account check.
 */
void
sluice_platform_workspaces_async (SluiceClient *client,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autofree char *route =
      sluice_routes_other (sluice_client_get_profile (client), SLUICE_ROUTE_WORKSPACES, NULL);

  sluice_calls_list_async (client, route, cancellable, callback, user_data);
}

/**
 * sluice_platform_workspaces_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the workspaces, or %NULL with @error set
 */
JsonArray *
sluice_platform_workspaces_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_list_finish (client, result, error);
}

/**
 * sluice_platform_services_async:
 * @client: a client
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the catalogue of services and the settings each takes.
 */
void
sluice_platform_services_async (SluiceClient *client,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *route =
      sluice_routes_other (sluice_client_get_profile (client), SLUICE_ROUTE_SERVICES, NULL);

  sluice_calls_list_async (client, route, cancellable, callback, user_data);
}

/**
 * sluice_platform_services_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the services, or %NULL with @error set
 */
JsonArray *
sluice_platform_services_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_list_finish (client, result, error);
}

/**
 * sluice_platform_configurations_async:
 * @client: a client
 * @module: the name of an output
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the configurations of an output in this workspace.
 */
void
sluice_platform_configurations_async (SluiceClient *client,
                                      const char *module,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autofree char *route = sluice_routes_other (sluice_client_get_profile (client),
                                                SLUICE_ROUTE_SERVICE_CONFIGURATIONS, module);

  sluice_calls_list_async (client, route, cancellable, callback, user_data);
}

/**
 * sluice_platform_configurations_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the configurations, or %NULL with @error set
 */
JsonArray *
sluice_platform_configurations_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_list_finish (client, result, error);
}

/**
 * sluice_platform_subscriptions_async:
 * @client: a client
 * @feed_id: a feed
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what a feed is connected to.
 */
void
sluice_platform_subscriptions_async (SluiceClient *client,
                                     const char *feed_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autofree char *route =
      sluice_routes_other (sluice_client_get_profile (client), SLUICE_ROUTE_SUBSCRIPTIONS, feed_id);

  sluice_calls_list_async (client, route, cancellable, callback, user_data);
}

/**
 * sluice_platform_subscriptions_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the subscriptions, or %NULL with @error set
 */
JsonArray *
sluice_platform_subscriptions_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_list_finish (client, result, error);
}

/**
 * sluice_platform_subscribe_async:
 * @client: a client
 * @feed_id: a feed
 * @body: service_configuration_id, is_active and settings
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Connects a feed to an output configuration (FACTS 3.1).
 */
void
sluice_platform_subscribe_async (SluiceClient *client,
                                 const char *feed_id,
                                 SluiceBody *body,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  static const char *const keys[] = { "service_configuration_id", NULL };
  g_autofree char *route =
      sluice_routes_other (sluice_client_get_profile (client), SLUICE_ROUTE_SUBSCRIPTIONS, feed_id);

  sluice_calls_create_async (client, route, route, keys, body, cancellable, callback, user_data);
}

/**
 * sluice_platform_subscribe_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the subscription, or %NULL with @error set
 */
JsonObject *
sluice_platform_subscribe_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  return sluice_calls_create_finish (client, result, error);
}
