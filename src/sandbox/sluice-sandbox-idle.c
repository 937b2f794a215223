/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* POLLRDHUP */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-idle.h"

#include <poll.h>

/* On the socket of a connection that waits for its next request: what tells of its client's end. */
#define WATCH "sluice-sandbox-idle"

/* The end of what the client sends; poll() tells of it, GIOCondition has no name for it. */
#ifdef POLLRDHUP
#define CLIENT_ENDED ((GIOCondition) POLLRDHUP)
#else
#define CLIENT_ENDED G_IO_HUP
#endif

static void
watch_free (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static gboolean
on_client_ended_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  /* A last request that is still to be read is answered first. */
  if (g_socket_get_available_bytes (socket) > 0)
    return G_SOURCE_CONTINUE;
  g_socket_close (socket, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_object_set_data (G_OBJECT (socket), WATCH, NULL);
}

static void
on_request_finished_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  GSocket *socket = soup_server_message_get_socket (message);
  GSource *source;

  if (socket == NULL || g_socket_is_closed (socket))
    return;
  source = g_socket_create_source (socket, CLIENT_ENDED, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (on_client_ended_cb), NULL, NULL);
  /* What libsoup has read of further requests, it serves before this. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT_IDLE);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_object_set_data_full (G_OBJECT (socket), WATCH, source, watch_free);
}

/**
 * sluice_sandbox_idle_watch:
 * @server: a server
 *
 * Until 3.4 libsoup keeps a connection for good that its client closes between two requests. A sandbox
 * that a test suite runs against would have no descriptors left after its first thousand connections.
 */
void
sluice_sandbox_idle_watch (SoupServer *server)
{
  g_signal_connect (server, "request-started", G_CALLBACK (on_request_started_cb), NULL);
  g_signal_connect (server, "request-finished", G_CALLBACK (on_request_finished_cb), NULL);
}
