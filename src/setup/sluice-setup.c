/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-setup.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

#define SETUP_FORMAT "sluice-setup/1"

struct _SluiceSetup
{
  GObject parent_instance;

  JsonNode *root;
};

G_DEFINE_QUARK (sluice_setup_error, sluice_setup_error)
G_DEFINE_FINAL_TYPE (SluiceSetup, sluice_setup, G_TYPE_OBJECT)

static JsonNode *copy_with (JsonNode *node, char **tokens, JsonNode *value);

static void
sluice_setup_finalize (GObject *object)
{
  SluiceSetup *self = SLUICE_SETUP (object);

  g_clear_pointer (&self->root, json_node_unref);

  G_OBJECT_CLASS (sluice_setup_parent_class)->finalize (object);
}

static void
sluice_setup_class_init (SluiceSetupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_setup_finalize;
}

static void
sluice_setup_init (SluiceSetup *self)
{
}

static SluiceSetup *
setup_new_take (JsonNode *root)
{
  SluiceSetup *self = g_object_new (SLUICE_TYPE_SETUP, NULL);

  json_node_seal (root);
  self->root = root;
  return self;
}

/**
 * sluice_setup_parse:
 * @text: the text of a setup file
 * @length: its length in bytes, or -1 where it ends in NUL
 * @error: return location for a #SluiceSetupError
 *
 * Any JSON object of the right format is a setup, however incomplete: what it lacks or has too much
 * is for #SluiceCheck to say.
 *
 * Returns: (transfer full) (nullable): the setup
 */
SluiceSetup *
sluice_setup_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) json_error = NULL;
  const char *format;

  g_return_val_if_fail (text != NULL, NULL);

  root = sluice_json_parse (text, length, &json_error);
  if (g_error_matches (json_error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_SIZE))
    {
      g_set_error_literal (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP,
                           _ ("This is no setup file: it is too large for one."));
      return NULL;
    }
  if (root == NULL)
    {
      g_set_error (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP,
                   _ ("This is no setup file, because it is not valid JSON: %s"),
                   json_error->message);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP,
                           _ ("This is no setup file: it should be one JSON object."));
      return NULL;
    }
  format = sluice_json_get_string (json_node_get_object (root), "format");
  if (g_strcmp0 (format, SETUP_FORMAT) != 0)
    {
      g_set_error (error, SLUICE_SETUP_ERROR, SLUICE_SETUP_ERROR_NOT_A_SETUP,
                   _ ("This is no setup file: its member “format” should be “%s”."), SETUP_FORMAT);
      return NULL;
    }
  return setup_new_take (g_steal_pointer (&root));
}

/**
 * sluice_setup_new_draft:
 * @warehouse: the kind of warehouse
 *
 * Returns: (transfer full): a setup with what most people choose and no values yet
 */
SluiceSetup *
sluice_setup_new_draft (const SluiceWarehouse *warehouse)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  static const char *const choices[][2] = {
    { "environment", "development" },
    { "data_type", "user_attributes" },
  };

  g_return_val_if_fail (warehouse != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, SETUP_FORMAT);
  json_builder_set_member_name (builder, "warehouse");
  json_builder_add_string_value (builder, sluice_warehouse_get_id (warehouse));
  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "pipeline");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      json_builder_set_member_name (builder, choices[i][0]);
      json_builder_add_string_value (builder, choices[i][1]);
    }
  json_builder_set_member_name (builder, "sync_mode");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "incremental");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "schedule");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "interval");
  json_builder_set_member_name (builder, "frequency");
  json_builder_add_string_value (builder, "hourly");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return setup_new_take (json_builder_get_root (builder));
}

/**
 * sluice_setup_get_root:
 * @self: a setup
 *
 * Returns: (transfer none): the document, which holds an object; immutable
 */
JsonNode *
sluice_setup_get_root (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return self->root;
}

/**
 * sluice_setup_to_text:
 * @self: a setup
 *
 * Returns: (transfer full): the text of its file, indented, with a newline at the end
 */
char *
sluice_setup_to_text (SluiceSetup *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  text = sluice_json_to_text (self->root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static char *
unescape_token (const char *token)
{
  g_autoptr (GString) text = g_string_new (token);

  g_string_replace (text, "~1", "/", 0);
  g_string_replace (text, "~0", "~", 0);
  return g_strdup (text->str);
}

static JsonNode *
copy_object_with (JsonObject *object, char **tokens, JsonNode *value)
{
  g_autofree char *name = tokens != NULL ? unescape_token (tokens[0]) : NULL;
  JsonObject *copy = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), copy);
  JsonNode *member;
  JsonObjectIter iter;
  const char *key;

  json_object_unref (copy);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &member))
    {
      JsonNode *new_member = g_strcmp0 (key, name) == 0 ? copy_with (member, tokens + 1, value)
                                                        : copy_with (member, NULL, NULL);

      if (new_member != NULL)
        json_object_set_member (copy, key, new_member);
    }
  if (name != NULL && value != NULL && !json_object_has_member (copy, name))
    json_object_set_member (copy, name, copy_with (NULL, tokens + 1, value));
  return node;
}

static JsonNode *
copy_array_with (JsonArray *array, char **tokens, JsonNode *value)
{
  guint length = json_array_get_length (array);
  JsonArray *copy = json_array_sized_new (length);
  JsonNode *node = json_node_init_array (json_node_alloc (), copy);
  guint64 index = G_MAXUINT64;

  json_array_unref (copy);
  if (tokens != NULL && !g_ascii_string_to_unsigned (tokens[0], 10, 0, length, &index, NULL))
    index = length;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *new_element =
          i == index ? copy_with (element, tokens + 1, value) : copy_with (element, NULL, NULL);

      if (new_element != NULL)
        json_array_add_element (copy, new_element);
    }
  if (index == length && value != NULL)
    json_array_add_element (copy, copy_with (NULL, tokens + 1, value));
  return node;
}

/* A deep copy of node, in which what stands at tokens is value, or is gone where value is NULL.
 * Without tokens, a plain copy; at the end of tokens, value itself. */
static JsonNode *
copy_with (JsonNode *node, char **tokens, JsonNode *value)
{
  g_autoptr (JsonObject) empty = NULL;

  if (tokens != NULL && tokens[0] == NULL)
    return value != NULL ? copy_with (value, NULL, NULL) : NULL;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return copy_object_with (json_node_get_object (node), tokens, value);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return copy_array_with (json_node_get_array (node), tokens, value);
  if (tokens == NULL || value == NULL)
    return json_node_copy (node);
  /* Something else stands where an object is needed on the way, or nothing. */
  empty = json_object_new ();
  return copy_object_with (empty, tokens, value);
}

/**
 * sluice_setup_with:
 * @self: a setup
 * @pointer: JSON pointer (RFC 6901) to a member; in an array, an index at its end appends
 * @value: (transfer full) (nullable): the member's new value; %NULL removes it
 *
 * Returns: (transfer full): a new setup that differs from @self in this member only; objects on the
 *   way to it are made
 */
SluiceSetup *
sluice_setup_with (SluiceSetup *self, const char *pointer, JsonNode *value)
{
  g_autoptr (JsonNode) owned = value;
  g_auto (GStrv) tokens = NULL;

  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (pointer != NULL && pointer[0] == '/', NULL);

  tokens = g_strsplit (pointer + 1, "/", -1);
  return setup_new_take (copy_with (self->root, tokens, value));
}

/**
 * sluice_setup_with_text:
 * @self: a setup
 * @pointer: JSON pointer to a member
 * @text: (nullable): its new text; %NULL or "" removes the member
 *
 * Returns: (transfer full): as sluice_setup_with()
 */
SluiceSetup *
sluice_setup_with_text (SluiceSetup *self, const char *pointer, const char *text)
{
  JsonNode *value = NULL;

  if (text != NULL && *text != '\0')
    value = json_node_init_string (json_node_alloc (), text);
  return sluice_setup_with (self, pointer, value);
}

/**
 * sluice_setup_get_warehouse:
 * @self: a setup
 *
 * Returns: (nullable): the kind of warehouse, if it names one that we know
 */
const SluiceWarehouse *
sluice_setup_get_warehouse (SluiceSetup *self)
{
  const char *id = sluice_setup_get_text (self, "/warehouse");

  return id != NULL ? sluice_warehouse_lookup (id) : NULL;
}

/**
 * sluice_setup_dup_values:
 * @self: a setup
 *
 * Returns: (transfer full): the warehouse's values, those that its kind can take; empty where the
 *   kind is not known
 */
SluiceValues *
sluice_setup_dup_values (SluiceSetup *self)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (self);
  JsonObject *values = sluice_setup_get_block (self, "values");
  g_autoptr (GPtrArray) errors = NULL;

  if (warehouse == NULL || values == NULL)
    return sluice_values_new ();
  errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  return sluice_warehouse_values_from_json (warehouse, values, errors);
}

/**
 * sluice_setup_get_block:
 * @self: a setup
 * @kind: a member of the root: "values", "feed", "connection", "data_model",
 *   "field_transformation" or "pipeline"
 *
 * Returns: (transfer none) (nullable): the block, if it is there and an object
 */
JsonObject *
sluice_setup_get_block (SluiceSetup *self, const char *kind)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return sluice_json_get_object (json_node_get_object (self->root), kind);
}

/**
 * sluice_setup_get_text:
 * @self: a setup
 * @pointer: JSON pointer to a member
 *
 * Returns: (transfer none) (nullable): the member's text, if it is there and a text
 */
const char *
sluice_setup_get_text (SluiceSetup *self, const char *pointer)
{
  JsonNode *node;

  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  node = sluice_json_pointer_get (self->root, pointer);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * sluice_setup_get_query:
 * @self: a setup
 *
 * Returns: (transfer none) (nullable): the SQL of the data model
 */
const char *
sluice_setup_get_query (SluiceSetup *self)
{
  return sluice_setup_get_text (self, "/data_model/sql_query");
}
