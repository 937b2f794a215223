/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "api/sluice-activity.h"
#include "api/sluice-api-error.h"
#include "api/sluice-body.h"
#include "api/sluice-routes.h"
#include "secrets/sluice-secret.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CLIENT (sluice_client_get_type ())

/**
 * SluiceClient:
 *
 * The one way to the API for one workspace: adds the token, sends, reads, maps the error, retries
 * what may be retried, redacts, records in the activity log. All routes are relative to the profile's
 * api_url. Emits ::waiting (char *reason, gint64 until) while it waits to try again.
 */
G_DECLARE_FINAL_TYPE (SluiceClient, sluice_client, SLUICE, CLIENT, GObject)

SluiceClient *sluice_client_new (SluiceProfile *profile, SluiceSecret *client_secret);
SluiceProfile *sluice_client_get_profile (SluiceClient *self);
SluiceActivity *sluice_client_get_activity (SluiceClient *self);
/* Server time minus ours, in microseconds, from the last Date header; 0 until one was seen. */
gint64 sluice_client_get_clock_skew (SluiceClient *self);

/* One call. route is an API path with query, e.g. "/platform/v2/workspaces/1/connections"; the reply
 * is a parsed document, or NULL for an empty 2xx body. */
void sluice_client_call_async (SluiceClient *self,
                               const char *method,
                               const char *route,
                               SluiceBody *body,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
JsonNode *sluice_client_call_finish (SluiceClient *self, GAsyncResult *result, GError **error);

/* Token, nothing else. */
void sluice_client_sign_in_async (SluiceClient *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean sluice_client_sign_in_finish (SluiceClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
