/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-call-log.h"

static char *
describe_request (const SluiceReplyCall *call, SluiceBody *body)
{
  g_autofree char *json = body != NULL ? sluice_body_to_redacted_text (body, TRUE) : NULL;
  g_autofree char *redacted =
      json != NULL ? sluice_redactor_redact (call->redactor, json, -1) : NULL;

  return g_strconcat (call->method, " ", call->route, redacted != NULL ? "\n\n" : NULL, redacted,
                      NULL);
}

static char *
describe_reply (const SluiceReplyCall *call, SluiceReply *reply)
{
  const char *shown = sluice_reply_show (reply, call->redactor);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *redacted = NULL;

  g_string_append_printf (head, "HTTP %u", reply->status);
  if (reply->request_id != NULL)
    g_string_append_printf (head, "\nX-Request-Id: %s", reply->request_id);
  if (reply->retry_after != NULL)
    g_string_append_printf (head, "\nRetry-After: %s", reply->retry_after);
  if (reply->limit != NULL)
    g_string_append_printf (head, "\nX-mp-rate-limit-exceeded: %s", reply->limit);
  /* A header may hold any bytes, and what was sent as well. */
  redacted = sluice_redactor_redact (call->redactor, head->str, (gssize) head->len);
  return g_strconcat (redacted, *shown != '\0' ? "\n\n" : NULL, shown, NULL);
}

/**
 * sluice_call_log_add:
 * @activity: the log
 * @call: the call
 * @body: (nullable): what was sent
 * @reply: (nullable): what came back
 * @error: (nullable): what went wrong
 * @started: when the request began, in microseconds since the epoch
 * @attempt: the how manieth time it was sent, from 1
 *
 * Writes one exchange down, redacted.
 */
void
sluice_call_log_add (SluiceActivity *activity,
                     const SluiceReplyCall *call,
                     SluiceBody *body,
                     SluiceReply *reply,
                     const GError *error,
                     gint64 started,
                     guint attempt)
{
  g_autofree char *request = describe_request (call, body);
  g_autofree char *response = reply != NULL ? describe_reply (call, reply) : NULL;
  g_autofree char *failure =
      error != NULL ? sluice_redactor_redact (call->redactor, error->message, -1) : NULL;
  const SluiceCallFacts facts = {
    .started = started,
    .duration = MAX (g_get_real_time () - started, 0),
    .method = call->method,
    .route = call->route,
    .status = reply != NULL ? reply->status : 0,
    .attempt = attempt,
    .response_size = reply != NULL ? g_bytes_get_size (reply->body) : 0,
    .request = request,
    .response = response,
    .error = failure,
  };
  g_autoptr (SluiceCallRecord) record = sluice_call_record_new (&facts);

  sluice_activity_append (activity, record);
}
