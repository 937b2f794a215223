/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-pipelines.h"

#include "api/sluice-api-error-private.h"
#include "api/sluice-resource.h"
#include "api/sluice-routing.h"
#include "api/sluice-shape.h"
#include "sluice-json.h"
#include "sluice-time.h"

#include <glib/gi18n.h>

/* So long after a pipeline was made a 404 on its report means that it has none yet (CONTRACT 5). */
#define GRACE (5 * 60 * G_USEC_PER_SEC)

typedef enum
{
  ASK_REPORT,
  ASK_RUNS,
  ASK_RUN,
  ASK_TRIGGER,
} Ask;

/* One question about a pipeline. The pipeline family's route must be known first, then the report's name
 * is tried; the trigger's depends on it. */
typedef struct
{
  Ask ask;
  char *id;
  char *tail;           /* (nullable) what follows the report's route */
  char *pipeline_route; /* (nullable) until the family's route is known */
  guint index;          /* the report's name on trial */
  gboolean certain;     /* ... is remembered */
  gboolean tried_other;
  GError *refused; /* (nullable) the 404 of the last try */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question->tail);
  g_free (question->pipeline_route);
  g_clear_error (&question->refused);
  g_free (question);
}

static void question_begin (GTask *task);
static void question_try (GTask *task);

static void
set_moment (GError *error, const GError *refused)
{
  SluiceApiErrorPrivate *to = sluice_api_error_peek (error);
  SluiceApiErrorPrivate *from = sluice_api_error_peek (refused);

  to->status = from->status;
  to->messages = g_strdupv (from->messages);
  to->request_id = g_strdup (from->request_id);
  to->method = g_strdup (from->method);
  to->route = g_strdup (from->route);
}

/* Whether the pipeline is so young that it can have no report: by its created_on and the server's clock,
 * else by what the journal knows. */
static gboolean
is_young (SluiceClient *client, Question *question, JsonObject *pipeline)
{
  g_autofree char *text = sluice_json_dup_text (pipeline, "created_on");
  g_autoptr (GDateTime) created = sluice_time_parse (text);
  gint64 since = created != NULL ? g_date_time_to_unix (created) * G_USEC_PER_SEC
                                 : sluice_client_ask_created (client, question->id);

  return since != 0 && g_get_real_time () + sluice_client_get_clock_skew (client) - since < GRACE;
}

static GError *
judge (SluiceClient *client, Question *question, JsonObject *pipeline)
{
  GError *error;

  if (is_young (client, question, pipeline))
    error = sluice_api_error_new (SLUICE_API_ERROR_NOT_READY, NULL,
                                  _ ("Pipeline “%s” is new and has no report yet."), question->id);
  else if (question->ask == ASK_RUN)
    error = sluice_api_error_new (SLUICE_API_ERROR_NOT_FOUND, NULL,
                                  _ ("Pipeline “%s” has no such run."), question->id);
  else
    error = sluice_api_error_new (
        SLUICE_API_ERROR_NOT_FOUND,
        _ ("If the pipeline has run before, try again later; else run it once."),
        _ ("The API has no report of pipeline “%s” in workspace %s."), question->id,
        sluice_profile_get_workspace_id (sluice_client_get_profile (client)));
  set_moment (error, question->refused);
  return error;
}

static char *
get_pipeline_route (SluiceClient *client, Question *question)
{
  SluiceProfile *profile = sluice_client_get_profile (client);
  guint index;

  return sluice_routes_get_known (profile, SLUICE_FAMILY_PIPELINES, &index)
             ? sluice_routes_object (profile, SLUICE_FAMILY_PIPELINES, index, "GET", question->id)
             : NULL;
}

static void
on_pipeline_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonObject) pipeline = sluice_resource_get_finish (client, result, &error);
  g_autofree char *route = get_pipeline_route (client, question);

  if (pipeline == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Reading it may have shown that the pipelines have moved; then the report has moved with them. */
  if (route != NULL && !g_str_equal (route, question->pipeline_route))
    {
      question->tried_other = FALSE;
      g_clear_error (&question->refused);
      question_begin (g_steal_pointer (&task));
      return;
    }
  g_task_return_error (task, judge (client, question, pipeline));
}

/* Neither name is there. Takes @task and @error. */
static void
question_refused (GTask *task, GError *error)
{
  SluiceClient *client = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  gboolean other =
      !question->tried_other && (!question->certain || sluice_api_error_is_wrong_route (error));

  g_clear_error (&question->refused);
  question->refused = error;
  if (other)
    {
      question->tried_other = TRUE;
      question->index = (question->index + 1) % sluice_routes_count_reports ();
      question_try (task);
    }
  else
    sluice_resource_get_async (client, SLUICE_FAMILY_PIPELINES, question->id,
                               g_task_get_cancellable (task), on_pipeline_read_cb, task);
}

static void
on_trigger_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  JsonNode *document = sluice_client_call_finish (SLUICE_CLIENT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, document, (GDestroyNotify) json_node_unref);
}

/* Takes @task. */
static void
question_trigger (GTask *task)
{
  SluiceClient *client = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  g_autofree char *route = sluice_routes_trigger (question->index, question->pipeline_route);

  sluice_client_call_async (client, "POST", route, NULL, g_task_get_cancellable (task),
                            on_trigger_sent_cb, task);
}

static void
on_report_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SluiceClient *client = SLUICE_CLIENT (source);
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) document = sluice_client_call_finish (client, result, &error);

  if (error != NULL && error->code == SLUICE_API_ERROR_NOT_FOUND)
    {
      question_refused (g_steal_pointer (&task), error);
      return;
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sluice_routes_learn_report (sluice_client_get_profile (client), question->index);
  if (question->ask == ASK_TRIGGER)
    question_trigger (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&document), (GDestroyNotify) json_node_unref);
}

/* Reads at the name on trial. Takes @task. */
static void
question_try (GTask *task)
{
  SluiceClient *client = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  g_autofree char *route =
      sluice_routes_report (question->index, question->pipeline_route, question->tail);

  sluice_client_call_async (client, "GET", route, NULL, g_task_get_cancellable (task),
                            on_report_read_cb, task);
}

static void
on_pipelines_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sluice_routing_find_finish (SLUICE_CLIENT (source), result, &error))
    question_begin (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
question_begin (GTask *task)
{
  SluiceClient *client = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);

  g_free (question->pipeline_route);
  question->pipeline_route = get_pipeline_route (client, question);
  if (question->pipeline_route == NULL)
    {
      sluice_routing_find_async (client, SLUICE_FAMILY_PIPELINES, g_task_get_cancellable (task),
                                 on_pipelines_found_cb, task);
      return;
    }
  question->certain =
      sluice_routes_get_known_report (sluice_client_get_profile (client), &question->index);
  if (question->ask == ASK_TRIGGER && question->certain)
    question_trigger (task);
  else
    question_try (task);
}

/* Takes @tail. */
static void
ask (SluiceClient *client,
     Ask what,
     const char *pipeline_id,
     char *tail,
     gpointer source_tag,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->ask = what;
  question->id = g_strdup (pipeline_id);
  question->tail = tail;
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, question, question_free);
  question_begin (task);
}

static JsonNode *
finish_document (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonNode *document = g_task_propagate_pointer (G_TASK (result), &local_error);

  /* An empty reply: the caller's shape has no place for it. */
  if (document == NULL && local_error == NULL)
    return json_node_new (JSON_NODE_NULL);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return document;
}

/* Mostly nothing went wrong, and the reply is read as it stands. But a server may say back what it was sent,
 * so its errors pass the redactor. */
static SluiceReport *
read_report (SluiceClient *client, JsonNode *document, GError **error)
{
  JsonObject *found = sluice_shape_find_object (document);
  g_autoptr (JsonObject) object = NULL;

  if (found != NULL && !sluice_shape_tells_errors (found))
    return sluice_report_new_from_json (found);
  object = sluice_shape_expect_object (document, error);
  if (object == NULL)
    return NULL;
  sluice_shape_redact_errors (object, sluice_client_get_redactor (client));
  return sluice_report_new_from_json (object);
}

/**
 * sluice_pipelines_report_async:
 * @client: a client
 * @pipeline_id: a pipeline
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads how a pipeline is. NOT_READY in its first minutes.
 */
void
sluice_pipelines_report_async (SluiceClient *client,
                               const char *pipeline_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (pipeline_id != NULL);

  ask (client, ASK_REPORT, pipeline_id, NULL, sluice_pipelines_report_async, cancellable, callback,
       user_data);
}

/**
 * sluice_pipelines_report_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the report, or %NULL with @error set
 */
SluiceReport *
sluice_pipelines_report_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonNode) document = NULL;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  document = finish_document (result, error);
  return document != NULL ? read_report (client, document, error) : NULL;
}

/**
 * sluice_pipelines_report_finish_news:
 * @client: a client
 * @result: the result
 * @last: (inout) (nullable): the document that was read last; belongs to the caller, who begins with %NULL
 * @error: return location for a #SluiceApiError
 *
 * For those who ask over and over.
 *
 * Returns: (transfer full) (nullable): the report, or %NULL where it is the one of the last time (no
 *   error) or there is none (with @error)
 */
SluiceReport *
sluice_pipelines_report_finish_news (SluiceClient *client,
                                     GAsyncResult *result,
                                     JsonNode **last,
                                     GError **error)
{
  g_autoptr (JsonNode) before = g_steal_pointer (last);
  g_autoptr (JsonNode) document = NULL;
  SluiceReport *report;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  document = finish_document (result, error);
  if (document != NULL && document == before)
    {
      *last = g_steal_pointer (&document);
      return NULL;
    }
  report = document != NULL ? read_report (client, document, error) : NULL;
  if (report != NULL)
    *last = g_steal_pointer (&document);
  return report;
}

static void
add_parameter (GString *query, const char *name, GDateTime *time)
{
  g_autofree char *text = sluice_time_format (time);

  if (text == NULL)
    return;
  g_string_append_printf (query, "&%s=", name);
  g_string_append_uri_escaped (query, text, NULL, FALSE);
}

/**
 * sluice_pipelines_runs_async:
 * @client: a client
 * @pipeline_id: a pipeline
 * @page: which page, from 1
 * @page_size: how many runs a page has
 * @start: (nullable): only runs from then on
 * @end: (nullable): only runs until then
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads a page of a pipeline's runs. NOT_READY in its first minutes.
 */
void
sluice_pipelines_runs_async (SluiceClient *client,
                             const char *pipeline_id,
                             guint page,
                             guint page_size,
                             GDateTime *start,
                             GDateTime *end,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GString *tail;

  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (pipeline_id != NULL);

  tail = g_string_new (NULL);
  g_string_printf (tail, "/runs?currentPage=%u&pageSize=%u", page, page_size);
  add_parameter (tail, "startDate", start);
  add_parameter (tail, "endDate", end);
  ask (client, ASK_RUNS, pipeline_id, g_string_free (tail, FALSE), sluice_pipelines_runs_async,
       cancellable, callback, user_data);
}

/**
 * sluice_pipelines_runs_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (element-type SluiceRun) (nullable): the runs in the server's order, or
 *   %NULL with @error set
 */
GPtrArray *
sluice_pipelines_runs_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (JsonArray) list = NULL;
  GPtrArray *runs;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  document = finish_document (result, error);
  list = document != NULL ? sluice_shape_read_list (document, error) : NULL;
  if (list == NULL)
    return NULL;
  runs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *run = json_array_get_object_element (list, i);

      sluice_shape_redact_errors (run, sluice_client_get_redactor (client));
      g_ptr_array_add (runs, sluice_run_new_from_json (run));
    }
  return runs;
}

/**
 * sluice_pipelines_run_async:
 * @client: a client
 * @pipeline_id: a pipeline
 * @run_id: one of its runs
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads one run.
 */
void
sluice_pipelines_run_async (SluiceClient *client,
                            const char *pipeline_id,
                            const char *run_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (pipeline_id != NULL);
  g_return_if_fail (run_id != NULL);

  escaped = g_uri_escape_string (run_id, NULL, FALSE);
  ask (client, ASK_RUN, pipeline_id, g_strconcat ("/runs/", escaped, NULL),
       sluice_pipelines_run_async, cancellable, callback, user_data);
}

/**
 * sluice_pipelines_run_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the run, or %NULL with @error set
 */
SluiceRun *
sluice_pipelines_run_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (JsonObject) run = NULL;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  document = finish_document (result, error);
  if (document == NULL)
    return NULL;
  run = sluice_shape_read_object (document);
  sluice_shape_redact_errors (run, sluice_client_get_redactor (client));
  return sluice_run_new_from_json (run);
}

/**
 * sluice_pipelines_trigger_async:
 * @client: a client
 * @pipeline_id: a pipeline
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for a run now. BUSY while one is going on.
 */
void
sluice_pipelines_trigger_async (SluiceClient *client,
                                const char *pipeline_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (pipeline_id != NULL);

  ask (client, ASK_TRIGGER, pipeline_id, NULL, sluice_pipelines_trigger_async, cancellable,
       callback, user_data);
}

/**
 * sluice_pipelines_trigger_finish:
 * @client: a client
 * @result: the result
 * @error: return location for a #SluiceApiError
 *
 * Returns: (transfer full) (nullable): the new run's id, "" where the server does not tell it, or %NULL
 *   with @error set
 */
char *
sluice_pipelines_trigger_finish (SluiceClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (JsonObject) object = NULL;
  char *id;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  document = finish_document (result, error);
  if (document == NULL)
    return NULL;
  object = sluice_shape_read_object (document);
  id = sluice_json_dup_text (object, "pipeline_run_id");
  return id != NULL ? id : g_strdup ("");
}
