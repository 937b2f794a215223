/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipeline-chores.h"

#include <glib/gi18n.h>

#include "api/sluice-pipelines.h"
#include "api/sluice-resource.h"
#include "sluice-json.h"

/* Who asked, and about what, while a request is on its way. */
typedef struct
{
  SluiceUiContext *context;
  SluicePipelineStatus *status;
  gboolean pauses;
} Chore;

static Chore *
chore_new (SluiceUiContext *context, SluicePipelineStatus *status)
{
  Chore *chore = g_new0 (Chore, 1);

  chore->context = g_object_ref (context);
  chore->status = g_object_ref (status);
  return chore;
}

static void
chore_free (Chore *chore)
{
  g_object_unref (chore->context);
  g_object_unref (chore->status);
  g_free (chore);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chore, chore_free)

static SluiceClient *
get_client (SluicePipelineStatus *status)
{
  return sluice_session_get_client (sluice_pipeline_status_get_session (status));
}

/* Takes the text: what was done, or what could not be. */
static void
finish (Chore *chore, char *text, const GError *error)
{
  g_autofree char *owned = text;

  if (error == NULL)
    sluice_ui_context_toast (chore->context, owned);
  else
    sluice_ui_context_present_error (chore->context, owned, error);
}

static void
look_again (Chore *chore, gboolean all)
{
  SluiceMonitor *monitor =
      sluice_session_pool_get_monitor (sluice_ui_context_get_pool (chore->context));

  sluice_monitor_refresh (monitor, sluice_pipeline_status_get_session (chore->status),
                          all ? NULL : sluice_pipeline_status_get_id (chore->status));
}

static void
on_state_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Chore) chore = user_data;
  const char *name = sluice_pipeline_status_get_name (chore->status);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) pipeline =
      sluice_resource_update_finish (SLUICE_CLIENT (source), result, &error);

  if (error != NULL)
    finish (chore,
            chore->pauses ? g_strdup_printf (_ ("“%s” could not be paused"), name)
                          : g_strdup_printf (_ ("“%s” could not be resumed"), name),
            error);
  else
    finish (chore,
            chore->pauses ? g_strdup_printf (_ ("“%s” is paused."), name)
                          : g_strdup_printf (_ ("“%s” runs by its schedule again."), name),
            NULL);
  look_again (chore, TRUE);
}

/**
 * sluice_pipeline_chores_set_state:
 * @context: the context of the window
 * @status: a pipeline
 * @state: "active" or "paused"
 *
 * Pauses a pipeline, or lets it run again.
 */
void
sluice_pipeline_chores_set_state (SluiceUiContext *context,
                                  SluicePipelineStatus *status,
                                  const char *state)
{
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceBody) body = NULL;
  Chore *chore = chore_new (context, status);

  chore->pauses = g_str_equal (state, "paused");
  json_object_set_string_member (changes, "state", state);
  node = sluice_json_node_for_object (changes);
  body = sluice_body_new (node);
  sluice_resource_update_async (get_client (status), SLUICE_FAMILY_PIPELINES,
                                sluice_pipeline_status_get_id (status), body, NULL, on_state_set_cb,
                                chore);
}

static void
on_triggered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Chore) chore = user_data;
  const char *name = sluice_pipeline_status_get_name (chore->status);
  g_autoptr (GError) error = NULL;
  g_autofree char *run_id =
      sluice_pipelines_trigger_finish (SLUICE_CLIENT (source), result, &error);

  finish (chore,
          error == NULL ? g_strdup_printf (_ ("A run of “%s” begins."), name)
                        : g_strdup_printf (_ ("“%s” could not be run now"), name),
          error);
  look_again (chore, FALSE);
}

/**
 * sluice_pipeline_chores_run:
 * @context: the context of the window
 * @status: a pipeline
 *
 * Asks for a run outside the schedule. One that is under way is the reason most often why not.
 */
void
sluice_pipeline_chores_run (SluiceUiContext *context, SluicePipelineStatus *status)
{
  sluice_pipelines_trigger_async (get_client (status), sluice_pipeline_status_get_id (status), NULL,
                                  on_triggered_cb, chore_new (context, status));
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Chore) chore = user_data;
  const char *name = sluice_pipeline_status_get_name (chore->status);
  g_autoptr (GError) error = NULL;

  sluice_resource_delete_finish (SLUICE_CLIENT (source), result, &error);
  finish (chore,
          error == NULL ? g_strdup_printf (_ ("“%s” is deleted."), name)
                        : g_strdup_printf (_ ("“%s” could not be deleted"), name),
          error);
  look_again (chore, TRUE);
}

static void
on_delete_response_cb (AdwMessageDialog *dialog, const char *response, Chore *chore)
{
  if (g_strcmp0 (response, "delete") == 0)
    sluice_resource_delete_async (get_client (chore->status), SLUICE_FAMILY_PIPELINES,
                                  sluice_pipeline_status_get_id (chore->status), NULL,
                                  on_deleted_cb, chore_new (chore->context, chore->status));
}

static void
on_chore_closed_cb (gpointer data, GClosure *closure)
{
  chore_free (data);
}

/**
 * sluice_pipeline_chores_delete:
 * @context: the context of the window
 * @status: a pipeline
 * @parent: the window of the question
 *
 * Deletes a pipeline, once the person has said so.
 */
void
sluice_pipeline_chores_delete (SluiceUiContext *context,
                               SluicePipelineStatus *status,
                               GtkWindow *parent)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Delete “%s”?"),
                                     sluice_pipeline_status_get_name (status));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("It stops running for everybody, and this cannot be undone. Its "
                                  "connection, data model and "
                                  "feed stay, and so does what was sent already."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                    _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_delete_response_cb),
                         chore_new (context, status), on_chore_closed_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
