/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* The five calls that every family shares. Routes are discovered and remembered here (CONTRACT 2);
 * lists and envelopes come back in one shape, whatever the server's. Ids are strings. */

void sluice_resource_list_async (SluiceClient *client,
                                 SluiceFamily family,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
JsonArray *sluice_resource_list_finish (SluiceClient *client, GAsyncResult *result, GError **error);
void sluice_resource_list_news_async (SluiceClient *client,
                                      SluiceFamily family,
                                      JsonNode *last,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
JsonArray *sluice_resource_list_news_finish (SluiceClient *client,
                                             GAsyncResult *result,
                                             JsonNode **last,
                                             GError **error);

void sluice_resource_get_async (SluiceClient *client,
                                SluiceFamily family,
                                const char *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
JsonObject *sluice_resource_get_finish (SluiceClient *client, GAsyncResult *result, GError **error);

/* Creates; after a cut-off request looks for the object before it asks again (CONTRACT 5). */
void sluice_resource_create_async (SluiceClient *client,
                                   SluiceFamily family,
                                   SluiceBody *body,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
JsonObject *
sluice_resource_create_finish (SluiceClient *client, GAsyncResult *result, GError **error);

/* Reads the object, lays the members of changes over it (a null removes), and sends all of it back
 * without what is read-only or masked. Secrets by JSON pointer in the body. */
void sluice_resource_update_async (SluiceClient *client,
                                   SluiceFamily family,
                                   const char *id,
                                   SluiceBody *changes,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
JsonObject *
sluice_resource_update_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_resource_delete_async (SluiceClient *client,
                                   SluiceFamily family,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sluice_resource_delete_finish (SluiceClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
