/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-resource.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-data-models.h"
#include "api/sluice-routing.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"

#include <glib/gi18n.h>

/* What one of the reading calls is about; the writing ones stand in sluice-resource-write.c. */
typedef struct
{
  SluiceFamily family;
  char *id; /* (nullable) */
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  g_free (read->id);
  g_free (read);
}

static GTask *
read_task (SluiceClient *client,
           SluiceFamily family,
           const char *id,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Read *read = g_new0 (Read, 1);

  read->family = family;
  read->id = g_strdup (id);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, read, read_free);
  return task;
}

static void
normalize (SluiceClient *client, SluiceFamily family, JsonObject *object)
{
  sluice_shape_redact_errors (object, sluice_client_get_redactor (client));
  if (family == SLUICE_FAMILY_DATA_MODELS)
    sluice_data_models_saw (sluice_client_get_profile (client),
                            sluice_shape_normalize_query (object));
}

static void
on_list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  GError *error = NULL;
  JsonNode *document = sluice_routing_call_finish (client, result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    /* An empty reply has no place for a list. */
    g_task_return_pointer (task, document != NULL ? document : json_node_new (JSON_NODE_NULL),
                           (GDestroyNotify) json_node_unref);
}

static JsonArray *
shape_list (SluiceClient *client, SluiceFamily family, JsonNode *document, GError **error)
{
  JsonArray *list = sluice_shape_expect_ids (sluice_shape_read_list (document, error), error);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    normalize (client, family, json_array_get_object_element (list, i));
  return list;
}

/**
 * sluice_resource_list_async:
 * @client: a client
 * @family: the family
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads all objects of a family.
 */
void
sluice_resource_list_async (SluiceClient *client,
                            SluiceFamily family,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SLUICE_IS_CLIENT (client));

  task = read_task (client, family, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_resource_list_async);
  sluice_routing_call_async (client, family, "GET", NULL, NULL, cancellable, on_list_read_cb, task);
}

/**
 * sluice_resource_list_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): an array of objects, ids as text, or %NULL with @error set
 */
JsonArray *
sluice_resource_list_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonNode) document = NULL;

  return sluice_resource_list_finish_news (client, result, &document, error);
}

/**
 * sluice_resource_list_finish_news:
 * @client: a client
 * @result: the result
 * @last: (inout) (nullable): the document that was read last; belongs to the caller, who begins with %NULL
 * @error: return location for a #SluiceApiError
 *
 * For those who ask over and over.
 *
 * Returns: (transfer full) (nullable): an array of objects, ids as text; or %NULL where it is the one of
 *   the last time (no error) or there is none (with @error)
 */
JsonArray *
sluice_resource_list_finish_news (SluiceClient *client,
                                  GAsyncResult *result,
                                  JsonNode **last,
                                  GError **error)
{
  g_autoptr (JsonNode) before = g_steal_pointer (last);
  g_autoptr (JsonNode) document = NULL;
  JsonArray *list = NULL;
  Read *read;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  read = g_task_get_task_data (G_TASK (result));
  document = g_task_propagate_pointer (G_TASK (result), error);
  if (document != NULL && document != before)
    list = shape_list (client, read->family, document, error);
  if (list != NULL || (document != NULL && document == before))
    *last = g_steal_pointer (&document);
  return list;
}

static void
on_object_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) document = sluice_routing_call_finish (client, result, &error);
  JsonObject *object = error == NULL ? sluice_shape_expect_object (document, &error) : NULL;

  if (object == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sluice_shape_set_missing_id (object, read->id);
  normalize (client, read->family, object);
  g_task_return_pointer (task, object, (GDestroyNotify) json_object_unref);
}

static JsonObject *
find_in_list (JsonArray *list, const char *id)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (g_strcmp0 (sluice_json_get_string (object, "id"), id) == 0)
        return json_object_ref (object);
    }
  return NULL;
}

static void
on_list_searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonArray) list = sluice_resource_list_finish (client, result, &error);
  JsonObject *object = list != NULL ? find_in_list (list, read->id) : NULL;

  if (object != NULL)
    g_task_return_pointer (task, object, (GDestroyNotify) json_object_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_error (task,
                         sluice_api_error_new (SLUICE_API_ERROR_NOT_FOUND, NULL,
                                               _ ("There is no audience “%s” in workspace %s."),
                                               read->id,
                                               sluice_profile_get_workspace_id (
                                                   sluice_client_get_profile (client))));
}

/**
 * sluice_resource_get_async:
 * @client: a client
 * @family: the family
 * @id: the object's id
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads one object. The public API shows an audience in its list only, so it is looked for there.
 */
void
sluice_resource_get_async (SluiceClient *client,
                           SluiceFamily family,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (id != NULL);

  task = read_task (client, family, id, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_resource_get_async);
  if (family == SLUICE_FAMILY_AUDIENCES)
    sluice_resource_list_async (client, family, cancellable, on_list_searched_cb, task);
  else
    sluice_routing_call_async (client, family, "GET", id, NULL, cancellable, on_object_read_cb,
                               task);
}

/**
 * sluice_resource_get_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the object, its id as text, or %NULL with @error set
 */
JsonObject *
sluice_resource_get_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_object_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  JsonNode *document = sluice_routing_call_finish (SLUICE_CLIENT (source), result, &error);

  g_clear_pointer (&document, json_node_unref);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * sluice_resource_delete_async:
 * @client: a client
 * @family: the family
 * @id: the object's id
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Deletes one object.
 */
void
sluice_resource_delete_async (SluiceClient *client,
                              SluiceFamily family,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (id != NULL);

  task = read_task (client, family, id, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_resource_delete_async);
  sluice_routing_call_async (client, family, "DELETE", id, NULL, cancellable, on_object_deleted_cb,
                             task);
}

/**
 * sluice_resource_delete_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: whether it is gone
 */
gboolean
sluice_resource_delete_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
