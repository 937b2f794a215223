/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-pipeline-status.h"

#include "api/sluice-pipelines.h"
#include "api/sluice-resource.h"

/* CONTRACT: at most eight requests at a time. */
#define MAX_REQUESTS 8

typedef struct
{
  /* Input */
  SluiceSession *session; /* (owned) */

  /* In progress */
  guint next;      /* the first status whose report was not asked for */
  guint in_flight; /* reports asked for and not answered */

  /* Output */
  GPtrArray *statuses; /* (owned) (element-type SluicePipelineStatus) */
} ReadData;

/* One report on its way. */
typedef struct
{
  GTask *task;                  /* (owned) */
  SluicePipelineStatus *status; /* (owned) */
} ReportCall;

static void
read_data_free (ReadData *data)
{
  g_clear_object (&data->session);
  g_clear_pointer (&data->statuses, g_ptr_array_unref);
  g_free (data);
}

static void
report_call_free (ReportCall *call)
{
  g_clear_object (&call->task);
  g_clear_object (&call->status);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportCall, report_call_free)

/* Errors that are about us or the way to the server, and not about one pipeline. */
static gboolean
is_about_all (const GError *error)
{
  static const SluiceApiError codes[] = {
    SLUICE_API_ERROR_AUTH,    SLUICE_API_ERROR_FORBIDDEN, SLUICE_API_ERROR_NETWORK,
    SLUICE_API_ERROR_TIMEOUT, SLUICE_API_ERROR_TLS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, SLUICE_API_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/* The error that hit every report alike, or NULL if one report could be had. */
static const GError *
find_common_error (GPtrArray *statuses)
{
  const GError *error = NULL;

  for (guint i = 0; i < statuses->len; i++)
    {
      error = sluice_pipeline_status_get_error (g_ptr_array_index (statuses, i));
      if (error == NULL || !is_about_all (error))
        return NULL;
    }
  return error;
}

static void
finish_read (GTask *task)
{
  ReadData *data = g_task_get_task_data (task);
  const GError *common = find_common_error (data->statuses);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (common != NULL)
    g_task_return_error (task, g_error_copy (common));
  else
    g_task_return_pointer (task, g_steal_pointer (&data->statuses),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void ask_for_reports (GTask *task);

static void
on_report_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReportCall) call = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  ReadData *data = g_task_get_task_data (call->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceReport) report = sluice_pipelines_report_finish (client, result, &error);
  g_autoptr (GDateTime) now = sluice_client_get_server_time (client);

  if (report != NULL)
    sluice_pipeline_status_set_report (call->status, report, now);
  else
    sluice_pipeline_status_set_report_error (call->status, error, now);
  data->in_flight--;
  ask_for_reports (call->task);
}

static void
ask_for_reports (GTask *task)
{
  ReadData *data = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  while (data->next < data->statuses->len && data->in_flight < MAX_REQUESTS &&
         !g_cancellable_is_cancelled (cancellable))
    {
      ReportCall *call = g_new0 (ReportCall, 1);

      call->task = g_object_ref (task);
      call->status = g_object_ref (g_ptr_array_index (data->statuses, data->next++));
      data->in_flight++;
      sluice_pipelines_report_async (sluice_session_get_client (data->session),
                                     sluice_pipeline_status_get_id (call->status), cancellable,
                                     on_report_read_cb, call);
    }
  if (data->in_flight == 0)
    finish_read (task);
}

static void
add_status (ReadData *data, JsonObject *pipeline)
{
  if (json_object_has_member (pipeline, "id"))
    g_ptr_array_add (data->statuses, sluice_pipeline_status_new (data->session, pipeline));
}

static void
on_pipelines_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = sluice_resource_list_finish (SLUICE_CLIENT (source), result, &error);

  if (list == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_status (data, json_node_get_object (node));
    }
  ask_for_reports (task);
}

static void
on_pipeline_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) pipeline =
      sluice_resource_get_finish (SLUICE_CLIENT (source), result, &error);

  if (pipeline == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  add_status (data, pipeline);
  ask_for_reports (task);
}

/**
 * sluice_pipeline_status_read_async:
 * @session: a workspace
 * @pipeline_id: (nullable): one pipeline, or %NULL for all
 * @cancellable: (nullable): a cancellable
 * @callback: called when all is read
 * @user_data: for @callback
 *
 * Reads the pipelines and a report for each, at most eight requests at a time.
 */
void
sluice_pipeline_status_read_async (SluiceSession *session,
                                   const char *pipeline_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  SluiceClient *client = sluice_session_get_client (session);
  ReadData *data = g_new0 (ReadData, 1);

  data->session = g_object_ref (session);
  data->statuses = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, sluice_pipeline_status_read_async);
  g_task_set_task_data (task, data, (GDestroyNotify) read_data_free);
  if (pipeline_id != NULL)
    sluice_resource_get_async (client, SLUICE_FAMILY_PIPELINES, pipeline_id, cancellable,
                               on_pipeline_read_cb, g_steal_pointer (&task));
  else
    sluice_resource_list_async (client, SLUICE_FAMILY_PIPELINES, cancellable,
                                on_pipelines_listed_cb, g_steal_pointer (&task));
}

/**
 * sluice_pipeline_status_read_finish:
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * One report that cannot be had is told in its status; an error that hits all of them alike (sign-in,
 * network) is told here.
 *
 * Returns: (transfer full) (nullable) (element-type SluicePipelineStatus): as the server orders them
 */
GPtrArray *
sluice_pipeline_status_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
