/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-api-error-private.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *word;
  const char *remedy;
} Code;

/* In the order of #SluiceApiError. The remedy is the one for want of a better: whoever knows more about
 * the call gives its own. */
static const Code codes[] = {
  { "AUTH", N_ ("Check the client id and the client secret of this workspace. A new credential is "
                "made in mParticle under Settings > Platform > API Credentials.") },
  { "FORBIDDEN", N_ ("The API credential needs Platform with the permission Admin. Change it in "
                     "mParticle under Settings > Platform > API Credentials.") },
  { "NOT_READY",
    N_ ("Nothing is wrong: the first report of a new pipeline takes about a minute.") },
  { "NOT_FOUND", N_ ("Check the id, and whether this is the right workspace.") },
  { "CONFLICT", N_ ("Adopt the one that is there, give yours another id or name, or compare the "
                    "two.") },
  { "VALIDATION", N_ ("Change what the server names, then send it again.") },
  { "BUSY", N_ ("Wait until the run that is going on has ended, then start the next one.") },
  { "LIMIT", N_ ("Pause one of the active pipelines, then try again.") },
  { "RATE_LIMITED", N_ ("Wait a minute, then try again.") },
  { "WAREHOUSE",
    N_ ("Check the connection's user, password, account, region, warehouse and database, and that "
        "the warehouse's allow-list lets mParticle in.") },
  { "SERVER", N_ ("The fault is not on your side. Try again in a few minutes.") },
  { "NETWORK", N_ ("Check the network connection, the proxy settings and the API address of this "
                   "workspace.") },
  { "TIMEOUT", N_ ("Check the network connection and the proxy settings, then try again.") },
  { "TLS", N_ ("Check the date of this computer, the API address of this workspace, and whether a "
               "proxy needs a certificate of your organisation to be trusted.") },
  { "PROTOCOL",
    N_ ("Check the API address of this workspace, and whether a proxy or a sign-in page "
        "of the network answered in the API's place.") },
  { "CANCELLED", N_ ("Start it again when you are ready.") },
};

static void
sluice_api_error_private_init (SluiceApiErrorPrivate *priv)
{
}

static void
sluice_api_error_private_copy (const SluiceApiErrorPrivate *from, SluiceApiErrorPrivate *to)
{
  *to = *from;
  to->messages = g_strdupv (from->messages);
  to->request_id = g_strdup (from->request_id);
  to->method = g_strdup (from->method);
  to->route = g_strdup (from->route);
  to->remedy = g_strdup (from->remedy);
}

static void
sluice_api_error_private_clear (SluiceApiErrorPrivate *priv)
{
  g_clear_pointer (&priv->messages, g_strfreev);
  g_clear_pointer (&priv->request_id, g_free);
  g_clear_pointer (&priv->method, g_free);
  g_clear_pointer (&priv->route, g_free);
  g_clear_pointer (&priv->remedy, g_free);
}

/* The macro's own arithmetic, of which GLib sees to the alignment. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (SluiceApiError, sluice_api_error)
#pragma GCC diagnostic pop

/**
 * sluice_api_error_code_to_string:
 * @code: an error's code
 *
 * Returns: (transfer none): its word in CONTRACT 5, for example "NOT_READY"
 */
const char *
sluice_api_error_code_to_string (SluiceApiError code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (codes), "SERVER");

  return codes[code].word;
}

/**
 * sluice_api_error_new:
 * @code: what kind of error
 * @remedy: (nullable): what to do about it, translated; %NULL for the code's own sentence
 * @format: the message, translated, printf style
 * @...: its arguments
 *
 * Returns: (transfer full): a new error
 */
GError *
sluice_api_error_new (SluiceApiError code, const char *remedy, const char *format, ...)
{
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (SLUICE_API_ERROR, (int) code, format, arguments);
  va_end (arguments);
  sluice_api_error_set_remedy (error, remedy);
  return error;
}

/**
 * sluice_api_error_new_cancelled:
 *
 * Returns: (transfer full): what is said of a request that its caller did not want any more
 */
GError *
sluice_api_error_new_cancelled (void)
{
  return sluice_api_error_new (SLUICE_API_ERROR_CANCELLED, NULL, _ ("The request was cancelled."));
}

/* (nullable) for an error of another domain, so that every getter can be asked about any error. */
SluiceApiErrorPrivate *
sluice_api_error_peek (const GError *error)
{
  return error != NULL && error->domain == SLUICE_API_ERROR ? sluice_api_error_get_private (error)
                                                            : NULL;
}

/* Replaces the remedy. */
void
sluice_api_error_set_remedy (GError *error, const char *remedy)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  g_free (priv->remedy);
  priv->remedy = g_strdup (remedy);
}

/* Replaces the message. */
void
sluice_api_error_set_message (GError *error, const char *message)
{
  char *copy = g_strdup (message);

  g_free (error->message);
  error->message = copy;
}

/**
 * sluice_api_error_get_status:
 * @error: any error
 *
 * Returns: the reply's HTTP status, 0 where there was none
 */
guint
sluice_api_error_get_status (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL ? priv->status : 0;
}

/**
 * sluice_api_error_get_messages:
 * @error: any error
 *
 * Returns: (transfer none): what the server said, redacted; may be empty, is never %NULL
 */
const char *const *
sluice_api_error_get_messages (const GError *error)
{
  static const char *const none[] = { NULL };
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL && priv->messages != NULL ? (const char *const *) priv->messages : none;
}

/**
 * sluice_api_error_get_request_id:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the id the server gave the request, for its support
 */
const char *
sluice_api_error_get_request_id (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL ? priv->request_id : NULL;
}

/**
 * sluice_api_error_get_method:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the request's method
 */
const char *
sluice_api_error_get_method (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL ? priv->method : NULL;
}

/**
 * sluice_api_error_get_route:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the request's route, "token" for the token request
 */
const char *
sluice_api_error_get_route (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL ? priv->route : NULL;
}

/**
 * sluice_api_error_get_remedy:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): what to do about it, translated; %NULL only for an error of
 *   another domain
 */
const char *
sluice_api_error_get_remedy (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  if (priv == NULL || priv->remedy != NULL)
    return priv != NULL ? priv->remedy : NULL;
  return (guint) error->code < G_N_ELEMENTS (codes) ? _ (codes[error->code].remedy) : NULL;
}

/**
 * sluice_api_error_get_until:
 * @error: any error
 *
 * Returns: when a rate limit ends, in microseconds since the epoch; 0 where not told
 */
gint64
sluice_api_error_get_until (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL ? priv->until : 0;
}

/**
 * sluice_api_error_get_doubt:
 * @error: any error
 *
 * Returns: whether the request may have been done although it failed
 */
SluiceDoubt
sluice_api_error_get_doubt (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL ? priv->doubt : SLUICE_DOUBT_NONE;
}

/**
 * sluice_api_error_is_wrong_route:
 * @error: any error
 *
 * A 404 whose errors speak of an object says that the object is missing; any other 404, and a 405,
 * says that there is no such route (CONTRACT 2).
 *
 * Returns: whether the route, not the object, is what is missing
 */
gboolean
sluice_api_error_is_wrong_route (const GError *error)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  return priv != NULL && priv->wrong_route;
}

/**
 * sluice_api_error_may_mean_exists:
 * @error: an error that a create came to
 *
 * "This name is taken" comes as 409, as 400, or as 422, which breaks any other rule as well.
 *
 * Returns: whether the object may be there already
 */
gboolean
sluice_api_error_may_mean_exists (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CONFLICT) ||
         sluice_api_error_get_status (error) == 422;
}
