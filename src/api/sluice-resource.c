/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-resource.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-data-models.h"
#include "api/sluice-routing.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"
#include "sluice-slices.h"
#include "sluice-worker.h"

#include <glib/gi18n.h>

/* What one of the reading calls is about; the writing ones stand in sluice-resource-write.c. */
typedef struct
{
  SluiceFamily family;
  char *id;         /* (nullable) */
  JsonNode *last;   /* (nullable) the document that the caller knows */
  JsonArray *list;  /* (nullable) what another one says */
  gboolean is_long; /* the list took more than one turn of the main loop */
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  g_free (read->id);
  g_clear_pointer (&read->last, json_node_unref);
  g_clear_pointer (&read->list, json_array_unref);
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

/* What took long to copy takes long to free. Takes @document. */
static void
release (JsonNode *document, Read *read)
{
  if (document != NULL && read->is_long)
    sluice_worker_drop (document, (GDestroyNotify) json_node_unref);
  else
    g_clear_pointer (&document, json_node_unref);
}

/* A list that is being brought into shape. */
typedef struct
{
  GTask *task;
  JsonNode *document;
  JsonArray *list;
} Shaping;

static void
shape_next (JsonObject *object, gpointer data)
{
  Shaping *shaping = data;
  Read *read = g_task_get_task_data (shaping->task);
  JsonObject *copy;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (shaping->task)))
    return;
  copy = sluice_shape_read_entry (object);
  normalize (g_task_get_source_object (shaping->task), read->family, copy);
  json_array_add_object_element (shaping->list, copy);
}

static void
end_shaping (gpointer data)
{
  Shaping *shaping = data;
  g_autoptr (GTask) task = g_steal_pointer (&shaping->task);
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    error = sluice_api_error_new_cancelled ();
  else
    read->list = sluice_shape_expect_ids (g_steal_pointer (&shaping->list), &error);
  if (error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&shaping->document),
                           (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
  g_clear_pointer (&shaping->list, json_array_unref);
  g_clear_pointer (&shaping->document, json_node_unref);
  g_free (shaping);
}

/* Takes @task and @document. */
static void
begin_shaping (GTask *task, JsonNode *document)
{
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  JsonArray *from = sluice_shape_expect_list (document, &error);
  Shaping *shaping;

  if (from == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      g_clear_pointer (&document, json_node_unref);
      return;
    }
  shaping = g_new0 (Shaping, 1);
  shaping->task = task;
  shaping->document = document;
  shaping->list = json_array_sized_new (json_array_get_length (from));
  if (!sluice_slices_run (from, shape_next, end_shaping, shaping))
    read->is_long = TRUE;
}

static void
on_list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Read *read = g_task_get_task_data (task);
  GError *error = NULL;
  JsonNode *document = sluice_routing_call_finish (SLUICE_CLIENT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (document != NULL && document == read->last)
    g_task_return_pointer (task, document, (GDestroyNotify) json_node_unref);
  else
    begin_shaping (g_steal_pointer (&task), document);
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
  sluice_resource_list_news_async (client, family, NULL, cancellable, callback, user_data);
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
  JsonNode *document = NULL;
  JsonArray *list = sluice_resource_list_news_finish (client, result, &document, error);

  release (document, g_task_get_task_data (G_TASK (result)));
  return list;
}

/**
 * sluice_resource_list_news_async:
 * @client: a client
 * @family: the family
 * @last: (nullable): the document that was read last
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads all objects of a family, for those who ask over and over.
 */
void
sluice_resource_list_news_async (SluiceClient *client,
                                 SluiceFamily family,
                                 JsonNode *last,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  Read *read;

  g_return_if_fail (SLUICE_IS_CLIENT (client));

  task = read_task (client, family, NULL, cancellable, callback, user_data);
  read = g_task_get_task_data (task);
  read->last = last != NULL ? json_node_ref (last) : NULL;
  g_task_set_source_tag (task, sluice_resource_list_async);
  sluice_routing_call_async (client, family, "GET", NULL, NULL, cancellable, on_list_read_cb, task);
}

/**
 * sluice_resource_list_news_finish:
 * @client: a client
 * @result: the result
 * @last: (inout) (nullable): the document that was read last; belongs to the caller, who begins with %NULL
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): an array of objects, ids as text; or %NULL where it is the one of
 *   the last time (no error) or there is none (with @error)
 */
JsonArray *
sluice_resource_list_news_finish (SluiceClient *client,
                                  GAsyncResult *result,
                                  JsonNode **last,
                                  GError **error)
{
  JsonNode *before = g_steal_pointer (last);
  Read *read;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  read = g_task_get_task_data (G_TASK (result));
  g_clear_pointer (&read->last, json_node_unref);
  *last = g_task_propagate_pointer (G_TASK (result), error);
  release (before, read);
  return g_steal_pointer (&read->list);
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
