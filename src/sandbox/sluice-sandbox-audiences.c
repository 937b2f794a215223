/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-audience.h"
#include "sandbox/sluice-sandbox-outputs.h"
#include "sandbox/sluice-sandbox-rules.h"

#include "sluice-json.h"

#include <string.h>

/* The public audience routes of Platform v1, and the preview routes of CONTRACT 2. */

/* Characters of a name (FACTS 8). */
#define NAME_MAX_LENGTH 100
/* Members a connection forwards in a second. */
#define SEND_RATE 100

static void
reply_list (SluiceSandboxRequest *request, char **workspaces, gboolean preview)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; workspaces[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) audiences =
          sluice_sandbox_world_list (request->world, workspaces[i], SLUICE_SANDBOX_AUDIENCES);

      for (guint j = 0; j < audiences->len; j++)
        json_array_add_object_element (list,
                                       sluice_sandbox_audience_render (request, audiences->pdata[j],
                                                                       preview));
    }
  sluice_sandbox_request_reply_list (request, list);
}

/**
 * sluice_sandbox_serve_account_audiences:
 * @request: GET of all audiences of the account, a bare array (FACTS 11.1)
 */
void
sluice_sandbox_serve_account_audiences (SluiceSandboxRequest *request)
{
  g_auto (GStrv) workspaces = sluice_sandbox_world_list_workspaces (request->world);

  reply_list (request, workspaces, FALSE);
}

/**
 * sluice_sandbox_serve_audiences:
 * @request: GET of a workspace's audiences, a bare array
 */
void
sluice_sandbox_serve_audiences (SluiceSandboxRequest *request)
{
  char *workspaces[] = { (char *) request->workspace, NULL };

  reply_list (request, workspaces, FALSE);
}

/**
 * sluice_sandbox_serve_preview_audiences:
 * @request: GET of a workspace's audiences with their definitions, an extension
 */
void
sluice_sandbox_serve_preview_audiences (SluiceSandboxRequest *request)
{
  char *workspaces[] = { (char *) request->workspace, NULL };

  reply_list (request, workspaces, TRUE);
}

static void
remove_connections (SluiceSandboxRequest *request, SluiceSandboxObject *audience)
{
  g_autoptr (GPtrArray) connections =
      sluice_sandbox_world_list (request->world, audience->workspace,
                                 SLUICE_SANDBOX_AUDIENCE_CONNECTIONS);

  for (guint i = 0; i < connections->len; i++)
    {
      SluiceSandboxObject *connection = connections->pdata[i];

      if (g_strcmp0 (connection->parent, audience->id) == 0)
        sluice_sandbox_world_remove (request->world, connection);
    }
}

/**
 * sluice_sandbox_serve_delete_audience:
 * @request: DELETE of an audience
 */
void
sluice_sandbox_serve_delete_audience (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *audience =
      sluice_sandbox_world_find_anywhere (request->world, SLUICE_SANDBOX_AUDIENCES,
                                          request->arguments[0]);

  if (audience == NULL)
    {
      sluice_sandbox_request_refuse (request, 404, "Audience %s was not found.",
                                     request->arguments[0]);
      return;
    }
  remove_connections (request, audience);
  sluice_sandbox_world_remove (request->world, audience);
  sluice_sandbox_request_reply (request, 202,
                                sluice_sandbox_envelope_new ("data_type", "audience",
                                                             json_array_new ()));
}

static SluiceSandboxObject *
find (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *audience =
      sluice_sandbox_world_find (request->world, request->workspace, SLUICE_SANDBOX_AUDIENCES,
                                 request->arguments[1]);

  if (audience == NULL)
    sluice_sandbox_request_refuse (request, 404, "Audience %s was not found.",
                                   request->arguments[1]);
  return audience;
}

/**
 * sluice_sandbox_serve_preview_audience:
 * @request: GET of one audience
 */
void
sluice_sandbox_serve_preview_audience (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *audience = find (request);

  if (audience != NULL)
    sluice_sandbox_request_reply (request, 200,
                                  sluice_sandbox_audience_render (request, audience, TRUE));
}

/* The whole schema is the client's business; here, only what no definition can be without. */
static void
check_definition (JsonObject *body, GPtrArray *problems)
{
  JsonObject *definition = sluice_sandbox_check_object (problems, body, "definition", TRUE);
  JsonObject *audience;

  if (definition == NULL)
    return;
  sluice_sandbox_check_text (problems, definition, "definition.schema_version", TRUE);
  audience = sluice_sandbox_check_object (problems, definition, "definition.audience", TRUE);
  if (json_object_get_size (definition) > 2)
    sluice_sandbox_problem (problems, "definition", "may hold schema_version and audience only.");
  if (audience != NULL)
    sluice_sandbox_check_text (problems, audience, "definition.audience.operator", TRUE);
}

static const char *
check_body (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (!sluice_sandbox_request_parse_body (request))
    return NULL;
  name = sluice_sandbox_check_text (problems, request->body, "name", TRUE);
  if (name != NULL && g_utf8_strlen (name, -1) > NAME_MAX_LENGTH)
    sluice_sandbox_problem (problems, "name", "may have %d characters.", NAME_MAX_LENGTH);
  check_definition (request->body, problems);
  if (problems->len == 0)
    return name;
  sluice_sandbox_request_refuse_all (request, 400, problems);
  return NULL;
}

/**
 * sluice_sandbox_serve_create_audience:
 * @request: POST of an audience, which becomes a draft
 */
void
sluice_sandbox_serve_create_audience (SluiceSandboxRequest *request)
{
  const char *name = check_body (request);
  SluiceSandboxObject *audience;

  if (name == NULL)
    return;
  audience = sluice_sandbox_audience_make (request, request->workspace, name,
                                           json_object_get_member (request->body, "definition"));
  sluice_sandbox_world_save (request->world, audience);
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_audience_render (request, audience, TRUE));
}

/**
 * sluice_sandbox_serve_replace_audience:
 * @request: PUT of an audience's name and definition; it has to be calculated again
 */
void
sluice_sandbox_serve_replace_audience (SluiceSandboxRequest *request)
{
  static const char *const replaced[] = { "name", "external_name", "definition", NULL };
  SluiceSandboxObject *audience = find (request);
  const char *name = audience != NULL ? check_body (request) : NULL;
  JsonObject *body;

  if (name == NULL)
    return;
  body = sluice_sandbox_copy_members (audience->body, replaced);
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "external_name", name);
  json_object_set_member (body, "definition",
                          json_node_copy (json_object_get_member (request->body, "definition")));
  sluice_sandbox_set_time (body, "last_modified_on", sluice_sandbox_clock_now (request->clock));
  json_object_set_member (body, "last_modified_by",
                          json_node_copy (json_object_get_member (body, "created_by")));
  sluice_sandbox_world_replace_body (audience, body);
  audience->due = 0;
  sluice_sandbox_world_save (request->world, audience);
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_audience_render (request, audience, TRUE));
}

/**
 * sluice_sandbox_serve_calculate_audience:
 * @request: POST that starts a calculation
 */
void
sluice_sandbox_serve_calculate_audience (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *audience = find (request);
  gint64 now = sluice_sandbox_clock_now (request->clock);

  if (audience == NULL)
    return;
  if (sluice_sandbox_audience_is_calculating (audience, now))
    {
      sluice_sandbox_request_refuse (request, 400,
                                     "The calculation of audience %s is already in progress.",
                                     audience->id);
      return;
    }
  sluice_sandbox_audience_calculate (audience, now);
  sluice_sandbox_world_save (request->world, audience);
  sluice_sandbox_request_reply (request, 202,
                                sluice_sandbox_audience_render (request, audience, TRUE));
}

static JsonObject *
render_connection (SluiceSandboxRequest *request,
                   SluiceSandboxObject *audience,
                   SluiceSandboxObject *connection)
{
  static const char *const none[] = { NULL };
  JsonObject *reply = sluice_sandbox_copy_members (connection->body, none);
  gint64 now = sluice_sandbox_clock_now (request->clock);
  gboolean active = sluice_json_get_boolean (connection->body, "is_active", TRUE);
  gboolean ready = audience->due != 0 && now >= audience->due;
  gint64 seconds = (now - MAX (connection->created, audience->due)) / G_USEC_PER_SEC;
  gint64 sent = MIN (seconds * SEND_RATE, sluice_sandbox_audience_get_size (audience, now));

  json_object_set_string_member (reply, "status",
                                 !active ? "paused" : (ready ? "forwarding" : "waiting"));
  json_object_set_int_member (reply, "members_sent", active && ready ? MAX (sent, 0) : 0);
  return reply;
}

/**
 * sluice_sandbox_serve_audience_connections:
 * @request: GET of an audience's connections to outputs
 */
void
sluice_sandbox_serve_audience_connections (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *audience = find (request);
  g_autoptr (GPtrArray) connections =
      sluice_sandbox_world_list (request->world, request->workspace,
                                 SLUICE_SANDBOX_AUDIENCE_CONNECTIONS);
  JsonArray *list;

  if (audience == NULL)
    return;
  list = json_array_new ();
  for (guint i = 0; i < connections->len; i++)
    {
      SluiceSandboxObject *connection = connections->pdata[i];

      if (g_strcmp0 (connection->parent, audience->id) == 0)
        json_array_add_object_element (list, render_connection (request, audience, connection));
    }
  sluice_sandbox_request_reply_list (request, list);
}

static void
check_unconnected (SluiceSandboxRequest *request,
                   SluiceSandboxObject *audience,
                   const SluiceSandboxOutput *output,
                   GPtrArray *problems)
{
  g_autoptr (GPtrArray) connections =
      sluice_sandbox_world_list (request->world, request->workspace,
                                 SLUICE_SANDBOX_AUDIENCE_CONNECTIONS);

  for (guint i = 0; output != NULL && i < connections->len; i++)
    {
      SluiceSandboxObject *other = connections->pdata[i];

      if (g_strcmp0 (other->parent, audience->id) == 0 &&
          g_strcmp0 (sluice_json_get_string (other->body, "config_name"), output->name) == 0)
        sluice_sandbox_problem (problems, "service_configuration_id",
                                "must be unique. A connection to it already exists.");
    }
}

/**
 * sluice_sandbox_serve_create_audience_connection:
 * @request: POST that connects an audience to an output configuration
 */
void
sluice_sandbox_serve_create_audience_connection (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  SluiceSandboxObject *audience = find (request);
  const SluiceSandboxOutput *output;
  SluiceSandboxObject *connection;

  if (audience == NULL || !sluice_sandbox_request_parse_body (request))
    return;
  output = sluice_sandbox_output_check (request->body, problems);
  sluice_sandbox_output_check_settings (request->body, problems);
  sluice_sandbox_check_boolean (problems, request->body, "is_active", TRUE);
  check_unconnected (request, audience, output, problems);
  if (problems->len > 0)
    {
      sluice_sandbox_request_refuse_all (request, 400, problems);
      return;
    }
  connection = sluice_sandbox_audience_connect (request, audience, output->id, request->body);
  sluice_sandbox_request_reply (request, 200, render_connection (request, audience, connection));
}

/**
 * sluice_sandbox_serve_delete_audience_connection:
 * @request: DELETE of one connection of an audience
 */
void
sluice_sandbox_serve_delete_audience_connection (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *audience = find (request);
  SluiceSandboxObject *connection =
      sluice_sandbox_world_find (request->world, request->workspace,
                                 SLUICE_SANDBOX_AUDIENCE_CONNECTIONS, request->arguments[2]);

  if (audience == NULL)
    return;
  if (connection == NULL || g_strcmp0 (connection->parent, audience->id) != 0)
    {
      sluice_sandbox_request_refuse (request, 404, "Connection %s of audience %s was not found.",
                                     request->arguments[2], audience->id);
      return;
    }
  sluice_sandbox_world_remove (request->world, connection);
  sluice_sandbox_request_reply_empty (request, 204);
}
