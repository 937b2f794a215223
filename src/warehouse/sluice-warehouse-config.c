/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"

/**
 * sluice_warehouse_build_config:
 * @self: a kind
 * @completed: its values
 * @error: return location; the message begins with the key
 *
 * Returns: (transfer full) (nullable): the config of a connection (CONTRACT 3) without its secrets;
 *   who sends it adds each field with %SLUICE_FIELD_SECRET under its config_key
 */
JsonObject *
sluice_warehouse_build_config (const SluiceWarehouse *self, SluiceValues *completed, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  JsonObject *config;

  if (!sluice_warehouse_validate (self, completed, SLUICE_NEEDED_CONNECTION, errors))
    {
      g_propagate_error (error, g_error_copy (g_ptr_array_index (errors, 0)));
      return NULL;
    }
  config = json_object_new ();
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].config_key != NULL && sluice_values_has (completed, self->fields[i].key))
      json_object_set_string_member (config, self->fields[i].config_key,
                                     sluice_values_get (completed, self->fields[i].key));
  if (self->finish_config != NULL)
    self->finish_config (completed, config);
  return config;
}

/* A server's row of asterisks in place of a value (FACTS 4); a value can be one or two. */
static gboolean
is_mask (const char *text)
{
  gsize length = strlen (text);

  return length > 3 && strspn (text, "*") == length;
}

/**
 * sluice_warehouse_values_from_config:
 * @self: a kind
 * @config: (nullable): the config of a connection, as the API shows it
 *
 * The inverse of sluice_warehouse_build_config(), for exports. Secrets and masks are left out.
 *
 * Returns: (transfer full): the values that the config tells
 */
SluiceValues *
sluice_warehouse_values_from_config (const SluiceWarehouse *self, JsonObject *config)
{
  SluiceValues *values = sluice_values_new ();

  for (guint i = 0; config != NULL && i < self->n_fields; i++)
    {
      const SluiceField *field = &self->fields[i];
      g_autofree char *text = NULL;

      if (field->config_key == NULL || field->flags & SLUICE_FIELD_SECRET)
        continue;
      text = sluice_json_dup_text (config, field->config_key);
      if (text != NULL && *text != '\0' && !is_mask (text))
        sluice_values_set (values, field->key, text);
    }
  if (config != NULL && self->finish_values != NULL)
    self->finish_values (config, values);
  return values;
}

/**
 * sluice_warehouse_normalize_config:
 * @self: a kind
 * @config: the config of a connection, as the API shows it
 *
 * Writes each of its values as sluice_warehouse_build_config() would; the rest is left as it is.
 */
void
sluice_warehouse_normalize_config (const SluiceWarehouse *self, JsonObject *config)
{
  g_autoptr (SluiceValues) values = sluice_warehouse_values_from_config (self, config);

  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].config_key != NULL && sluice_values_has (values, self->fields[i].key))
      json_object_set_string_member (config, self->fields[i].config_key,
                                     sluice_values_get (values, self->fields[i].key));
  if (self->finish_config != NULL)
    self->finish_config (values, config);
}

/**
 * sluice_warehouse_values_to_json:
 * @self: a kind
 * @values: its values
 *
 * Returns: (transfer full): the values as a setup file has them: lists as arrays, flags as true or
 *   false, in the order of the fields; empty ones are left out
 */
JsonObject *
sluice_warehouse_values_to_json (const SluiceWarehouse *self, SluiceValues *values)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < self->n_fields; i++)
    {
      const SluiceField *field = &self->fields[i];
      const char *const *items = sluice_values_get_list (values, field->key);

      if (!sluice_values_has (values, field->key) || field->flags & SLUICE_FIELD_SECRET)
        continue;
      if (field->flags & SLUICE_FIELD_LIST)
        {
          JsonArray *array = json_array_new ();

          for (guint j = 0; items[j] != NULL; j++)
            json_array_add_string_element (array, items[j]);
          json_object_set_array_member (object, field->key, array);
        }
      else if (field->flags & SLUICE_FIELD_BOOLEAN)
        json_object_set_boolean_member (object, field->key,
                                        sluice_values_get_boolean (values, field->key));
      else
        json_object_set_string_member (object, field->key, sluice_values_get (values, field->key));
    }
  return object;
}

/* A list may be written as one text between commas, and a number where digits are meant. */
static gboolean
read_list (SluiceValues *values, const char *key, JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) items = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = sluice_json_scalar_to_text (json_array_get_element (array, i));

      if (text == NULL)
        return FALSE;
      g_strv_builder_add (builder, text);
    }
  items = g_strv_builder_end (builder);
  sluice_values_set_list (values, key, (const char *const *) items);
  return TRUE;
}

static void
read_member (const SluiceField *field, JsonNode *node, SluiceValues *values, GPtrArray *errors)
{
  g_autofree char *text = NULL;

  if (field->flags & SLUICE_FIELD_LIST && JSON_NODE_HOLDS_ARRAY (node))
    {
      if (!read_list (values, field->key, json_node_get_array (node)))
        sluice_warehouse_add_error (errors, SLUICE_VALUE_ERROR_INVALID, field->key,
                                    _ ("It must be a list of texts."));
      return;
    }
  text = sluice_json_scalar_to_text (node);
  if (text != NULL)
    sluice_values_set (values, field->key, text);
  else
    sluice_warehouse_add_error (errors, SLUICE_VALUE_ERROR_INVALID, field->key,
                                field->flags & SLUICE_FIELD_LIST ? _ ("It must be a list of texts.")
                                                                 : _ ("It must be a text."));
}

/**
 * sluice_warehouse_values_from_json:
 * @self: a kind
 * @object: the "values" of a setup file, or a file of values
 * @errors: (nullable) (element-type GError): where each member that is unknown, a secret or of the
 *   wrong type is added; its message begins with the key
 *
 * Returns: (transfer full): the members that could be read; they are not validated yet
 */
SluiceValues *
sluice_warehouse_values_from_json (const SluiceWarehouse *self,
                                   JsonObject *object,
                                   GPtrArray *errors)
{
  SluiceValues *values = sluice_values_new ();
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const SluiceField *field = sluice_warehouse_find_field (self, l->data);
      g_autoptr (GError) error = NULL;

      if (field == NULL)
        {
          sluice_warehouse_validate_value (self, l->data, "", &error);
          if (errors != NULL)
            g_ptr_array_add (errors, g_steal_pointer (&error));
        }
      else if (field->flags & SLUICE_FIELD_SECRET)
        sluice_warehouse_add_error (errors, SLUICE_VALUE_ERROR_SECRET, field->key,
                                    _ ("A secret must not stand here. It is kept in the keyring."));
      else if (!json_object_get_null_member (object, l->data))
        read_member (field, json_object_get_member (object, l->data), values, errors);
    }
  return values;
}

/**
 * sluice_warehouse_get_secret_file_field:
 * @self: a kind
 *
 * Returns: (transfer none) (nullable): the secret that comes in a file of the vendor's, such as a
 *   service account's key
 */
const SluiceField *
sluice_warehouse_get_secret_file_field (const SluiceWarehouse *self)
{
  return self->secret_file_key != NULL ? sluice_warehouse_find_field (self, self->secret_file_key)
                                       : NULL;
}

/**
 * sluice_warehouse_read_secret_file:
 * @self: a kind that has a secret file field
 * @text: the file's whole text
 * @values: where the values go that the file tells; untouched where it is refused
 * @error: return location; the message says what the file is instead
 *
 * Returns: whether the file is what the field wants
 */
gboolean
sluice_warehouse_read_secret_file (const SluiceWarehouse *self,
                                   const char *text,
                                   SluiceValues *values,
                                   GError **error)
{
  g_return_val_if_fail (self->read_secret != NULL, FALSE);

  return self->read_secret (self->secret_file_key, text, values, error);
}
