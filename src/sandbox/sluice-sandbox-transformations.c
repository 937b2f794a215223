/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-rules.h"

#include "sluice-json.h"

#include <string.h>

static const char *const read_only[] = { "status",     "errors",           "created_on",
                                         "created_by", "last_modified_on", "last_modified_by",
                                         NULL };

/* What a batch of events has at its top (FACTS 6). */
static const char *const batch_roots[] = {
  "events",
  "device_info",
  "application_info",
  "source_request_id",
  "user_attributes",
  "deleted_user_attributes",
  "user_identities",
  "partner_identities",
  "integration_attributes",
  "environment",
  "context",
  "mpid",
  "ip",
  "mp_deviceid",
  "consent_state",
  "attribution_info",
  "timestamp_unixtime_ms",
  "api_key",
  "api_keys",
  "batch_id",
  "job_id",
  "origin_mpid",
  "partner_identity",
  "sdk_version",
  "source_info",
  NULL,
};

/* The notation of lists is not documented, so "$." and "[...]" are read past. */
static void
check_destination (const char *destination, const char *field, GPtrArray *problems)
{
  const char *start = g_str_has_prefix (destination, "$.") ? destination + 2 : destination;
  g_autofree char *root = g_strndup (start, strcspn (start, ".["));

  if (!g_strv_contains (batch_roots, root))
    sluice_sandbox_problem (problems, field,
                            "must begin with a member of an event batch, not '%s'.", root);
}

static void
check_part (JsonObject *mapping,
            const char *prefix,
            const char *member,
            gboolean wanted,
            const char *type,
            GPtrArray *problems)
{
  g_autofree char *field = g_strdup_printf ("%s.%s", prefix, member);

  if (wanted)
    sluice_sandbox_check_text (problems, mapping, field, TRUE);
  else if (sluice_sandbox_is_set (mapping, member))
    sluice_sandbox_problem (problems, field, "must not be set for a mapping of type %s.", type);
}

static void
check_mapping (JsonObject *mapping, const char *prefix, GPtrArray *problems)
{
  static const char *const types[] = { "column", "static", "ignore", NULL };
  g_autofree char *type_field = g_strconcat (prefix, ".mapping_type", NULL);
  g_autofree char *destination_field = g_strconcat (prefix, ".destination", NULL);
  const char *type = sluice_sandbox_check_choice (problems, mapping, type_field, types, TRUE);
  const char *destination = sluice_json_get_string (mapping, "destination");
  gboolean is_static;
  gboolean is_ignore;

  if (type == NULL)
    return;
  is_static = g_str_equal (type, "static");
  is_ignore = g_str_equal (type, "ignore");
  check_part (mapping, prefix, "source", !is_static, type, problems);
  check_part (mapping, prefix, "destination", !is_ignore, type, problems);
  check_part (mapping, prefix, "value", is_static, type, problems);
  if (!is_ignore && destination != NULL && *destination != '\0')
    check_destination (destination, destination_field, problems);
}

static void
check_mappings (JsonArray *mappings, GPtrArray *problems)
{
  for (guint i = 0; i < json_array_get_length (mappings); i++)
    {
      JsonNode *node = json_array_get_element (mappings, i);
      g_autofree char *prefix = g_strdup_printf ("mappings[%u]", i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        check_mapping (json_node_get_object (node), prefix, problems);
      else
        sluice_sandbox_problem (problems, prefix, "must be an object.");
    }
}

static JsonObject *
build (SluiceSandboxRequest *request, SluiceSandboxObject *existing, GPtrArray *problems)
{
  static const char *const types[] = { "event_batch", NULL };
  JsonArray *mappings = sluice_sandbox_check_array (problems, request->body, "mappings", TRUE);

  sluice_sandbox_check_choice (problems, request->body, "destination_type", types, TRUE);
  if (mappings != NULL)
    check_mappings (mappings, problems);
  return sluice_sandbox_copy_members (request->body, read_only);
}

static char *
find_user (SluiceSandboxRequest *request, SluiceSandboxObject *object)
{
  return sluice_sandbox_rules_find_pipeline (request, "field_transformation_id", object->id);
}

const SluiceSandboxRules sluice_sandbox_field_transformation_rules = {
  .noun = "Field transformation",
  .build = build,
  .find_user = find_user,
};
