/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-rules.h"

#include "sandbox/sluice-sandbox-runner.h"
#include "sluice-json.h"

/* Who changes things through the API, for the audit members. */
#define AUTHOR "platform-api@sandbox.example.com"

/* The five calls that connections, data models, field transformations and pipelines share. */

static const SluiceSandboxRules *
find_rules (SluiceSandboxFamily family)
{
  static const SluiceSandboxRules *const rules[SLUICE_SANDBOX_N_FAMILIES] = {
    [SLUICE_SANDBOX_CONNECTIONS] = &sluice_sandbox_connection_rules,
    [SLUICE_SANDBOX_DATA_MODELS] = &sluice_sandbox_data_model_rules,
    [SLUICE_SANDBOX_FIELD_TRANSFORMATIONS] = &sluice_sandbox_field_transformation_rules,
    [SLUICE_SANDBOX_PIPELINES] = &sluice_sandbox_pipeline_rules,
  };

  return rules[family];
}

/**
 * sluice_sandbox_rules_find_pipeline:
 * @request: a request about a workspace
 * @member: a member of pipelines that holds an id
 * @id: an id
 *
 * Returns: (transfer full) (nullable): the id of a pipeline that names @id there
 */
char *
sluice_sandbox_rules_find_pipeline (SluiceSandboxRequest *request,
                                    const char *member,
                                    const char *id)
{
  g_autoptr (GPtrArray) pipelines =
      sluice_sandbox_world_list (request->world, request->workspace, SLUICE_SANDBOX_PIPELINES);

  for (guint i = 0; i < pipelines->len; i++)
    {
      SluiceSandboxObject *pipeline = pipelines->pdata[i];

      if (g_strcmp0 (sluice_json_get_string (pipeline->body, member), id) == 0)
        return g_strdup (pipeline->id);
    }
  return NULL;
}

static SluiceSandboxObject *
find (SluiceSandboxRequest *request)
{
  const SluiceSandboxRules *rules = find_rules (request->family);
  SluiceSandboxObject *object = sluice_sandbox_world_find (request->world, request->workspace,
                                                           request->family, request->arguments[1]);

  if (object == NULL)
    sluice_sandbox_request_refuse (request, 404, "%s '%s' was not found.", rules->noun,
                                   request->arguments[1]);
  return object;
}

static JsonObject *
render (SluiceSandboxRequest *request, SluiceSandboxObject *object)
{
  static const char *const none[] = { NULL };
  const SluiceSandboxRules *rules = find_rules (request->family);
  JsonObject *reply;

  if (rules->render == NULL)
    return json_object_ref (object->body);
  reply = sluice_sandbox_copy_members (object->body, none);
  rules->render (request, object, reply);
  return reply;
}

/**
 * sluice_sandbox_serve_list:
 * @request: GET of a collection
 */
void
sluice_sandbox_serve_list (SluiceSandboxRequest *request)
{
  const char *provider = sluice_sandbox_request_get_parameter (request, "serviceProvider");
  g_autoptr (GPtrArray) objects =
      sluice_sandbox_world_list (request->world, request->workspace, request->family);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < objects->len; i++)
    {
      SluiceSandboxObject *object = objects->pdata[i];

      if (provider == NULL || request->family != SLUICE_SANDBOX_CONNECTIONS ||
          g_strcmp0 (sluice_json_get_string (object->body, "service_provider"), provider) == 0)
        json_array_add_object_element (list, render (request, object));
    }
  sluice_sandbox_request_reply_list (request, list);
}

/**
 * sluice_sandbox_serve_read:
 * @request: GET of one object
 */
void
sluice_sandbox_serve_read (SluiceSandboxRequest *request)
{
  SluiceSandboxObject *object = find (request);

  if (object != NULL)
    sluice_sandbox_request_reply (request, 200, render (request, object));
}

static void
check_id (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  const SluiceSandboxRules *rules = find_rules (request->family);
  const char *id;

  /* In a PUT the path says which object it is; a body that names another one is a mistake. */
  if (existing != NULL && !sluice_sandbox_is_set (request->body, "id"))
    return;
  id = sluice_sandbox_check_slug (problems, request->body, "id");
  if (id == NULL)
    return;
  if (existing != NULL && !g_str_equal (id, existing->id))
    sluice_sandbox_problem (problems, "id", "is '%s' in the body and '%s' in the path.", id,
                            existing->id);
  else if (existing == NULL && sluice_sandbox_world_find (request->world, request->workspace,
                                                          request->family, id) != NULL)
    sluice_sandbox_problem (problems, "id", "must be unique. %s '%s' already exists.", rules->noun,
                            id);
}

static JsonObject *
build (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  g_autoptr (JsonObject) body = NULL;

  check_id (request, existing, problems);
  sluice_sandbox_check_text (problems, request->body, "name", TRUE);
  body = find_rules (request->family)->build (request, existing, problems);
  if (problems->len > 0)
    return NULL;
  if (existing != NULL)
    json_object_set_string_member (body, "id", existing->id);
  return g_steal_pointer (&body);
}

static void
keep_audit (JsonObject *body, JsonObject *old)
{
  static const char *const members[] = { "created_on", "created_by" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_member (body, members[i],
                            json_node_copy (json_object_get_member (old, members[i])));
}

/**
 * sluice_sandbox_rules_make:
 * @request: with a workspace, a family and a body
 * @problems: (element-type utf8): where to add what is wrong
 *
 * Returns: (transfer none) (nullable): the new object, saved
 */
SluiceSandboxObject *
sluice_sandbox_rules_make (SluiceSandboxRequest *request, GPtrArray *problems)
{
  const SluiceSandboxRules *rules = find_rules (request->family);
  gint64 now = sluice_sandbox_clock_now (request->clock);
  JsonObject *body = build (request, NULL, problems);
  SluiceSandboxObject *object;

  if (body == NULL)
    return NULL;
  sluice_sandbox_set_time (body, "created_on", now);
  json_object_set_string_member (body, "created_by", AUTHOR);
  json_object_set_null_member (body, "last_modified_on");
  json_object_set_null_member (body, "last_modified_by");
  object = sluice_sandbox_world_add (request->world, request->workspace, request->family,
                                     sluice_json_get_string (body, "id"), body);
  object->created = now;
  if (rules->saved != NULL)
    rules->saved (request, object);
  sluice_sandbox_world_save (request->world, object);
  return object;
}

/**
 * sluice_sandbox_serve_create:
 * @request: POST to a collection
 */
void
sluice_sandbox_serve_create (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  SluiceSandboxObject *object;

  if (!sluice_sandbox_request_parse_body (request))
    return;
  object = sluice_sandbox_rules_make (request, problems);
  if (object != NULL)
    sluice_sandbox_request_reply (request, 200, render (request, object));
  else
    sluice_sandbox_request_refuse_all (request, 400, problems);
}

/* Runs that were due before a change must not be judged by what holds after it. */
static void
catch_up_all (SluiceSandboxRequest *request)
{
  g_autoptr (GPtrArray) pipelines =
      sluice_sandbox_world_list (request->world, request->workspace, SLUICE_SANDBOX_PIPELINES);

  for (guint i = 0; i < pipelines->len; i++)
    sluice_sandbox_runner_catch_up (request->world, pipelines->pdata[i],
                                    request->options->failure_rate,
                                    sluice_sandbox_clock_now (request->clock));
}

/**
 * sluice_sandbox_serve_replace:
 * @request: PUT of one object, a full replacement (FACTS 7.8)
 */
void
sluice_sandbox_serve_replace (SluiceSandboxRequest *request)
{
  const SluiceSandboxRules *rules = find_rules (request->family);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  SluiceSandboxObject *object = find (request);
  JsonObject *body;

  if (object == NULL || !sluice_sandbox_request_parse_body (request))
    return;
  catch_up_all (request);
  body = build (request, object, problems);
  if (body == NULL)
    {
      sluice_sandbox_request_refuse_all (request, 400, problems);
      return;
    }
  keep_audit (body, object->body);
  sluice_sandbox_set_time (body, "last_modified_on", sluice_sandbox_clock_now (request->clock));
  json_object_set_string_member (body, "last_modified_by", AUTHOR);
  sluice_sandbox_world_replace_body (object, body);
  if (rules->saved != NULL)
    rules->saved (request, object);
  sluice_sandbox_world_save (request->world, object);
  sluice_sandbox_request_reply (request, 200, render (request, object));
}

/**
 * sluice_sandbox_serve_delete:
 * @request: DELETE of one object; refused while a pipeline uses it
 */
void
sluice_sandbox_serve_delete (SluiceSandboxRequest *request)
{
  const SluiceSandboxRules *rules = find_rules (request->family);
  SluiceSandboxObject *object = find (request);
  g_autofree char *user = NULL;

  if (object == NULL)
    return;
  if (rules->find_user != NULL)
    user = rules->find_user (request, object);
  if (user != NULL)
    {
      sluice_sandbox_request_refuse (request, 400, "%s '%s' is used by pipeline '%s'.", rules->noun,
                                     object->id, user);
      return;
    }
  sluice_sandbox_world_remove (request->world, object);
  sluice_sandbox_request_reply_empty (request, 204);
}
