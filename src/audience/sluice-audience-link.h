/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"

G_BEGIN_DECLS

/* What an audience's connection to an output says, and pausing it (CONTRACT 2, preview routes). */

char *sluice_audience_link_describe (JsonObject *connection);
gboolean sluice_audience_link_is_active (JsonObject *connection);

void sluice_audience_link_set_active_async (SluiceClient *client,
                                            const char *audience_id,
                                            JsonObject *connection,
                                            gboolean active,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean
sluice_audience_link_set_active_finish (SluiceClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
