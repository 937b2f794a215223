/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* Calls outside the families, their replies in one shape. For src/api. */

void sluice_calls_list_async (SluiceClient *client,
                              const char *route,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JsonArray *sluice_calls_list_finish (SluiceClient *client, GAsyncResult *result, GError **error);

void sluice_calls_object_async (SluiceClient *client,
                                const char *method,
                                const char *route,
                                SluiceBody *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
JsonObject *sluice_calls_object_finish (SluiceClient *client, GAsyncResult *result, GError **error);

/* POST of something that is found again in the list at list_route by some of its members. */
void sluice_calls_create_async (SluiceClient *client,
                                const char *route,
                                const char *list_route,
                                const char *const *keys,
                                SluiceBody *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
JsonObject *sluice_calls_create_finish (SluiceClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
