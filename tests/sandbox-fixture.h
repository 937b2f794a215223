/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox.h"

#include "sluice-json.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

G_BEGIN_DECLS

/* A sandbox in this process and a client of it. Time passes only by fixture_skip(), but for the
 * milliseconds that a test takes. */

#define FIXTURE_V2 "/platform/v2/workspaces/9012/"

typedef struct
{
  SluiceSandbox *sandbox;
  SoupSession *session;
  char *token;
  const char *known; /* (nullable) sent as If-None-Match */

  guint status; /* of the last reply; 0 where there was none */
  char *text;
  JsonNode *reply; /* (nullable) */
  SoupMessage *message;
} Fixture;

static inline void
fixture_forget (Fixture *self)
{
  self->status = 0;
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->reply, json_node_unref);
  g_clear_object (&self->message);
}

static inline void
fixture_clear (Fixture *self)
{
  fixture_forget (self);
  g_clear_object (&self->session);
  g_clear_object (&self->sandbox);
  g_clear_pointer (&self->token, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static inline void
fixture_on_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static inline void
fixture_take (Fixture *self, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  self->status = soup_message_get_status (self->message);
  self->text = g_strndup (length > 0 ? data : "", length);
  self->reply = length > 0 ? sluice_json_parse (data, (gssize) length, NULL) : NULL;
}

/* Sends one request and waits for what comes back. An error of the transport leaves status 0. */
static inline void
fixture_send (Fixture *self, const char *method, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (sluice_sandbox_get_url (self->sandbox), path, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;

  fixture_forget (self);
  self->message = soup_message_new (method, uri);
  if (self->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (self->message),
                                    "Authorization", bearer);
    }
  if (self->known != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (self->message), "If-None-Match",
                                  self->known);
  if (body != NULL)
    {
      g_autoptr (GBytes) sent = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (self->message, "application/json", sent);
    }
  soup_session_send_and_read_async (self->session, self->message, G_PRIORITY_DEFAULT, NULL,
                                    fixture_on_sent_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  bytes = soup_session_send_and_read_finish (self->session, result, NULL);
  if (bytes != NULL)
    fixture_take (self, bytes);
}

static inline void
fixture_get (Fixture *self, const char *path)
{
  fixture_send (self, "GET", path, NULL);
}

/* Sends and insists on a status. */
static inline void
fixture_must (Fixture *self, guint status, const char *method, const char *path, const char *body)
{
  fixture_send (self, method, path, body);
  if (self->status != status)
    g_test_message ("%s %s: %u %s", method, path, self->status, self->text);
  g_assert_cmpuint (self->status, ==, status);
}

static inline const char *
fixture_string (Fixture *self, const char *pointer)
{
  JsonNode *node = self->reply != NULL ? sluice_json_pointer_get (self->reply, pointer) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static inline gint64
fixture_int (Fixture *self, const char *pointer)
{
  JsonNode *node = self->reply != NULL ? sluice_json_pointer_get (self->reply, pointer) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : -1;
}

static inline guint
fixture_length (Fixture *self, const char *pointer)
{
  JsonNode *node = self->reply != NULL ? sluice_json_pointer_get (self->reply, pointer) : NULL;

  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  return json_array_get_length (json_node_get_array (node));
}

static inline void
fixture_skip (Fixture *self, gint64 seconds)
{
  sluice_sandbox_clock_skip (sluice_sandbox_get_clock (self->sandbox), seconds);
}

static inline void
fixture_login (Fixture *self)
{
  fixture_must (
      self, 200, "POST", "/oauth/token",
      "{\"client_id\":\"sandbox\",\"client_secret\":\"sandbox-secret\","
      "\"audience\":\"https://api.mparticle.com\",\"grant_type\":\"client_credentials\"}");
  g_free (self->token);
  self->token = g_strdup (fixture_string (self, "/access_token"));
  g_assert_nonnull (self->token);
}

/* Moves the clock on to half past the hour that comes: the seeded pipelines run at a quarter past, and
 * a test must find the same world at whatever minute it is run. */
static inline void
fixture_settle (Fixture *self)
{
  SluiceSandboxClock *clock = sluice_sandbox_get_clock (self->sandbox);
  const gint64 hour = 60 * 60 * (gint64) G_USEC_PER_SEC;
  gint64 now = sluice_sandbox_clock_now (clock);

  sluice_sandbox_clock_set_at_least (clock, now - now % hour + hour + hour / 2);
}

/* Starts a sandbox and logs in. Takes options. */
static inline void
fixture_start (Fixture *self, SluiceSandboxOptions *options)
{
  g_autoptr (GError) error = NULL;

  self->sandbox = sluice_sandbox_new (options);
  fixture_settle (self);
  sluice_sandbox_start (self->sandbox, &error);
  g_assert_no_error (error);
  self->session = soup_session_new ();
  fixture_login (self);
}

#define FIXTURE_CONNECTION                                                                         \
  "{\"id\":\"c\",\"name\":\"C\",\"service_provider\":\"Snowflake\",\"state\":\"active\","          \
  "\"config\":{\"account_identifier\":\"gd1234\",\"region\":\"us-east-1\","                        \
  "\"warehouse\":\"W\",\"database\":\"D\",\"role\":\"R\",\"user\":\"U\","                          \
  "\"password\":\"correct horse\",\"storage_integration\":\"S\"}}"
#define FIXTURE_MODEL                                                                              \
  "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\",\"config\":{\"sql_query\":"                       \
  "\"SELECT a.updated_at, a.customer_id FROM d.s.a a\"}}"
#define FIXTURE_TRANSFORMATION                                                                     \
  "{\"id\":\"t\",\"name\":\"T\",\"destination_type\":\"event_batch\",\"mappings\":["               \
  "{\"mapping_type\":\"column\",\"source\":\"a\",\"destination\":\"events.data.event_id\"},"       \
  "{\"mapping_type\":\"static\",\"destination\":\"events.event_type\",\"value\":\"custom_event\"}" \
  ","                                                                                              \
  "{\"mapping_type\":\"ignore\",\"source\":\"b\"}]}"
#define FIXTURE_FEED                                                                               \
  "{\"module_name\":\"Snowflake\",\"name\":\"F\",\"os\":\"Unknown\",\"settings\":[],"              \
  "\"is_debug\":false}"
/* The feed is the first thing made in an empty sandbox. */
#define FIXTURE_PIPELINE                                                                           \
  "{\"id\":\"p\",\"name\":\"P\",\"connection_id\":\"c\",\"data_model_id\":\"m\","                  \
  "\"partner_feed_id\":1001,\"state\":\"active\",\"environment\":\"development\","                 \
  "\"data_type\":\"user_attributes\",\"sync_mode\":{\"type\":\"incremental\","                     \
  "\"iterator_field\":\"updated_at\",\"iterator_data_type\":\"timestamp_ntz\"},"                   \
  "\"schedule\":{\"type\":\"interval\",\"frequency\":\"hourly\","                                  \
  "\"start\":\"2024-01-01T00:15:00Z\"}}"

/* Everything that a pipeline refers to. */
static inline void
fixture_make_parts (Fixture *self)
{
  fixture_must (self, 201, "POST", "/v1/workspace/9012/partnerfeeds?accountId=5678", FIXTURE_FEED);
  fixture_must (self, 200, "POST", FIXTURE_V2 "connections", FIXTURE_CONNECTION);
  fixture_must (self, 200, "POST", FIXTURE_V2 "data-models", FIXTURE_MODEL);
  fixture_must (self, 200, "POST", FIXTURE_V2 "field-transformations", FIXTURE_TRANSFORMATION);
}

/* The body with one member set to a JSON value, or removed where that is NULL. */
static inline char *
fixture_change (const char *body, const char *pointer, const char *value)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  JsonNode *changed = value != NULL ? json_from_string (value, NULL) : NULL;

  g_assert_nonnull (node);
  g_assert_true (sluice_json_pointer_set (node, pointer, changed));
  return sluice_json_to_text (node, FALSE);
}

G_END_DECLS
