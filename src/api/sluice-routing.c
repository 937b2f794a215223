/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-routing.h"

#include "api/sluice-api-error-private.h"

#include <glib/gi18n.h>

typedef struct
{
  SluiceFamily family;
  char *method;
  char *id;         /* (nullable) the object; %NULL for the collection */
  SluiceBody *body; /* (nullable) */
  gboolean only_find;
  guint index;     /* the route in use or on trial */
  GError *refused; /* (nullable) how the remembered route was refused */
  guint refused_index;
} Routing;

static void
routing_free (gpointer data)
{
  Routing *routing = data;

  g_free (routing->method);
  g_free (routing->id);
  g_clear_pointer (&routing->body, sluice_body_unref);
  g_clear_error (&routing->refused);
  g_free (routing);
}

/* Full sentences, one for each family: the object's id, then the workspace's. */
static const char *const missing[SLUICE_N_FAMILIES] = {
  [SLUICE_FAMILY_FEEDS] = N_ ("There is no feed “%s” in workspace %s."),
  [SLUICE_FAMILY_CONNECTIONS] = N_ ("There is no connection “%s” in workspace %s."),
  [SLUICE_FAMILY_DATA_MODELS] = N_ ("There is no data model “%s” in workspace %s."),
  [SLUICE_FAMILY_FIELD_TRANSFORMATIONS] =
      N_ ("There is no field transformation “%s” in workspace %s."),
  [SLUICE_FAMILY_PIPELINES] = N_ ("There is no pipeline “%s” in workspace %s."),
  [SLUICE_FAMILY_AUDIENCES] = N_ ("There is no audience “%s” in workspace %s."),
};

static GError *
say_what_is_missing (SluiceClient *client, Routing *routing, GError *error)
{
  g_autofree char *message = NULL;

  if (error->code != SLUICE_API_ERROR_NOT_FOUND || routing->id == NULL)
    return error;
    /* The sentence stands in a table, so the compiler cannot check it against its arguments. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (_ (missing[routing->family]), routing->id,
                             sluice_profile_get_workspace_id (sluice_client_get_profile (client)));
#pragma GCC diagnostic pop
  sluice_api_error_set_message (error, message);
  return error;
}

static GError *
no_route_error (SluiceClient *client, Routing *routing, const GError *last)
{
  GError *error = g_error_copy (last);
  g_autofree char *message = g_strdup_printf (
      _ ("The API answers at none of the addresses where “%s” may be found in workspace %s."),
      sluice_family_to_string (routing->family),
      sluice_profile_get_workspace_id (sluice_client_get_profile (client)));

  sluice_api_error_set_message (error, message);
  sluice_api_error_set_remedy (error, _ ("Check the workspace id and the API address of this "
                                         "workspace, and that Warehouse Sync is switched on for "
                                         "it."));
  return error;
}

static void routing_send (GTask *task);
static void routing_try (GTask *task);

/* The collection answered at the route on trial. Takes @task. */
static void
routing_found (GTask *task, JsonNode *document)
{
  g_autoptr (GTask) owned = task;
  g_autoptr (JsonNode) list = document;
  SluiceClient *client = g_task_get_source_object (task);
  Routing *routing = g_task_get_task_data (task);

  sluice_routes_learn (sluice_client_get_profile (client), routing->family, (int) routing->index);
  if (routing->only_find || (routing->id == NULL && g_str_equal (routing->method, "GET")))
    g_task_return_pointer (task, g_steal_pointer (&list), (GDestroyNotify) json_node_unref);
  else if (routing->refused != NULL && routing->index == routing->refused_index)
    /* The route is right after all, so it is the object that is missing. */
    g_task_return_error (task, say_what_is_missing (client, routing,
                                                    g_steal_pointer (&routing->refused)));
  else
    routing_send (g_steal_pointer (&owned));
}

static void
on_routing_tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Routing *routing = g_task_get_task_data (task);
  GError *error = NULL;
  JsonNode *document = sluice_client_call_finish (client, result, &error);

  if (error == NULL)
    routing_found (g_steal_pointer (&task), document);
  else if (error->code != SLUICE_API_ERROR_NOT_FOUND)
    g_task_return_error (task, error);
  else if (++routing->index < sluice_routes_count (routing->family))
    {
      g_error_free (error);
      routing_try (g_steal_pointer (&task));
    }
  else
    {
      g_task_return_error (task, no_route_error (client, routing, error));
      g_error_free (error);
    }
}

/* Reads the collection at the route on trial. Takes @task. */
static void
routing_try (GTask *task)
{
  SluiceClient *client = g_task_get_source_object (task);
  Routing *routing = g_task_get_task_data (task);
  g_autofree char *route = sluice_routes_collection (sluice_client_get_profile (client),
                                                     routing->family, routing->index);

  sluice_client_call_async (client, "GET", route, NULL, g_task_get_cancellable (task),
                            on_routing_tried_cb, task);
}

static void
on_routing_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Routing *routing = g_task_get_task_data (task);
  GError *error = NULL;
  JsonNode *document = sluice_client_call_finish (client, result, &error);

  if (error == NULL)
    {
      g_task_return_pointer (task, document, (GDestroyNotify) json_node_unref);
      return;
    }
  if (!sluice_api_error_is_wrong_route (error) || routing->refused != NULL ||
      sluice_routes_count (routing->family) == 1)
    {
      g_task_return_error (task, say_what_is_missing (client, routing, error));
      return;
    }
  routing->refused = error;
  routing->refused_index = routing->index;
  routing->index = 0;
  sluice_routes_learn (sluice_client_get_profile (client), routing->family, -1);
  routing_try (g_steal_pointer (&task));
}

/* Sends at the route that is known. Takes @task. */
static void
routing_send (GTask *task)
{
  g_autoptr (GTask) owned = task;
  SluiceClient *client = g_task_get_source_object (task);
  SluiceProfile *profile = sluice_client_get_profile (client);
  Routing *routing = g_task_get_task_data (task);
  g_autofree char *route = routing->id == NULL
                               ? sluice_routes_collection (profile, routing->family, routing->index)
                               : sluice_routes_object (profile, routing->family, routing->index,
                                                       routing->method, routing->id);

  if (route == NULL)
    {
      g_task_return_error (task,
                           sluice_api_error_new (SLUICE_API_ERROR_VALIDATION,
                                                 _ ("Do it in mParticle itself, on its web page."),
                                                 _ ("The public API has no call for this.")));
      return;
    }
  sluice_client_call_async (client, routing->method, route, routing->body,
                            g_task_get_cancellable (task), on_routing_sent_cb,
                            g_steal_pointer (&owned));
}

static GTask *
routing_task (SluiceClient *client,
              SluiceFamily family,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Routing *routing = g_new0 (Routing, 1);

  routing->family = family;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, routing, routing_free);
  return task;
}

/* An id becomes one part of a path; "." and ".." would become another path. */
static gboolean
is_usable_id (const char *id)
{
  return id == NULL || (*id != '\0' && !g_str_equal (id, ".") && !g_str_equal (id, ".."));
}

/**
 * sluice_routing_call_async:
 * @client: a client
 * @family: the family
 * @method: "GET", "POST", "PUT" or "DELETE"
 * @id: (nullable): the object; %NULL for the collection
 * @body: (nullable): what to send
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * A route that is not known is found by reading the collection, before anything is written.
 */
void
sluice_routing_call_async (SluiceClient *client,
                           SluiceFamily family,
                           const char *method,
                           const char *id,
                           SluiceBody *body,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = routing_task (client, family, cancellable, callback, user_data);
  Routing *routing = g_task_get_task_data (task);

  g_task_set_source_tag (task, sluice_routing_call_async);
  routing->method = g_strdup (method);
  routing->id = g_strdup (id);
  routing->body = body != NULL ? sluice_body_ref (body) : NULL;
  if (!is_usable_id (id))
    g_task_return_error (task,
                         sluice_api_error_new (SLUICE_API_ERROR_VALIDATION,
                                               _ ("Use letters, digits, “-” and “_”."),
                                               _ ("“%s” is not an id that an object can have."),
                                               id));
  else if (sluice_routes_get_known (sluice_client_get_profile (client), family, &routing->index))
    routing_send (g_steal_pointer (&task));
  else
    routing_try (g_steal_pointer (&task));
}

/**
 * sluice_routing_call_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the reply's document, or %NULL where it was empty (no error)
 *   or the call failed (with @error)
 */
JsonNode *
sluice_routing_call_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sluice_routing_find_async:
 * @client: a client
 * @family: the family
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds the family's route by reading its collection, even where it is known.
 */
void
sluice_routing_find_async (SluiceClient *client,
                           SluiceFamily family,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = routing_task (client, family, cancellable, callback, user_data);
  Routing *routing = g_task_get_task_data (task);

  g_task_set_source_tag (task, sluice_routing_find_async);
  routing->only_find = TRUE;
  routing_try (task);
}

/**
 * sluice_routing_find_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: whether a route answered
 */
gboolean
sluice_routing_find_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) list = NULL;

  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  list = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
