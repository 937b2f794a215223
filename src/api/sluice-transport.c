/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-transport.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-proxy-resolver.h"
#include "sluice-time.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#define CHUNK_BYTES          (64 * 1024)
#define CONNECTIONS          64
#define CONNECTIONS_PER_HOST 8

struct _SluiceTransport
{
  GObject parent_instance;

  SoupSession *session;
  guint connect_timeout; /* milliseconds */
  guint request_timeout; /* milliseconds */
};

G_DEFINE_FINAL_TYPE (SluiceTransport, sluice_transport, G_TYPE_OBJECT)

typedef enum
{
  STOP_NONE,
  STOP_USER,
  STOP_CONNECT_TIMEOUT,
  STOP_REQUEST_TIMEOUT,
  STOP_TOO_LARGE,
} Stop;

/* One exchange. What the caller may cancel and what the clock may end both end here, at an inner
 * cancellable, so that the reason is known. */
typedef struct
{
  SoupMessage *message; /* (nullable) while the address is none */
  SluiceSecret *token;  /* (nullable) */
  GCancellable *inner;
  GSource *cancel_source;  /* (nullable) */
  GSource *connect_source; /* (nullable) */
  GSource *request_source; /* (nullable) */
  Stop stop;
  gboolean begun; /* the request went, or began to go, to the server */
  guint sent;     /* how often it went out */
  guint connect_timeout;
  guint request_timeout;
  GInputStream *stream;
  GByteArray *buffer;
  guint filled; /* bytes of buffer that came */
  gsize chunk;  /* how many are asked for at a time */
} Exchange;

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  clear_source (&exchange->cancel_source);
  clear_source (&exchange->connect_source);
  clear_source (&exchange->request_source);
  if (exchange->message != NULL)
    g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->token, sluice_secret_unref);
  g_clear_object (&exchange->inner);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->buffer, g_byte_array_unref);
  g_free (exchange);
}

static void
sluice_transport_finalize (GObject *object)
{
  SluiceTransport *self = SLUICE_TRANSPORT (object);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sluice_transport_parent_class)->finalize (object);
}

static void
sluice_transport_class_init (SluiceTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_transport_finalize;
}

static void
sluice_transport_init (SluiceTransport *self)
{
}

/**
 * sluice_transport_new:
 * @connect_timeout: milliseconds until a connection must stand
 * @request_timeout: milliseconds until the whole reply must be here, counted from when the request's
 *   turn has come
 * @tls_database: (nullable): the certificates to trust, %NULL for the system's
 *
 * The system's proxy settings are honoured, redirects are not followed, and nothing is kept but
 * connections.
 *
 * Returns: (transfer full): a new transport
 */
SluiceTransport *
sluice_transport_new (guint connect_timeout, guint request_timeout, GTlsDatabase *tls_database)
{
  SluiceTransport *self = g_object_new (SLUICE_TYPE_TRANSPORT, NULL);
  g_autoptr (GProxyResolver) resolver = sluice_proxy_resolver_new ();

  self->connect_timeout = connect_timeout;
  self->request_timeout = request_timeout;
  self->session = soup_session_new_with_options ("max-conns", CONNECTIONS, "max-conns-per-host",
                                                 CONNECTIONS_PER_HOST, "proxy-resolver", resolver,
                                                 "user-agent", "Sluice/" PACKAGE_VERSION, NULL);
  if (tls_database != NULL)
    soup_session_set_tls_database (self->session, tls_database);
  return self;
}

static void
stop_exchange (Exchange *exchange, Stop why)
{
  if (exchange->stop == STOP_NONE)
    exchange->stop = why;
  g_cancellable_cancel (exchange->inner);
}

static gboolean
on_caller_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  stop_exchange (user_data, STOP_USER);
  return G_SOURCE_REMOVE;
}

static gboolean
on_connect_timeout_cb (gpointer user_data)
{
  stop_exchange (user_data, STOP_CONNECT_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static gboolean
on_request_timeout_cb (gpointer user_data)
{
  stop_exchange (user_data, STOP_REQUEST_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static GSource *
start_timer (guint milliseconds, GSourceFunc callback, Exchange *exchange)
{
  GSource *source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, callback, exchange, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

/* The clock starts with the request's turn, not while it waits for others to end. */
static void
start_request_timer (Exchange *exchange)
{
  if (exchange->request_source == NULL)
    exchange->request_source =
        start_timer (exchange->request_timeout, on_request_timeout_cb, exchange);
}

/* Of HTTP/2, libsoup 3.2 knows too little: a server that takes its leave spoils the reply before that, and a
 * stream that was cut, or has a trailer, is waited for until the time is over. */
static void
speak_http1 (GIOStream *connection)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

static void
on_message_network_event_cb (SoupMessage *message,
                             GSocketClientEvent event,
                             GIOStream *connection,
                             gpointer user_data)
{
  Exchange *exchange = user_data;

  start_request_timer (exchange);
  if (event == G_SOCKET_CLIENT_RESOLVING && exchange->connect_source == NULL)
    exchange->connect_source =
        start_timer (exchange->connect_timeout, on_connect_timeout_cb, exchange);
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    speak_http1 (connection);
  else if (event == G_SOCKET_CLIENT_COMPLETE)
    clear_source (&exchange->connect_source);
}

/* The header is plain text that libsoup owns, so it is there for as long as it takes to send it. */
static void
drop_token (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL)
    return;
  sluice_secret_wipe_memory ((gpointer) value, strlen (value));
  soup_message_headers_remove (headers, "Authorization");
}

static void
on_message_starting_cb (SoupMessage *message, gpointer user_data)
{
  Exchange *exchange = user_data;
  char *value;

  start_request_timer (exchange);
  clear_source (&exchange->connect_source);
  exchange->begun = TRUE;
  exchange->sent++;
  if (exchange->token == NULL)
    return;
  value = g_strconcat ("Bearer ", sluice_secret_peek (exchange->token), NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  sluice_secret_wipe_memory (value, strlen (value));
  g_free (value);
}

static void
on_message_wrote_headers_cb (SoupMessage *message, gpointer user_data)
{
  drop_token (message);
}

static GError *
error_for_stop (Exchange *exchange)
{
  switch (exchange->stop)
    {
    case STOP_USER:
      return sluice_api_error_new_cancelled ();
    case STOP_CONNECT_TIMEOUT:
      return sluice_api_error_new (SLUICE_API_ERROR_TIMEOUT, NULL,
                                   _ ("The server could not be reached in time."));
    case STOP_REQUEST_TIMEOUT:
      return sluice_api_error_new (SLUICE_API_ERROR_TIMEOUT, NULL,
                                   _ ("The server did not answer in time."));
    case STOP_TOO_LARGE:
      return sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL,
                                   _ ("The reply is larger than %d MiB."),
                                   SLUICE_REPLY_MAX_BYTES / 1024 / 1024);
    case STOP_NONE:
    default:
      return NULL;
    }
}

/* libsoup stops reading at 100 KiB of headers and calls that a cut connection too. */
static gboolean
is_endless_head (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) &&
         g_strcmp0 (error->message, g_dgettext ("libsoup-3.0", "Header too big")) == 0;
}

static gboolean
is_cut (const GError *error)
{
  if (is_endless_head (error))
    return FALSE;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

/* What went wrong below HTTP, in our words; libsoup's stand behind them. */
static GError *
error_for_cause (Exchange *exchange, const GError *cause)
{
  if (is_cut (cause))
    /* A reply began to come. */
    return soup_message_get_status (exchange->message) != SOUP_STATUS_NONE
               ? sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL,
                                       _ ("The reply was cut short (%s)."), cause->message)
               : sluice_api_error_new (SLUICE_API_ERROR_NETWORK, NULL,
                                       _ ("The connection was cut before an answer came (%s)."),
                                       cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return sluice_api_error_new (SLUICE_API_ERROR_TIMEOUT, NULL,
                                 _ ("The server could not be reached in time."));
  if (cause->domain == G_TLS_ERROR)
    return sluice_api_error_new (SLUICE_API_ERROR_TLS, NULL,
                                 _ ("The connection to the server is not safe (%s)."),
                                 cause->message);
  if (is_endless_head (cause))
    return sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL,
                                 _ ("The reply's headers do not end."));
  if (exchange->begun && (cause->domain == SOUP_SESSION_ERROR ||
                          g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
                          g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_FAILED)))
    return sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL,
                                 _ ("The reply is no proper HTTP (%s)."), cause->message);
  return sluice_api_error_new (SLUICE_API_ERROR_NETWORK, NULL,
                               _ ("The server could not be reached (%s)."), cause->message);
}

static void
return_failure (GTask *task, const GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = error_for_stop (exchange);
  SluiceApiErrorPrivate *priv;

  if (error == NULL)
    error = error_for_cause (exchange, cause);
  priv = sluice_api_error_peek (error);
  /* None, which is 0, where no reply began to come. */
  priv->status = soup_message_get_status (exchange->message);
  priv->transient =
      exchange->stop == STOP_NONE ? is_cut (cause) : error->code == SLUICE_API_ERROR_TIMEOUT;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) && exchange->stop == STOP_NONE)
    priv->transient = TRUE;
  if (exchange->begun && error->code != SLUICE_API_ERROR_CANCELLED)
    priv->doubt = exchange->stop == STOP_TOO_LARGE ? SLUICE_DOUBT_ANSWERED : SLUICE_DOUBT_CUT_OFF;
  drop_token (exchange->message);
  g_task_return_error (task, error);
}

static char *
dup_header (SoupMessage *message, const char *name)
{
  return g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

static char *
dup_request_id (SoupMessage *message)
{
  /* None is documented; these are the usual ones. */
  static const char *const names[] = { "X-Request-Id", "X-Request-ID", "Request-Id",
                                       "X-Correlation-Id", "X-Amzn-RequestId" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = dup_header (message, names[i]);

      if (value != NULL && *value != '\0' && strlen (value) <= 200)
        return g_utf8_make_valid (value, -1);
    }
  return NULL;
}

static SluiceReply *
make_reply (Exchange *exchange)
{
  SluiceReply *reply = g_new0 (SluiceReply, 1);
  g_autofree char *date_text = dup_header (exchange->message, "Date");
  g_autoptr (GDateTime) date = sluice_time_parse_http_date (date_text);

  reply->status = soup_message_get_status (exchange->message);
  reply->unmeasured =
      soup_message_headers_get_encoding (soup_message_get_response_headers (exchange->message)) !=
      SOUP_ENCODING_CONTENT_LENGTH;
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->buffer));
  reply->request_id = dup_request_id (exchange->message);
  reply->retry_after = dup_header (exchange->message, "Retry-After");
  reply->location = dup_header (exchange->message, "Location");
  reply->limit = dup_header (exchange->message, "X-mp-rate-limit-exceeded");
  reply->etag = dup_header (exchange->message, "ETag");
  reply->date = date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : 0;
  return reply;
}

/* Takes @task. */
static void
return_reply (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Exchange *exchange = g_task_get_task_data (task);

  /* All of the reply is here, so this does not wait; how the connection takes it does not matter. */
  g_input_stream_close (exchange->stream, NULL, NULL);
  g_task_return_pointer (task, make_reply (exchange), (GDestroyNotify) sluice_reply_free);
}

static void read_more (GTask *task);

/* What follows when @read more bytes of a chunk have come: the next chunk, the reply's end or a failure.
 * Takes @task. */
static void
go_on (GTask *task, gsize read, const GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_byte_array_set_size (exchange->buffer, exchange->filled + (guint) read);
  exchange->filled = exchange->buffer->len;
  if (exchange->filled > SLUICE_REPLY_MAX_BYTES)
    stop_exchange (exchange, STOP_TOO_LARGE);
  if (error != NULL || exchange->stop != STOP_NONE)
    {
      /* Ends the connection; a reply without an end would otherwise be read on. */
      g_cancellable_cancel (exchange->inner);
      g_input_stream_close (exchange->stream, exchange->inner, NULL);
      return_failure (task, error);
      g_object_unref (task);
    }
  else if (read < exchange->chunk)
    return_reply (task);
  else
    read_more (task);
}

static void
on_stream_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gsize read = 0;

  g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &read, &error);
  go_on (user_data, read, error);
}

/* A chunk is as large as the reply claims to be, and a byte more, by which its end is known. There is room
 * for all of them from the beginning, since a buffer that grows leaves holes behind. */
static void
make_buffer (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  goffset claimed = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
                        ? soup_message_headers_get_content_length (headers)
                        : CHUNK_BYTES;
  gsize length = (gsize) CLAMP (claimed, 0, SLUICE_REPLY_MAX_BYTES);

  exchange->chunk = MIN (length, CHUNK_BYTES - 1) + 1;
  exchange->buffer = g_byte_array_sized_new (
      (guint) (length < exchange->chunk ? exchange->chunk : length + exchange->chunk));
}

/* Fills a whole chunk before it comes back: a peer that sends byte by byte costs no more turns of the main
 * loop than one that does not. Takes @task. */
static void
read_more (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_byte_array_set_size (exchange->buffer, exchange->filled + (guint) exchange->chunk);
  g_input_stream_read_all_async (exchange->stream, exchange->buffer->data + exchange->filled,
                                 exchange->chunk, G_PRIORITY_DEFAULT, exchange->inner,
                                 on_stream_read_cb, task);
}

/* A short reply mostly comes whole with its head, and is then taken without a further turn of the main
 * loop. Gives how much of the first chunk there is, with G_IO_ERROR_WOULD_BLOCK where more is to come. */
static gsize
read_what_is_there (Exchange *exchange, GError **error)
{
  GPollableInputStream *stream = G_POLLABLE_INPUT_STREAM (exchange->stream);
  gsize filled = 0;
  gssize read = 1;

  g_byte_array_set_size (exchange->buffer, (guint) exchange->chunk);
  while (filled < exchange->chunk && read > 0)
    {
      read = g_pollable_input_stream_read_nonblocking (stream, exchange->buffer->data + filled,
                                                       exchange->chunk - filled, exchange->inner,
                                                       error);
      filled += (gsize) MAX (read, 0);
    }
  return filled;
}

/* Takes @task. */
static void
read_first (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gsize read;

  make_buffer (exchange);
  if (!G_IS_POLLABLE_INPUT_STREAM (exchange->stream) ||
      !g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (exchange->stream)))
    {
      read_more (task);
      return;
    }
  read = read_what_is_there (exchange, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      exchange->filled = (guint) read;
      read_more (task);
    }
  else
    go_on (task, read, error);
}

static void
on_session_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  drop_token (exchange->message);
  if (exchange->stream == NULL)
    {
      return_failure (task, error);
      return;
    }
  read_first (g_steal_pointer (&task));
}

static Exchange *
exchange_new (const char *method,
              const char *url,
              SluiceSecret *token,
              GBytes *body,
              const char *etag,
              guint attempt)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->message = soup_message_new (method, url);
  exchange->inner = g_cancellable_new ();
  exchange->token = token != NULL ? sluice_secret_ref (token) : NULL;
  if (exchange->message == NULL)
    return exchange;
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  /* The token is ours to send; only a proxy asks for a name and password, and it is asked for its tunnel by
   * a message of libsoup's own. */
  soup_message_disable_feature (exchange->message, SOUP_TYPE_AUTH_MANAGER);
  /* On a kept connection libsoup sends again by itself what the server closed on, and then without its
   * body; a request that changes something gets a connection of its own, and so does one that is
   * repeated, lest it be repeated more often than is counted. */
  if (!g_str_equal (method, "GET") || attempt > 1)
    soup_message_add_flags (exchange->message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_append (soup_message_get_request_headers (exchange->message), "Accept",
                               "application/json");
  if (etag != NULL)
    soup_message_headers_append (soup_message_get_request_headers (exchange->message),
                                 "If-None-Match", etag);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, "application/json", body);
  return exchange;
}

static void
watch_exchange (Exchange *exchange, GCancellable *cancellable)
{
  g_signal_connect (exchange->message, "network-event", G_CALLBACK (on_message_network_event_cb),
                    exchange);
  g_signal_connect (exchange->message, "starting", G_CALLBACK (on_message_starting_cb), exchange);
  g_signal_connect (exchange->message, "wrote-headers", G_CALLBACK (on_message_wrote_headers_cb),
                    exchange);
  if (cancellable == NULL)
    return;
  /* A source rather than g_cancellable_connect(): it may be dropped from within its callback. */
  exchange->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (exchange->cancel_source, G_SOURCE_FUNC (on_caller_cancelled_cb), exchange,
                         NULL);
  g_source_attach (exchange->cancel_source, g_main_context_get_thread_default ());
}

static GError *
check_request (Exchange *exchange, const char *url, GCancellable *cancellable)
{
  if (g_cancellable_is_cancelled (cancellable))
    {
      exchange->stop = STOP_USER;
      return error_for_stop (exchange);
    }
  if (exchange->message == NULL)
    return sluice_api_error_new (SLUICE_API_ERROR_NETWORK, NULL,
                                 _ ("“%s” is not the address of an API."), url);
  return NULL;
}

/**
 * sluice_transport_send_async:
 * @self: a transport
 * @method: the HTTP method
 * @url: the absolute URL
 * @token: (nullable): the access token
 * @body: (nullable): a JSON text
 * @etag: (nullable): the state that is known; where it still is the state, the reply is a bare 304
 * @attempt: the how manieth time the caller sends this, from 1
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends one request, once; but a first GET whose kept connection turns out to be closed goes out a second
 * time.
 */
void
sluice_transport_send_async (SluiceTransport *self,
                             const char *method,
                             const char *url,
                             SluiceSecret *token,
                             GBytes *body,
                             const char *etag,
                             guint attempt,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange = exchange_new (method, url, token, body, etag, attempt);
  GError *error = check_request (exchange, url, cancellable);

  g_task_set_source_tag (task, sluice_transport_send_async);
  /* What the caller cancels is reported as CANCELLED of our domain. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, exchange, exchange_free);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  exchange->connect_timeout = self->connect_timeout;
  exchange->request_timeout = self->request_timeout;
  watch_exchange (exchange, cancellable);
  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT, exchange->inner,
                           on_session_sent_cb, g_steal_pointer (&task));
}

/**
 * sluice_transport_send_finish:
 * @self: a transport
 * @result: the result
 * @sent: (out): how often the server was sent the request
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the reply, whatever its status, or %NULL with @error set
 */
SluiceReply *
sluice_transport_send_finish (SluiceTransport *self,
                              GAsyncResult *result,
                              guint *sent,
                              GError **error)
{
  Exchange *exchange;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  exchange = g_task_get_task_data (G_TASK (result));
  *sent = exchange->sent;
  return g_task_propagate_pointer (G_TASK (result), error);
}
