/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-run.h"

#include "sandbox/sluice-sandbox-clock.h"
#include "sandbox/sluice-sandbox-reply.h"
#include "sluice-json.h"

/* A run is seen as triggered for this long, then as queued until it starts. */
#define TRIGGERED_TIME (2 * G_USEC_PER_SEC)
/* Records that fit into one batch of events. */
#define BATCH_SIZE 100

/**
 * sluice_sandbox_run_new_from_json:
 * @object: what sluice_sandbox_run_to_json() made
 *
 * Returns: (transfer full): the run
 */
SluiceSandboxRun *
sluice_sandbox_run_new_from_json (JsonObject *object)
{
  SluiceSandboxRun *self = g_new0 (SluiceSandboxRun, 1);
  gint64 outcome = 0;

  sluice_json_get_int (object, "number", &self->number);
  sluice_json_get_int (object, "logical", &self->logical);
  sluice_json_get_int (object, "started", &self->started);
  sluice_json_get_int (object, "ended", &self->ended);
  sluice_json_get_int (object, "from", &self->from);
  sluice_json_get_int (object, "until", &self->until);
  sluice_json_get_int (object, "extracted", &self->extracted);
  sluice_json_get_int (object, "failed", &self->failed);
  sluice_json_get_int (object, "outcome", &outcome);
  self->outcome = (SluiceSandboxOutcome) CLAMP (outcome, 0, SLUICE_SANDBOX_OUTCOME_FAILED);
  self->manual = sluice_json_get_boolean (object, "manual", FALSE);
  self->error = g_strdup (sluice_json_get_string (object, "error"));
  return self;
}

/**
 * sluice_sandbox_run_free:
 * @self: (transfer full): a run
 */
void
sluice_sandbox_run_free (SluiceSandboxRun *self)
{
  g_free (self->error);
  g_free (self);
}

/**
 * sluice_sandbox_run_to_json:
 * @self: a run
 *
 * Returns: (transfer full): all of it, for the state file
 */
JsonObject *
sluice_sandbox_run_to_json (const SluiceSandboxRun *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "number", self->number);
  json_object_set_boolean_member (object, "manual", self->manual);
  json_object_set_int_member (object, "logical", self->logical);
  json_object_set_int_member (object, "started", self->started);
  json_object_set_int_member (object, "ended", self->ended);
  json_object_set_int_member (object, "from", self->from);
  json_object_set_int_member (object, "until", self->until);
  json_object_set_int_member (object, "outcome", self->outcome);
  json_object_set_int_member (object, "extracted", self->extracted);
  json_object_set_int_member (object, "failed", self->failed);
  if (self->error != NULL)
    json_object_set_string_member (object, "error", self->error);
  return object;
}

static const char *
get_state (const SluiceSandboxRun *self, gint64 now)
{
  static const char *const ends[] = { "success", "partial_success", "failed" };

  if (now < self->logical + TRIGGERED_TIME && now < self->started)
    return "triggered";
  if (now < self->started)
    return "queued";
  if (now < self->ended)
    return "running";
  return ends[self->outcome];
}

static void
set_count (JsonObject *object, const char *member, gboolean known, gint64 count)
{
  if (known)
    json_object_set_int_member (object, member, count);
  else
    json_object_set_null_member (object, member);
}

static JsonArray *
list_errors (const SluiceSandboxRun *self, gboolean over)
{
  JsonArray *errors = json_array_new ();

  if (over && self->error != NULL)
    json_array_add_object_element (errors, sluice_sandbox_message_new (self->error));
  return errors;
}

static void
add_v2 (const SluiceSandboxRun *self,
        JsonObject *object,
        const char *pipeline_id,
        gboolean begun,
        gboolean over,
        gint64 now)
{
  json_object_set_string_member (object, "pipeline_id", pipeline_id);
  json_object_set_string_member (object, "type", self->manual ? "manual" : "scheduled");
  json_object_set_string_member (object, "status", get_state (self, now));
  json_object_set_array_member (object, "errors", list_errors (self, over));
  sluice_sandbox_set_time (object, "logical_date", self->logical);
  sluice_sandbox_set_time (object, "started_on", begun ? self->started : 0);
  sluice_sandbox_set_time (object, "ended_on", over ? self->ended : 0);
  sluice_sandbox_set_time (object, "range_start", self->from);
  sluice_sandbox_set_time (object, "range_end", self->until);
  set_count (object, "records_extracted", over, self->extracted);
  set_count (object, "successful_records", over, self->extracted - self->failed);
  set_count (object, "failed_records", over, self->failed);
}

static void
add_early_access (const SluiceSandboxRun *self,
                  JsonObject *object,
                  const char *pipeline_id,
                  const char *workspace_id,
                  gboolean begun,
                  gboolean over,
                  gint64 now)
{
  gint64 mapped = self->extracted - self->failed;

  json_object_set_string_member (object, "id", pipeline_id);
  json_object_set_int_member (object, "workspace_id", g_ascii_strtoll (workspace_id, NULL, 10));
  sluice_sandbox_set_time (object, "logical_date", self->logical);
  sluice_sandbox_set_time (object, "start_date", begun ? self->started : 0);
  sluice_sandbox_set_time (object, "end_date", over ? self->ended : 0);
  sluice_sandbox_set_time (object, "data_interval_start", self->from);
  sluice_sandbox_set_time (object, "data_interval_end", self->until);
  json_object_set_string_member (object, "pipeline_run_type",
                                 self->manual ? "manual" : "scheduled");
  json_object_set_string_member (object, "pipeline_run_state", get_state (self, now));
  json_object_set_boolean_member (object, "is_externally_triggered", self->manual);
  set_count (object, "records_extracted", over, self->extracted);
  set_count (object, "records_mapped", over, mapped);
  set_count (object, "event_batches_generated", over, (mapped + BATCH_SIZE - 1) / BATCH_SIZE);
}

/**
 * sluice_sandbox_run_report:
 * @self: a run
 * @pipeline_id: its pipeline
 * @workspace_id: the workspace of that
 * @early_access: which dialect of FACTS 7.7
 * @now: the sandbox's time
 *
 * Returns: (transfer full): what a reply says of the run at that time
 */
JsonObject *
sluice_sandbox_run_report (const SluiceSandboxRun *self,
                           const char *pipeline_id,
                           const char *workspace_id,
                           gboolean early_access,
                           gint64 now)
{
  JsonObject *object = json_object_new ();
  gboolean begun = now >= self->started;
  gboolean over = now >= self->ended;

  json_object_set_int_member (object, "pipeline_run_id", self->number);
  if (early_access)
    add_early_access (self, object, pipeline_id, workspace_id, begun, over, now);
  else
    add_v2 (self, object, pipeline_id, begun, over, now);
  sluice_sandbox_set_time (object, "created_on", self->logical);
  sluice_sandbox_set_time (object, "last_modified_on",
                           over ? self->ended : (begun ? self->started : 0));
  return object;
}
