/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-outputs.h"

#include "sandbox/sluice-sandbox-rules.h"
#include "sluice-json.h"

/* Where data can be sent: the catalogue of services, configurations of them, and the subscriptions
 * that tie a feed to one (FACTS 3.1). */

static const struct
{
  const char *module;
  const char *setting;
  const char *description;
} services[] = {
  { "Airship", "Tag Group", "The tag group made for these tags" },
  { "Braze", "API Key", "The REST API key of the app group" },
  { "Criteo", "Account Id", "The advertiser's account" },
  { "Facebook", "Account ID", "The advertising account" },
  { "Google Ads", "Customer ID", "The account's customer id" },
};

static const SluiceSandboxOutput outputs[] = {
  { 501, "Airship", "Airship production" },
  { 502, "Braze", "Braze production" },
  { 503, "Braze", "Braze test" },
  { 504, "Criteo", "Criteo retargeting" },
  { 505, "Facebook", "Facebook prospecting" },
  { 506, "Google Ads", "Google Ads Europe" },
};

/* When the outputs were configured; any time before the sandbox will do. */
#define CONFIGURED_ON "2024-01-01T00:00:00Z"

static JsonObject *
describe_service (guint i)
{
  JsonObject *service = json_object_new ();
  JsonObject *setting = json_object_new ();
  JsonArray *settings = json_array_new ();

  json_object_set_string_member (setting, "name", services[i].setting);
  json_object_set_string_member (setting, "description", services[i].description);
  json_object_set_boolean_member (setting, "is_required", FALSE);
  json_object_set_string_member (setting, "type", "String");
  json_array_add_object_element (settings, setting);
  json_object_set_string_member (service, "name", services[i].module);
  json_object_set_string_member (service, "data_type", "service");
  json_object_set_array_member (service, "settings", settings);
  return service;
}

/**
 * sluice_sandbox_serve_services:
 * @request: GET of the catalogue
 */
void
sluice_sandbox_serve_services (SluiceSandboxRequest *request)
{
  JsonArray *data = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    json_array_add_object_element (data, describe_service (i));
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_envelope_new ("dataType", "service", data));
}

/**
 * sluice_sandbox_serve_service:
 * @request: GET of one service by name
 */
void
sluice_sandbox_serve_service (SluiceSandboxRequest *request)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (g_str_equal (services[i].module, request->arguments[0]))
      {
        JsonArray *data = json_array_new ();

        json_array_add_object_element (data, describe_service (i));
        sluice_sandbox_request_reply (request, 200,
                                      sluice_sandbox_envelope_new ("data_type", "service", data));
        return;
      }
  sluice_sandbox_request_refuse (request, 404, "Service '%s' was not found.",
                                 request->arguments[0]);
}

/**
 * sluice_sandbox_serve_configurations:
 * @request: GET of a workspace's configurations of one module
 */
void
sluice_sandbox_serve_configurations (SluiceSandboxRequest *request)
{
  JsonArray *data = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    if (g_str_equal (outputs[i].module, request->arguments[1]))
      {
        JsonObject *entry = json_object_new ();

        json_object_set_int_member (entry, "id", outputs[i].id);
        json_object_set_string_member (entry, "name", outputs[i].name);
        json_object_set_string_member (entry, "data_type", "Service Configuration");
        json_object_set_string_member (entry, "created_on", CONFIGURED_ON);
        json_array_add_object_element (data, entry);
      }
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_envelope_new ("dataType", "Service Configuration",
                                                             data));
}

/**
 * sluice_sandbox_output_find:
 * @id: a configuration's id
 *
 * Returns: (transfer none) (nullable): the configuration
 */
const SluiceSandboxOutput *
sluice_sandbox_output_find (gint64 id)
{
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    if (outputs[i].id == id)
      return &outputs[i];
  return NULL;
}

/**
 * sluice_sandbox_output_check:
 * @body: what holds `service_configuration_id`
 * @problems: (element-type utf8): where to add what is wrong
 *
 * Returns: (transfer none) (nullable): the configuration it names
 */
const SluiceSandboxOutput *
sluice_sandbox_output_check (JsonObject *body, GPtrArray *problems)
{
  const SluiceSandboxOutput *output;
  gint64 id;

  if (!sluice_sandbox_check_number (problems, body, "service_configuration_id", TRUE, &id))
    return NULL;
  output = sluice_sandbox_output_find (id);
  if (output == NULL)
    sluice_sandbox_problem (problems, "service_configuration_id",
                            "names nothing: output configuration %" G_GINT64_FORMAT
                            " was not found.",
                            id);
  return output;
}

/**
 * sluice_sandbox_output_check_settings:
 * @body: what may hold `settings`, a list of names and values
 * @problems: (element-type utf8): where to add what is wrong
 */
void
sluice_sandbox_output_check_settings (JsonObject *body, GPtrArray *problems)
{
  JsonArray *settings = sluice_sandbox_check_array (problems, body, "settings", FALSE);

  for (guint i = 0; settings != NULL && i < json_array_get_length (settings); i++)
    {
      JsonNode *node = json_array_get_element (settings, i);
      g_autofree char *field = g_strdup_printf ("settings[%u]", i);
      g_autofree char *name = g_strconcat (field, ".name", NULL);

      if (JSON_NODE_HOLDS_OBJECT (node))
        sluice_sandbox_check_text (problems, json_node_get_object (node), name, TRUE);
      else
        sluice_sandbox_problem (problems, field, "must be an object.");
    }
}

static void
add_subscription (JsonArray *data, SluiceSandboxObject *subscription)
{
  static const char *const none[] = { NULL };
  JsonObject *entry = sluice_sandbox_copy_members (subscription->body, none);

  json_object_set_string_member (entry, "data_type", "Partner Feed Subscription");
  json_array_add_object_element (data, entry);
}

/**
 * sluice_sandbox_serve_subscriptions:
 * @request: GET of a feed's subscriptions; a workspace's id is taken too, as FACTS 3.1 advises
 */
void
sluice_sandbox_serve_subscriptions (SluiceSandboxRequest *request)
{
  const char *id = request->arguments[0];
  SluiceSandboxObject *feed =
      sluice_sandbox_world_find_anywhere (request->world, SLUICE_SANDBOX_FEEDS, id);
  g_autoptr (GPtrArray) subscriptions =
      sluice_sandbox_world_list (request->world, feed != NULL ? feed->workspace : id,
                                 SLUICE_SANDBOX_SUBSCRIPTIONS);
  JsonArray *data = json_array_new ();

  for (guint i = 0; i < subscriptions->len; i++)
    {
      SluiceSandboxObject *subscription = subscriptions->pdata[i];

      if (feed == NULL || g_str_equal (subscription->parent, feed->id))
        add_subscription (data, subscription);
    }
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_envelope_new ("dataType",
                                                             "Partner Feed Subscription", data));
}

static void
check_new (SluiceSandboxRequest *request,
           SluiceSandboxObject *feed,
           const SluiceSandboxOutput *output,
           GPtrArray *problems)
{
  g_autoptr (GPtrArray) subscriptions =
      sluice_sandbox_world_list (request->world, feed->workspace, SLUICE_SANDBOX_SUBSCRIPTIONS);

  for (guint i = 0; output != NULL && i < subscriptions->len; i++)
    {
      SluiceSandboxObject *other = subscriptions->pdata[i];
      gint64 id = 0;

      sluice_json_get_int (other->body, "service_configuration_id", &id);
      if (id == output->id && g_str_equal (other->parent, feed->id))
        sluice_sandbox_problem (problems, "service_configuration_id",
                                "must be unique. A subscription to it already exists.");
    }
}

static SluiceSandboxObject *
make_subscription (SluiceSandboxRequest *request,
                   SluiceSandboxObject *feed,
                   const SluiceSandboxOutput *output,
                   gboolean active)
{
  gint64 number = sluice_sandbox_world_next_number (request->world);
  gint64 now = sluice_sandbox_clock_now (request->clock);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  JsonObject *body = json_object_new ();
  JsonNode *settings = json_object_get_member (request->body, "settings");
  SluiceSandboxObject *object;

  json_object_set_int_member (body, "id", number);
  json_object_set_int_member (body, "service_configuration_id", output->id);
  json_object_set_string_member (body, "config_name", output->name);
  json_object_set_boolean_member (body, "is_active", active);
  if (settings != NULL && JSON_NODE_HOLDS_ARRAY (settings))
    json_object_set_member (body, "settings", json_node_copy (settings));
  else
    json_object_set_array_member (body, "settings", json_array_new ());
  sluice_sandbox_set_time (body, "created_on", now);
  object = sluice_sandbox_world_add (request->world, feed->workspace, SLUICE_SANDBOX_SUBSCRIPTIONS,
                                     id, body);
  object->parent = g_strdup (feed->id);
  object->created = now;
  sluice_sandbox_world_save (request->world, object);
  return object;
}

/**
 * sluice_sandbox_serve_create_subscription:
 * @request: POST to a feed's subscriptions
 */
void
sluice_sandbox_serve_create_subscription (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  SluiceSandboxObject *feed =
      sluice_sandbox_world_find_anywhere (request->world, SLUICE_SANDBOX_FEEDS,
                                          request->arguments[0]);
  const SluiceSandboxOutput *output;
  gboolean active;
  SluiceSandboxObject *made;
  JsonArray *data;

  if (feed == NULL)
    {
      sluice_sandbox_request_refuse (request, 404, "Partner feed %s was not found.",
                                     request->arguments[0]);
      return;
    }
  if (!sluice_sandbox_request_parse_body (request))
    return;
  output = sluice_sandbox_output_check (request->body, problems);
  active = sluice_sandbox_check_boolean (problems, request->body, "is_active", TRUE);
  sluice_sandbox_output_check_settings (request->body, problems);
  check_new (request, feed, output, problems);
  if (problems->len > 0)
    {
      sluice_sandbox_request_refuse_all (request, 400, problems);
      return;
    }
  made = make_subscription (request, feed, output, active);
  data = json_array_new ();
  add_subscription (data, made);
  sluice_sandbox_request_reply (request, 201,
                                sluice_sandbox_envelope_new ("data_type",
                                                             "PartnerFeed Subscription", data));
}
