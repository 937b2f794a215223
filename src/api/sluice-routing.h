/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* A call to a family whose route may not be known yet: finds the route, remembers it, finds it anew where
 * the server has changed its mind (CONTRACT 2). id NULL: the collection. */
void sluice_routing_call_async (SluiceClient *client,
                                SluiceFamily family,
                                const char *method,
                                const char *id,
                                SluiceBody *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
JsonNode *sluice_routing_call_finish (SluiceClient *client, GAsyncResult *result, GError **error);

/* Only finds the route. */
void sluice_routing_find_async (SluiceClient *client,
                                SluiceFamily family,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sluice_routing_find_finish (SluiceClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
