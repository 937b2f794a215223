/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* The preview routes of audiences (CONTRACT 2), which are not public: offered only where
 * sluice_audiences_probe_async() finds them. The public list and delete are those of the family. */

void sluice_audiences_list_async (SluiceClient *client,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
JsonArray *
sluice_audiences_list_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_get_async (SluiceClient *client,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
JsonObject *
sluice_audiences_get_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_create_async (SluiceClient *client,
                                    SluiceBody *body,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
JsonObject *
sluice_audiences_create_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_replace_async (SluiceClient *client,
                                     const char *id,
                                     SluiceBody *body,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
JsonObject *
sluice_audiences_replace_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_calculate_async (SluiceClient *client,
                                       const char *id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
JsonObject *
sluice_audiences_calculate_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_connections_async (SluiceClient *client,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
JsonArray *
sluice_audiences_connections_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_connect_async (SluiceClient *client,
                                     const char *id,
                                     SluiceBody *body,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
JsonObject *
sluice_audiences_connect_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_disconnect_async (SluiceClient *client,
                                        const char *id,
                                        const char *connection_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
JsonObject *
sluice_audiences_disconnect_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_audiences_probe_async (SluiceClient *client,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sluice_audiences_probe_finish (SluiceClient *client,
                                        GAsyncResult *result,
                                        gboolean *available,
                                        GError **error);

G_END_DECLS
