/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-rules.h"

#include "sandbox/sluice-sandbox-health.h"
#include "sandbox/sluice-sandbox-runner.h"
#include "sluice-json.h"

#define PAGE_SIZE_DEFAULT 100
#define PAGE_SIZE_MAX     1000

/* The pipeline of the request, its runs up to date; %NULL where the request was refused. */
static SluiceSandboxObject *
find_pipeline (SluiceSandboxRequest *request)
{
  const char *id = request->arguments[1];
  SluiceSandboxObject *pipeline =
      sluice_sandbox_world_find (request->world, request->workspace, SLUICE_SANDBOX_PIPELINES, id);

  if (pipeline == NULL)
    sluice_sandbox_request_refuse (request, 404, "Pipeline '%s' was not found.", id);
  else
    sluice_sandbox_runner_catch_up (request->world, pipeline, request->options->failure_rate,
                                    sluice_sandbox_clock_now (request->clock));
  return pipeline;
}

/* As find_pipeline(), for what a pipeline does not have in its first minute. */
static SluiceSandboxObject *
find_ready_pipeline (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *pipeline = find_pipeline (request);

  if (pipeline == NULL || sluice_sandbox_clock_now (request->clock) >=
                              pipeline->created + SLUICE_SANDBOX_NOT_READY_TIME)
    return pipeline;
  sluice_sandbox_request_refuse (request, 404, "Not Found: no report of pipeline '%s' yet.",
                                 pipeline->id);
  return NULL;
}

static JsonObject *
report_run (SluiceSandboxRequest *request,
            SluiceSandboxObject *pipeline,
            const SluiceSandboxRun *run)
{
  return sluice_sandbox_run_report (run, pipeline->id, pipeline->workspace,
                                    request->options->early_access,
                                    sluice_sandbox_clock_now (request->clock));
}

static void
add_v2 (JsonObject *report, SluiceSandboxHealth *health)
{
  json_object_set_string_member (report, "status", health->status);
  json_object_set_array_member (report, "errors", health->errors);
  json_object_set_string_member (report, "connection_status", health->connection_status);
  json_object_set_string_member (report, "data_model_status", health->data_model_status);
}

static void
add_early_access (JsonObject *report, SluiceSandboxObject *pipeline, SluiceSandboxHealth *health)
{
  g_autoptr (JsonArray) errors = health->errors;
  gboolean active = g_strcmp0 (sluice_json_get_string (pipeline->body, "state"), "active") == 0;
  gboolean faulted = json_array_get_length (errors) > 0;

  json_object_set_int_member (report, "workspace_id",
                              g_ascii_strtoll (pipeline->workspace, NULL, 10));
  json_object_set_boolean_member (report, "is_active", active);
  json_object_set_boolean_member (report, "is_faulted", faulted);
  json_object_set_boolean_member (report, "is_connection_active", TRUE);
  json_object_set_boolean_member (report, "is_connection_faulted",
                                  g_strcmp0 (health->connection_status, "faulted") == 0);
  if (faulted)
    json_object_set_member (report, "faulted_reason",
                            json_node_copy (
                                json_object_get_member (json_array_get_object_element (errors, 0),
                                                        "message")));
  else
    json_object_set_null_member (report, "faulted_reason");
}

/**
 * sluice_sandbox_serve_report:
 * @request: GET of a pipeline's report
 */
void
sluice_sandbox_serve_report (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *pipeline = find_ready_pipeline (request);
  SluiceSandboxHealth health = { 0 };
  const SluiceSandboxRun *latest;
  JsonObject *report;

  if (pipeline == NULL)
    return;
  sluice_sandbox_health_find (request, pipeline, &health);
  report = json_object_new ();
  json_object_set_string_member (report, "pipeline_id", pipeline->id);
  if (request->options->early_access)
    add_early_access (report, pipeline, &health);
  else
    add_v2 (report, &health);
  latest = sluice_sandbox_runner_get_latest (pipeline);
  if (latest != NULL)
    json_object_set_object_member (report, "latest_pipeline_run",
                                   report_run (request, pipeline, latest));
  else
    json_object_set_null_member (report, "latest_pipeline_run");
  sluice_sandbox_request_reply (request, 200, report);
}

static guint
get_count (SluiceSandboxRequest *request,
           const char *name,
           guint fallback,
           guint most,
           GPtrArray *problems)
{
  const char *text = sluice_sandbox_request_get_parameter (request, name);
  guint64 count = fallback;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, most, &count, NULL))
    sluice_sandbox_problem (problems, name, "must be a number from 1 to %u.", most);
  return (guint) count;
}

static gint64
get_bound (SluiceSandboxRequest *request, const char *name, gint64 fallback, GPtrArray *problems)
{
  const char *text = sluice_sandbox_request_get_parameter (request, name);
  gint64 time = fallback;

  if (text != NULL && !sluice_sandbox_clock_parse (text, &time))
    sluice_sandbox_problem (problems, name, "must be a time such as 2026-12-01T00:15:00Z.");
  return time;
}

/**
 * sluice_sandbox_serve_runs:
 * @request: GET of a pipeline's runs, newest first, in pages that count from 1
 */
void
sluice_sandbox_serve_runs (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  SluiceSandboxObject *pipeline = find_ready_pipeline (request);
  guint page = get_count (request, "currentPage", 1, 1000000, problems);
  guint size = get_count (request, "pageSize", PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, problems);
  gint64 start = get_bound (request, "startDate", G_MININT64, problems);
  gint64 end = get_bound (request, "endDate", G_MAXINT64, problems);
  guint64 skip = (guint64) (page - 1) * size;
  JsonObject *reply;
  JsonArray *items;

  if (pipeline == NULL)
    return;
  if (problems->len > 0)
    {
      sluice_sandbox_request_refuse_all (request, 400, problems);
      return;
    }
  items = json_array_new ();
  for (guint i = pipeline->runs->len; i > 0 && json_array_get_length (items) < size; i--)
    {
      const SluiceSandboxRun *run = pipeline->runs->pdata[i - 1];

      if (run->logical < start || run->logical > end)
        continue;
      if (skip > 0)
        skip--;
      else
        json_array_add_object_element (items, report_run (request, pipeline, run));
    }
  reply = json_object_new ();
  json_object_set_array_member (reply, "items", items);
  sluice_sandbox_request_reply (request, 200, reply);
}

/**
 * sluice_sandbox_serve_run:
 * @request: GET of one run
 */
void
sluice_sandbox_serve_run (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *pipeline = find_ready_pipeline (request);
  const char *number = request->arguments[2];

  if (pipeline == NULL)
    return;
  for (guint i = 0; i < pipeline->runs->len; i++)
    {
      const SluiceSandboxRun *run = pipeline->runs->pdata[i];
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, run->number);

      if (g_str_equal (text, number))
        {
          sluice_sandbox_request_reply (request, 200, report_run (request, pipeline, run));
          return;
        }
    }
  sluice_sandbox_request_refuse (request, 404, "Run %s of pipeline '%s' was not found.", number,
                                 pipeline->id);
}

/**
 * sluice_sandbox_serve_trigger:
 * @request: POST that starts a run; refused on a pipeline that is not idle (FACTS 7.6)
 */
void
sluice_sandbox_serve_trigger (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *pipeline = find_pipeline (request);
  gint64 now = sluice_sandbox_clock_now (request->clock);
  const SluiceSandboxRun *run;
  JsonObject *reply;

  if (pipeline == NULL)
    return;
  if (sluice_sandbox_runner_is_busy (pipeline, now))
    {
      sluice_sandbox_request_refuse (request, 400, "Pipeline %s is already in progress.",
                                     pipeline->id);
      return;
    }
  if (g_strcmp0 (sluice_json_get_string (pipeline->body, "state"), "paused") == 0)
    {
      sluice_sandbox_request_refuse (request, 400, "Pipeline %s is paused.", pipeline->id);
      return;
    }
  run =
      sluice_sandbox_runner_trigger (request->world, pipeline, request->options->failure_rate, now);
  reply = json_object_new ();
  json_object_set_int_member (reply, "pipeline_run_id", run->number);
  json_object_set_string_member (reply, "status", "trigger_requested");
  sluice_sandbox_request_reply (request, 200, reply);
}
