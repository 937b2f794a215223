/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "api/sluice-activity.h"
#include "api/sluice-api-error.h"
#include "api/sluice-body.h"
#include "api/sluice-redactor.h"
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
 * api_url. Emits ::waiting (char *reason, gint64 until) while it waits to try again; until is in
 * microseconds since the epoch. Emits ::token-changed (SluiceSecret *token, gint64 expires).
 *
 * Construct properties: profile, client-secret, and for tests connect-timeout, request-timeout and
 * retry-base (uint, milliseconds) and tls-database (the certificates to trust; NULL: the system's).
 */
G_DECLARE_FINAL_TYPE (SluiceClient, sluice_client, SLUICE, CLIENT, GObject)

SluiceClient *sluice_client_new (SluiceProfile *profile, SluiceSecret *client_secret);
/* When the pipeline of this id was made, in microseconds since the epoch by the server's clock; 0 where
 * nobody knows. For APIs that do not tell created_on themselves. */
typedef gint64 (*SluiceCreatedFunc) (const char *pipeline_id, gpointer user_data);

void sluice_client_set_created_func (SluiceClient *self,
                                     SluiceCreatedFunc func,
                                     gpointer user_data,
                                     GDestroyNotify destroy);
gint64 sluice_client_ask_created (SluiceClient *self, const char *pipeline_id);

SluiceProfile *sluice_client_get_profile (SluiceClient *self);
SluiceActivity *sluice_client_get_activity (SluiceClient *self);
/* Server time minus ours, in microseconds, from the last Date header; 0 until one was seen. */
gint64 sluice_client_get_clock_skew (SluiceClient *self);
GDateTime *sluice_client_get_server_time (SluiceClient *self);

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

/* A token kept from before, and when it ends in microseconds since the epoch. */
void sluice_client_set_token (SluiceClient *self, SluiceSecret *token, gint64 expires);
void sluice_client_forget_token (SluiceClient *self);

/* What else must not be seen in the activity log or in an error. */
SluiceRedactor *sluice_client_get_redactor (SluiceClient *self);

/* Token, nothing else. */
void sluice_client_sign_in_async (SluiceClient *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean sluice_client_sign_in_finish (SluiceClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
