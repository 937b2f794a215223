/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-session-test.h"

#include "api/sluice-platform.h"
#include "api/sluice-routing.h"
#include "sluice-json.h"

#include <glib/gi18n.h>

typedef struct
{
  SluiceSessionTestFunc progress;
  gpointer progress_data;
  guint family;  /* the one under test */
  GError *first; /* (nullable) the first failure of a family */
} Test;

static void
test_free (gpointer data)
{
  Test *test = data;

  g_clear_error (&test->first);
  g_free (test);
}

static const char *const titles[SLUICE_N_FAMILIES] = {
  [SLUICE_FAMILY_FEEDS] = N_ ("Find the feeds"),
  [SLUICE_FAMILY_CONNECTIONS] = N_ ("Find the connections"),
  [SLUICE_FAMILY_DATA_MODELS] = N_ ("Find the data models"),
  [SLUICE_FAMILY_FIELD_TRANSFORMATIONS] = N_ ("Find the field transformations"),
  [SLUICE_FAMILY_PIPELINES] = N_ ("Find the pipelines"),
  [SLUICE_FAMILY_AUDIENCES] = N_ ("Find the audiences"),
};

static void
tell (Test *test, const char *step, const char *title, const GError *error)
{
  if (test->progress != NULL)
    test->progress (step, title, error, test->progress_data);
}

static void test_family (GTask *task);

static void
on_family_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Test *test = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  sluice_routing_find_finish (SLUICE_CLIENT (source), result, &error);
  tell (test, sluice_family_to_string ((SluiceFamily) test->family), _ (titles[test->family]),
        error);
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (test->first == NULL)
    test->first = g_steal_pointer (&error);
  test->family++;
  test_family (g_steal_pointer (&task));
}

/* Takes @task. */
static void
test_family (GTask *task)
{
  g_autoptr (GTask) owned = task;
  SluiceSession *session = g_task_get_source_object (task);
  Test *test = g_task_get_task_data (task);

  if (test->family < SLUICE_N_FAMILIES)
    sluice_routing_find_async (sluice_session_get_client (session), (SluiceFamily) test->family,
                               g_task_get_cancellable (task), on_family_found_cb,
                               g_steal_pointer (&owned));
  else if (test->first != NULL)
    g_task_return_error (task, g_steal_pointer (&test->first));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
has_workspace (JsonArray *workspaces, const char *id)
{
  for (guint i = 0; i < json_array_get_length (workspaces); i++)
    if (g_strcmp0 (sluice_json_get_string (json_array_get_object_element (workspaces, i), "id"),
                   id) == 0)
      return TRUE;
  return FALSE;
}

static GError *
no_workspace_error (SluiceProfile *profile)
{
  return sluice_api_error_new (
      SLUICE_API_ERROR_NOT_FOUND,
      _ ("Check the account id and the workspace id of this workspace, and its pod."),
      _ ("Account %s has no workspace %s that this credential may see."),
      sluice_profile_get_account_id (profile), sluice_profile_get_workspace_id (profile));
}

static void
on_workspaces_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceSession *session = g_task_get_source_object (task);
  SluiceProfile *profile = sluice_session_get_profile (session);
  GError *error = NULL;
  g_autoptr (JsonArray) workspaces =
      sluice_platform_workspaces_finish (SLUICE_CLIENT (source), result, &error);

  if (error == NULL && !has_workspace (workspaces, sluice_profile_get_workspace_id (profile)))
    error = no_workspace_error (profile);
  tell (g_task_get_task_data (task), "account", _ ("Find the workspace in the account"), error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    test_family (g_steal_pointer (&task));
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  sluice_client_sign_in_finish (SLUICE_CLIENT (source), result, &error);
  tell (g_task_get_task_data (task), "token", _ ("Sign in with the credential"), error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    sluice_platform_workspaces_async (SLUICE_CLIENT (source), cancellable, on_workspaces_read_cb,
                                      g_steal_pointer (&task));
}

/**
 * sluice_session_test_async:
 * @session: a session
 * @progress: (nullable) (scope notified): told of each step as it ends
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
sluice_session_test_async (SluiceSession *session,
                           SluiceSessionTestFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Test *test;

  g_return_if_fail (SLUICE_IS_SESSION (session));

  task = g_task_new (session, cancellable, callback, user_data);
  test = g_new0 (Test, 1);
  test->progress = progress;
  test->progress_data = progress_data;
  g_task_set_source_tag (task, sluice_session_test_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, test, test_free);
  sluice_client_forget_token (sluice_session_get_client (session));
  sluice_client_sign_in_async (sluice_session_get_client (session), cancellable, on_signed_in_cb,
                               task);
}

/**
 * sluice_session_test_finish:
 * @session: a session
 * @result: the result
 * @error: return location for the first failure, a #SluiceApiError
 *
 * Returns: whether all went well
 */
gboolean
sluice_session_test_finish (SluiceSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
