/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-calls.h"

#include "api/sluice-shape.h"
#include "sluice-json.h"

static GTask *
new_task (SluiceClient *client,
          gpointer source_tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  /* What the caller cancels is reported as CANCELLED of our domain. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
on_list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) document =
      sluice_client_call_finish (SLUICE_CLIENT (source), result, &error);
  JsonArray *list = error == NULL ? sluice_shape_read_list (document, &error) : NULL;

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) json_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sluice_calls_list_async:
 * @client: a client
 * @route: a list's route
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
sluice_calls_list_async (SluiceClient *client,
                         const char *route,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  sluice_client_call_async (client, "GET", route, NULL, cancellable, on_list_read_cb,
                            new_task (client, sluice_calls_list_async, cancellable, callback,
                                      user_data));
}

/**
 * sluice_calls_list_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): an array of objects, ids as text, or %NULL with @error set
 */
JsonArray *
sluice_calls_list_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_object_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) document =
      sluice_client_call_finish (SLUICE_CLIENT (source), result, &error);
  JsonObject *object = sluice_shape_read_object (document);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    /* An empty reply is an answer: done, and nothing to tell. */
    g_task_return_pointer (task, object != NULL ? object : json_object_new (),
                           (GDestroyNotify) json_object_unref);
}

/**
 * sluice_calls_object_async:
 * @client: a client
 * @method: the method
 * @route: the route
 * @body: (nullable): what to send
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
sluice_calls_object_async (SluiceClient *client,
                           const char *method,
                           const char *route,
                           SluiceBody *body,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  sluice_client_call_async (client, method, route, body, cancellable, on_object_read_cb,
                            new_task (client, sluice_calls_object_async, cancellable, callback,
                                      user_data));
}

/**
 * sluice_calls_object_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the object, its id as text, empty where the reply was; or %NULL
 *   with @error set
 */
JsonObject *
sluice_calls_object_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  char *route;
  char *list_route;
  char **keys;
  SluiceBody *body;
  gboolean sent_again;
  GError *first; /* (nullable) why there was a look */
} Create;

static void
create_free (gpointer data)
{
  Create *create = data;

  g_free (create->route);
  g_free (create->list_route);
  g_strfreev (create->keys);
  sluice_body_unref (create->body);
  g_clear_error (&create->first);
  g_free (create);
}

static void create_send (GTask *task);

static gboolean
is_created (Create *create, JsonObject *sent, JsonObject *object)
{
  for (guint i = 0; create->keys[i] != NULL; i++)
    {
      JsonNode *wanted = json_object_get_member (sent, create->keys[i]);
      JsonNode *found = json_object_get_member (object, create->keys[i]);

      if (wanted == NULL || found == NULL || !sluice_json_equal (wanted, found))
        return FALSE;
    }
  return TRUE;
}

static JsonObject *
find_created (Create *create, JsonArray *list)
{
  JsonObject *sent = json_node_get_object (sluice_body_get_json (create->body));

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (is_created (create, sent, object))
        return json_object_ref (object);
    }
  return NULL;
}

static void
on_create_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Create *create = g_task_get_task_data (task);
  g_autoptr (JsonArray) list = sluice_calls_list_finish (SLUICE_CLIENT (source), result, NULL);
  JsonObject *found = list != NULL ? find_created (create, list) : NULL;

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) json_object_unref);
  else if (list != NULL && !create->sent_again &&
           sluice_api_error_get_doubt (create->first) == SLUICE_DOUBT_CUT_OFF)
    {
      create->sent_again = TRUE;
      g_clear_error (&create->first);
      create_send (g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, g_steal_pointer (&create->first));
}

static void
on_create_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Create *create = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  JsonObject *object = sluice_calls_object_finish (client, result, &error);

  if (object != NULL)
    g_task_return_pointer (task, object, (GDestroyNotify) json_object_unref);
  else if (sluice_api_error_get_doubt (error) != SLUICE_DOUBT_NONE ||
           (create->sent_again && sluice_api_error_may_mean_exists (error)))
    {
      create->first = error;
      sluice_calls_list_async (client, create->list_route, cancellable, on_create_looked_cb,
                               g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
create_send (GTask *task)
{
  Create *create = g_task_get_task_data (task);

  sluice_calls_object_async (g_task_get_source_object (task), "POST", create->route, create->body,
                             g_task_get_cancellable (task), on_create_sent_cb, task);
}

/**
 * sluice_calls_create_async:
 * @client: a client
 * @route: where to POST
 * @list_route: the list that it then stands in
 * @keys: the members it is found by there
 * @body: what to send
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * After a request whose outcome nobody knows it looks before it sends once more (CONTRACT 5).
 */
void
sluice_calls_create_async (SluiceClient *client,
                           const char *route,
                           const char *list_route,
                           const char *const *keys,
                           SluiceBody *body,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = new_task (client, sluice_calls_create_async, cancellable, callback, user_data);
  Create *create = g_new0 (Create, 1);

  create->route = g_strdup (route);
  create->list_route = g_strdup (list_route);
  create->keys = g_strdupv ((char **) keys);
  create->body = sluice_body_ref (body);
  g_task_set_task_data (task, create, create_free);
  create_send (task);
}

/**
 * sluice_calls_create_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the object as the server told it, or %NULL with @error set
 */
JsonObject *
sluice_calls_create_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
