/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox.h"

#include "sandbox/sluice-sandbox-idle.h"
#include "sandbox/sluice-sandbox-journal.h"
#include "sandbox/sluice-sandbox-router.h"
#include "sandbox/sluice-sandbox-seed.h"
#include "sandbox/sluice-sandbox-sender.h"
#include "sluice-text-file.h"

struct _SluiceSandbox
{
  GObject parent_instance;

  SluiceSandboxOptions *options;
  SluiceSandboxClock *clock;
  SluiceSandboxWorld *world;
  SluiceSandboxTokens *tokens;
  SluiceSandboxScenario *scenario;
  SluiceSandboxJournal *journal; /* (nullable) */
  SoupServer *server;
  char *url;
  guint64 n_requests;
};

G_DEFINE_FINAL_TYPE (SluiceSandbox, sluice_sandbox, G_TYPE_OBJECT)

static void
sluice_sandbox_dispose (GObject *object)
{
  SluiceSandbox *self = SLUICE_SANDBOX (object);

  sluice_sandbox_stop (self);
  g_clear_object (&self->journal);
  g_clear_object (&self->scenario);
  g_clear_object (&self->tokens);
  g_clear_object (&self->world);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (sluice_sandbox_parent_class)->dispose (object);
}

static void
sluice_sandbox_finalize (GObject *object)
{
  SluiceSandbox *self = SLUICE_SANDBOX (object);

  sluice_sandbox_options_free (self->options);
  g_free (self->url);
  G_OBJECT_CLASS (sluice_sandbox_parent_class)->finalize (object);
}

static void
sluice_sandbox_class_init (SluiceSandboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_sandbox_dispose;
  object_class->finalize = sluice_sandbox_finalize;
}

static void
sluice_sandbox_init (SluiceSandbox *self)
{
  self->world = sluice_sandbox_world_new ();
  self->scenario = sluice_sandbox_scenario_new ();
}

/**
 * sluice_sandbox_new:
 * @options: (transfer full): how to be
 *
 * Returns: (transfer full): a sandbox that does not serve yet
 */
SluiceSandbox *
sluice_sandbox_new (SluiceSandboxOptions *options)
{
  SluiceSandbox *self = g_object_new (SLUICE_TYPE_SANDBOX, NULL);

  self->options = options;
  self->clock = sluice_sandbox_clock_new (options->speed);
  self->tokens = sluice_sandbox_tokens_new (options);
  return self;
}

/* The Date header tells the sandbox's time, since created_on and the like do: a client judges the one
 * by the other (CONTRACT 4). */
static void
set_common_headers (SluiceSandbox *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gint64 seconds = sluice_sandbox_clock_now (self->clock) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);
  g_autofree char *id = g_strdup_printf ("sandbox-%" G_GUINT64_FORMAT, ++self->n_requests);

  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, "X-Request-Id", id);
}

/* A fault that answers by itself keeps the request from being done. */
static gboolean
answer_by_fault (SluiceSandboxRequest *request, const SluiceSandboxFault *fault)
{
  if (fault == NULL)
    return FALSE;
  if (fault->status == 0 && fault->body == NULL)
    return fault->drop == SLUICE_SANDBOX_DROP_BEFORE;
  request->status = fault->status != 0 ? fault->status : 200;
  request->text = g_strdup (fault->body);
  request->content_type = "application/json";
  return TRUE;
}

static void
on_server_request_cb (SoupServer *server,
                      SoupServerMessage *message,
                      const char *path,
                      GHashTable *query,
                      gpointer user_data)
{
  SluiceSandbox *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  SluiceSandboxRequest request = {
    .world = self->world,
    .clock = self->clock,
    .tokens = self->tokens,
    .options = self->options,
    .method = soup_server_message_get_method (message),
    .path = path,
    .headers = soup_server_message_get_request_headers (message),
    .query = query,
    .bytes = soup_message_body_flatten (body),
  };

  const SluiceSandboxFault *fault =
      sluice_sandbox_scenario_take (self->scenario, request.method, request.path);

  if (!answer_by_fault (&request, fault))
    sluice_sandbox_router_serve (&request);
  set_common_headers (self, message);
  sluice_sandbox_sender_send (message, &request, fault, (guint) self->options->latency_ms);
  sluice_sandbox_request_clear (&request);
}

static guint
find_port (SoupServer *server)
{
  g_autoslist (GUri) uris = soup_server_get_uris (server);

  g_return_val_if_fail (uris != NULL, 0);
  return (guint) g_uri_get_port (uris->data);
}

/* On 127.0.0.1, and at the same port on ::1 where the machine has IPv6 and nobody else is there. */
static gboolean
listen_on_loopback (SluiceSandbox *self, GError **error)
{
  guint port;

  if (!soup_server_listen_local (self->server, (guint) self->options->port,
                                 SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  port = find_port (self->server);
  soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV6_ONLY, NULL);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  return TRUE;
}

/* Whoever waits for the file must never read half of it. */
static gboolean
write_address (SluiceSandbox *self, GError **error)
{
  g_autofree char *text = g_strconcat (self->url, "\n", NULL);

  return self->options->address_file == NULL ||
         sluice_text_file_replace (self->options->address_file, text, 0644, error);
}

/* What was kept comes first: a ready-made world is for a sandbox that has none. */
static gboolean
prepare (SluiceSandbox *self, GError **error)
{
  const SluiceSandboxOptions *options = self->options;

  if (options->scenario_file != NULL &&
      !sluice_sandbox_scenario_load (self->scenario, options->scenario_file, error))
    return FALSE;
  if (options->state_file != NULL)
    self->journal = sluice_sandbox_journal_new (options->state_file, self->world, self->clock);
  if (self->journal != NULL && !sluice_sandbox_journal_load (self->journal, error))
    return FALSE;
  if (options->seed_world && sluice_sandbox_world_is_empty (self->world))
    sluice_sandbox_seed (self->world, self->clock, options);
  return self->journal == NULL || sluice_sandbox_journal_begin (self->journal, error);
}

/**
 * sluice_sandbox_start:
 * @self: a sandbox
 * @error: return location for a #GError
 *
 * Begins to serve, and writes the address file.
 *
 * Returns: whether it serves
 */
gboolean
sluice_sandbox_start (SluiceSandbox *self, GError **error)
{
  if (!prepare (self, error))
    return FALSE;
  self->server = soup_server_new ("server-header", "sluice-sandbox", NULL);
  soup_server_add_handler (self->server, NULL, on_server_request_cb, self, NULL);
  sluice_sandbox_idle_watch (self->server);
  return listen_on_loopback (self, error) && write_address (self, error);
}

/**
 * sluice_sandbox_stop:
 * @self: a sandbox
 *
 * Ends all connections and serves no more.
 */
void
sluice_sandbox_stop (SluiceSandbox *self)
{
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

/**
 * sluice_sandbox_get_url:
 * @self: a sandbox that serves
 *
 * Returns: (transfer none): where, without a slash at the end
 */
const char *
sluice_sandbox_get_url (SluiceSandbox *self)
{
  return self->url;
}

/**
 * sluice_sandbox_get_clock:
 * @self: a sandbox
 *
 * Returns: (transfer none): its time
 */
SluiceSandboxClock *
sluice_sandbox_get_clock (SluiceSandbox *self)
{
  return self->clock;
}

/**
 * sluice_sandbox_get_world:
 * @self: a sandbox
 *
 * Returns: (transfer none): what exists in it
 */
SluiceSandboxWorld *
sluice_sandbox_get_world (SluiceSandbox *self)
{
  return self->world;
}

/**
 * sluice_sandbox_get_scenario:
 * @self: a sandbox
 *
 * Returns: (transfer none): its faults; more may be added at any time
 */
SluiceSandboxScenario *
sluice_sandbox_get_scenario (SluiceSandbox *self)
{
  return self->scenario;
}
