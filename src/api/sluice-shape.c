/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "api/sluice-shape.h"

#include "api/sluice-api-error-private.h"
#include "sluice-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* No object of the API has one that is nearly as long. */
#define MAX_ID_LENGTH 1000

static JsonNode *copy_node (JsonNode *node);

/**
 * sluice_shape_copy_object:
 * @object: an object, perhaps immutable
 *
 * Returns: (transfer full): a deep copy that may be changed
 */
JsonObject *
sluice_shape_copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, copy_node (value));
  return copy;
}

static JsonNode *
copy_node (JsonNode *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, sluice_shape_copy_object (json_node_get_object (node)));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (array,
                                copy_node (json_array_get_element (json_node_get_array (node), i)));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, array);
    }
  else
    copy = json_node_copy (node);
  return copy;
}

/**
 * sluice_shape_read_entry:
 * @object: an object of a reply
 *
 * Ids come as numbers from some calls and as text from others (FACTS 3); here they are text.
 *
 * Returns: (transfer full): the same, to be changed, its id as text
 */
JsonObject *
sluice_shape_read_entry (JsonObject *object)
{
  JsonObject *copy = sluice_shape_copy_object (object);
  g_autofree char *id = sluice_json_dup_text (copy, "id");

  if (id != NULL)
    json_object_set_string_member (copy, "id", id);
  return copy;
}

/* Only what came with a 200 has its shape looked at. */
static void
refuse (GError **error, const char *what)
{
  GError *refusal = sluice_api_error_new (SLUICE_API_ERROR_PROTOCOL, NULL, "%s", what);

  sluice_api_error_peek (refusal)->status = 200;
  g_propagate_error (error, refusal);
}

/* The envelope has a list on failure, too, with nothing in it (FACTS 2.4). */
static JsonArray *
find_enveloped_list (JsonObject *envelope)
{
  JsonArray *list = sluice_json_get_array (envelope, "data");

  if (list != NULL && json_array_get_length (list) == 0 && sluice_shape_tells_errors (envelope))
    return NULL;
  return list;
}

static JsonArray *
find_list (JsonNode *document)
{
  JsonArray *list;

  if (document != NULL && JSON_NODE_HOLDS_ARRAY (document))
    return json_node_get_array (document);
  if (document == NULL || !JSON_NODE_HOLDS_OBJECT (document))
    return NULL;
  list = sluice_json_get_array (json_node_get_object (document), "items");
  return list != NULL ? list : find_enveloped_list (json_node_get_object (document));
}

/**
 * sluice_shape_expect_list:
 * @document: (nullable): a reply
 * @error: return location for a PROTOCOL error
 *
 * Returns: (transfer none) (nullable): the bare array, or the one of {"items"} or of {"data"}, as it stands
 *   there, all of it objects; %NULL with @error set for anything else
 */
JsonArray *
sluice_shape_expect_list (JsonNode *document, GError **error)
{
  JsonArray *list = find_list (document);
  guint n_objects = 0;

  while (list != NULL && n_objects < json_array_get_length (list) &&
         JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, n_objects)))
    n_objects++;
  if (list != NULL && n_objects == json_array_get_length (list))
    return list;
  refuse (error, _ ("The reply holds no list where one belongs."));
  return NULL;
}

/**
 * sluice_shape_read_list:
 * @document: (nullable): a reply
 * @error: return location for a PROTOCOL error
 *
 * Returns: (transfer full) (nullable): the objects that sluice_shape_expect_list() gives, to be changed, ids
 *   as text; or %NULL with @error set
 */
JsonArray *
sluice_shape_read_list (JsonNode *document, GError **error)
{
  JsonArray *from = sluice_shape_expect_list (document, error);
  JsonArray *list = from != NULL ? json_array_new () : NULL;

  for (guint i = 0; from != NULL && i < json_array_get_length (from); i++)
    json_array_add_object_element (list, sluice_shape_read_entry (
                                             json_array_get_object_element (from, i)));
  return list;
}

/**
 * sluice_shape_find_object:
 * @document: (nullable): a reply
 *
 * Returns: (transfer none) (nullable): the object itself, or the one in the envelope's "data", as it
 *   stands there; %NULL where there is none
 */
JsonObject *
sluice_shape_find_object (JsonNode *document)
{
  JsonObject *object;
  JsonNode *data;
  JsonArray *list;

  if (document == NULL || !JSON_NODE_HOLDS_OBJECT (document))
    return NULL;
  object = json_node_get_object (document);
  data = json_object_get_member (object, "data");
  if (data == NULL || json_object_has_member (object, "id"))
    return object;
  if (JSON_NODE_HOLDS_OBJECT (data))
    return json_node_get_object (data);
  list = JSON_NODE_HOLDS_ARRAY (data) ? json_node_get_array (data) : NULL;
  if (list == NULL || json_array_get_length (list) == 0 ||
      !JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, 0)))
    return NULL;
  return json_array_get_object_element (list, 0);
}

/**
 * sluice_shape_read_object:
 * @document: (nullable): a reply
 *
 * Returns: (transfer full) (nullable): what sluice_shape_find_object() finds, to be changed, its id as
 *   text
 */
JsonObject *
sluice_shape_read_object (JsonNode *document)
{
  JsonObject *object = sluice_shape_find_object (document);

  return object != NULL ? sluice_shape_read_entry (object) : NULL;
}

/**
 * sluice_shape_expect_ids:
 * @list: (nullable) (transfer full): a list of objects
 * @error: return location for a PROTOCOL error
 *
 * Nothing can be done with an object that has no id, or one that no address can hold: nobody may read
 * it, or tell it from the next one.
 *
 * Returns: (transfer full) (nullable): @list, or %NULL with @error set where one of its objects has none
 */
JsonArray *
sluice_shape_expect_ids (JsonArray *list, GError **error)
{
  g_autoptr (JsonArray) owned = list;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      const char *id = sluice_json_get_string (json_array_get_object_element (list, i), "id");

      if (id != NULL && *id != '\0' && strlen (id) <= MAX_ID_LENGTH)
        continue;
      refuse (error, _ ("The reply lists an object without a usable id."));
      return NULL;
    }
  return g_steal_pointer (&owned);
}

/**
 * sluice_shape_set_missing_id:
 * @object: an object that may be changed
 * @id: (nullable): the id that it was asked for by
 *
 * Gives @object its id where the reply leaves it out, or has something there that is none.
 */
void
sluice_shape_set_missing_id (JsonObject *object, const char *id)
{
  const char *told = sluice_json_get_string (object, "id");

  if (id != NULL && (told == NULL || *told == '\0'))
    json_object_set_string_member (object, "id", id);
}

/**
 * sluice_shape_expect_object:
 * @document: (nullable): a reply
 * @error: return location for a PROTOCOL error
 *
 * Returns: (transfer full) (nullable): as by sluice_shape_read_object(), or %NULL with @error set
 */
JsonObject *
sluice_shape_expect_object (JsonNode *document, GError **error)
{
  JsonObject *object = sluice_shape_read_object (document);

  if (object == NULL)
    refuse (error, _ ("The reply holds no object where one belongs."));
  return object;
}

/* (transfer full): @node with the secrets taken out of each text in it. */
static JsonNode *
redact_texts (JsonNode *node, SluiceRedactor *redactor)
{
  JsonNode *redacted;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *text = sluice_redactor_redact (redactor, json_node_get_string (node), -1);

      redacted = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (redacted, text);
      return redacted;
    }
  redacted = copy_node (node);
  if (JSON_NODE_HOLDS_ARRAY (redacted))
    {
      JsonArray *from = json_node_get_array (node);
      JsonArray *to = json_array_new ();

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (to, redact_texts (json_array_get_element (from, i), redactor));
      json_node_take_array (redacted, to);
    }
  else if (JSON_NODE_HOLDS_OBJECT (redacted))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &value))
        json_object_set_member (json_node_get_object (redacted), name,
                                redact_texts (value, redactor));
    }
  return redacted;
}

/* What a server says went wrong stands in one of these. */
static const char *const error_members[] = { "errors", "faulted_reason" };

/**
 * sluice_shape_tells_errors:
 * @object: an object of a reply
 *
 * Returns: whether sluice_shape_redact_errors() would have anything to look at
 */
gboolean
sluice_shape_tells_errors (JsonObject *object)
{
  JsonObject *run = sluice_json_get_object (object, "latest_pipeline_run");

  for (guint i = 0; i < G_N_ELEMENTS (error_members); i++)
    {
      JsonNode *errors = json_object_get_member (object, error_members[i]);

      if (errors != NULL && !JSON_NODE_HOLDS_NULL (errors) &&
          (!JSON_NODE_HOLDS_ARRAY (errors) ||
           json_array_get_length (json_node_get_array (errors)) > 0))
        return TRUE;
    }
  return run != NULL && sluice_shape_tells_errors (run);
}

/**
 * sluice_shape_redact_errors:
 * @object: an object of a reply, that may be changed
 * @redactor: knows the secrets in use
 *
 * A warehouse may well say which password it did not like, and what it says is shown and kept. All else
 * that an object has stays as it is: it may go back to the server.
 */
void
sluice_shape_redact_errors (JsonObject *object, SluiceRedactor *redactor)
{
  JsonObject *run = sluice_json_get_object (object, "latest_pipeline_run");

  for (guint i = 0; i < G_N_ELEMENTS (error_members); i++)
    {
      JsonNode *errors = json_object_get_member (object, error_members[i]);

      if (errors != NULL && !JSON_NODE_HOLDS_NULL (errors))
        json_object_set_member (object, error_members[i], redact_texts (errors, redactor));
    }
  if (run != NULL)
    sluice_shape_redact_errors (run, redactor);
}

/**
 * sluice_shape_get_id:
 * @object: (nullable): an object
 *
 * Returns: (transfer full) (nullable): its id as text
 */
char *
sluice_shape_get_id (JsonObject *object)
{
  return sluice_json_dup_text (object, "id");
}

static gboolean
is_read_only (const char *name)
{
  return g_str_equal (name, "status") || g_str_equal (name, "errors") ||
         g_str_has_prefix (name, "created_") || g_str_has_prefix (name, "last_modified_");
}

/* What only the server writes, wherever it stands, and what it shows instead of a secret. */
static gboolean
must_stay_home (const char *name, JsonNode *value)
{
  if (g_str_equal (name, "aws_iam_user_arn") || g_str_equal (name, "aws_external_id"))
    return TRUE;
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING &&
         sluice_is_mask (json_node_get_string (value));
}

static void
strip (JsonObject *object, gboolean top)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (object, l->data);

      if (must_stay_home (l->data, value) || (top && is_read_only (l->data)))
        json_object_remove_member (object, l->data);
      else if (JSON_NODE_HOLDS_OBJECT (value))
        strip (json_node_get_object (value), FALSE);
    }
}

/* Blocks whose members depend on their type: one that is given anew with a type is meant whole, or a
 * pipeline that changes from hourly to once would keep its frequency. Members not listed, which are
 * the server's own, stay. */
static const char *const *
members_of_block (const char *name)
{
  static const char *const schedule[] = { "frequency", "delay", "start", "end", NULL };
  static const char *const sync_mode[] = { "iterator_field", "iterator_data_type", "from", "until",
                                           NULL };

  if (g_str_equal (name, "schedule"))
    return schedule;
  return g_str_equal (name, "sync_mode") ? sync_mode : NULL;
}

static void
drop_unmentioned (JsonObject *current, JsonObject *changes, const char *const *members)
{
  for (; *members != NULL; members++)
    {
      JsonNode *value = json_object_get_member (current, *members);

      if (value != NULL && !JSON_NODE_HOLDS_NULL (value) &&
          !json_object_has_member (changes, *members))
        json_object_remove_member (current, *members);
    }
}

/* 7 and "7" are one id. The server's way to write it goes back to the server. */
static gboolean
says_same (JsonObject *current, const char *name, JsonNode *value)
{
  g_autofree char *now = sluice_json_dup_text (current, name);
  g_autofree char *wanted = sluice_json_scalar_to_text (value);

  return now != NULL && g_strcmp0 (now, wanted) == 0;
}

static void
lay_over (JsonObject *current, JsonObject *changes)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, changes);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      JsonObject *below = sluice_json_get_object (current, name);
      const char *const *members = members_of_block (name);

      if (JSON_NODE_HOLDS_NULL (value))
        json_object_remove_member (current, name);
      else if (below != NULL && JSON_NODE_HOLDS_OBJECT (value))
        {
          if (members != NULL && json_object_has_member (json_node_get_object (value), "type"))
            drop_unmentioned (below, json_node_get_object (value), members);
          lay_over (below, json_node_get_object (value));
        }
      else if (!says_same (current, name, value))
        json_object_set_member (current, name, copy_node (value));
    }
}

/**
 * sluice_shape_restore_id:
 * @object: an object with its id as text, from sluice_shape_read_object()
 * @document: the reply it was read from
 *
 * Where the server writes the id as a number, it is one again, to be sent back.
 */
void
sluice_shape_restore_id (JsonObject *object, JsonNode *document)
{
  JsonObject *reply = json_node_get_object (document);
  JsonArray *list = sluice_json_get_array (reply, "data");
  JsonObject *data = sluice_json_get_object (reply, "data");
  JsonNode *id;

  if (list != NULL && json_array_get_length (list) > 0)
    data = json_array_get_object_element (list, 0);
  id = json_object_get_member (json_object_has_member (reply, "id") || data == NULL ? reply : data,
                               "id");
  if (id != NULL)
    json_object_set_member (object, "id", json_node_copy (id));
}

/* Some servers show as text what they take as a number, and the other way round (CONTRACT 3). */
static void
settle_types (JsonObject *object)
{
  static const char *const numbers[] = { "partner_feed_id", "plan_version" };
  JsonObject *config = sluice_json_get_object (object, "config");
  gint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *text = sluice_json_get_string (object, numbers[i]);

      if (text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
        json_object_set_int_member (object, numbers[i], number);
    }
  if (config != NULL && sluice_json_get_string (config, "port") == NULL)
    {
      g_autofree char *port = sluice_json_dup_text (config, "port");

      if (port != NULL)
        json_object_set_string_member (config, "port", port);
    }
}

/**
 * sluice_shape_merge:
 * @current: what the server has
 * @changes: the members that are to be different; a null removes one
 *
 * Lays @changes over @current. Members that nobody here knows go back as they came, nulls included;
 * read-only members and masks do not, and what has a type goes as that (CONTRACT 3).
 *
 * Returns: (transfer full): what to send
 */
JsonObject *
sluice_shape_merge (JsonObject *current, JsonObject *changes)
{
  JsonObject *merged = sluice_shape_copy_object (current);

  strip (merged, TRUE);
  lay_over (merged, changes);
  strip (merged, TRUE);
  settle_types (merged);
  return merged;
}

/**
 * sluice_shape_normalize_query:
 * @model: a data model that may be changed
 *
 * Moves the query to where the program expects it, config.sql_query.
 *
 * Returns: where it stood
 */
SluiceQueryShape
sluice_shape_normalize_query (JsonObject *model)
{
  JsonObject *config = sluice_json_get_object (model, "config");
  const char *below = sluice_json_get_string (config, "sql_query");
  const char *top = sluice_json_get_string (model, "sql_query");

  if (top == NULL)
    return below != NULL ? SLUICE_QUERY_IN_CONFIG : SLUICE_QUERY_UNKNOWN;
  if (below == NULL)
    {
      if (config == NULL)
        {
          config = json_object_new ();
          json_object_set_object_member (model, "config", config);
        }
      json_object_set_string_member (config, "sql_query", top);
    }
  json_object_remove_member (model, "sql_query");
  return below != NULL ? SLUICE_QUERY_IN_CONFIG : SLUICE_QUERY_ON_TOP;
}

/**
 * sluice_shape_move_query_to_top:
 * @model: a data model that may be changed
 *
 * Moves config.sql_query to the top, for a server that wants it there; a config that is empty then
 * goes.
 */
void
sluice_shape_move_query_to_top (JsonObject *model)
{
  JsonObject *config = sluice_json_get_object (model, "config");
  const char *query = sluice_json_get_string (config, "sql_query");

  if (query == NULL)
    return;
  json_object_set_string_member (model, "sql_query", query);
  json_object_remove_member (config, "sql_query");
  if (json_object_get_size (config) == 0)
    json_object_remove_member (model, "config");
}
