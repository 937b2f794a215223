/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-query.h"
#include "sandbox/sluice-sandbox-rules.h"

#include "sluice-json.h"

#include <string.h>

static const char *const read_only[] = { "status",     "errors",           "created_on",
                                         "created_by", "last_modified_on", "last_modified_by",
                                         "config",     "sql_query",        NULL };

/* FACTS 5 leaves open where the query stands, so both places are accepted, and both are answered. */
static const char *
check_query (JsonObject *body, GPtrArray *problems)
{
  JsonObject *config = sluice_sandbox_check_object (problems, body, "config", FALSE);
  const char *field = config != NULL ? "config.sql_query" : "sql_query";
  const char *query =
      sluice_sandbox_check_text (problems, config != NULL ? config : body, field, TRUE);

  if (query != NULL)
    sluice_sandbox_query_check (problems, field, query);
  return query;
}

/* Lets anyone see what an invalid model looks like (the help says so). */
static void
add_status (JsonObject *body, const char *query)
{
  gboolean missing = query != NULL && strstr (query, "no_such_") != NULL;
  JsonArray *errors = json_array_new ();

  if (missing)
    json_array_add_object_element (errors,
                                   sluice_sandbox_message_new (
                                       "A table of the query was not found, or the role may not "
                                       "read it. Use its fully qualified name."));
  json_object_set_string_member (body, "status", missing ? "invalid" : "valid");
  json_object_set_array_member (body, "errors", errors);
}

static JsonObject *
build (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  static const char *const types[] = { "sql", NULL };
  JsonObject *body = sluice_sandbox_copy_members (request->body, read_only);
  const char *query = check_query (request->body, problems);
  JsonObject *config = json_object_new ();

  sluice_sandbox_check_choice (problems, request->body, "type", types, TRUE);
  if (query != NULL)
    {
      json_object_set_string_member (config, "sql_query", query);
      json_object_set_string_member (body, "sql_query", query);
    }
  json_object_set_object_member (body, "config", config);
  add_status (body, query);
  return body;
}

static char *
find_user (SluiceSandboxRequest *request, SluiceSandboxObject *object)
{
  return sluice_sandbox_rules_find_pipeline (request, "data_model_id", object->id);
}

const SluiceSandboxRules sluice_sandbox_data_model_rules = {
  .noun = "Data model",
  .build = build,
  .find_user = find_user,
};
