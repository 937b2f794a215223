/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "bench-peer.h"

#include "sluice-json.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define ROOT "/platform/v2/workspaces/9012/"

struct _BenchPeer
{
  GSubprocess *process;
  SoupSession *session;
  char *url;
  char *token;
  char *folder;
  char *state;
};

/* One loop of requests under way. */
typedef struct
{
  BenchPeer *peer;
  char **paths;
  guint next;
  guint pending;
} Loop;

static SoupMessage *
make_message (BenchPeer *self, const char *method, const char *path)
{
  g_autofree char *uri = g_strconcat (self->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
  return message;
}

/* Sends and gives the reply; fails the benchmark on another status than the one wanted. */
static GBytes *
must (BenchPeer *self, guint wanted, const char *method, const char *path, const char *body)
{
  g_autoptr (SoupMessage) message = make_message (self, method, path);
  g_autoptr (GError) error = NULL;
  GBytes *reply;

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  reply = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  if (wanted != 0)
    g_assert_cmpuint (soup_message_get_status (message), ==, wanted);
  else if (soup_message_get_status (message) >= 300)
    g_clear_pointer (&reply, g_bytes_unref);
  return reply;
}

static void
post (BenchPeer *self, guint wanted, const char *path, const char *body)
{
  g_bytes_unref (must (self, wanted, "POST", path, body));
}

static void
log_in (BenchPeer *self)
{
  static const char body[] = "{\"client_id\":\"bench\",\"client_secret\":\"a secret\",\"audience\":"
                             "\"https://api.mparticle.com\",\"grant_type\":\"client_credentials\"}";
  g_autoptr (GBytes) reply = must (self, 200, "POST", "/oauth/token", body);
  g_autoptr (JsonNode) node =
      sluice_json_parse (g_bytes_get_data (reply, NULL), (gssize) g_bytes_get_size (reply), NULL);

  g_free (self->token);
  self->token = g_strdup (sluice_json_get_string (json_node_get_object (node), "access_token"));
}

static void
launch (BenchPeer *self, const char *program, const char *speed)
{
  g_autofree char *state = g_strconcat ("--state=", self->state, NULL);
  g_autofree char *speed_option = g_strconcat ("--speed=", speed, NULL);
  g_autoptr (GDataInputStream) output = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, state,
                                    speed_option, "--active-limit=1000", "--failure-rate=0", NULL);
  g_assert_nonnull (self->process);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_free (self->url);
  self->url = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_clear_object (&self->session);
  self->session = soup_session_new_with_options ("max-conns-per-host", 32, "max-conns", 64, NULL);
  log_in (self);
}

static void
end (BenchPeer *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

static void
make_pipeline (BenchPeer *self, guint number)
{
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"pipeline-%u\",\"name\":\"Pipeline %u\",\"connection_id\":\"c\","
      "\"data_model_id\":\"m\",\"partner_feed_id\":1001,\"state\":\"active\","
      "\"environment\":\"development\",\"data_type\":\"user_attributes\","
      "\"sync_mode\":{\"type\":\"incremental\",\"iterator_field\":\"updated_at\","
      "\"iterator_data_type\":\"timestamp_ntz\"},\"schedule\":{\"type\":\"on_demand\"}}",
      number, number);

  post (self, 200, ROOT "inputs/data-pipelines", body);
}

static void
make_model (BenchPeer *self, const char *id)
{
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"%s\",\"name\":\"Model %s\",\"type\":\"sql\",\"config\":{\"sql_query\":"
      "\"SELECT a.updated_at, a.customer_id FROM d.s.a a\"}}",
      id, id);

  post (self, 200, ROOT "data-models", body);
}

static void
make_world (BenchPeer *self, guint n_pipelines)
{
  post (self, 201, "/v1/workspace/9012/partnerfeeds?accountId=5678",
        "{\"module_name\":\"Snowflake\",\"name\":\"F\",\"os\":\"Unknown\",\"settings\":[],"
        "\"is_debug\":false}");
  post (self, 200, ROOT "connections",
        "{\"id\":\"c\",\"name\":\"C\",\"service_provider\":\"Snowflake\",\"state\":\"active\","
        "\"config\":{\"account_identifier\":\"gd1234\",\"region\":\"us-east-1\","
        "\"warehouse\":\"W\",\"database\":\"D\",\"role\":\"R\",\"user\":\"U\","
        "\"password\":\"correct horse\",\"storage_integration\":\"S\"}}");
  make_model (self, "m");
  for (guint i = 0; i < n_pipelines; i++)
    make_pipeline (self, i);
}

/* The pipelines' first minute, in which they have no report, passes at a thousand times the speed. What
 * is made last keeps that time, for the clock of the second start begins there. */
static void
wait_until_ready (BenchPeer *self, guint n_pipelines)
{
  g_autofree char *last = bench_peer_dup_report (n_pipelines - 1);
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (GBytes) reply = must (self, 0, "GET", last, NULL);

      if (reply != NULL)
        break;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  make_model (self, "late");
}

/* Makes the world on a fast clock, then serves it on one that goes so many times as fast as the machine's. */
BenchPeer *
bench_peer_start (const char *program, guint n_pipelines, const char *speed)
{
  BenchPeer *self = g_new0 (BenchPeer, 1);

  self->folder = g_dir_make_tmp ("sluice-bench-XXXXXX", NULL);
  self->state = g_build_filename (self->folder, "world", NULL);
  launch (self, program, "1000");
  make_world (self, n_pipelines);
  wait_until_ready (self, n_pipelines);
  end (self);
  launch (self, program, speed);
  return self;
}

static gboolean
is_running (BenchPeer *self, guint pipeline)
{
  g_autofree char *path = bench_peer_dup_report (pipeline);
  g_autoptr (GBytes) reply = must (self, 200, "GET", path, NULL);
  g_autoptr (JsonNode) node =
      sluice_json_parse (g_bytes_get_data (reply, NULL), (gssize) g_bytes_get_size (reply), NULL);

  return g_strcmp0 (sluice_json_get_string (json_node_get_object (node), "status"), "running") == 0;
}

void
bench_peer_run_all (BenchPeer *self, guint n_pipelines)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  for (guint i = 0; i < n_pipelines; i++)
    {
      g_autofree char *report = bench_peer_dup_report (i);
      g_autofree char *path = g_strndup (report, strlen (report) - strlen ("/report"));
      g_autofree char *trigger = g_strconcat (path, "/trigger", NULL);

      post (self, 200, trigger, "{}");
    }
  for (guint i = 0; i < n_pipelines; i++)
    while (is_running (self, i))
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
}

void
bench_peer_stop (BenchPeer *self)
{
  end (self);
  g_unlink (self->state);
  g_rmdir (self->folder);
  g_object_unref (self->session);
  g_free (self->url);
  g_free (self->token);
  g_free (self->folder);
  g_free (self->state);
  g_free (self);
}

/* A workspace of ours on it. */
SluiceSession *
bench_peer_open_session (BenchPeer *self, SluiceStore *store)
{
  g_autoptr (SluiceProfile) profile = sluice_profile_new ();
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("a secret");
  g_autofree char *token_url = g_strconcat (self->url, "/oauth/token", NULL);

  g_object_set (profile, "name", "Bench", "pod", "us1", "org-id", "1234", "account-id", "5678",
                "workspace-id", "9012", "client-id", "bench", "api-url", self->url, "token-url",
                token_url, NULL);
  return sluice_session_new (profile, store, NULL, secret);
}

char *
bench_peer_dup_report (guint pipeline)
{
  return g_strdup_printf (ROOT "inputs/data-pipelines/pipeline-%u/report", pipeline);
}

static void send_next (Loop *loop);

static void
on_message_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loop *loop = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (
                        soup_session_get_async_result_message (SOUP_SESSION (source), result)),
                    ==, 200);
  loop->pending--;
  send_next (loop);
}

static void
send_next (Loop *loop)
{
  g_autoptr (SoupMessage) message = NULL;

  if (loop->paths[loop->next] == NULL)
    return;
  message = make_message (loop->peer, "GET", loop->paths[loop->next++]);
  loop->pending++;
  soup_session_send_and_read_async (loop->peer->session, message, G_PRIORITY_DEFAULT, NULL,
                                    on_message_read_cb, loop);
}

void
bench_peer_get_all (BenchPeer *self, char **paths, guint at_once)
{
  Loop loop = { self, paths, 0, 0 };

  for (guint i = 0; i < at_once; i++)
    send_next (&loop);
  while (loop.pending > 0)
    g_main_context_iteration (NULL, TRUE);
}
