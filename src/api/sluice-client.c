/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-client.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-body-private.h"
#include "api/sluice-call-log.h"
#include "api/sluice-reply-memory.h"
#include "api/sluice-reply.h"
#include "api/sluice-retry.h"
#include "api/sluice-token.h"
#include "api/sluice-transport.h"

#include <glib/gi18n.h>
#include <string.h>

#define CONNECT_TIMEOUT_MS 10000
#define REQUEST_TIMEOUT_MS 60000

/* A clock further off than two centuries is no clock, and dates end with the year 9999. */
#define MAX_CLOCK_SKEW (200 * 365 * G_TIME_SPAN_DAY)

struct _SluiceClient
{
  GObject parent_instance;

  SluiceProfile *profile;
  SluiceSecret *client_secret;
  GTlsDatabase *tls_database; /* (nullable) */
  guint connect_timeout;      /* milliseconds */
  guint request_timeout;      /* milliseconds */
  guint retry_base;           /* milliseconds */

  SluiceActivity *activity;
  SluiceRedactor *redactor;
  SluiceTransport *transport;
  SluiceReplyMemory *memory;
  char *safe_api_url;   /* (nullable) the addresses that were last found acceptable */
  char *safe_token_url; /* (nullable) */
  SluiceToken *token;
  gint64 clock_skew; /* microseconds */

  SluiceCreatedFunc created_func;
  gpointer created_data;
  GDestroyNotify created_destroy;
};

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_CLIENT_SECRET,
  PROP_TLS_DATABASE,
  PROP_CONNECT_TIMEOUT,
  PROP_REQUEST_TIMEOUT,
  PROP_RETRY_BASE,
  N_PROPS,
};

enum
{
  WAITING,
  TOKEN_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceClient, sluice_client, G_TYPE_OBJECT)

/* One call on its way: perhaps several requests. */
typedef struct
{
  char *method;
  char *route;
  SluiceBody *body;        /* (nullable) */
  SluiceSecret *token;     /* (nullable) the one last sent */
  SluiceKnownReply *known; /* (nullable) what the route answered last */
  guint attempt;
  guint retries;
  gboolean renewed; /* a fresh token was fetched for this call */
  gint64 started;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->method);
  g_free (call->route);
  g_clear_pointer (&call->body, sluice_body_unref);
  g_clear_pointer (&call->token, sluice_secret_unref);
  g_clear_pointer (&call->known, sluice_known_reply_release);
  g_free (call);
}

static void
on_token_waiting_cb (SluiceToken *token, const char *reason, gint64 until, SluiceClient *self)
{
  g_signal_emit (self, signals[WAITING], 0, reason, until);
}

static void
on_token_changed_cb (SluiceToken *token, SluiceSecret *secret, gint64 expires, SluiceClient *self)
{
  g_signal_emit (self, signals[TOKEN_CHANGED], 0, secret, expires);
}

static void
sluice_client_constructed (GObject *object)
{
  SluiceClient *self = SLUICE_CLIENT (object);

  G_OBJECT_CLASS (sluice_client_parent_class)->constructed (object);

  self->activity = sluice_activity_new ();
  self->redactor = sluice_redactor_new ();
  sluice_redactor_add (self->redactor, self->client_secret);
  self->memory = sluice_reply_memory_new (self->redactor);
  self->transport =
      sluice_transport_new (self->connect_timeout, self->request_timeout, self->tls_database);
  self->token = sluice_token_new (self->profile, self->client_secret, self->transport,
                                  self->redactor, self->activity, self->retry_base);
  g_signal_connect_object (self->token, "waiting", G_CALLBACK (on_token_waiting_cb), self, 0);
  g_signal_connect_object (self->token, "changed", G_CALLBACK (on_token_changed_cb), self, 0);
}

static void
sluice_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SluiceClient *self = SLUICE_CLIENT (object);

  if (id == PROP_PROFILE)
    g_value_set_object (value, self->profile);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sluice_client_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SluiceClient *self = SLUICE_CLIENT (object);

  switch (id)
    {
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_CLIENT_SECRET:
      self->client_secret = g_value_dup_boxed (value);
      break;
    case PROP_TLS_DATABASE:
      self->tls_database = g_value_dup_object (value);
      break;
    case PROP_CONNECT_TIMEOUT:
      self->connect_timeout = g_value_get_uint (value);
      break;
    case PROP_REQUEST_TIMEOUT:
      self->request_timeout = g_value_get_uint (value);
      break;
    case PROP_RETRY_BASE:
      self->retry_base = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sluice_client_finalize (GObject *object)
{
  SluiceClient *self = SLUICE_CLIENT (object);

  if (self->created_destroy != NULL)
    self->created_destroy (self->created_data);
  g_clear_object (&self->token);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->memory, sluice_reply_memory_free);
  g_clear_pointer (&self->safe_api_url, g_free);
  g_clear_pointer (&self->safe_token_url, g_free);
  g_clear_object (&self->redactor);
  g_clear_object (&self->activity);
  g_clear_object (&self->tls_database);
  g_clear_pointer (&self->client_secret, sluice_secret_unref);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (sluice_client_parent_class)->finalize (object);
}

static GParamSpec *
milliseconds_property (const char *name, guint fallback)
{
  return g_param_spec_uint (name, NULL, NULL, 1, G_MAXINT32, fallback,
                            G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
}

static void
sluice_client_class_init (SluiceClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sluice_client_constructed;
  object_class->get_property = sluice_client_get_property;
  object_class->set_property = sluice_client_set_property;
  object_class->finalize = sluice_client_finalize;

  properties[PROP_PROFILE] =
      g_param_spec_object ("profile", NULL, NULL, SLUICE_TYPE_PROFILE, flags | G_PARAM_READABLE);
  properties[PROP_CLIENT_SECRET] =
      g_param_spec_boxed ("client-secret", NULL, NULL, SLUICE_TYPE_SECRET, flags);
  properties[PROP_TLS_DATABASE] =
      g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE, flags);
  properties[PROP_CONNECT_TIMEOUT] = milliseconds_property ("connect-timeout", CONNECT_TIMEOUT_MS);
  properties[PROP_REQUEST_TIMEOUT] = milliseconds_property ("request-timeout", REQUEST_TIMEOUT_MS);
  properties[PROP_RETRY_BASE] = milliseconds_property ("retry-base", SLUICE_RETRY_BASE_MS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[WAITING] = g_signal_new ("waiting", SLUICE_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[TOKEN_CHANGED] =
      g_signal_new ("token-changed", SLUICE_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, SLUICE_TYPE_SECRET, G_TYPE_INT64);
}

static void
sluice_client_init (SluiceClient *self)
{
}

/**
 * sluice_client_new:
 * @profile: the workspace
 * @client_secret: its client secret
 *
 * Returns: (transfer full): a client for that workspace
 */
SluiceClient *
sluice_client_new (SluiceProfile *profile, SluiceSecret *client_secret)
{
  g_return_val_if_fail (SLUICE_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (client_secret != NULL, NULL);

  return g_object_new (SLUICE_TYPE_CLIENT, "profile", profile, "client-secret", client_secret,
                       NULL);
}

/**
 * sluice_client_get_profile:
 * @self: a client
 *
 * Returns: (transfer none): the workspace it talks to
 */
SluiceProfile *
sluice_client_get_profile (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return self->profile;
}

/**
 * sluice_client_get_activity:
 * @self: a client
 *
 * Returns: (transfer none): the log of its requests
 */
SluiceActivity *
sluice_client_get_activity (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return self->activity;
}

/**
 * sluice_client_get_redactor:
 * @self: a client
 *
 * Returns: (transfer none): what takes this client's secrets out of text
 */
SluiceRedactor *
sluice_client_get_redactor (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return self->redactor;
}

/**
 * sluice_client_get_clock_skew:
 * @self: a client
 *
 * Returns: server time minus ours in microseconds, from the last Date header; 0 until one was seen
 */
gint64
sluice_client_get_clock_skew (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), 0);

  return self->clock_skew;
}

/**
 * sluice_client_get_server_time:
 * @self: a client
 *
 * Its schedules and the moments that it tells go by the server's clock.
 *
 * Returns: (transfer full): what the server's clock shows now, in UTC, as far as is known
 */
GDateTime *
sluice_client_get_server_time (SluiceClient *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), g_date_time_ref (now));

  return g_date_time_add (now, self->clock_skew);
}

/**
 * sluice_client_set_created_func:
 * @self: a client
 * @func: (nullable): who knows when a pipeline was made
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data
 */
void
sluice_client_set_created_func (SluiceClient *self,
                                SluiceCreatedFunc func,
                                gpointer user_data,
                                GDestroyNotify destroy)
{
  g_return_if_fail (SLUICE_IS_CLIENT (self));

  if (self->created_destroy != NULL)
    self->created_destroy (self->created_data);
  self->created_func = func;
  self->created_data = user_data;
  self->created_destroy = destroy;
}

/**
 * sluice_client_ask_created:
 * @self: a client
 * @pipeline_id: a pipeline
 *
 * Returns: when it was made, in microseconds since the epoch by the server's clock; 0 where nobody
 *   knows
 */
gint64
sluice_client_ask_created (SluiceClient *self, const char *pipeline_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), 0);

  return self->created_func != NULL ? self->created_func (pipeline_id, self->created_data) : 0;
}

/**
 * sluice_client_set_token:
 * @self: a client
 * @token: a token kept from before
 * @expires: when it ends, in microseconds since the epoch
 */
void
sluice_client_set_token (SluiceClient *self, SluiceSecret *token, gint64 expires)
{
  g_return_if_fail (SLUICE_IS_CLIENT (self));
  g_return_if_fail (token != NULL);

  sluice_token_set (self->token, token, expires);
}

/**
 * sluice_client_forget_token:
 * @self: a client
 *
 * Makes it sign in before the next call, even with a token at hand that is still good: whether the
 * credential is cannot be told by a token of yesterday.
 */
void
sluice_client_forget_token (SluiceClient *self)
{
  g_return_if_fail (SLUICE_IS_CLIENT (self));

  sluice_token_forget (self->token);
}

/* Whether it is safe to send a credential to @address; one that was is not judged again. */
static gboolean
check_address (const char *address, char **safe, GError **error)
{
  if (g_strcmp0 (address, *safe) == 0)
    return TRUE;
  if (!sluice_profile_url_is_acceptable (address, error))
    return FALSE;
  g_free (*safe);
  *safe = g_strdup (address);
  return TRUE;
}

/* No credential leaves for an address that would not keep it (CONTRACT 1). */
static GError *
check_addresses (SluiceClient *self)
{
  const char *api_url = sluice_profile_get_api_url (self->profile);
  const char *token_url = sluice_profile_get_token_url (self->profile);
  g_autoptr (GError) error = NULL;

  if (check_address (api_url, &self->safe_api_url, &error) &&
      check_address (token_url, &self->safe_token_url, &error))
    return NULL;
  return sluice_api_error_new (SLUICE_API_ERROR_TLS,
                               _ ("Change the address in the settings of this workspace."), "%s",
                               error->message);
}

static char *
build_url (SluiceClient *self, const char *route)
{
  const char *base = sluice_profile_get_api_url (self->profile);
  gsize length = strlen (base);

  while (length > 0 && base[length - 1] == '/')
    length--;
  return g_strdup_printf ("%.*s%s", (int) length, base, route);
}

static void call_start (GTask *task);

static void
on_call_wait_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sluice_retry_wait_finish (result, &error))
    call_start (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
call_retry (GTask *task, const GError *error)
{
  SluiceClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  guint delay = sluice_retry_get_delay (error, call->retries, self->retry_base);

  call->retries++;
  g_signal_emit (self, signals[WAITING], 0, error->message,
                 g_get_real_time () + (gint64) delay * 1000);
  sluice_retry_wait_async (delay, g_task_get_cancellable (task), on_call_wait_over_cb, task);
}

static gboolean
is_done_delete (Call *call, const GError *error)
{
  return call->retries > 0 && g_str_equal (call->method, "DELETE") &&
         sluice_api_error_get_status (error) == 404;
}

/* Takes @task and @error. */
static void
call_failed (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;
  SluiceClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  if (priv->status == 401 && !call->renewed && sluice_token_reject (self->token, call->token))
    {
      call->renewed = TRUE;
      g_error_free (error);
      call_start (g_steal_pointer (&owned));
      return;
    }
  if (is_done_delete (call, error))
    {
      g_error_free (error);
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  if (sluice_retry_is_allowed (call->method, error, call->retries))
    {
      call_retry (g_steal_pointer (&owned), error);
      g_error_free (error);
      return;
    }
  g_task_return_error (task, error);
}

static void
set_where (GError *error, Call *call)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  if (priv->method == NULL)
    priv->method = g_strdup (call->method);
  if (priv->route == NULL)
    priv->route = g_strdup (call->route);
}

static void
learn_clock (SluiceClient *self, gint64 date)
{
  gint64 skew = date - g_get_real_time ();

  if (ABS (skew) <= MAX_CLOCK_SKEW)
    self->clock_skew = skew;
}

/* What came back of a call is known; @error is why it failed so far. Takes @task and @error. */
static void
call_end (GTask *task, SluiceReply *reply, GError *error)
{
  g_autoptr (GTask) owned = task;
  SluiceClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  const SluiceReplyCall context = { call->method, call->route, self->redactor };
  JsonNode *document = NULL;

  if (error == NULL)
    document = sluice_reply_memory_read (self->memory, call->known, reply, &context, &error);
  if (error != NULL)
    set_where (error, call);
  sluice_call_log_add (self->activity, &context, call->body, reply, error, call->started,
                       call->attempt);
  if (error != NULL)
    call_failed (g_steal_pointer (&owned), error);
  else
    g_task_return_pointer (task, document, (GDestroyNotify) json_node_unref);
}

static void
on_call_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SluiceReply) reply = sluice_reply_prepare_finish (result);
  GError *error = NULL;

  /* As long as it is being read, a reply is not there. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    error = sluice_api_error_new_cancelled ();
  call_end (g_steal_pointer (&task), reply, error);
}

static void
on_call_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  guint sent;
  g_autoptr (SluiceReply) reply =
      sluice_transport_send_finish (SLUICE_TRANSPORT (source), result, &sent, &error);

  if (sent > 1)
    {
      call->attempt += sent - 1;
      call->retries += sent - 1;
    }
  if (reply != NULL && reply->date != 0)
    learn_clock (self, reply->date);
  if (reply != NULL && reply->status != 401)
    sluice_token_accept (self->token, call->token);
  if (reply != NULL && sluice_reply_is_large (reply))
    sluice_reply_prepare_async (g_steal_pointer (&reply), self->redactor, on_call_read_cb,
                                g_steal_pointer (&task));
  else
    call_end (g_steal_pointer (&task), reply, error);
}

static void
call_send (GTask *task)
{
  SluiceClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autofree char *url = build_url (self, call->route);
  g_autoptr (GBytes) bytes = call->body != NULL ? sluice_body_serialize (call->body) : NULL;

  g_clear_pointer (&call->known, sluice_known_reply_release);
  if (g_str_equal (call->method, "GET"))
    call->known = sluice_reply_memory_find (self->memory, call->route);
  call->attempt++;
  call->started = g_get_real_time ();
  sluice_transport_send_async (self->transport, call->method, url, call->token, bytes,
                               call->known != NULL ? call->known->etag : NULL, call->attempt,
                               g_task_get_cancellable (task), on_call_sent_cb, task);
}

/* Takes @task and @token. */
static void
call_take_token (GTask *task, SluiceSecret *token)
{
  Call *call = g_task_get_task_data (task);

  g_clear_pointer (&call->token, sluice_secret_unref);
  call->token = token;
  call_send (task);
}

static void
on_call_token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SluiceSecret *token = sluice_token_get_finish (SLUICE_TOKEN (source), result, &error);

  if (token == NULL)
    g_task_return_error (task, error);
  else
    call_take_token (g_steal_pointer (&task), token);
}

/* Takes @task. */
static void
call_start (GTask *task)
{
  SluiceClient *self = g_task_get_source_object (task);
  SluiceSecret *token = sluice_token_peek (self->token);

  if (token == NULL)
    {
      sluice_token_get_async (self->token, g_task_get_cancellable (task), on_call_token_cb, task);
      return;
    }
  call_take_token (task, sluice_secret_ref (token));
}

static void
learn_secrets (SluiceClient *self, SluiceBody *body)
{
  GHashTableIter iter;
  gpointer secret;

  g_hash_table_iter_init (&iter, sluice_body_peek_secrets (body));
  while (g_hash_table_iter_next (&iter, NULL, &secret))
    sluice_redactor_add (self->redactor, secret);
}

/**
 * sluice_client_call_async:
 * @self: a client
 * @method: "GET", "POST", "PUT" or "DELETE"
 * @route: an API path with its query, for example "/platform/v2/workspaces/1/connections"
 * @body: (nullable): what to send
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes one call, with all that CONTRACT 5 says about tokens and repeating.
 */
void
sluice_client_call_async (SluiceClient *self,
                          const char *method,
                          const char *route,
                          SluiceBody *body,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);
  GError *error;

  g_return_if_fail (SLUICE_IS_CLIENT (self));
  g_return_if_fail (route != NULL && *route == '/');

  call->method = g_strdup (method);
  call->route = g_strdup (route);
  call->body = body != NULL ? sluice_body_ref (body) : NULL;
  g_task_set_source_tag (task, sluice_client_call_async);
  /* What the caller cancels is reported as CANCELLED of our domain. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, call_free);
  if (body != NULL)
    learn_secrets (self, body);
  error = check_addresses (self);
  if (error != NULL)
    {
      set_where (error, call);
      g_task_return_error (task, error);
    }
  else
    call_start (g_steal_pointer (&task));
}

/**
 * sluice_client_call_finish:
 * @self: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * A GET that answers what it answered last gives the same document again, not another like it.
 *
 * Returns: (transfer full) (nullable): the reply's document, immutable, or %NULL where it was empty (no
 *   error) or the call failed (with @error)
 */
JsonNode *
sluice_client_call_finish (SluiceClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_sign_in_token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SluiceSecret) token = sluice_token_get_finish (SLUICE_TOKEN (source), result, &error);

  if (token != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sluice_client_sign_in_async:
 * @self: a client
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Gets a token, nothing else.
 */
void
sluice_client_sign_in_async (SluiceClient *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error;

  g_return_if_fail (SLUICE_IS_CLIENT (self));

  g_task_set_source_tag (task, sluice_client_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);
  error = check_addresses (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    sluice_token_get_async (self->token, cancellable, on_sign_in_token_cb, g_steal_pointer (&task));
}

/**
 * sluice_client_sign_in_finish:
 * @self: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: whether there is a token
 */
gboolean
sluice_client_sign_in_finish (SluiceClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
