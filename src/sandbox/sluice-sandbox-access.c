/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-rules.h"
#include "sandbox/sluice-sandbox-seed.h"

#include "sluice-json.h"

/* Token, account check, accounts: what a client asks before anything else. */

/* The same for all pods (FACTS 1). */
#define AUDIENCE "https://api.mparticle.com"

static void refuse_token (SluiceSandboxRequest *request,
                          guint status,
                          const char *error,
                          const char *format,
                          ...) G_GNUC_PRINTF (4, 5);

/* The identity provider has an error body of its own (FACTS 1). */
static void
refuse_token (SluiceSandboxRequest *request,
              guint status,
              const char *error,
              const char *format,
              ...)
{
  JsonObject *body = json_object_new ();
  g_autofree char *description = NULL;
  va_list args;

  va_start (args, format);
  description = g_strdup_vprintf (format, args);
  va_end (args);
  json_object_set_string_member (body, "error", error);
  json_object_set_string_member (body, "error_description", description);
  sluice_sandbox_request_reply (request, status, body);
}

static gboolean
is_form (SluiceSandboxRequest *request)
{
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);

  return g_strcmp0 (type, "application/x-www-form-urlencoded") == 0;
}

static JsonObject *
parse_form (SluiceSandboxRequest *request)
{
  gsize length = 0;
  const char *data = request->bytes != NULL ? g_bytes_get_data (request->bytes, &length) : NULL;
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);
  g_autoptr (GHashTable) form = soup_form_decode (text);
  JsonObject *body = json_object_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (body, name, value);
  return body;
}

static JsonObject *
parse_token_request (SluiceSandboxRequest *request)
{
  gsize length = 0;
  const char *data = request->bytes != NULL ? g_bytes_get_data (request->bytes, &length) : NULL;

  if (is_form (request))
    return parse_form (request);
  if (data != NULL && length > 0)
    request->node = sluice_json_parse (data, (gssize) length, NULL);
  return request->node != NULL && JSON_NODE_HOLDS_OBJECT (request->node)
             ? json_object_ref (json_node_get_object (request->node))
             : NULL;
}

static void
grant_token (SluiceSandboxRequest *request)
{
  JsonObject *reply = json_object_new ();
  g_autofree char *token = sluice_sandbox_tokens_issue (request->tokens);

  json_object_set_string_member (reply, "access_token", token);
  json_object_set_int_member (reply, "expires_in", request->options->token_lifetime);
  json_object_set_string_member (reply, "token_type", "Bearer");
  sluice_sandbox_request_reply (request, 200, reply);
}

/**
 * sluice_sandbox_serve_token:
 * @request: POST of a token request (FACTS 1)
 */
void
sluice_sandbox_serve_token (SluiceSandboxRequest *request)
{
  g_autoptr (JsonObject) body = parse_token_request (request);
  const char *grant = sluice_json_get_string (body, "grant_type");
  const char *audience = sluice_json_get_string (body, "audience");
  const char *client_id = sluice_json_get_string (body, "client_id");
  const char *client_secret = sluice_json_get_string (body, "client_secret");

  if (body == NULL)
    refuse_token (request, 400, "invalid_request", "The body must be a JSON object.");
  else if (grant == NULL)
    refuse_token (request, 400, "invalid_request", "Missing required parameter: grant_type");
  else if (!g_str_equal (grant, "client_credentials"))
    refuse_token (request, 400, "unsupported_grant_type", "Unsupported grant type: %s", grant);
  else if (client_id == NULL || *client_id == '\0')
    refuse_token (request, 400, "invalid_request", "Missing required parameter: client_id");
  else if (client_secret == NULL || *client_secret == '\0' ||
           !sluice_sandbox_tokens_check_client (request->tokens, client_id, client_secret))
    refuse_token (request, 401, "access_denied", "Unauthorized");
  else if (g_strcmp0 (audience, AUDIENCE) != 0)
    refuse_token (request, 403, "access_denied", "Service not enabled within domain: %s",
                  audience != NULL ? audience : "");
  else
    grant_token (request);
}

static void
add_workspace (SluiceSandboxRequest *request, JsonArray *data, const char *id)
{
  JsonObject *workspace = json_object_new ();
  g_autofree char *name = g_strdup_printf ("Sandbox workspace %s", id);

  json_object_set_int_member (workspace, "id", g_ascii_strtoll (id, NULL, 10));
  json_object_set_string_member (workspace, "name", name);
  json_object_set_string_member (workspace, "data_type", "workspace");
  json_object_set_string_member (workspace, "created_on", "2024-01-01T00:00:00Z");
  json_array_add_object_element (data, workspace);
}

/**
 * sluice_sandbox_serve_workspaces:
 * @request: GET of the account's workspaces, the credential test of CONTRACT 2
 */
void
sluice_sandbox_serve_workspaces (SluiceSandboxRequest *request)
{
  const char *own = request->options->workspace_id;
  g_auto (GStrv) ids = sluice_sandbox_world_list_workspaces (request->world);
  JsonArray *data = json_array_new ();

  add_workspace (request, data, own != NULL ? own : SLUICE_SANDBOX_SEED_WORKSPACE);
  for (guint i = 0; own == NULL && ids[i] != NULL; i++)
    if (!g_str_equal (ids[i], SLUICE_SANDBOX_SEED_WORKSPACE))
      add_workspace (request, data, ids[i]);
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_envelope_new ("dataType", "workspace", data));
}

static JsonArray *
list_account (const char *id)
{
  JsonArray *data = json_array_new ();
  JsonObject *account = json_object_new ();

  json_object_set_int_member (account, "id", g_ascii_strtoll (id, NULL, 10));
  json_object_set_string_member (account, "name", "Sandbox account");
  json_object_set_string_member (account, "data_type", "account");
  json_object_set_string_member (account, "created_on", "2024-01-01T00:00:00Z");
  json_array_add_object_element (data, account);
  return data;
}

/**
 * sluice_sandbox_serve_accounts:
 * @request: GET of the accounts that the credential may use, which is the one it names
 */
void
sluice_sandbox_serve_accounts (SluiceSandboxRequest *request)
{
  const char *id = sluice_sandbox_request_get_parameter (request, "accountId");

  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_envelope_new ("dataType", "account",
                                                             list_account (id)));
}

/**
 * sluice_sandbox_serve_account:
 * @request: GET of one account
 */
void
sluice_sandbox_serve_account (SluiceSandboxRequest *request)
{
  const char *id = sluice_sandbox_request_get_parameter (request, "accountId");

  if (g_str_equal (request->arguments[0], id))
    sluice_sandbox_request_reply (request, 200,
                                  sluice_sandbox_envelope_new ("data_type", "account",
                                                               list_account (id)));
  else
    sluice_sandbox_request_refuse (request, 404, "Account %s was not found.",
                                   request->arguments[0]);
}
