/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <gio/gio.h>
#include <string.h>

/* Requests a second that the sandbox serves, over kept-alive connections. Eight plain sockets ask as
 * fast as they get their replies: a real client would be the slower side and hide the figure. */

#define N_CLIENTS 8
#define DURATION  (2 * G_USEC_PER_SEC)
#define WANTED    3000

typedef struct
{
  guint16 port;
  const char *request;
  guint64 n_replies;
} Client;

static char *
find_body (char *text)
{
  char *end = strstr (text, "\r\n\r\n");

  return end != NULL ? end + 4 : NULL;
}

/* Reads one reply into the buffer; FALSE when the connection ends. */
static gboolean
read_reply (GInputStream *in, char *buffer, gsize size)
{
  gsize have = 0;

  for (;;)
    {
      gssize got = g_input_stream_read (in, buffer + have, size - 1 - have, NULL, NULL);
      char *body;
      const char *length;

      if (got <= 0)
        return FALSE;
      have += (gsize) got;
      buffer[have] = '\0';
      body = find_body (buffer);
      length = body != NULL ? strstr (buffer, "Content-Length: ") : NULL;
      if (length != NULL &&
          have >= (gsize) (body - buffer) + g_ascii_strtoull (length + 16, NULL, 10))
        return TRUE;
    }
}

static GSocketConnection *
connect_to (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static gboolean
exchange (GSocketConnection *connection, const char *request, char *buffer, gsize size)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                    request, strlen (request), NULL, NULL, NULL) &&
         read_reply (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, size);
}

static gpointer
run_client (gpointer user_data)
{
  Client *client = user_data;
  g_autoptr (GSocketConnection) connection = connect_to (client->port);
  gint64 end = g_get_monotonic_time () + DURATION;
  char buffer[65536];

  while (g_get_monotonic_time () < end &&
         exchange (connection, client->request, buffer, sizeof buffer))
    client->n_replies++;
  return NULL;
}

static double
measure (guint16 port, const char *request)
{
  Client clients[N_CLIENTS];
  GThread *threads[N_CLIENTS];
  guint64 n_replies = 0;

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      clients[i] = (Client){ port, request, 0 };
      threads[i] = g_thread_new ("client", run_client, &clients[i]);
    }
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_thread_join (threads[i]);
      n_replies += clients[i].n_replies;
    }
  return (double) n_replies * G_USEC_PER_SEC / DURATION;
}

static char *
login (guint16 port)
{
  static const char body[] =
      "{\"client_id\":\"sandbox\",\"client_secret\":\"sandbox-secret\",\"audience\":"
      "\"https://api.mparticle.com\",\"grant_type\":\"client_credentials\"}";
  g_autofree char *request =
      g_strdup_printf ("POST /oauth/token HTTP/1.1\r\nHost: sandbox\r\nContent-Type: "
                       "application/json\r\nContent-Length: %zu\r\n\r\n%s",
                       strlen (body), body);
  g_autoptr (GSocketConnection) connection = connect_to (port);
  char buffer[4096];
  const char *token;

  g_assert_true (exchange (connection, request, buffer, sizeof buffer));
  token = strstr (buffer, "\"access_token\":\"");
  g_assert_nonnull (token);
  token += strlen ("\"access_token\":\"");
  return g_strndup (token, strcspn (token, "\""));
}

static char *
read_first_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) out =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  return g_data_input_stream_read_line (out, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  static const char *const paths[] = {
    "/platform/v2/workspaces/9012/connections",
    "/platform/v2/workspaces/9012/inputs/data-pipelines/acme-customers-pipeline/report",
    "/platform/v2/workspaces/9012/inputs/data-pipelines/acme-customers-pipeline/report/"
    "runs?pageSize=20",
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;
  gboolean enough = TRUE;
  guint16 port;

  g_return_val_if_fail (argc == 2, 2);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, argv[1], "--seed-world", NULL);
  g_return_val_if_fail (process != NULL, 1);
  url = read_first_line (process);
  port = (guint16) g_ascii_strtoull (strrchr (url, ':') + 1, NULL, 10);
  token = login (port);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *request =
          g_strdup_printf ("GET %s HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer %s\r\n\r\n",
                           paths[i], token);
      double rate = measure (port, request);

      g_print ("%.0f requests/s  GET %s\n", rate, paths[i]);
      /* The list of runs is twenty objects; the figure is wanted for what is asked all the time. */
      enough = enough && (rate >= WANTED || i == 2);
    }
  g_subprocess_force_exit (process);
  /* The signal is sent by another thread, which must have done so before this one is gone. */
  g_subprocess_wait (process, NULL, NULL);
  return enough ? 0 : 1;
}
