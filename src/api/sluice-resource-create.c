/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-resource.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-body-private.h"
#include "api/sluice-data-models.h"
#include "api/sluice-limit.h"
#include "api/sluice-routing.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"

#include <glib/gi18n.h>

typedef struct
{
  SluiceFamily family;
  SluiceBody *body;
  char *key; /* (nullable) what the object is found by: a feed's name, any other's id */
  gboolean sent_again;
  gboolean other_shape; /* a data model, sent with its query on top */
  GError *first;        /* (nullable) why there was a second request, or a look */
} Create;

static void
create_free (gpointer data)
{
  Create *create = data;

  sluice_body_unref (create->body);
  g_free (create->key);
  g_clear_error (&create->first);
  g_free (create);
}

static void create_send (GTask *task);

/* Some calls answer with little more than the id (FACTS 3): the rest is what was sent. */
static JsonObject *
complete (Create *create, JsonObject *answered)
{
  JsonObject *sent = json_node_get_object (sluice_body_get_json (create->body));
  JsonObject *whole;
  g_autofree char *id = NULL;

  if (answered != NULL && json_object_has_member (answered, "name"))
    {
      if (create->family != SLUICE_FAMILY_FEEDS)
        sluice_shape_set_missing_id (answered, create->key);
      sluice_shape_normalize_query (answered);
      return json_object_ref (answered);
    }
  whole = sluice_shape_copy_object (sent);
  id = sluice_shape_get_id (answered);
  if (id != NULL)
    json_object_set_string_member (whole, "id", id);
  return whole;
}

static gboolean
has_id (JsonObject *object)
{
  g_autofree char *id = sluice_shape_get_id (object);

  return id != NULL && *id != '\0';
}

static gboolean
matches (Create *create, JsonObject *object)
{
  const char *member = create->family == SLUICE_FAMILY_FEEDS ? "name" : "id";
  g_autofree char *value = sluice_json_dup_text (object, member);

  return g_strcmp0 (value, create->key) == 0;
}

/* What the look for the object came to: there, or not there and never will be, or not there and sent
 * once more. Takes @task. */
static void
create_looked (GTask *task, JsonObject *found, gboolean certain)
{
  g_autoptr (GTask) owned = task;
  Create *create = g_task_get_task_data (task);

  if (found != NULL)
    g_task_return_pointer (task, json_object_ref (found), (GDestroyNotify) json_object_unref);
  else if (certain && !create->sent_again &&
           sluice_api_error_get_doubt (create->first) == SLUICE_DOUBT_CUT_OFF)
    {
      create->sent_again = TRUE;
      g_clear_error (&create->first);
      create_send (g_steal_pointer (&owned));
    }
  else
    g_task_return_error (task, g_steal_pointer (&create->first));
}

static void
on_create_list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Create *create = g_task_get_task_data (task);
  g_autoptr (JsonArray) list = sluice_resource_list_finish (SLUICE_CLIENT (source), result, NULL);
  JsonObject *found = NULL;

  for (guint i = 0; list != NULL && found == NULL && i < json_array_get_length (list); i++)
    if (matches (create, json_array_get_object_element (list, i)))
      found = json_array_get_object_element (list, i);
  create_looked (task, found, list != NULL);
}

static void
on_create_get_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) found =
      sluice_resource_get_finish (SLUICE_CLIENT (source), result, &error);

  create_looked (task, found,
                 g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND));
}

/* Nobody knows whether the request was done: look before anything else. Takes @task. */
static void
create_look (GTask *task)
{
  SluiceClient *client = g_task_get_source_object (task);
  Create *create = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (create->family == SLUICE_FAMILY_FEEDS)
    sluice_resource_list_async (client, create->family, cancellable, on_create_list_cb, task);
  else
    sluice_resource_get_async (client, create->family, create->key, cancellable, on_create_get_cb,
                               task);
}

/* Whether the object may be there although the request failed. Once it was sent a second time, "it is
 * there already" may speak of the first, and "this name is taken" comes with 422 at times. */
static gboolean
must_look (Create *create, const GError *error)
{
  if (create->key == NULL)
    return FALSE;
  return sluice_api_error_get_doubt (error) != SLUICE_DOUBT_NONE ||
         (create->sent_again && sluice_api_error_may_mean_exists (error));
}

static void
on_create_limit_explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_error (task, sluice_limit_explain_finish (result));
}

/* Takes @task and @error. */
static void
create_failed (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;
  SluiceClient *client = g_task_get_source_object (task);
  Create *create = g_task_get_task_data (task);

  if (create->family == SLUICE_FAMILY_DATA_MODELS && !create->other_shape &&
      sluice_data_models_may_try_other (sluice_client_get_profile (client), error))
    {
      create->other_shape = TRUE;
      create->first = error;
      create_send (g_steal_pointer (&owned));
    }
  else if (must_look (create, error))
    {
      g_clear_error (&create->first);
      create->first = error;
      create_look (g_steal_pointer (&owned));
    }
  else if (error->code == SLUICE_API_ERROR_LIMIT)
    sluice_limit_explain_async (client, error, g_task_get_cancellable (task),
                                on_create_limit_explained_cb, g_steal_pointer (&owned));
  else if (create->other_shape && create->first != NULL &&
           error->code == SLUICE_API_ERROR_VALIDATION)
    {
      /* Neither shape is right, so the first refusal was about the query itself. */
      g_error_free (error);
      g_task_return_error (task, g_steal_pointer (&create->first));
    }
  else
    g_task_return_error (task, error);
}

static void
on_create_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Create *create = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) document = sluice_routing_call_finish (client, result, &error);
  g_autoptr (JsonObject) answered = NULL;

  if (error != NULL)
    {
      create_failed (g_steal_pointer (&task), error);
      return;
    }
  if (create->family == SLUICE_FAMILY_DATA_MODELS)
    sluice_data_models_saw (sluice_client_get_profile (client),
                            create->other_shape ? SLUICE_QUERY_ON_TOP : SLUICE_QUERY_UNKNOWN);
  answered = sluice_shape_read_object (document);
  if (create->family == SLUICE_FAMILY_FEEDS && !has_id (answered))
    {
      /* Only the server knows a feed's id. */
      create->first = sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL,
                                            _ ("The API did not tell the new feed's id."));
      create->sent_again = TRUE;
      create_look (g_steal_pointer (&task));
      return;
    }
  g_task_return_pointer (task, complete (create, answered), (GDestroyNotify) json_object_unref);
}

static SluiceBody *
dress (SluiceClient *client, Create *create)
{
  JsonObject *sent = json_node_get_object (sluice_body_get_json (create->body));
  g_autoptr (JsonObject) dressed = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (create->family != SLUICE_FAMILY_DATA_MODELS)
    return sluice_body_ref (create->body);
  dressed = sluice_data_models_dress (sluice_client_get_profile (client), sent);
  if (create->other_shape)
    sluice_shape_move_query_to_top (dressed);
  node = sluice_json_node_for_object (dressed);
  return sluice_body_new_with_secrets_of (node, create->body);
}

/* Takes @task. */
static void
create_send (GTask *task)
{
  SluiceClient *client = g_task_get_source_object (task);
  Create *create = g_task_get_task_data (task);
  g_autoptr (SluiceBody) body = dress (client, create);

  sluice_routing_call_async (client, create->family, "POST", NULL, body,
                             g_task_get_cancellable (task), on_create_sent_cb, task);
}

/**
 * sluice_resource_create_async:
 * @client: a client
 * @family: the family
 * @body: the object as CONTRACT 3 has it
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Creates an object. After a request whose outcome nobody knows it is looked for, by its id or a feed by
 * its name, and only after a cut-off one that did nothing is the request sent once more (CONTRACT 5).
 */
void
sluice_resource_create_async (SluiceClient *client,
                              SluiceFamily family,
                              SluiceBody *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Create *create;

  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (body != NULL && JSON_NODE_HOLDS_OBJECT (sluice_body_get_json (body)));

  task = g_task_new (client, cancellable, callback, user_data);
  create = g_new0 (Create, 1);
  create->family = family;
  create->body = sluice_body_ref (body);
  create->key = sluice_json_dup_text (json_node_get_object (sluice_body_get_json (body)),
                                      family == SLUICE_FAMILY_FEEDS ? "name" : "id");
  g_task_set_source_tag (task, sluice_resource_create_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, create, create_free);
  create_send (task);
}

/**
 * sluice_resource_create_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the object as it is there now, its id as text, or %NULL with
 *   @error set
 */
JsonObject *
sluice_resource_create_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
