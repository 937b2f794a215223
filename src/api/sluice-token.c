/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-token.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-body.h"
#include "api/sluice-call-log.h"
#include "api/sluice-retry.h"
#include "sluice-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* CONTRACT 5: renewed a minute before it ends; one that lives under two minutes at half its life. */
#define RENEW_BEFORE   (60 * G_USEC_PER_SEC)
#define SHORT_LIFE     (120 * G_USEC_PER_SEC)
#define DEFAULT_LIFE_S 3600
#define MAX_LIFE_S     (30 * 24 * 3600)

/* For how long a token that came in place of a refused one is not exchanged in its turn. */
#define TRUST_BEFORE_NEXT (30 * G_USEC_PER_SEC)

struct _SluiceToken
{
  GObject parent_instance;

  SluiceProfile *profile;
  SluiceSecret *client_secret;
  SluiceTransport *transport;
  SluiceRedactor *redactor;
  SluiceActivity *activity;
  guint retry_base; /* milliseconds */

  SluiceSecret *token; /* (nullable) */
  gint64 renew;        /* when to get a new one, microseconds since the epoch */
  gboolean refused;    /* the one before it was not accepted */
  gboolean unproven;   /* it came in place of a refused one, and nothing was accepted with it yet */
  gint64 came;         /* when it came, by the monotonic clock */

  GList *waiters;      /* (element-type Waiter) */
  GCancellable *fetch; /* (nullable) of the request under way */
};

enum
{
  CHANGED,
  WAITING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceToken, sluice_token, G_TYPE_OBJECT)

/* One who waits for the token that is being fetched. */
typedef struct
{
  SluiceToken *owner;
  GTask *task;
  GSource *cancel_source; /* (nullable) */
} Waiter;

/* The one request under way. It is given up, not stopped with its last waiter, by clearing the owner's
 * pointer to its cancellable: a new one may begin while it still winds down. */
typedef struct
{
  SluiceToken *self;
  GCancellable *cancellable;
  SluiceBody *body;
  guint retries;
  gint64 started;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->self);
  g_object_unref (fetch->cancellable);
  sluice_body_unref (fetch->body);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancel_source != NULL)
    {
      g_source_destroy (waiter->cancel_source);
      g_source_unref (waiter->cancel_source);
    }
  g_object_unref (waiter->task);
  g_free (waiter);
}

static void
sluice_token_finalize (GObject *object)
{
  SluiceToken *self = SLUICE_TOKEN (object);

  g_clear_object (&self->profile);
  g_clear_pointer (&self->client_secret, sluice_secret_unref);
  g_clear_object (&self->transport);
  g_clear_object (&self->redactor);
  g_clear_object (&self->activity);
  g_clear_pointer (&self->token, sluice_secret_unref);
  G_OBJECT_CLASS (sluice_token_parent_class)->finalize (object);
}

static void
sluice_token_class_init (SluiceTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_token_finalize;

  signals[CHANGED] = g_signal_new ("changed", SLUICE_TYPE_TOKEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, SLUICE_TYPE_SECRET, G_TYPE_INT64);
  signals[WAITING] = g_signal_new ("waiting", SLUICE_TYPE_TOKEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
sluice_token_init (SluiceToken *self)
{
}

/**
 * sluice_token_new:
 * @profile: the workspace
 * @client_secret: its client secret
 * @transport: sends the request
 * @redactor: is told of each token
 * @activity: where the request is written down
 * @retry_base: the first step between two tries, in milliseconds
 *
 * Returns: (transfer full): a source of tokens that has none yet
 */
SluiceToken *
sluice_token_new (SluiceProfile *profile,
                  SluiceSecret *client_secret,
                  SluiceTransport *transport,
                  SluiceRedactor *redactor,
                  SluiceActivity *activity,
                  guint retry_base)
{
  SluiceToken *self = g_object_new (SLUICE_TYPE_TOKEN, NULL);

  self->profile = g_object_ref (profile);
  self->client_secret = sluice_secret_ref (client_secret);
  self->transport = g_object_ref (transport);
  self->redactor = g_object_ref (redactor);
  self->activity = g_object_ref (activity);
  self->retry_base = retry_base;
  return self;
}

/**
 * sluice_token_set:
 * @self: a source of tokens
 * @token: a token
 * @expires: when it ends, in microseconds since the epoch
 *
 * Uses @token, for example one that was kept from before.
 */
void
sluice_token_set (SluiceToken *self, SluiceSecret *token, gint64 expires)
{
  gint64 now = g_get_real_time ();
  gint64 life = expires - now;

  g_return_if_fail (SLUICE_IS_TOKEN (self));

  sluice_redactor_add (self->redactor, token);
  g_clear_pointer (&self->token, sluice_secret_unref);
  self->token = sluice_secret_ref (token);
  self->renew = life < SHORT_LIFE ? now + life / 2 : expires - RENEW_BEFORE;
}

/**
 * sluice_token_forget:
 * @self: a source of tokens
 *
 * Lets the next who asks have a new one. Nothing is known against the one there is; calls that are on
 * their way with it go on.
 */
void
sluice_token_forget (SluiceToken *self)
{
  g_return_if_fail (SLUICE_IS_TOKEN (self));

  g_clear_pointer (&self->token, sluice_secret_unref);
}

/**
 * sluice_token_reject:
 * @self: a source of tokens
 * @token: a token that the API did not accept
 *
 * Forgets @token. Of a thousand calls that learn this at once the first one matters: the others find
 * that a new one is there or on its way. Where that one is refused as well, the credential is what is
 * wrong, and a third token would not help.
 *
 * Returns: whether it is worth asking for another one
 */
gboolean
sluice_token_reject (SluiceToken *self, SluiceSecret *token)
{
  g_return_val_if_fail (SLUICE_IS_TOKEN (self), FALSE);

  if (self->token == NULL || !sluice_secret_equal (self->token, token))
    return TRUE;
  if (self->unproven && g_get_monotonic_time () - self->came < TRUST_BEFORE_NEXT)
    return FALSE;
  g_clear_pointer (&self->token, sluice_secret_unref);
  self->refused = TRUE;
  return TRUE;
}

/**
 * sluice_token_accept:
 * @self: a source of tokens
 * @token: a token that the API accepted
 *
 * Tells that a refusal from now on is about @token, not about the credential.
 */
void
sluice_token_accept (SluiceToken *self, SluiceSecret *token)
{
  g_return_if_fail (SLUICE_IS_TOKEN (self));

  if (self->unproven && self->token != NULL && sluice_secret_equal (self->token, token))
    self->unproven = FALSE;
}

static void
finish_waiters (SluiceToken *self, const GError *error)
{
  GList *waiters = g_list_reverse (g_steal_pointer (&self->waiters));
  /* A callback may reject the token before the next one has it. */
  g_autoptr (SluiceSecret) token = error == NULL ? sluice_secret_ref (self->token) : NULL;

  g_clear_object (&self->fetch);
  for (GList *l = waiters; l != NULL; l = l->next)
    {
      Waiter *waiter = l->data;

      if (error != NULL)
        g_task_return_error (waiter->task, g_error_copy (error));
      else
        g_task_return_pointer (waiter->task, sluice_secret_ref (token),
                               (GDestroyNotify) sluice_secret_unref);
      waiter_free (waiter);
    }
  g_list_free (waiters);
}

/* The reply is no token: says so without showing any of it, for a part of it may be one. */
static GError *
no_token_error (void)
{
  GError *error = sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL,
                                        _ ("Check the token address of this workspace."),
                                        _ ("The token service answered without a token."));

  sluice_api_error_peek (error)->status = 200;
  return error;
}

static gboolean
take_token (SluiceToken *self, JsonNode *document, GError **error)
{
  JsonObject *object = document != NULL && JSON_NODE_HOLDS_OBJECT (document)
                           ? json_node_get_object (document)
                           : NULL;
  const char *text = sluice_json_get_string (object, "access_token");
  g_autoptr (SluiceSecret) token = NULL;
  gint64 life = DEFAULT_LIFE_S;
  gint64 expires;

  if (text == NULL || *text == '\0' || strpbrk (text, "\r\n") != NULL)
    {
      g_propagate_error (error, no_token_error ());
      return FALSE;
    }
  sluice_json_get_int (object, "expires_in", &life);
  expires = g_get_real_time () + CLAMP (life, 0, MAX_LIFE_S) * G_USEC_PER_SEC;
  token = sluice_secret_new (text);
  sluice_token_set (self, token, expires);
  self->unproven = self->refused;
  self->refused = FALSE;
  self->came = g_get_monotonic_time ();
  g_signal_emit (self, signals[CHANGED], 0, token, expires);
  return TRUE;
}

static GError *
explain_refusal (SluiceToken *self, GError *error)
{
  g_autofree char *remedy = NULL;

  if (error->code == SLUICE_API_ERROR_AUTH)
    remedy = g_strdup_printf (
        _ ("Check the client id “%s” and its client secret. A new credential is made in mParticle "
           "under Settings > Platform > API Credentials: tick Platform, permission Admin."),
        sluice_profile_get_client_id (self->profile));
  else if (error->code == SLUICE_API_ERROR_NOT_FOUND)
    remedy = g_strdup (_ ("Check the token address of this workspace."));
  if (remedy != NULL)
    sluice_api_error_set_remedy (error, remedy);
  return error;
}

static void fetch_send (Fetch *fetch);

static void
on_fetch_wait_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;

  if (fetch->self->fetch != fetch->cancellable)
    return;
  if (sluice_retry_wait_finish (result, &error))
    fetch_send (g_steal_pointer (&fetch));
  else
    finish_waiters (fetch->self, error);
}

static void
fetch_failed (Fetch *fetch, GError *error)
{
  SluiceToken *self = fetch->self;
  guint delay;

  if (!sluice_retry_is_allowed ("TOKEN", error, fetch->retries))
    {
      finish_waiters (self, error);
      fetch_free (fetch);
      return;
    }
  delay = sluice_retry_get_delay (error, fetch->retries, self->retry_base);
  fetch->retries++;
  g_signal_emit (self, signals[WAITING], 0, error->message,
                 g_get_real_time () + (gint64) delay * 1000);
  sluice_retry_wait_async (delay, fetch->cancellable, on_fetch_wait_over_cb, fetch);
}

static void
on_fetch_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  SluiceToken *self = fetch->self;
  SluiceReplyCall call = { "POST", "token", self->redactor };
  guint sent;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReply) reply =
      sluice_transport_send_finish (SLUICE_TRANSPORT (source), result, &sent, &error);
  g_autoptr (JsonNode) document = NULL;

  if (reply != NULL && sluice_reply_is_success (reply))
    document = sluice_reply_parse (reply, &call, &error);
  else if (reply != NULL)
    error = explain_refusal (self, sluice_reply_to_error (reply, &call));
  if (error == NULL)
    take_token (self, document, &error);
  sluice_call_log_add (self->activity, &call, fetch->body, reply, error, fetch->started,
                       fetch->retries + 1);
  if (self->fetch != fetch->cancellable)
    return;
  if (error == NULL)
    finish_waiters (self, NULL);
  else
    fetch_failed (g_steal_pointer (&fetch), error);
}

/* Takes @fetch. */
static void
fetch_send (Fetch *fetch)
{
  g_autoptr (GBytes) bytes = sluice_body_serialize (fetch->body);

  fetch->started = g_get_real_time ();
  sluice_transport_send_async (fetch->self->transport, "POST",
                               sluice_profile_get_token_url (fetch->self->profile), NULL, bytes,
                               NULL, fetch->retries + 1, fetch->cancellable, on_fetch_sent_cb,
                               fetch);
}

static SluiceBody *
make_body (SluiceToken *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = sluice_json_node_for_object (object);
  SluiceBody *body;

  json_object_set_string_member (object, "client_id", sluice_profile_get_client_id (self->profile));
  json_object_set_string_member (object, "audience", SLUICE_OAUTH_AUDIENCE);
  json_object_set_string_member (object, "grant_type", "client_credentials");
  body = sluice_body_new (node);
  sluice_body_set_secret (body, "/client_secret", self->client_secret);
  return body;
}

static gboolean
on_waiter_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  SluiceToken *self = waiter->owner;

  self->waiters = g_list_remove (self->waiters, waiter);
  if (self->waiters == NULL && self->fetch != NULL)
    {
      g_cancellable_cancel (self->fetch);
      g_clear_object (&self->fetch);
    }
  g_task_return_error (waiter->task, sluice_api_error_new_cancelled ());
  waiter_free (waiter);
  return G_SOURCE_REMOVE;
}

static void
add_waiter (SluiceToken *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->owner = self;
  waiter->task = g_object_ref (task);
  self->waiters = g_list_prepend (self->waiters, waiter);
  if (cancellable == NULL)
    return;
  waiter->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiter->cancel_source, G_SOURCE_FUNC (on_waiter_cancelled_cb), waiter,
                         NULL);
  g_source_attach (waiter->cancel_source, g_main_context_get_thread_default ());
}

/**
 * sluice_token_peek:
 * @self: a source of tokens
 *
 * Returns: (transfer none) (nullable): the token, where it is good for a while yet
 */
SluiceSecret *
sluice_token_peek (SluiceToken *self)
{
  g_return_val_if_fail (SLUICE_IS_TOKEN (self), NULL);

  return self->token != NULL && g_get_real_time () < self->renew ? self->token : NULL;
}

/**
 * sluice_token_get_async:
 * @self: a source of tokens
 * @cancellable: (nullable): a cancellable; with the last who waits goes the request
 * @callback: called when done
 * @user_data: for @callback
 *
 * Gets the token, from memory where it is good for a while yet.
 */
void
sluice_token_get_async (SluiceToken *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Fetch *fetch;

  g_return_if_fail (SLUICE_IS_TOKEN (self));

  g_task_set_source_tag (task, sluice_token_get_async);
  g_task_set_check_cancellable (task, FALSE);
  if (sluice_token_peek (self) != NULL)
    {
      g_task_return_pointer (task, sluice_secret_ref (self->token),
                             (GDestroyNotify) sluice_secret_unref);
      return;
    }
  add_waiter (self, task);
  if (self->fetch != NULL)
    return;
  fetch = g_new0 (Fetch, 1);
  fetch->self = g_object_ref (self);
  fetch->cancellable = g_cancellable_new ();
  fetch->body = make_body (self);
  self->fetch = g_object_ref (fetch->cancellable);
  fetch_send (fetch);
}

/**
 * sluice_token_get_finish:
 * @self: a source of tokens
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the token, or %NULL with @error set
 */
SluiceSecret *
sluice_token_get_finish (SluiceToken *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
