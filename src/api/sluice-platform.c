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
