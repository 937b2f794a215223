/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-audience.h"

#include "sandbox/sluice-sandbox-outputs.h"
#include "sandbox/sluice-sandbox-rules.h"
#include "sluice-json.h"

#define AUTHOR           "analyst@sandbox.example.com"
#define CALCULATION_TIME (45 * G_USEC_PER_SEC)
#define DAY              (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/**
 * sluice_sandbox_audience_make:
 * @request: a request
 * @workspace: the workspace to make it in
 * @name: its name
 * @definition: (nullable): its definition
 *
 * Returns: (transfer none): a new draft, not saved yet
 */
SluiceSandboxObject *
sluice_sandbox_audience_make (SluiceSandboxRequest *request,
                              const char *workspace,
                              const char *name,
                              JsonNode *definition)
{
  gint64 number = sluice_sandbox_world_next_number (request->world);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  JsonObject *body = json_object_new ();
  SluiceSandboxObject *audience;

  json_object_set_int_member (body, "id", number);
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "external_name", name);
  if (definition != NULL)
    json_object_set_member (body, "definition", json_node_copy (definition));
  json_object_set_string_member (body, "created_by", AUTHOR);
  audience =
      sluice_sandbox_world_add (request->world, workspace, SLUICE_SANDBOX_AUDIENCES, id, body);
  audience->created = sluice_sandbox_clock_now (request->clock);
  sluice_sandbox_set_time (body, "created_on", audience->created);
  return audience;
}

/**
 * sluice_sandbox_audience_calculate:
 * @audience: an audience
 * @now: the sandbox's time
 *
 * Starts the calculation; its end follows from the clock.
 */
void
sluice_sandbox_audience_calculate (SluiceSandboxObject *audience, gint64 now)
{
  audience->due = now + CALCULATION_TIME;
}

/**
 * sluice_sandbox_audience_is_calculating:
 * @audience: an audience
 * @now: the sandbox's time
 *
 * Returns: whether a calculation is under way
 */
gboolean
sluice_sandbox_audience_is_calculating (SluiceSandboxObject *audience, gint64 now)
{
  return audience->due != 0 && now < audience->due;
}

static const char *
get_status (SluiceSandboxObject *audience, gint64 now)
{
  if (audience->due == 0)
    return "draft";
  return now < audience->due ? "calculating" : "active";
}

/* Of a day's size, between -1 and 1, the same in every sandbox. */
static double
get_noise (SluiceSandboxObject *audience, gint64 day)
{
  g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, audience->id, day);
  guint64 x = (g_str_hash (key) + 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;

  return (double) (x >> 44) / (double) (1 << 19) - 1.0;
}

/**
 * sluice_sandbox_audience_get_size:
 * @audience: an audience
 * @now: a time
 *
 * Returns: how many members it has then: a slow growth, and some movement from day to day
 */
gint64
sluice_sandbox_audience_get_size (SluiceSandboxObject *audience, gint64 now)
{
  const char *name = sluice_json_get_string (audience->body, "name");
  double usual = 400 + g_str_hash (name) % 60000;
  gint64 day = now / DAY;
  double part = (double) (now % DAY) / (double) DAY;
  double days = (double) (now - audience->created) / (double) DAY;
  double noise = get_noise (audience, day) * (1 - part) + get_noise (audience, day + 1) * part;

  return (gint64) (usual * (1 + 0.0015 * MAX (days, 0)) * (1 + 0.01 * noise));
}

/**
 * sluice_sandbox_audience_connect:
 * @request: a request
 * @audience: an audience
 * @output_id: an output configuration that exists
 * @given: (nullable): settings and attributes to keep
 *
 * Returns: (transfer none): the new connection, saved
 */
SluiceSandboxObject *
sluice_sandbox_audience_connect (SluiceSandboxRequest *request,
                                 SluiceSandboxObject *audience,
                                 gint64 output_id,
                                 JsonObject *given)
{
  static const char *const server_side[] = { "id", "status", "members_sent", NULL };
  const SluiceSandboxOutput *output = sluice_sandbox_output_find (output_id);
  gint64 number = sluice_sandbox_world_next_number (request->world);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  JsonObject *body =
      given != NULL ? sluice_sandbox_copy_members (given, server_side) : json_object_new ();
  SluiceSandboxObject *connection;

  json_object_set_int_member (body, "id", number);
  json_object_set_int_member (body, "service_configuration_id", output->id);
  json_object_set_string_member (body, "config_name", output->name);
  json_object_set_string_member (body, "provider_name", output->module);
  if (!sluice_sandbox_is_set (body, "is_active"))
    json_object_set_boolean_member (body, "is_active", TRUE);
  connection = sluice_sandbox_world_add (request->world, audience->workspace,
                                         SLUICE_SANDBOX_AUDIENCE_CONNECTIONS, id, body);
  connection->parent = g_strdup (audience->id);
  connection->created = sluice_sandbox_clock_now (request->clock);
  sluice_sandbox_set_time (body, "created_on", connection->created);
  sluice_sandbox_world_save (request->world, connection);
  return connection;
}

static JsonObject *
describe_output (SluiceSandboxObject *connection)
{
  JsonObject *output = json_object_new ();
  JsonObject *configuration = json_object_new ();
  JsonArray *configurations = json_array_new ();

  json_object_set_string_member (configuration, "name",
                                 sluice_json_get_string (connection->body, "config_name"));
  json_array_add_object_element (configurations, configuration);
  json_object_set_string_member (output, "provider_name",
                                 sluice_json_get_string (connection->body, "provider_name"));
  json_object_set_array_member (output, "configurations", configurations);
  json_object_set_string_member (output, "data_type", "audience_output");
  return output;
}

static JsonArray *
list_outputs (SluiceSandboxRequest *request, SluiceSandboxObject *audience)
{
  g_autoptr (GPtrArray) connections =
      sluice_sandbox_world_list (request->world, audience->workspace,
                                 SLUICE_SANDBOX_AUDIENCE_CONNECTIONS);
  JsonArray *outputs = json_array_new ();

  for (guint i = 0; i < connections->len; i++)
    {
      SluiceSandboxObject *connection = connections->pdata[i];

      if (g_strcmp0 (connection->parent, audience->id) == 0)
        json_array_add_object_element (outputs, describe_output (connection));
    }
  return outputs;
}

static JsonArray *
list_workspace (SluiceSandboxObject *audience)
{
  JsonObject *workspace = json_object_new ();
  JsonArray *workspaces = json_array_new ();
  g_autofree char *name = g_strdup_printf ("Sandbox workspace %s", audience->workspace);

  json_object_set_int_member (workspace, "id", g_ascii_strtoll (audience->workspace, NULL, 10));
  json_object_set_string_member (workspace, "name", name);
  json_object_set_string_member (workspace, "data_type", "workspace");
  json_object_set_string_member (workspace, "created_on", "2024-01-01T00:00:00Z");
  json_array_add_object_element (workspaces, workspace);
  return workspaces;
}

static void
add_size (SluiceSandboxObject *audience, JsonObject *reply, gint64 now)
{
  gint64 size = sluice_sandbox_audience_get_size (audience, now);
  gint64 before = sluice_sandbox_audience_get_size (audience, now - DAY);
  gint64 dropped = size * (gint64) (1 + audience->created / DAY % 3) / 200;

  if (audience->due == 0 || now < audience->due)
    {
      json_object_set_null_member (reply, "size");
      json_object_set_null_member (reply, "added_last_24_hours");
      json_object_set_null_member (reply, "dropped_last_24_hours");
      return;
    }
  json_object_set_int_member (reply, "size", size);
  json_object_set_int_member (reply, "added_last_24_hours", MAX (size - before + dropped, 0));
  json_object_set_int_member (reply, "dropped_last_24_hours", MAX (dropped, before - size));
}

/**
 * sluice_sandbox_audience_render:
 * @request: a request
 * @audience: an audience
 * @preview: whether the reply shows the definition, which the public API never does
 *
 * Returns: (transfer full): what a reply says of it now (FACTS 11.1)
 */
JsonObject *
sluice_sandbox_audience_render (SluiceSandboxRequest *request,
                                SluiceSandboxObject *audience,
                                gboolean preview)
{
  static const char *const none[] = { NULL };
  static const char *const hidden[] = { "definition", "created_on", NULL };
  gint64 now = sluice_sandbox_clock_now (request->clock);
  JsonObject *reply = sluice_sandbox_copy_members (audience->body, preview ? none : hidden);

  add_size (audience, reply, now);
  json_object_set_string_member (reply, "status", get_status (audience, now));
  if (!json_object_has_member (reply, "last_modified_on"))
    {
      json_object_set_null_member (reply, "last_modified_on");
      json_object_set_null_member (reply, "last_modified_by");
    }
  json_object_set_boolean_member (reply, "is_calculated", TRUE);
  json_object_set_array_member (reply, "workspaces", list_workspace (audience));
  json_object_set_array_member (reply, "connected_outputs", list_outputs (request, audience));
  json_object_set_string_member (reply, "data_type", "audience");
  return reply;
}
