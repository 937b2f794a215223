/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-resource.h"

#include "api/sluice-body-private.h"
#include "api/sluice-data-models.h"
#include "api/sluice-limit.h"
#include "api/sluice-routing.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"

typedef struct
{
  SluiceFamily family;
  char *id;
  SluiceBody *changes;
  JsonObject *merged; /* (nullable) until the object was read */
  GError *first;      /* (nullable) how a data model was refused before its query was moved */
} Update;

static void
update_free (gpointer data)
{
  Update *update = data;

  g_free (update->id);
  sluice_body_unref (update->changes);
  g_clear_pointer (&update->merged, json_object_unref);
  g_clear_error (&update->first);
  g_free (update);
}

static void update_send (GTask *task);

static void
on_update_limit_explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_error (task, sluice_limit_explain_finish (result));
}

/* Takes @task and @error. */
static void
update_failed (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;
  SluiceClient *client = g_task_get_source_object (task);
  Update *update = g_task_get_task_data (task);

  if (update->family == SLUICE_FAMILY_DATA_MODELS && update->first == NULL &&
      sluice_data_models_may_try_other (sluice_client_get_profile (client), error))
    {
      update->first = error;
      update_send (g_steal_pointer (&owned));
    }
  else if (error->code == SLUICE_API_ERROR_LIMIT)
    sluice_limit_explain_async (client, error, g_task_get_cancellable (task),
                                on_update_limit_explained_cb, g_steal_pointer (&owned));
  else
    g_task_return_error (task, error);
}

static void
on_update_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  SluiceProfile *profile = sluice_client_get_profile (client);
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) document = sluice_routing_call_finish (client, result, &error);
  g_autoptr (JsonObject) answered = NULL;

  if (error != NULL)
    {
      update_failed (g_steal_pointer (&task), error);
      return;
    }
  if (update->first != NULL)
    sluice_data_models_saw (profile, SLUICE_QUERY_ON_TOP);
  answered = sluice_shape_read_object (document);
  /* Some calls answer with little more than the id, or with nothing: then it is as it was sent. */
  if (answered == NULL || !json_object_has_member (answered, "name"))
    {
      g_autofree char *id = sluice_shape_get_id (update->merged);

      g_clear_pointer (&answered, json_object_unref);
      answered = json_object_ref (update->merged);
      if (id != NULL)
        json_object_set_string_member (answered, "id", id);
    }
  sluice_shape_set_missing_id (answered, update->id);
  if (update->family == SLUICE_FAMILY_DATA_MODELS)
    sluice_shape_normalize_query (answered);
  g_task_return_pointer (task, g_steal_pointer (&answered), (GDestroyNotify) json_object_unref);
}

/* Takes @task. */
static void
update_send (GTask *task)
{
  SluiceClient *client = g_task_get_source_object (task);
  Update *update = g_task_get_task_data (task);
  g_autoptr (JsonObject) dressed = json_object_ref (update->merged);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceBody) body = NULL;

  if (update->family == SLUICE_FAMILY_DATA_MODELS)
    {
      json_object_unref (dressed);
      dressed = sluice_data_models_dress (sluice_client_get_profile (client), update->merged);
      if (update->first != NULL)
        sluice_shape_move_query_to_top (dressed);
    }
  node = sluice_json_node_for_object (dressed);
  body = sluice_body_new_with_secrets_of (node, update->changes);
  sluice_routing_call_async (client, update->family, "PUT", update->id, body,
                             g_task_get_cancellable (task), on_update_sent_cb, task);
}

static void
on_update_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) document =
      sluice_routing_call_finish (SLUICE_CLIENT (source), result, &error);
  g_autoptr (JsonObject) current =
      error == NULL ? sluice_shape_expect_object (document, &error) : NULL;

  if (current == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sluice_shape_restore_id (current, document);
  if (update->family == SLUICE_FAMILY_DATA_MODELS)
    sluice_data_models_saw (sluice_client_get_profile (SLUICE_CLIENT (source)),
                            sluice_shape_normalize_query (current));
  update->merged =
      sluice_shape_merge (current, json_node_get_object (sluice_body_get_json (update->changes)));
  update_send (g_steal_pointer (&task));
}

/**
 * sluice_resource_update_async:
 * @client: a client
 * @family: the family
 * @id: the object's id
 * @changes: the members that are to be different; a null removes one
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the object, lays @changes over it and sends all of it back (CONTRACT 3).
 */
void
sluice_resource_update_async (SluiceClient *client,
                              SluiceFamily family,
                              const char *id,
                              SluiceBody *changes,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Update *update;

  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (id != NULL);
  g_return_if_fail (changes != NULL && JSON_NODE_HOLDS_OBJECT (sluice_body_get_json (changes)));

  task = g_task_new (client, cancellable, callback, user_data);
  update = g_new0 (Update, 1);
  update->family = family;
  update->id = g_strdup (id);
  update->changes = sluice_body_ref (changes);
  g_task_set_source_tag (task, sluice_resource_update_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, update, update_free);
  sluice_routing_call_async (client, family, "GET", id, NULL, cancellable, on_update_read_cb, task);
}

/**
 * sluice_resource_update_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the object as it is now, or %NULL with @error set
 */
JsonObject *
sluice_resource_update_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
