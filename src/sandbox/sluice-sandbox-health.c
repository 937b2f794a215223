/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-health.h"

#include "sandbox/sluice-sandbox-runner.h"
#include "sluice-json.h"

static void
add_errors (JsonArray *errors, JsonArray *more)
{
  for (guint i = 0; more != NULL && i < json_array_get_length (more); i++)
    json_array_add_object_element (errors,
                                   json_object_ref (json_array_get_object_element (more, i)));
}

static const char *
get_part_status (SluiceSandboxRequest *request,
                 SluiceSandboxObject *pipeline,
                 SluiceSandboxFamily family,
                 const char *member,
                 JsonArray *errors)
{
  SluiceSandboxObject *part =
      sluice_sandbox_world_find (request->world, pipeline->workspace, family,
                                 sluice_json_get_string (pipeline->body, member));

  if (part == NULL)
    return "unknown";
  add_errors (errors, sluice_json_get_array (part->body, "errors"));
  return sluice_json_get_string (part->body, "status");
}

/**
 * sluice_sandbox_health_find:
 * @request: the request that wants to know
 * @pipeline: a pipeline
 * @health: (out caller-allocates): how it is; the caller takes its errors
 */
void
sluice_sandbox_health_find (SluiceSandboxRequest *request,
                            SluiceSandboxObject *pipeline,
                            SluiceSandboxHealth *health)
{
  gint64 now = sluice_sandbox_clock_now (request->clock);

  sluice_sandbox_runner_catch_up (request->world, pipeline, request->options->failure_rate, now);
  health->errors = json_array_new ();
  health->connection_status = get_part_status (request, pipeline, SLUICE_SANDBOX_CONNECTIONS,
                                               "connection_id", health->errors);
  health->data_model_status = get_part_status (request, pipeline, SLUICE_SANDBOX_DATA_MODELS,
                                               "data_model_id", health->errors);
  if (json_array_get_length (health->errors) > 0)
    health->status = "faulted";
  else if (sluice_sandbox_runner_is_busy (pipeline, now))
    health->status = "running";
  else if (g_strcmp0 (sluice_json_get_string (pipeline->body, "state"), "paused") == 0)
    health->status = "paused";
  else
    health->status = "idle";
}
