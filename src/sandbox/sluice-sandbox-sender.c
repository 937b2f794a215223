/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-sender.h"

#include "sluice-json.h"

#include <string.h>

/* A reply that waits for its time. */
typedef struct
{
  SoupServerMessage *message;
  char *raw; /* (nullable): what to send before the connection ends */
  gboolean end;
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_object_unref (pending->message);
  g_free (pending->raw);
  g_free (pending);
}

/* Takes the connection away from the server, says what is left to say, and hangs up. */
static void
end_connection (Pending *pending)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (pending->message);

  if (connection == NULL)
    return;
  if (pending->raw != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (connection), pending->raw,
                               strlen (pending->raw), NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

static gboolean
on_pending_due_cb (gpointer user_data)
{
  Pending *pending = user_data;

  if (pending->end)
    end_connection (pending);
  else
    soup_server_message_unpause (pending->message);
  return G_SOURCE_REMOVE;
}

static void
set_headers (SoupServerMessage *message, JsonObject *headers)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, headers);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *text = sluice_json_scalar_to_text (value);

      if (text != NULL)
        soup_message_headers_replace (soup_server_message_get_response_headers (message), name,
                                      text);
    }
}

static void
make_garbage (SluiceSandboxRequest *request, gsize length)
{
  static const char pattern[] = "}{\x01<garbage>";

  g_free (request->text);
  request->text = g_malloc (length + 1);
  for (gsize i = 0; i < length; i++)
    request->text[i] = pattern[i % (sizeof pattern - 1)];
  request->text[length] = '\0';
  request->content_type = "application/json";
}

/* The length that is promised is the whole one. */
static char *
make_cut_reply (SluiceSandboxRequest *request, gsize length)
{
  const char *text = request->text != NULL ? request->text : "";
  gsize whole = strlen (text);
  g_autofree char *start = g_strndup (text, MIN (length, whole));

  return g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n%s",
                          request->status, soup_status_get_phrase (request->status),
                          request->content_type != NULL ? request->content_type
                                                        : "application/json",
                          whole, start);
}

/* A name for what the reply says: the same words, the same name. */
static char *
make_etag (SluiceSandboxRequest *request)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, request->text, -1);

  return g_strdup_printf ("\"%.16s\"", sum);
}

/* Whether the client has that reply already (RFC 9110, 13.1.2): one of the names it gives is the reply's,
 * weak or not, or it gives a star. */
static gboolean
is_known (SoupServerMessage *message, const char *etag)
{
  const char *header =
      soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                     "If-None-Match");
  g_auto (GStrv) names = header != NULL ? g_strsplit (header, ",", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);

      if (g_str_has_prefix (name, "W/"))
        name += 2;
      if (g_str_equal (name, "*") || g_str_equal (name, etag))
        return TRUE;
    }
  return FALSE;
}

/* Each whole reply to a GET has a name, and is not sent again to who has it. */
static void
apply_condition (SoupServerMessage *message, SluiceSandboxRequest *request)
{
  g_autofree char *etag = NULL;

  if (request->status != SOUP_STATUS_OK || request->text == NULL ||
      !g_str_equal (request->method, "GET"))
    return;
  etag = make_etag (request);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  if (!is_known (message, etag))
    return;
  request->status = SOUP_STATUS_NOT_MODIFIED;
  g_clear_pointer (&request->text, g_free);
}

static void
set_response (SoupServerMessage *message, SluiceSandboxRequest *request)
{
  soup_server_message_set_status (message, request->status, NULL);
  if (request->text != NULL)
    {
      gsize length = strlen (request->text);

      soup_server_message_set_response (message, request->content_type, SOUP_MEMORY_TAKE,
                                        g_steal_pointer (&request->text), length);
    }
}

/**
 * sluice_sandbox_sender_send:
 * @message: the message to reply to
 * @request: the request with its reply
 * @fault: (nullable): what to spoil
 * @latency: milliseconds to wait first, beside those of @fault
 */
void
sluice_sandbox_sender_send (SoupServerMessage *message,
                            SluiceSandboxRequest *request,
                            const SluiceSandboxFault *fault,
                            guint latency)
{
  g_autofree char *raw = NULL;
  gboolean end = FALSE;
  Pending *pending;

  if (fault == NULL)
    apply_condition (message, request);
  else
    {
      latency += fault->delay;
      end = fault->drop != SLUICE_SANDBOX_DROP_NO || fault->cut >= 0;
      if (fault->garbage >= 0)
        make_garbage (request, (gsize) fault->garbage);
      if (fault->headers != NULL)
        set_headers (message, fault->headers);
      if (fault->cut >= 0)
        raw = make_cut_reply (request, (gsize) fault->cut);
    }
  if (!end)
    set_response (message, request);
  if (!end && latency == 0)
    return;
  pending = g_new0 (Pending, 1);
  pending->message = g_object_ref (message);
  pending->raw = g_steal_pointer (&raw);
  pending->end = end;
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, latency, on_pending_due_cb, pending, pending_free);
}
