/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-reply.h"

#include "sandbox/sluice-sandbox-clock.h"

/**
 * sluice_sandbox_message_new:
 * @message: a sentence
 *
 * Returns: (transfer full): one entry of an `errors` list
 */
JsonObject *
sluice_sandbox_message_new (const char *message)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "message", message);
  return object;
}

/**
 * sluice_sandbox_errors_new:
 * @status: the HTTP status
 * @messages: (element-type utf8): sentences
 *
 * Returns: (transfer full): the error body of Warehouse Sync (FACTS 2.4)
 */
JsonObject *
sluice_sandbox_errors_new (guint status, GPtrArray *messages)
{
  JsonObject *object = json_object_new ();
  JsonArray *errors = json_array_new ();

  for (guint i = 0; i < messages->len; i++)
    json_array_add_object_element (errors, sluice_sandbox_message_new (messages->pdata[i]));
  json_object_set_int_member (object, "statusCode", status);
  json_object_set_array_member (object, "errors", errors);
  return object;
}

/**
 * sluice_sandbox_envelope_new:
 * @member: `dataType` on a list, `data_type` elsewhere (FACTS 3)
 * @data_type: what the list holds
 * @data: (transfer full): the list
 *
 * Returns: (transfer full): the envelope of Platform v1
 */
JsonObject *
sluice_sandbox_envelope_new (const char *member, const char *data_type, JsonArray *data)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "data", data);
  json_object_set_string_member (object, member, data_type);
  json_object_set_null_member (object, "errors");
  return object;
}

/**
 * sluice_sandbox_envelope_new_errors:
 * @code: the code of each error
 * @messages: (element-type utf8): sentences
 *
 * Returns: (transfer full): the error body of Platform v1 (FACTS 2.4)
 */
JsonObject *
sluice_sandbox_envelope_new_errors (const char *code, GPtrArray *messages)
{
  JsonObject *object = json_object_new ();
  JsonArray *errors = json_array_new ();

  for (guint i = 0; i < messages->len; i++)
    {
      JsonObject *entry = sluice_sandbox_message_new (messages->pdata[i]);

      json_object_set_string_member (entry, "code", code);
      json_array_add_object_element (errors, entry);
    }
  json_object_set_array_member (object, "data", json_array_new ());
  json_object_set_string_member (object, "dataType", "app");
  json_object_set_array_member (object, "errors", errors);
  return object;
}

/**
 * sluice_sandbox_set_time:
 * @object: an object
 * @member: a member's name
 * @time: microseconds since 1970, or 0 for null
 */
void
sluice_sandbox_set_time (JsonObject *object, const char *member, gint64 time)
{
  g_autofree char *text = sluice_sandbox_clock_format (time);

  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

/**
 * sluice_sandbox_copy_members:
 * @object: an object, sealed or not
 * @without: %NULL-terminated names of members to leave out
 *
 * Returns: (transfer full): a new object with the same members, which may be changed; what the
 *   members hold is shared
 */
JsonObject *
sluice_sandbox_copy_members (JsonObject *object, const char *const *without)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_strv_contains (without, name))
      json_object_set_member (copy, name, json_node_copy (value));
  return copy;
}
