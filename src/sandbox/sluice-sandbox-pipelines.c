/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-rules.h"

#include "sandbox/sluice-sandbox-health.h"
#include "sandbox/sluice-sandbox-query.h"
#include "sandbox/sluice-sandbox-runner.h"
#include "sandbox/sluice-sandbox-schedule.h"
#include "sluice-json.h"
#include "warehouse/sluice-warehouse.h"

static const char *const read_only[] = { "status",     "errors",           "created_on",
                                         "created_by", "last_modified_on", "last_modified_by",
                                         NULL };

static SluiceSandboxObject *
check_reference (SluiceSandboxRequest *request,
                 GPtrArray *problems,
                 const char *field,
                 SluiceSandboxFamily family,
                 gboolean required)
{
  const char *id = sluice_sandbox_check_text (problems, request->body, field, required);
  SluiceSandboxObject *object;

  if (id == NULL)
    return NULL;
  object = sluice_sandbox_world_find (request->world, request->workspace, family, id);
  if (object == NULL)
    sluice_sandbox_problem (problems, field, "names nothing in this workspace: '%s' was not found.",
                            id);
  return object;
}

static void
check_feed (SluiceSandboxRequest *request, GPtrArray *problems)
{
  gint64 number;
  g_autofree char *id = NULL;

  if (!sluice_sandbox_check_number (problems, request->body, "partner_feed_id", TRUE, &number))
    return;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  if (sluice_sandbox_world_find (request->world, request->workspace, SLUICE_SANDBOX_FEEDS, id) ==
      NULL)
    sluice_sandbox_problem (problems, "partner_feed_id",
                            "names nothing in this workspace: feed %s was not found.", id);
}

static const SluiceWarehouse *
get_kind (SluiceSandboxObject *connection)
{
  return connection != NULL ? sluice_warehouse_lookup_provider (
                                  sluice_json_get_string (connection->body, "service_provider"))
                            : NULL;
}

static void
check_iterator_type (SluiceSandboxObject *connection, JsonObject *sync_mode, GPtrArray *problems)
{
  const SluiceWarehouse *kind = get_kind (connection);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const SluiceIteratorType *types;
  guint n_types;

  if (kind == NULL)
    return;
  types = sluice_warehouse_get_iterator_types (kind, &n_types);
  for (guint i = 0; i < n_types; i++)
    g_ptr_array_add (names, (char *) types[i].name);
  g_ptr_array_add (names, NULL);
  sluice_sandbox_check_choice (problems, sync_mode, "sync_mode.iterator_data_type",
                               (const char *const *) names->pdata, FALSE);
}

static void
check_sync_mode (SluiceSandboxRequest *request,
                 SluiceSandboxObject *connection,
                 GPtrArray *problems)
{
  static const char *const types[] = { "incremental", "full", NULL };
  JsonObject *sync_mode = sluice_sandbox_check_object (problems, request->body, "sync_mode", TRUE);
  const char *type;
  gboolean incremental;
  gint64 from;
  gint64 until;

  if (sync_mode == NULL)
    return;
  type = sluice_sandbox_check_choice (problems, sync_mode, "sync_mode.type", types, TRUE);
  incremental = g_strcmp0 (type, "incremental") == 0;
  sluice_sandbox_check_text (problems, sync_mode, "sync_mode.iterator_field", incremental);
  if (sluice_sandbox_check_text (problems, sync_mode, "sync_mode.iterator_data_type",
                                 incremental) != NULL)
    check_iterator_type (connection, sync_mode, problems);
  from = sluice_sandbox_check_time (problems, sync_mode, "sync_mode.from", FALSE);
  until = sluice_sandbox_check_time (problems, sync_mode, "sync_mode.until", FALSE);
  if (from != 0 && until != 0 && from > until)
    sluice_sandbox_problem (problems, "sync_mode.until", "must not be before sync_mode.from.");
}

static void
check_query (SluiceSandboxRequest *request,
             SluiceSandboxObject *connection,
             SluiceSandboxObject *model,
             GPtrArray *problems)
{
  const SluiceWarehouse *kind = get_kind (connection);
  JsonObject *sync_mode = sluice_json_get_object (request->body, "sync_mode");
  gboolean incremental = g_strcmp0 (sluice_json_get_string (sync_mode, "type"), "incremental") == 0;

  if (kind != NULL && model != NULL)
    sluice_sandbox_query_check_pipeline (problems, kind,
                                         sluice_json_get_string (model->body, "sql_query"),
                                         incremental
                                             ? sluice_json_get_string (sync_mode, "iterator_field")
                                             : NULL);
}

static void
check_active_limit (SluiceSandboxRequest *request,
                    SluiceSandboxObject *existing,
                    GPtrArray *problems)
{
  g_autoptr (GPtrArray) pipelines =
      sluice_sandbox_world_list (request->world, request->workspace, SLUICE_SANDBOX_PIPELINES);
  int n_active = 0;

  for (guint i = 0; i < pipelines->len; i++)
    {
      SluiceSandboxObject *pipeline = pipelines->pdata[i];

      if (pipeline != existing &&
          g_strcmp0 (sluice_json_get_string (pipeline->body, "state"), "active") == 0)
        n_active++;
    }
  if (n_active >= request->options->active_limit)
    sluice_sandbox_problem (problems, "state",
                            "cannot be active: the limit of %d active pipelines is reached.",
                            request->options->active_limit);
}

static void
set_default (JsonObject *body, const char *member, const char *value)
{
  if (!sluice_sandbox_is_set (body, member))
    json_object_set_string_member (body, member, value);
}

static void
check_words (SluiceSandboxRequest *request, JsonObject *body, GPtrArray *problems)
{
  static const char *const states[] = { "active", "paused", NULL };
  static const char *const environments[] = { "development", "production", NULL };
  static const char *const data_types[] = { "user_attributes", "events", NULL };
  gint64 version;

  set_default (body, "state", "active");
  set_default (body, "environment", "development");
  set_default (body, "data_type", "user_attributes");
  sluice_sandbox_check_choice (problems, body, "state", states, TRUE);
  sluice_sandbox_check_choice (problems, body, "environment", environments, TRUE);
  sluice_sandbox_check_choice (problems, body, "data_type", data_types, TRUE);
  sluice_sandbox_check_text (problems, body, "plan_id", FALSE);
  sluice_sandbox_check_number (problems, body, "plan_version", FALSE, &version);
}

static void
add_nulls (JsonObject *body)
{
  static const char *const members[] = { "field_transformation_id", "plan_id", "plan_version" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!json_object_has_member (body, members[i]))
      json_object_set_null_member (body, members[i]);
}

static JsonObject *
build (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  JsonObject *body = sluice_sandbox_copy_members (request->body, read_only);
  JsonObject *schedule = sluice_sandbox_check_object (problems, request->body, "schedule", TRUE);
  SluiceSandboxObject *connection =
      check_reference (request, problems, "connection_id", SLUICE_SANDBOX_CONNECTIONS, TRUE);

  SluiceSandboxObject *model =
      check_reference (request, problems, "data_model_id", SLUICE_SANDBOX_DATA_MODELS, TRUE);

  check_words (request, body, problems);
  check_reference (request, problems, "field_transformation_id",
                   SLUICE_SANDBOX_FIELD_TRANSFORMATIONS,
                   g_strcmp0 (sluice_json_get_string (body, "data_type"), "events") == 0);
  check_feed (request, problems);
  check_sync_mode (request, connection, problems);
  check_query (request, connection, model, problems);
  if (schedule != NULL)
    sluice_sandbox_schedule_check (problems, schedule);
  if (g_strcmp0 (sluice_json_get_string (body, "state"), "active") == 0)
    check_active_limit (request, existing, problems);
  add_nulls (body);
  return body;
}

static void
render (SluiceSandboxRequest *request, SluiceSandboxObject *object, JsonObject *reply)
{
  SluiceSandboxHealth health = { 0 };

  sluice_sandbox_health_find (request, object, &health);
  json_object_set_string_member (reply, "status", health.status);
  json_object_set_array_member (reply, "errors", g_steal_pointer (&health.errors));
}

static void
saved (SluiceSandboxRequest *request, SluiceSandboxObject *object)
{
  sluice_sandbox_runner_plan (object, sluice_sandbox_clock_now (request->clock));
}

const SluiceSandboxRules sluice_sandbox_pipeline_rules = {
  .noun = "Pipeline",
  .build = build,
  .render = render,
  .saved = saved,
};
