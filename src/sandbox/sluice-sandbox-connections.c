/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-rules.h"

#include "sluice-json.h"
#include "warehouse/sluice-warehouse.h"

/* Members of a reply that only the server sets. */
static const char *const read_only[] = { "status",           "errors",
                                         "created_on",       "created_by",
                                         "last_modified_on", "last_modified_by",
                                         "config",           NULL };

static const SluiceWarehouse *
check_provider (JsonObject *body, GPtrArray *problems)
{
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *provider;

  for (guint i = 0; i < n_kinds; i++)
    g_ptr_array_add (names, (char *) sluice_warehouse_get_service_provider (kinds[i]));
  g_ptr_array_add (names, NULL);
  provider = sluice_sandbox_check_choice (problems, body, "service_provider",
                                          (const char *const *) names->pdata, TRUE);
  return provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;
}

static const char *
get_old_secret (SluiceSandboxObject *existing, const char *key)
{
  return existing != NULL
             ? sluice_json_get_string (sluice_json_get_object (existing->body, "config"), key)
             : NULL;
}

/* A secret is checked and then forgotten: nothing needs it again, and what is not kept cannot leak
 * from a reply or the state file. */
static void
mask_secret (JsonObject *config,
             SluiceSandboxObject *existing,
             const SluiceField *field,
             GPtrArray *problems)
{
  g_autofree char *name = g_strconcat ("config.", field->config_key, NULL);
  const char *secret = sluice_json_get_string (config, field->config_key);

  if (secret == NULL)
    return;
  if (g_str_equal (secret, SLUICE_SANDBOX_MASK) &&
      get_old_secret (existing, field->config_key) == NULL)
    sluice_sandbox_problem (problems, name, "is the mask of a secret, not a secret.");
  json_object_set_string_member (config, field->config_key, SLUICE_SANDBOX_MASK);
}

static void
check_field (JsonObject *config, const SluiceField *field, GPtrArray *problems)
{
  g_autofree char *name = g_strconcat ("config.", field->config_key, NULL);

  sluice_sandbox_check_text (problems, config, name, field->needed == SLUICE_NEEDED_CONNECTION);
}

/* Lets anyone see what a faulted connection looks like (the help says so). */
static void
find_faults (JsonObject *config, JsonArray *errors)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, config);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const char *text = sluice_json_get_string (config, name);
      g_autofree char *message = NULL;

      if (text == NULL || g_ascii_strncasecmp (text, "wrong", 5) != 0)
        continue;
      message = g_strdup_printf ("Could not connect to the warehouse: check %s.", name);
      json_array_add_object_element (errors, sluice_sandbox_message_new (message));
    }
}

static JsonObject *
build_config (JsonObject *given,
              const SluiceWarehouse *kind,
              SluiceSandboxObject *existing,
              JsonArray *faults,
              GPtrArray *problems)
{
  static const char *const server_side[] = { "aws_iam_user_arn", "aws_external_id", NULL };
  JsonObject *config = sluice_sandbox_copy_members (given, server_side);
  guint n_fields;
  const SluiceField *fields = sluice_warehouse_get_fields (kind, &n_fields);

  find_faults (given, faults);
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].config_key == NULL)
        continue;
      check_field (given, &fields[i], problems);
      if ((fields[i].flags & SLUICE_FIELD_SECRET) != 0)
        mask_secret (config, existing, &fields[i], problems);
    }
  /* The server's side of a storage integration; clients must leave them out of a PUT. */
  if (sluice_sandbox_is_set (config, "storage_integration"))
    {
      json_object_set_string_member (config, "aws_iam_user_arn",
                                     "arn:aws:iam::123456789012:user/sandbox");
      json_object_set_string_member (config, "aws_external_id", "SANDBOX_SFCRole=1_abc");
    }
  return config;
}

static JsonObject *
build (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  static const char *const states[] = { "new", "active", "inactive", NULL };
  JsonObject *body = sluice_sandbox_copy_members (request->body, read_only);
  const SluiceWarehouse *kind = check_provider (request->body, problems);
  JsonObject *given = sluice_sandbox_check_object (problems, request->body, "config", TRUE);
  JsonArray *faults = json_array_new ();

  sluice_sandbox_check_choice (problems, request->body, "state", states, FALSE);
  if (!sluice_sandbox_is_set (body, "state"))
    json_object_set_string_member (body, "state", "active");
  if (kind != NULL && given != NULL)
    json_object_set_object_member (body, "config",
                                   build_config (given, kind, existing, faults, problems));
  json_object_set_string_member (body, "status",
                                 json_array_get_length (faults) > 0 ? "faulted" : "healthy");
  json_object_set_array_member (body, "errors", faults);
  return body;
}

static char *
find_user (SluiceSandboxRequest *request, SluiceSandboxObject *object)
{
  return sluice_sandbox_rules_find_pipeline (request, "connection_id", object->id);
}

const SluiceSandboxRules sluice_sandbox_connection_rules = {
  .noun = "Connection",
  .build = build,
  .find_user = find_user,
};
