/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* What the platform API tells beside the families (CONTRACT 2): workspaces, services, output
 * configurations and what a feed is connected to. Lists are arrays of objects, ids as text. */

void sluice_platform_workspaces_async (SluiceClient *client,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
JsonArray *
sluice_platform_workspaces_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_platform_services_async (SluiceClient *client,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
JsonArray *
sluice_platform_services_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_platform_configurations_async (SluiceClient *client,
                                           const char *module,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
JsonArray *
sluice_platform_configurations_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_platform_subscriptions_async (SluiceClient *client,
                                          const char *feed_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
JsonArray *
sluice_platform_subscriptions_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_platform_subscribe_async (SluiceClient *client,
                                      const char *feed_id,
                                      SluiceBody *body,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
JsonObject *
sluice_platform_subscribe_finish (SluiceClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
