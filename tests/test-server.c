/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "test-server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define MAX_THREADS   64
#define ENDLESS_BLOCK (64 * 1024)

typedef struct
{
  char *method;
  char *path;
  guint left; /* 0: as often as it is asked */
  gboolean limited;
  guint status;
  char *headers;
  char *body;
  guint delay;
  gsize cut_after;
  GBytes *raw;
  char *endless;
  char *with;
  gboolean close;
  gatomicrefcount references;
} Rule;

typedef struct
{
  char *method;
  char *path;
  char *text; /* the whole request, head and body */
} Request;

struct _TestServer
{
  GSocketService *service;
  GTlsCertificate *certificate;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GCancellable *stop;
  char *url;
  guint16 port;

  GMutex mutex;
  GCond changed;
  gboolean stopped;
  GPtrArray *rules;
  GPtrArray *requests;
  guint connections;
  guint busy;
};

static void
rule_unref (gpointer data)
{
  Rule *rule = data;

  if (!g_atomic_ref_count_dec (&rule->references))
    return;
  g_free (rule->method);
  g_free (rule->path);
  g_free (rule->headers);
  g_free (rule->body);
  g_free (rule->endless);
  g_free (rule->with);
  g_clear_pointer (&rule->raw, g_bytes_unref);
  g_free (rule);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->method);
  g_free (request->path);
  g_free (request->text);
  g_free (request);
}

static gboolean
path_matches (const char *pattern, const char *path)
{
  gsize length = strlen (pattern);

  if (length > 0 && pattern[length - 1] == '*')
    return strncmp (pattern, path, length - 1) == 0;
  return g_str_equal (pattern, path);
}

static Rule *
take_rule (TestServer *self, Request *request)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if ((rule->limited && rule->left == 0) || !g_str_equal (rule->method, request->method) ||
          !path_matches (rule->path, request->path) ||
          (rule->with != NULL && strstr (request->text, rule->with) == NULL))
        continue;
      if (rule->limited)
        rule->left--;
      g_atomic_ref_count_inc (&rule->references);
      return rule;
    }
  return NULL;
}

static gboolean
write_text (TestServer *self, GOutputStream *out, const char *text, gsize length)
{
  return g_output_stream_write_all (out, text, length, NULL, self->stop, NULL);
}

static void
wait_milliseconds (TestServer *self, guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  g_mutex_lock (&self->mutex);
  while (!self->stopped && g_cond_wait_until (&self->changed, &self->mutex, until))
    continue;
  g_mutex_unlock (&self->mutex);
}

static gboolean
answer_raw (TestServer *self, GOutputStream *out, Rule *rule)
{
  gsize length;
  const char *text = g_bytes_get_data (rule->raw, &length);
  g_autoptr (GString) block = g_string_new (NULL);

  if (!write_text (self, out, text, length))
    return FALSE;
  if (rule->endless == NULL)
    return FALSE;
  while (block->len < ENDLESS_BLOCK)
    g_string_append (block, rule->endless);
  while (!g_cancellable_is_cancelled (self->stop) && write_text (self, out, block->str, block->len))
    continue;
  return FALSE;
}

/* Gives whether the connection stays. */
static gboolean
answer (TestServer *self, GOutputStream *out, Rule *rule)
{
  const char *body = rule != NULL && rule->body != NULL ? rule->body : "";
  gsize length = strlen (body);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S GMT");
  g_autofree char *head = NULL;

  if (rule != NULL && rule->delay > 0)
    wait_milliseconds (self, rule->delay);
  if (rule != NULL && rule->raw != NULL)
    return answer_raw (self, out, rule);
  head = g_strdup_printf ("HTTP/1.1 %u Scripted\r\nDate: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n%s%s\r\n",
                          rule != NULL ? rule->status : 404, date, length,
                          rule != NULL && rule->close ? "Connection: close\r\n" : "",
                          rule != NULL && rule->headers != NULL ? rule->headers : "");
  if (!write_text (self, out, head, strlen (head)))
    return FALSE;
  if (rule != NULL && rule->cut_after > 0)
    {
      write_text (self, out, body, MIN (rule->cut_after, length));
      return FALSE;
    }
  return write_text (self, out, body, length) && !(rule != NULL && rule->close);
}

static gsize
read_head (TestServer *self, GDataInputStream *in, GString *text)
{
  gsize length = 0;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (in, NULL, self->stop, NULL);

      if (line == NULL)
        return G_MAXSIZE;
      g_string_append_printf (text, "%s\n", line);
      if (g_ascii_strncasecmp (line, "content-length:", 15) == 0)
        length = (gsize) g_ascii_strtoull (line + 15, NULL, 10);
      if (*line == '\0')
        return length;
    }
}

static gboolean
serve_one (TestServer *self, GDataInputStream *in, GOutputStream *out)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = read_head (self, in, text);
  g_autofree char *body = NULL;
  g_auto (GStrv) words = NULL;
  Request *request;
  Rule *rule;
  gboolean stays;

  if (length == G_MAXSIZE)
    return FALSE;
  body = g_malloc0 (length + 1);
  if (length > 0 &&
      !g_input_stream_read_all (G_INPUT_STREAM (in), body, length, NULL, self->stop, NULL))
    return FALSE;
  g_string_append (text, body);
  words = g_strsplit_set (text->str, " \n", 3);
  /* The first bytes of a TLS connection, sent here on purpose, are no request, whatever is in them. */
  if (g_strv_length (words) < 3 || !g_str_has_prefix (words[2], "HTTP/1."))
    return FALSE;
  request = g_new0 (Request, 1);
  request->method = g_strdup (words[0]);
  request->path = g_strndup (words[1], strcspn (words[1], "?"));
  request->text = g_strdup (text->str);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->requests, request);
  rule = take_rule (self, request);
  g_mutex_unlock (&self->mutex);
  stays = answer (self, out, rule);
  g_clear_pointer (&rule, rule_unref);
  return stays;
}

/* Like the services that the API is behind, it would rather speak HTTP/2; but it cannot. */
static GIOStream *
wrap_tls (TestServer *self, GIOStream *connection)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  GIOStream *tls;

  if (self->certificate == NULL)
    return g_object_ref (connection);
  tls = g_tls_server_connection_new (connection, self->certificate, NULL);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (tls), protocols);
  g_tls_connection_handshake (G_TLS_CONNECTION (tls), self->stop, NULL);
  return tls;
}

static gboolean
on_service_run_cb (GThreadedSocketService *service,
                   GSocketConnection *connection,
                   GObject *source,
                   gpointer user_data)
{
  TestServer *self = user_data;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GDataInputStream) in = NULL;

  g_socket_set_option (g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY, 1,
                       NULL);
  g_mutex_lock (&self->mutex);
  self->connections++;
  self->busy++;
  g_mutex_unlock (&self->mutex);
  stream = wrap_tls (self, G_IO_STREAM (connection));
  in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (!g_cancellable_is_cancelled (self->stop) &&
         serve_one (self, in, g_io_stream_get_output_stream (stream)))
    continue;
  g_io_stream_close (stream, NULL, NULL);
  g_mutex_lock (&self->mutex);
  self->busy--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static gpointer
run_server (gpointer user_data)
{
  TestServer *self = user_data;

  g_main_context_push_thread_default (self->context);
  g_socket_service_start (self->service);
  g_main_loop_run (self->loop);
  g_socket_service_stop (self->service);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static guint16
listen_on_loopback (GSocketListener *listener, gboolean ipv6)
{
  g_autoptr (GInetAddress) address =
      g_inet_address_new_loopback (ipv6 ? G_SOCKET_FAMILY_IPV6 : G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) effective = NULL;

  if (!g_socket_listener_add_address (listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                      NULL, &effective, NULL))
    return 0;
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

/* (nullable) where the machine has no IPv6. */
TestServer *
test_server_new_full (GTlsCertificate *certificate, gboolean ipv6)
{
  TestServer *self = g_new0 (TestServer, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->rules = g_ptr_array_new_with_free_func (rule_unref);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->stop = g_cancellable_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (MAX_THREADS);
  self->port = listen_on_loopback (G_SOCKET_LISTENER (self->service), ipv6);
  g_main_context_pop_thread_default (self->context);
  g_signal_connect (self->service, "run", G_CALLBACK (on_service_run_cb), self);
  self->url = g_strdup_printf ("%s://%s:%u", certificate != NULL ? "https" : "http",
                               ipv6                  ? "[::1]"
                               : certificate != NULL ? "localhost"
                                                     : "127.0.0.1",
                               self->port);
  self->thread = g_thread_new ("test-server", run_server, self);
  if (self->port == 0)
    g_clear_pointer (&self, test_server_free);
  return self;
}

/* A server on plain HTTP that gives out tokens. */
TestServer *
test_server_new (void)
{
  TestServer *self = test_server_new_full (NULL, FALSE);

  g_assert_nonnull (self);
  return self;
}

static gboolean
on_quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
test_server_free (TestServer *self)
{
  g_autoptr (GSource) quit = g_idle_source_new ();

  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->stop);
  g_source_set_callback (quit, on_quit_cb, self->loop, NULL);
  g_source_attach (quit, self->context);
  g_thread_join (self->thread);
  g_mutex_lock (&self->mutex);
  while (self->busy > 0)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->requests);
  g_free (self->url);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

const char *
test_server_get_url (TestServer *self)
{
  return self->url;
}

guint16
test_server_get_port (TestServer *self)
{
  return self->port;
}

void
test_server_add (TestServer *self,
                 const char *method,
                 const char *path,
                 guint times,
                 TestReply reply)
{
  Rule *rule = g_new0 (Rule, 1);

  g_atomic_ref_count_init (&rule->references);
  rule->method = g_strdup (method);
  rule->path = g_strdup (path);
  rule->left = times;
  rule->limited = times > 0;
  rule->status = reply.status != 0 ? reply.status : 200;
  rule->headers = g_strdup (reply.headers);
  rule->body = g_strdup (reply.body);
  rule->delay = reply.delay;
  rule->cut_after = reply.cut_after;
  rule->endless = g_strdup (reply.endless);
  rule->with = g_strdup (reply.with);
  rule->close = reply.close;
  if (reply.raw != NULL)
    rule->raw =
        g_bytes_new (reply.raw, reply.raw_length > 0 ? reply.raw_length : strlen (reply.raw));
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->rules, rule);
  g_mutex_unlock (&self->mutex);
}

void
test_server_say (TestServer *self,
                 const char *method,
                 const char *path,
                 guint status,
                 const char *body)
{
  test_server_add (self, method, path, 0, (TestReply){ .status = status, .body = body });
}

guint
test_server_count (TestServer *self, const char *method, const char *path)
{
  guint count = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len; i++)
    {
      Request *request = g_ptr_array_index (self->requests, i);

      count += (method == NULL || g_str_equal (request->method, method)) &&
               path_matches (path, request->path);
    }
  g_mutex_unlock (&self->mutex);
  return count;
}

guint
test_server_count_connections (TestServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->connections;
  g_mutex_unlock (&self->mutex);
  return count;
}

/* (nullable): the text of the request of this method and path that came as number n, from 0. */
char *
test_server_dup_request (TestServer *self, const char *method, const char *path, guint n)
{
  char *text = NULL;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len && text == NULL; i++)
    {
      Request *request = g_ptr_array_index (self->requests, i);

      if (g_str_equal (request->method, method) && path_matches (path, request->path) && n-- == 0)
        text = g_strdup (request->text);
    }
  g_mutex_unlock (&self->mutex);
  return text;
}
