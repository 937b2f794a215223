/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* Audiences that are made, calculated and connected through the API: a preview that few workspaces have
 * (CONTRACT 2). Each call asks first whether this one has it, and where it has not, says what to do
 * instead. */

void sluice_preview_create_async (SluiceClient *client,
                                  const char *name,
                                  JsonNode *definition,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void sluice_preview_calculate_async (SluiceClient *client,
                                     const char *audience_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void sluice_preview_connect_async (SluiceClient *client,
                                   const char *audience_id,
                                   gint64 configuration_id,
                                   JsonArray *settings,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
JsonObject *sluice_preview_finish (SluiceClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
