/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* CONTRACT 5: at most four more times, from half a second, and never longer than a minute. */
#define SLUICE_RETRY_MOST        4
#define SLUICE_RETRY_BASE_MS     500
#define SLUICE_RETRY_MAX_WAIT_MS 60000

gboolean sluice_retry_is_allowed (const char *method, const GError *error, guint retries);
guint sluice_retry_get_delay (const GError *error, guint retries, guint base);

void sluice_retry_wait_async (guint milliseconds,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sluice_retry_wait_finish (GAsyncResult *result, GError **error);

G_END_DECLS
