/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-limit.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-resource.h"
#include "sluice-json.h"

#include <glib/gi18n.h>

static char *
join_active (JsonArray *pipelines)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < json_array_get_length (pipelines); i++)
    {
      JsonObject *pipeline = json_array_get_object_element (pipelines, i);

      if (g_strcmp0 (sluice_json_get_string (pipeline, "state"), "active") == 0 &&
          sluice_json_get_string (pipeline, "id") != NULL)
        g_strv_builder_add (builder, sluice_json_get_string (pipeline, "id"));
    }
  ids = g_strv_builder_end (builder);
  return g_strjoinv (", ", ids);
}

static void
on_pipelines_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = g_task_get_task_data (task);
  g_autoptr (JsonArray) pipelines =
      sluice_resource_list_finish (SLUICE_CLIENT (source), result, NULL);
  g_autofree char *active = pipelines != NULL ? join_active (pipelines) : g_strdup ("");
  g_autofree char *remedy = NULL;

  if (*active != '\0')
    {
      /* Translators: ids of pipelines, with commas between them */
      remedy = g_strdup_printf (_ ("Pause one of the active pipelines, then try again. Active are: "
                                   "%s."),
                                active);
      sluice_api_error_set_remedy (error, remedy);
    }
  g_task_return_error (task, g_error_copy (error));
}

/**
 * sluice_limit_explain_async:
 * @client: a client
 * @error: (transfer full): a LIMIT error
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the pipelines, so that the remedy can name those that are active (CONTRACT 5).
 */
void
sluice_limit_explain_async (SluiceClient *client,
                            GError *error,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, sluice_limit_explain_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  sluice_resource_list_async (client, SLUICE_FAMILY_PIPELINES, cancellable, on_pipelines_read_cb,
                              task);
}

/**
 * sluice_limit_explain_finish:
 * @result: the result
 *
 * Returns: (transfer full): the error, its remedy naming the active pipelines where they could be read
 */
GError *
sluice_limit_explain_finish (GAsyncResult *result)
{
  GError *error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  return error;
}
