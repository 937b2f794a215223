/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-request.h"

#include "sluice-json.h"

/**
 * sluice_sandbox_request_clear:
 * @self: a request
 *
 * Frees what it holds, not @self.
 */
void
sluice_sandbox_request_clear (SluiceSandboxRequest *self)
{
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->text, g_free);
  self->body = NULL;
}

/**
 * sluice_sandbox_request_get_parameter:
 * @self: a request
 * @name: a query parameter
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
sluice_sandbox_request_get_parameter (SluiceSandboxRequest *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

/**
 * sluice_sandbox_request_parse_body:
 * @self: a request whose body must be a JSON object
 *
 * Returns: whether it is; if not, the request is refused
 */
gboolean
sluice_sandbox_request_parse_body (SluiceSandboxRequest *self)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = self->bytes != NULL ? g_bytes_get_data (self->bytes, &length) : NULL;

  if (text == NULL || length == 0)
    {
      sluice_sandbox_request_refuse (self, 400, "A JSON body is required.");
      return FALSE;
    }
  self->node = sluice_json_parse (text, (gssize) length, &error);
  if (self->node == NULL)
    {
      sluice_sandbox_request_refuse (self, 400, "The body is not JSON: %s.", error->message);
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    {
      sluice_sandbox_request_refuse (self, 400, "The body must be a JSON object.");
      return FALSE;
    }
  self->body = json_node_get_object (self->node);
  return TRUE;
}

static void
reply_text (SluiceSandboxRequest *self, guint status, char *text, const char *content_type)
{
  g_free (self->text);
  self->status = status;
  self->text = text;
  self->content_type = content_type;
}

/**
 * sluice_sandbox_request_reply:
 * @self: a request
 * @status: the HTTP status
 * @body: (transfer full): the reply
 */
void
sluice_sandbox_request_reply (SluiceSandboxRequest *self, guint status, JsonObject *body)
{
  reply_text (self, status, sluice_json_object_to_text (body, FALSE), "application/json");
  json_object_unref (body);
}

/**
 * sluice_sandbox_request_reply_list:
 * @self: a request
 * @list: (transfer full): the reply, a bare array
 */
void
sluice_sandbox_request_reply_list (SluiceSandboxRequest *self, JsonArray *list)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, list);
  reply_text (self, 200, sluice_json_to_text (node, FALSE), "application/json");
}

/**
 * sluice_sandbox_request_reply_empty:
 * @self: a request
 * @status: the HTTP status
 */
void
sluice_sandbox_request_reply_empty (SluiceSandboxRequest *self, guint status)
{
  reply_text (self, status, NULL, NULL);
}

static const char *
get_code (guint status)
{
  static const struct
  {
    guint status;
    const char *code;
  } codes[] = {
    { 400, "VALIDATION_ERROR" }, { 401, "UNAUTHORIZED" },       { 403, "FORBIDDEN" },
    { 404, "NOT_FOUND" },        { 405, "METHOD_NOT_ALLOWED" }, { 422, "VALIDATION_ERROR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].status == status)
      return codes[i].code;
  return "ERROR";
}

/**
 * sluice_sandbox_request_refuse_all:
 * @self: a request
 * @status: the HTTP status
 * @messages: (element-type utf8): why, one sentence each
 *
 * Replies with the error body that the request's API uses (FACTS 2.4).
 */
void
sluice_sandbox_request_refuse_all (SluiceSandboxRequest *self, guint status, GPtrArray *messages)
{
  sluice_sandbox_request_reply (self, status,
                                self->api == SLUICE_SANDBOX_PLATFORM_V1
                                    ? sluice_sandbox_envelope_new_errors (get_code (status),
                                                                          messages)
                                    : sluice_sandbox_errors_new (status, messages));
}

/**
 * sluice_sandbox_request_refuse:
 * @self: a request
 * @status: the HTTP status
 * @format: why, in one sentence
 * @...: arguments of @format
 */
void
sluice_sandbox_request_refuse (SluiceSandboxRequest *self, guint status, const char *format, ...)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  va_list args;

  va_start (args, format);
  g_ptr_array_add (messages, g_strdup_vprintf (format, args));
  va_end (args);
  sluice_sandbox_request_refuse_all (self, status, messages);
}

/**
 * sluice_sandbox_request_refuse_route:
 * @self: a request whose path is no route
 *
 * Replies as a web server does that knows nothing of the API: without JSON errors, which is how a
 * wrong route is told from a missing object (CONTRACT 2).
 */
void
sluice_sandbox_request_refuse_route (SluiceSandboxRequest *self)
{
  reply_text (self, 404, g_strdup ("404 page not found\n"), "text/plain; charset=utf-8");
}
