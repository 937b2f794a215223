/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-reply.h"

#include "api/sluice-api-error-private.h"
#include "sluice-json.h"
#include "sluice-time.h"
#include "sluice-worker.h"

#include <glib/gi18n.h>
#include <string.h>

/* How much of an odd reply is shown. */
#define SHOWN_CHARACTERS 200
/* So much of a reply is kept for reading, in characters. */
#define KEPT_CHARACTERS (256 * 1024)
#define MAX_MESSAGES    20
#define MAX_MESSAGE     2000
/* A document's tree may take this much memory: with the text itself, a reply then costs less than
 * 100 MiB whatever its author had in mind. */
#define MAX_TREE_BYTES (60 * 1024 * 1024)

/**
 * sluice_reply_free:
 * @self: (transfer full): a reply
 */
void
sluice_reply_free (SluiceReply *self)
{
  if (self->document != NULL && sluice_reply_is_large (self))
    sluice_worker_drop (g_steal_pointer (&self->document), (GDestroyNotify) json_node_unref);
  g_clear_pointer (&self->document, json_node_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->request_id);
  g_free (self->retry_after);
  g_free (self->location);
  g_free (self->limit);
  g_free (self->etag);
  g_free (self->shown);
  g_clear_error (&self->flaw);
  g_free (self);
}

/**
 * sluice_reply_is_success:
 * @self: a reply
 *
 * Returns: whether its status is 2xx
 */
gboolean
sluice_reply_is_success (SluiceReply *self)
{
  return self->status >= 200 && self->status < 300;
}

/**
 * sluice_reply_is_large:
 * @self: a reply
 *
 * Returns: whether to read it would hold up the main loop
 */
gboolean
sluice_reply_is_large (SluiceReply *self)
{
  return g_bytes_get_size (self->body) > SLUICE_REPLY_LARGE_BYTES;
}

/**
 * sluice_reply_show:
 * @self: a reply
 * @redactor: knows what must not be shown
 *
 * Works it out once.
 *
 * Returns: (transfer none): the start of the body, redacted
 */
const char *
sluice_reply_show (SluiceReply *self, SluiceRedactor *redactor)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (self->body, &length);

  if (self->shown == NULL)
    self->shown =
        length > 0 ? sluice_redactor_redact_start (redactor, text, (gssize) length, KEPT_CHARACTERS)
                   : g_strdup ("");
  return self->shown;
}

/* When the server wants to be asked again, in microseconds since the epoch by our clock; 0 where it does
 * not say (Retry-After in seconds or as a date, CONTRACT 5). */
static gint64
get_retry_time (SluiceReply *self)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GDateTime) date = NULL;

  if (self->retry_after == NULL)
    return 0;
  if (*self->retry_after != '\0' &&
      self->retry_after[strspn (self->retry_after, "0123456789")] == '\0')
    {
      guint64 seconds = g_ascii_strtoull (self->retry_after, NULL, 10);

      return now + (gint64) MIN (seconds, G_MAXINT32) * G_USEC_PER_SEC;
    }
  date = sluice_time_parse_http_date (self->retry_after);
  if (date == NULL)
    return 0;
  /* The date is by the server's clock, which its Date header tells. */
  return g_date_time_to_unix (date) * G_USEC_PER_SEC + (self->date != 0 ? now - self->date : 0);
}

static void
set_call (GError *error, SluiceReply *self, const SluiceReplyCall *call)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);

  priv->status = self->status;
  priv->request_id = g_strdup (self->request_id);
  priv->method = g_strdup (call->method);
  priv->route = g_strdup (call->route);
}

static GError *
protocol_error (SluiceReply *self, const SluiceReplyCall *call, const char *what)
{
  gsize length = 0;
  const char *text = self->body != NULL ? g_bytes_get_data (self->body, &length) : NULL;
  g_autofree char *start = NULL;
  GError *error;

  if (length > 0)
    start = sluice_redactor_redact_start (call->redactor, text, (gssize) length, SHOWN_CHARACTERS);
  if (start != NULL)
    /* Translators: a sentence, then the start of the text that the server sent */
    error =
        sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL, _ ("%s It begins: %s"), what, start);
  else
    error = sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL, "%s", what);
  set_call (error, self, call);
  if (sluice_reply_is_success (self))
    sluice_api_error_peek (error)->doubt = SLUICE_DOUBT_ANSWERED;
  return error;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* Reads the body, once, without a word on what is found: needs nothing but @self, and can be done in another
 * thread where @self is large. */
static void
read_body (SluiceReply *self)
{
  gsize length = 0;
  const char *text = self->body != NULL ? g_bytes_get_data (self->body, &length) : NULL;

  if (self->was_read)
    return;
  self->was_read = TRUE;
  if (is_blank (text, length))
    return;
  if (sluice_json_exceeds (text, length, MAX_TREE_BYTES))
    g_set_error_literal (&self->flaw, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SIZE, "too large");
  else
    self->document = sluice_json_parse (text, (gssize) length, &self->flaw);
}

/* libsoup takes a connection that ends between two chunks, or within one, for the end of the reply. */
static gboolean
was_cut_short (SluiceReply *self)
{
  gsize length;
  const char *text = g_bytes_get_data (self->body, &length);

  return self->unmeasured && self->flaw != NULL && sluice_json_is_open (text, length);
}

/* As where the connection is seen to end: what passes is tried again, and what was to be made looked for. */
static GError *
cut_short_error (SluiceReply *self, const SluiceReplyCall *call)
{
  g_autofree char *what =
      g_strdup_printf (_ ("The reply was cut short (%s)."), self->flaw->message);
  GError *error = protocol_error (self, call, what);

  sluice_api_error_peek (error)->transient = TRUE;
  sluice_api_error_peek (error)->doubt = SLUICE_DOUBT_CUT_OFF;
  return error;
}

/* Says why there is no document. */
static GError *
describe_flaw (SluiceReply *self, const SluiceReplyCall *call)
{
  g_autofree char *what = NULL;

  if (was_cut_short (self))
    return cut_short_error (self, call);

  if (self->document != NULL)
    what = g_strdup (_ ("The reply is a single value where an object or a list belongs."));
  else if (g_error_matches (self->flaw, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SIZE))
    what = g_strdup (_ ("The reply holds more than this program takes in at once."));
  else
    /* Translators: what the JSON reader objects to, for example "line 1, column 2: a comma is missing" */
    what = g_strdup_printf (_ ("The reply is not a JSON document (%s)."), self->flaw->message);
  return protocol_error (self, call, what);
}

/* The object or list that was sent, if one was. */
static JsonNode *
peek_document (SluiceReply *self)
{
  read_body (self);
  if (self->document == NULL || JSON_NODE_HOLDS_OBJECT (self->document) ||
      JSON_NODE_HOLDS_ARRAY (self->document))
    return self->document;
  return NULL;
}

/**
 * sluice_reply_parse:
 * @self: a reply with a status of 2xx
 * @call: the call it answers
 * @error: return location for a PROTOCOL error
 *
 * Gives the document away, so it can be had once.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL where the body is empty (no error) or
 *   no document (with @error)
 */
JsonNode *
sluice_reply_parse (SluiceReply *self, const SluiceReplyCall *call, GError **error)
{
  if (peek_document (self) != NULL)
    return g_steal_pointer (&self->document);
  if (self->document != NULL || self->flaw != NULL)
    g_propagate_error (error, describe_flaw (self, call));
  return NULL;
}

/* A reply that is read beside the main loop. */
typedef struct
{
  SluiceReply *reply;
  SluiceRedactor *redactor;
  guint serial; /* of the redactor when it began */
} Preparation;

static void
prepare (gpointer data)
{
  Preparation *preparation = data;

  read_body (preparation->reply);
  sluice_reply_show (preparation->reply, preparation->redactor);
}

static void
preparation_free (gpointer data)
{
  Preparation *preparation = data;

  g_clear_pointer (&preparation->reply, sluice_reply_free);
  g_object_unref (preparation->redactor);
  g_free (preparation);
}

static void
on_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Preparation *preparation = g_task_get_task_data (task);
  SluiceReply *reply = g_steal_pointer (&preparation->reply);

  sluice_worker_run_finish (result);
  /* What became known as a secret meanwhile may stand in it. */
  if (sluice_redactor_get_serial (preparation->redactor) != preparation->serial)
    g_clear_pointer (&reply->shown, g_free);
  g_task_return_pointer (task, reply, (GDestroyNotify) sluice_reply_free);
}

/**
 * sluice_reply_prepare_async:
 * @self: (transfer full): a reply
 * @redactor: knows what must not be shown
 * @callback: called when done
 * @user_data: for @callback
 *
 * Does what takes long with a large reply beside the main loop, which then need not.
 */
void
sluice_reply_prepare_async (SluiceReply *self,
                            SluiceRedactor *redactor,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Preparation *preparation = g_new0 (Preparation, 1);

  preparation->reply = self;
  preparation->redactor = g_object_ref (redactor);
  preparation->serial = sluice_redactor_get_serial (redactor);
  g_task_set_source_tag (task, sluice_reply_prepare_async);
  g_task_set_task_data (task, preparation, preparation_free);
  sluice_worker_run_async (prepare, preparation, on_prepared_cb, task);
}

/**
 * sluice_reply_prepare_finish:
 * @result: the result
 *
 * Returns: (transfer full): the reply, read
 */
SluiceReply *
sluice_reply_prepare_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
add_message (GPtrArray *messages, const SluiceReplyCall *call, const char *text)
{
  g_autofree char *redacted = NULL;

  if (text == NULL || *text == '\0' || messages->len >= MAX_MESSAGES)
    return;
  redacted = sluice_redactor_redact_start (call->redactor, text, -1, MAX_MESSAGE);
  g_strstrip (redacted);
  if (*redacted != '\0' &&
      !g_ptr_array_find_with_equal_func (messages, redacted, g_str_equal, NULL))
    g_ptr_array_add (messages, g_steal_pointer (&redacted));
}

/* The words for people in an object, under the first of the names that services give them. */
static char *
dup_words (JsonObject *object)
{
  static const char *const names[] = { "error_description", "message", "Message", "detail",
                                       "title" };
  char *text = NULL;

  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (names); i++)
    text = sluice_json_dup_text (object, names[i]);
  return text;
}

/* A sentence, an object with one in it, or a list of those. */
static void
add_errors (GPtrArray *messages, const SluiceReplyCall *call, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      add_errors (messages, call, json_array_get_element (json_node_get_array (node), i));
  else if (node != NULL)
    {
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      text = object != NULL ? dup_words (object) : sluice_json_scalar_to_text (node);
      if (text == NULL)
        text = sluice_json_dup_text (object, "code");
      add_message (messages, call, text);
    }
}

/* CONTRACT 5, accepted error bodies, and what else is common. @spoken tells whether there were errors
 * under that name. */
static GPtrArray *
read_messages (SluiceReply *self, const SluiceReplyCall *call, gboolean *spoken)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  JsonNode *root = peek_document (self);
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gsize length = 0;
  const char *text = self->body != NULL ? g_bytes_get_data (self->body, &length) : NULL;
  g_autofree char *start = NULL;
  g_autofree char *words = object != NULL ? dup_words (object) : NULL;

  add_errors (messages, call, object != NULL ? json_object_get_member (object, "errors") : root);
  *spoken = object != NULL && messages->len > 0;
  if (messages->len == 0)
    add_message (messages, call, words);
  if (messages->len == 0 && object != NULL)
    add_errors (messages, call, json_object_get_member (object, "error"));
  /* A page of HTML is no message; a line of plain text is. */
  if (messages->len == 0 && root == NULL && length > 0 && memchr (text, '<', length) == NULL)
    {
      start =
          sluice_redactor_redact_start (call->redactor, text, (gssize) length, SHOWN_CHARACTERS);
      add_message (messages, call, start);
    }
  return g_steal_pointer (&messages);
}

static gboolean
says (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
says_busy (const char *text)
{
  static const char *const words[] = { "already in progress", "already running", NULL };

  return says (text, words);
}

static gboolean
says_limit (const char *text)
{
  static const char *const words[] = { "limit",        "maximum",   "exceed",
                                       "at most",      "more than", "reached",
                                       "no more than", "too many",  NULL };

  if (strstr (text, "active") == NULL || strstr (text, "pipeline") == NULL)
    return FALSE;
  /* "Only 5 active pipelines are allowed." */
  return says (text, words) || (strstr (text, "allowed") != NULL && strpbrk (text, "0123456789") &&
                                strstr (text, "only ") != NULL);
}

static gboolean
says_exists (const char *text)
{
  static const char *const words[] = {
    "already exist", "exists already", "must be unique", "already taken", "already in use",
    "already used",  "duplicate id",   "duplicate name", "duplicate key", NULL
  };
  static const char *const denials[] = { "no ", "not ", "none ", "n't ", NULL };

  return says (text, words) || (strstr (text, " exists") != NULL && !says (text, denials));
}

/* The words of a 404 that is about the route although it stands in an error list. */
static gboolean
says_route (const char *text)
{
  static const char *const words[] = { "route",       "endpoint",   "no http resource",
                                       "request uri", "no handler", "cannot get",
                                       "url",         NULL };

  return says (text, words);
}

static gboolean
any_message (GPtrArray *messages, gboolean (*test) (const char *text))
{
  for (guint i = 0; i < messages->len; i++)
    {
      g_autofree char *lower = g_utf8_strdown (g_ptr_array_index (messages, i), -1);

      if (test (lower))
        return TRUE;
    }
  return FALSE;
}

static SluiceApiError
code_for_refusal (guint status, GPtrArray *messages)
{
  if (status == 400 && any_message (messages, says_busy))
    return SLUICE_API_ERROR_BUSY;
  if ((status == 400 || status == 422) && any_message (messages, says_limit))
    return SLUICE_API_ERROR_LIMIT;
  if (status == 400 && any_message (messages, says_exists))
    return SLUICE_API_ERROR_CONFLICT;
  return SLUICE_API_ERROR_VALIDATION;
}

static SluiceApiError
code_for (SluiceReply *self, const SluiceReplyCall *call, GPtrArray *messages)
{
  gboolean token = g_str_equal (call->route, "token");

  switch (self->status)
    {
    case 401:
      return SLUICE_API_ERROR_AUTH;
    case 403:
      return token ? SLUICE_API_ERROR_AUTH : SLUICE_API_ERROR_FORBIDDEN;
    case 404:
    case 405:
    case 410:
      return SLUICE_API_ERROR_NOT_FOUND;
    case 407:
      return SLUICE_API_ERROR_NETWORK;
    case 408:
      return SLUICE_API_ERROR_TIMEOUT;
    case 409:
      return SLUICE_API_ERROR_CONFLICT;
    case 429:
      return SLUICE_API_ERROR_RATE_LIMITED;
    case 505:
      return SLUICE_API_ERROR_WAREHOUSE;
    default:
      if (self->status >= 500 && self->status < 600)
        return SLUICE_API_ERROR_SERVER;
      if (self->status >= 400 && self->status < 500)
        return code_for_refusal (self->status, messages);
      return SLUICE_API_ERROR_PROTOCOL;
    }
}

/* What is said where the server says nothing. */
static char *
default_message (SluiceReply *self, SluiceApiError code)
{
  switch (code)
    {
    case SLUICE_API_ERROR_AUTH:
      return g_strdup (_ ("The API did not accept the credential."));
    case SLUICE_API_ERROR_FORBIDDEN:
      return g_strdup (_ ("The credential is not allowed to do this."));
    case SLUICE_API_ERROR_NOT_FOUND:
      return g_strdup (_ ("The API knows nothing at this address."));
    case SLUICE_API_ERROR_CONFLICT:
      return g_strdup (_ ("One of this id or name is there already."));
    case SLUICE_API_ERROR_RATE_LIMITED:
      return g_strdup (_ ("The API is asked too often."));
    case SLUICE_API_ERROR_WAREHOUSE:
      return g_strdup (_ ("mParticle could not connect to the warehouse."));
    case SLUICE_API_ERROR_NETWORK:
      return g_strdup (_ ("The proxy of this network wants a name and a password."));
    default:
      return g_strdup_printf (_ ("The API answered with status %u and said nothing more."),
                              self->status);
    }
}

static char *
remedy_for_auth (const SluiceReplyCall *call)
{
  /* The v1 API answers 401 for a wrong account too (FACTS 2.3). */
  if (g_str_has_prefix (call->route, "/v1/"))
    return g_strdup (
        _ ("Check the account id of this workspace: the API gives the same answer when "
           "it is wrong. If it is right, check the client id and the client secret; a "
           "new credential is made in mParticle under Settings > Platform > API "
           "Credentials."));
  return NULL;
}

/* When to come again, as the server asks with a 429 and at times with a 503. */
static void
set_until (GError *error, SluiceReply *self)
{
  SluiceApiErrorPrivate *priv = sluice_api_error_peek (error);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *when = NULL;
  g_autofree char *remedy = NULL;

  priv->until = get_retry_time (self);
  utc = g_date_time_new_from_unix_utc (priv->until / G_USEC_PER_SEC);
  /* There is no date after the year 9999. */
  if (priv->until == 0 || utc == NULL)
    return;
  local = g_date_time_to_local (utc);
  when = g_date_time_format (local, "%x %X");
  /* Translators: a date and a time */
  remedy = g_strdup_printf (_ ("Wait: the API takes requests again from %s."), when);
  sluice_api_error_set_remedy (error, remedy);
}

static GError *
redirect_error (SluiceReply *self, const SluiceReplyCall *call)
{
  g_autofree char *target = NULL;
  g_autofree char *what = NULL;

  if (self->location != NULL)
    target = sluice_redactor_redact_start (call->redactor, self->location, -1, SHOWN_CHARACTERS);
  what = target != NULL
             ? g_strdup_printf (_ ("The API wants to send the request on to %s, which this program "
                                   "never follows."),
                                target)
             : g_strdup_printf (_ ("The API answered with status %u, which no call of it has."),
                                self->status);
  return protocol_error (self, call, what);
}

/**
 * sluice_reply_to_error:
 * @self: a reply whose status is not 2xx
 * @call: the call it answers
 *
 * The one place where a status and the server's words become an error of ours (CONTRACT 5).
 *
 * Returns: (transfer full): the error
 */
GError *
sluice_reply_to_error (SluiceReply *self, const SluiceReplyCall *call)
{
  gboolean spoken = FALSE;
  g_autoptr (GPtrArray) messages = read_messages (self, call, &spoken);
  SluiceApiError code = code_for (self, call, messages);
  g_autofree char *message = NULL;
  g_autofree char *remedy = NULL;
  SluiceApiErrorPrivate *priv;
  GError *error;

  if (code == SLUICE_API_ERROR_PROTOCOL)
    return redirect_error (self, call);
  g_ptr_array_add (messages, NULL);
  message = messages->len > 1 ? g_strjoinv (" ", (char **) messages->pdata)
                              : default_message (self, code);
  if (code == SLUICE_API_ERROR_AUTH)
    remedy = remedy_for_auth (call);
  error = sluice_api_error_new (code, remedy, "%s", message);
  set_call (error, self, call);
  priv = sluice_api_error_peek (error);
  priv->messages = g_strdupv ((char **) messages->pdata);
  priv->transient = self->status == 429 || (self->status >= 502 && self->status <= 504);
  if (self->status >= 500)
    priv->doubt = SLUICE_DOUBT_ANSWERED;
  g_ptr_array_set_size (messages, (int) messages->len - 1);
  priv->wrong_route = self->status == 405 ||
                      (self->status == 404 && (!spoken || any_message (messages, says_route)));
  if (priv->transient)
    set_until (error, self);
  return error;
}
