/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-export.h"

#include "api/sluice-resource.h"
#include "interop/sluice-assemble.h"
#include "setup/sluice-canonical.h"
#include "sluice-json.h"
#include "store/sluice-journal.h"

/* Which member of a pipeline names which object, in the order they are read. */
static const struct
{
  const char *member;
  SluiceFamily family;
} references[] = {
  { "connection_id", SLUICE_FAMILY_CONNECTIONS },
  { "data_model_id", SLUICE_FAMILY_DATA_MODELS },
  { "field_transformation_id", SLUICE_FAMILY_FIELD_TRANSFORMATIONS },
  { "partner_feed_id", SLUICE_FAMILY_FEEDS },
};

typedef struct
{
  /* Input */
  SluiceSession *session; /* (owned) */

  /* In progress */
  guint next; /* the reference that is read */

  /* Output */
  JsonObject *objects[SLUICE_N_FAMILIES]; /* (owned) (nullable) by family */
} ExportData;

static void
export_data_free (ExportData *data)
{
  g_clear_object (&data->session);
  for (guint i = 0; i < SLUICE_N_FAMILIES; i++)
    g_clear_pointer (&data->objects[i], json_object_unref);
  g_free (data);
}

static void read_next (GTask *task);

/* Some servers do not show all that a connection was given; what we sent ourselves stands in the
 * journal. */
static void
add_unshown (ExportData *data, JsonObject *connection)
{
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (data->session));
  g_autoptr (SluiceJournal) journal =
      sluice_journal_new (sluice_session_get_store (data->session), scope);
  g_autofree char *id = sluice_json_dup_text (connection, "id");
  g_autofree char *sent =
      id != NULL ? sluice_journal_dup_sent (journal,
                                            sluice_family_get_kind (SLUICE_FAMILY_CONNECTIONS), id)
                 : NULL;
  g_autoptr (JsonNode) document = sent != NULL ? sluice_json_parse (sent, -1, NULL) : NULL;

  if (document != NULL && JSON_NODE_HOLDS_OBJECT (document))
    sluice_canonical_fill_unshown (connection, json_node_get_object (document));
}

/* A setup file must have a feed; a pipeline of before there were ids gets one of its own. */
static void
add_feed (ExportData *data)
{
  JsonObject *feed;
  g_autofree char *name = sluice_json_dup_text (data->objects[SLUICE_FAMILY_PIPELINES], "name");
  g_autofree char *text = NULL;

  if (data->objects[SLUICE_FAMILY_FEEDS] != NULL || name == NULL)
    return;
  text = g_strconcat (name, " feed", NULL);
  feed = json_object_new ();
  json_object_set_string_member (feed, "name", text);
  data->objects[SLUICE_FAMILY_FEEDS] = feed;
}

/* The data model stays as it came until the pipeline is read, whose iterator may stand in it. */
static void
tidy_objects (ExportData *data)
{
  static const SluiceFamily families[] = { SLUICE_FAMILY_CONNECTIONS, SLUICE_FAMILY_PIPELINES,
                                           SLUICE_FAMILY_DATA_MODELS,
                                           SLUICE_FAMILY_FIELD_TRANSFORMATIONS };
  const SluiceWarehouse *warehouse =
      sluice_canonical_find_warehouse (data->objects[SLUICE_FAMILY_CONNECTIONS]);

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      JsonObject **place = &data->objects[families[i]];
      g_autoptr (JsonObject) object = *place;

      if (object != NULL)
        *place = sluice_canonical_read (families[i], object, warehouse,
                                        data->objects[SLUICE_FAMILY_DATA_MODELS]);
    }
  if (data->objects[SLUICE_FAMILY_CONNECTIONS] != NULL)
    add_unshown (data, data->objects[SLUICE_FAMILY_CONNECTIONS]);
  add_feed (data);
}

static void
finish_export (GTask *task)
{
  ExportData *data = g_task_get_task_data (task);
  SluiceParts parts = { 0 };

  tidy_objects (data);
  parts.feed = data->objects[SLUICE_FAMILY_FEEDS];
  parts.connection = data->objects[SLUICE_FAMILY_CONNECTIONS];
  parts.data_model = data->objects[SLUICE_FAMILY_DATA_MODELS];
  parts.field_transformation = data->objects[SLUICE_FAMILY_FIELD_TRANSFORMATIONS];
  parts.pipeline = data->objects[SLUICE_FAMILY_PIPELINES];
  g_task_return_pointer (task, sluice_assemble_setup (&parts), g_object_unref);
}

/* A feed that cannot be read any more can still be named by its id. */
static JsonObject *
stand_in (SluiceFamily family, const char *id)
{
  JsonObject *object;

  if (family != SLUICE_FAMILY_FEEDS)
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "id", id);
  return object;
}

static char *
dup_reference (ExportData *data)
{
  return sluice_json_dup_text (data->objects[SLUICE_FAMILY_PIPELINES],
                               references[data->next].member);
}

static void
on_object_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ExportData *data = g_task_get_task_data (task);
  SluiceFamily family = references[data->next].family;
  g_autofree char *id = dup_reference (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
      sluice_resource_get_finish (SLUICE_CLIENT (source), result, &error);

  if (object == NULL && !g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  data->objects[family] = object != NULL ? g_steal_pointer (&object) : stand_in (family, id);
  data->next++;
  read_next (task);
}

static void
read_next (GTask *task)
{
  ExportData *data = g_task_get_task_data (task);

  for (; data->next < G_N_ELEMENTS (references); data->next++)
    {
      g_autofree char *id = dup_reference (data);

      if (id == NULL || *id == '\0')
        continue;
      sluice_resource_get_async (sluice_session_get_client (data->session),
                                 references[data->next].family, id, g_task_get_cancellable (task),
                                 on_object_read_cb, g_object_ref (task));
      return;
    }
  finish_export (task);
}

static void
on_pipeline_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ExportData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) pipeline =
      sluice_resource_get_finish (SLUICE_CLIENT (source), result, &error);

  if (pipeline == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  data->objects[SLUICE_FAMILY_PIPELINES] = g_steal_pointer (&pipeline);
  read_next (task);
}

/**
 * sluice_export_pipeline_async:
 * @session: a workspace
 * @pipeline_id: a pipeline in it
 * @cancellable: (nullable): a cancellable
 * @callback: called when all is read
 * @user_data: for @callback
 */
void
sluice_export_pipeline_async (SluiceSession *session,
                              const char *pipeline_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  ExportData *data = g_new0 (ExportData, 1);

  data->session = g_object_ref (session);
  g_task_set_source_tag (task, sluice_export_pipeline_async);
  g_task_set_task_data (task, data, (GDestroyNotify) export_data_free);
  sluice_resource_get_async (sluice_session_get_client (session), SLUICE_FAMILY_PIPELINES,
                             pipeline_id, cancellable, on_pipeline_read_cb,
                             g_steal_pointer (&task));
}

/**
 * sluice_export_pipeline_finish:
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * The setup has no secrets, and lacks what the API does not tell (such as the tables of a grant).
 *
 * Returns: (transfer full) (nullable): the setup
 */
SluiceSetup *
sluice_export_pipeline_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
