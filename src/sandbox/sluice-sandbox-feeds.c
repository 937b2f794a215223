/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-outputs.h"
#include "sandbox/sluice-sandbox-rules.h"

#include "sluice-json.h"
#include "warehouse/sluice-warehouse.h"

/* Feeds, as Platform v1 has them (FACTS 3). */

static gint64
get_number (SluiceSandboxObject *feed)
{
  return g_ascii_strtoll (feed->id, NULL, 10);
}

/**
 * sluice_sandbox_serve_feeds:
 * @request: GET of a workspace's feeds; ids are text here and numbers elsewhere
 */
void
sluice_sandbox_serve_feeds (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) feeds =
      sluice_sandbox_world_list (request->world, request->workspace, SLUICE_SANDBOX_FEEDS);
  JsonArray *data = json_array_new ();

  for (guint i = 0; i < feeds->len; i++)
    {
      SluiceSandboxObject *feed = feeds->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "id", feed->id);
      json_object_set_string_member (entry, "name", sluice_json_get_string (feed->body, "name"));
      json_object_set_string_member (entry, "data_type", "partner_feed");
      json_object_set_member (entry, "created_on",
                              json_node_copy (json_object_get_member (feed->body, "created_on")));
      json_array_add_object_element (data, entry);
    }
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_envelope_new ("dataType", "partner_feed", data));
}

/**
 * sluice_sandbox_serve_feed:
 * @request: GET of one feed
 */
void
sluice_sandbox_serve_feed (SluiceSandboxRequest *request)
{
  static const char *const hidden[] = { "created_on", NULL };
  SluiceSandboxObject *feed =
      sluice_sandbox_world_find_anywhere (request->world, SLUICE_SANDBOX_FEEDS,
                                          request->arguments[0]);
  JsonArray *data = json_array_new ();
  JsonObject *entry;
  g_autofree char *key = NULL;

  if (feed == NULL)
    {
      json_array_unref (data);
      sluice_sandbox_request_refuse (request, 404, "Partner feed %s was not found.",
                                     request->arguments[0]);
      return;
    }
  key = g_strconcat ("us1-sandbox", feed->id, NULL);
  entry = sluice_sandbox_copy_members (feed->body, hidden);
  json_object_set_string_member (entry, "data_type", "Partner Feed");
  json_object_set_int_member (entry, "id", get_number (feed));
  json_object_set_string_member (entry, "server_to_server_key", key);
  json_array_add_object_element (data, entry);
  sluice_sandbox_request_reply (request, 200,
                                sluice_sandbox_envelope_new ("data_type", "Partner Feed", data));
}

static void
check_module (JsonObject *body, GPtrArray *problems)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_ptr_array_add (names, (char *) sluice_warehouse_get_module_name (kinds[i]));
  g_ptr_array_add (names, NULL);
  sluice_sandbox_check_choice (problems, body, "module_name", (const char *const *) names->pdata,
                               TRUE);
}

static void
check_name (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  const char *name = sluice_sandbox_check_text (problems, request->body, "name", TRUE);
  g_autoptr (GPtrArray) feeds =
      sluice_sandbox_world_list (request->world, request->workspace, SLUICE_SANDBOX_FEEDS);

  for (guint i = 0; name != NULL && i < feeds->len; i++)
    {
      SluiceSandboxObject *feed = feeds->pdata[i];

      if (feed != existing && g_strcmp0 (sluice_json_get_string (feed->body, "name"), name) == 0)
        sluice_sandbox_problem (problems, "name",
                                "must be unique. A feed named '%s' already exists.", name);
    }
}

static JsonObject *
build (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  static const char *const systems[] = { "iOS",  "tvOS",    "Android", "MobileWeb", "Roku", "Alexa",
                                         "Xbox", "SmartTV", "FireTV",  "Unknown",   NULL };
  static const char *const read_only[] = { "id", "data_type", "server_to_server_key", NULL };
  JsonObject *body = sluice_sandbox_copy_members (request->body, read_only);

  check_module (request->body, problems);
  check_name (request, existing, problems);
  sluice_sandbox_check_choice (problems, request->body, "os", systems, FALSE);
  sluice_sandbox_output_check_settings (request->body, problems);
  if (!sluice_sandbox_is_set (body, "os"))
    json_object_set_string_member (body, "os", "Unknown");
  if (!sluice_sandbox_is_set (body, "settings"))
    json_object_set_array_member (body, "settings", json_array_new ());
  json_object_set_boolean_member (body, "is_debug",
                                  sluice_sandbox_check_boolean (problems, request->body, "is_debug",
                                                                FALSE));
  return body;
}

static void
reply_with_id (SluiceSandboxRequest *request, SluiceSandboxObject *feed, guint status)
{
  JsonArray *data = json_array_new ();
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "data_type", "Partner Feed");
  json_object_set_int_member (entry, "id", get_number (feed));
  json_object_set_member (entry, "created_on",
                          json_node_copy (json_object_get_member (feed->body, "created_on")));
  json_array_add_object_element (data, entry);
  sluice_sandbox_request_reply (request, status,
                                sluice_sandbox_envelope_new ("data_type", "Partner Feed", data));
}

/**
 * sluice_sandbox_feed_make:
 * @request: with a workspace and a body
 * @problems: (element-type utf8): where to add what is wrong
 *
 * Returns: (transfer none) (nullable): the new feed, saved
 */
SluiceSandboxObject *
sluice_sandbox_feed_make (SluiceSandboxRequest *request, GPtrArray *problems)
{
  g_autoptr (JsonObject) body = build (request, NULL, problems);
  gint64 now = sluice_sandbox_clock_now (request->clock);
  g_autofree char *id = NULL;
  SluiceSandboxObject *feed;

  if (problems->len > 0)
    return NULL;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, sluice_sandbox_world_next_number (request->world));
  sluice_sandbox_set_time (body, "created_on", now);
  feed = sluice_sandbox_world_add (request->world, request->workspace, SLUICE_SANDBOX_FEEDS, id,
                                   g_steal_pointer (&body));
  feed->created = now;
  sluice_sandbox_world_save (request->world, feed);
  return feed;
}

/**
 * sluice_sandbox_serve_create_feed:
 * @request: POST to a workspace's feeds
 */
void
sluice_sandbox_serve_create_feed (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  SluiceSandboxObject *feed;

  if (!sluice_sandbox_request_parse_body (request))
    return;
  feed = sluice_sandbox_feed_make (request, problems);
  if (feed != NULL)
    reply_with_id (request, feed, 201);
  else
    sluice_sandbox_request_refuse_all (request, 400, problems);
}

/**
 * sluice_sandbox_serve_replace_feed:
 * @request: PUT of one feed
 */
void
sluice_sandbox_serve_replace_feed (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  SluiceSandboxObject *feed =
      sluice_sandbox_world_find (request->world, request->workspace, SLUICE_SANDBOX_FEEDS,
                                 request->arguments[1]);
  g_autoptr (JsonObject) body = NULL;

  if (feed == NULL)
    {
      sluice_sandbox_request_refuse (request, 404, "Partner feed %s was not found.",
                                     request->arguments[1]);
      return;
    }
  if (!sluice_sandbox_request_parse_body (request))
    return;
  body = build (request, feed, problems);
  if (problems->len > 0)
    {
      sluice_sandbox_request_refuse_all (request, 400, problems);
      return;
    }
  sluice_sandbox_set_time (body, "created_on", feed->created);
  sluice_sandbox_world_replace_body (feed, g_steal_pointer (&body));
  sluice_sandbox_world_save (request->world, feed);
  reply_with_id (request, feed, 202);
}
