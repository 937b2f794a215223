/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"
#include "api/sluice-resource.h"
#include "test-server.h"

G_BEGIN_DECLS

/* What every test of the API needs: a server, a client that talks to it, and calls that wait. */
typedef struct
{
  TestServer *server;
  SluiceProfile *profile;
  SluiceClient *client;
} Api;

/* What a test may change about its client; zero is quick to try again and slow to give up. */
typedef struct
{
  guint connect_timeout; /* milliseconds */
  guint request_timeout; /* milliseconds */
  guint retry_base;      /* milliseconds */
  GTlsDatabase *tls_database;
} ApiOptions;

#define API_V2     "/platform/v2/workspaces/9"
#define API_SECRET "s3cr3t/of\"the+client"
#define API_TOKEN  "token-abcdef-123456"

void api_set_up (Api *api, gconstpointer data);
void api_tear_down (Api *api, gconstpointer data);
void api_restart_client (Api *api, ApiOptions options);
SluiceProfile *api_make_profile (const char *url);

/* Each runs the main context until the call is done. */
JsonNode *
api_call (Api *api, const char *method, const char *route, SluiceBody *body, GError **error);
JsonArray *api_list (Api *api, SluiceFamily family, GError **error);
JsonArray *api_list_news (Api *api, SluiceFamily family, JsonNode **last, GError **error);
JsonObject *api_get (Api *api, SluiceFamily family, const char *id, GError **error);
JsonObject *api_create (Api *api, SluiceFamily family, SluiceBody *body, GError **error);
JsonObject *
api_update (Api *api, SluiceFamily family, const char *id, SluiceBody *body, GError **error);
gboolean api_delete (Api *api, SluiceFamily family, const char *id, GError **error);

SluiceBody *api_body (const char *json);

/* For other calls: pass the callback, its data, then take the result. */
typedef struct
{
  GAsyncResult *result;
  guint done;
} ApiWait;

void api_on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void api_wait (ApiWait *wait);
void api_wait_for (ApiWait *wait, guint count);
void api_wait_clear (ApiWait *wait);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApiWait, api_wait_clear)

G_END_DECLS
