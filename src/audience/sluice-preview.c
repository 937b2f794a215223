/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-preview.h"

#include <glib/gi18n.h>

#include "api/sluice-routes.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"

/* A POST that waits for the answer whether the workspace has the preview. */
typedef struct
{
  char *route;
  SluiceBody *body; /* (nullable) */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->route);
  g_clear_pointer (&call->body, sluice_body_unref);
  g_free (call);
}

static void
on_posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = sluice_client_call_finish (SLUICE_CLIENT (source), result, &error);
  JsonObject *object = NULL;

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (reply != NULL)
    object = sluice_shape_read_object (reply);
  g_task_return_pointer (task, object != NULL ? object : json_object_new (),
                         (GDestroyNotify) json_object_unref);
}

static GError *
explain_missing (void)
{
  return sluice_api_error_new (
      SLUICE_API_ERROR_NOT_FOUND,
      _ ("Make and connect the audience in mParticle, under Audiences. It appears here by itself "
         "afterwards."),
      _ ("This workspace does not offer audiences through the API, apart from reading and deleting "
         "them."));
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = sluice_client_call_finish (client, result, &error);

  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND) ||
      (error != NULL && sluice_api_error_get_status (error) == 405))
    g_task_return_error (task, explain_missing ());
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    sluice_client_call_async (client, "POST", call->route, call->body,
                              g_task_get_cancellable (task), on_posted_cb, g_steal_pointer (&task));
}

/* Takes the body. */
static void
start (SluiceClient *client,
       SluiceRoute route,
       const char *audience_id,
       JsonObject *body,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  SluiceProfile *profile = sluice_client_get_profile (client);
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *collection = sluice_routes_other (profile, SLUICE_ROUTE_PREVIEW_AUDIENCES, NULL);
  Call *call = g_new0 (Call, 1);

  call->route = sluice_routes_other (profile, route, audience_id);
  if (body != NULL)
    {
      g_autoptr (JsonNode) node = sluice_json_node_for_object (body);

      call->body = sluice_body_new (node);
      json_object_unref (body);
    }
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, call, call_free);
  sluice_client_call_async (client, "GET", collection, NULL, cancellable, on_asked_cb, task);
}

/**
 * sluice_preview_create_async:
 * @client: the workspace's client
 * @name: what the audience is to be called
 * @definition: a definition that sluice_definition_validate() finds to be right
 * @cancellable: (nullable): to give up
 * @callback: called when it is made, or not
 * @user_data: for @callback
 *
 * Makes an audience, as a draft that has to be calculated.
 */
void
sluice_preview_create_async (SluiceClient *client,
                             const char *name,
                             JsonNode *definition,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  JsonObject *body = json_object_new ();

  g_return_if_fail (SLUICE_IS_CLIENT (client) && name != NULL && definition != NULL);

  json_object_set_string_member (body, "name", name);
  json_object_set_member (body, "definition", json_node_copy (definition));
  start (client, SLUICE_ROUTE_PREVIEW_AUDIENCES, NULL, body, cancellable, callback, user_data);
}

/**
 * sluice_preview_calculate_async:
 * @client: the workspace's client
 * @audience_id: an audience
 * @cancellable: (nullable): to give up
 * @callback: called when the calculation has begun, or not
 * @user_data: for @callback
 *
 * Starts the calculation of an audience's members.
 */
void
sluice_preview_calculate_async (SluiceClient *client,
                                const char *audience_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SLUICE_IS_CLIENT (client) && audience_id != NULL);

  start (client, SLUICE_ROUTE_PREVIEW_CALCULATE, audience_id, NULL, cancellable, callback,
         user_data);
}

/**
 * sluice_preview_connect_async:
 * @client: the workspace's client
 * @audience_id: an audience
 * @configuration_id: an output configuration of the workspace (FACTS 3.1)
 * @settings: (nullable): settings of the connection, objects with name and value
 * @cancellable: (nullable): to give up
 * @callback: called when it is connected, or not
 * @user_data: for @callback
 *
 * Has an audience forwarded to an output.
 */
void
sluice_preview_connect_async (SluiceClient *client,
                              const char *audience_id,
                              gint64 configuration_id,
                              JsonArray *settings,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  JsonObject *body = json_object_new ();

  g_return_if_fail (SLUICE_IS_CLIENT (client) && audience_id != NULL);

  json_object_set_int_member (body, "service_configuration_id", configuration_id);
  json_object_set_boolean_member (body, "is_active", TRUE);
  json_object_set_array_member (body, "settings",
                                settings != NULL ? json_array_ref (settings) : json_array_new ());
  start (client, SLUICE_ROUTE_PREVIEW_CONNECTIONS, audience_id, body, cancellable, callback,
         user_data);
}

/**
 * sluice_preview_finish:
 * @client: the workspace's client
 * @result: what the callback got
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): what the server says of the audience or the connection
 */
JsonObject *
sluice_preview_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
