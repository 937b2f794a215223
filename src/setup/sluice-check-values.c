/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "setup/sluice-check-private.h"
#include "sluice-json.h"

/* A value that is given, or an item of a list, which alone may be an empty text here. */
static void
check_text (SluiceCheckPass *pass,
            const SluiceWarehouse *warehouse,
            const SluiceField *field,
            const char *path,
            JsonNode *node)
{
  g_autofree char *text = sluice_json_scalar_to_text (node);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                      _ ("“%s” should be one text in double quotes."), field->key);
  else if (*text == '\0')
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-missing", path,
                      _ ("An item of the list is empty. Take it out or fill it in."));
  else if (!sluice_warehouse_validate_value (warehouse, field->key, text, &error))
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path, "%s", error->message);
}

static void
check_list (SluiceCheckPass *pass,
            const SluiceWarehouse *warehouse,
            const SluiceField *field,
            const char *path,
            JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", path,
                        _ ("“%s” should be a list in square brackets."), field->key);
      return;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *item_path = g_strdup_printf ("%s/%u", path, i);

      check_text (pass, warehouse, field, item_path, json_array_get_element (array, i));
    }
}

static gboolean
is_empty (JsonNode *node)
{
  g_autofree char *text = sluice_json_scalar_to_text (node);

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  return JSON_NODE_HOLDS_NULL (node) || (text != NULL && *text == '\0');
}

static void
check_given (SluiceCheckPass *pass,
             const SluiceWarehouse *warehouse,
             const char *key,
             JsonNode *node)
{
  const SluiceField *field = sluice_warehouse_find_field (warehouse, key);
  g_autofree char *path = sluice_json_pointer_join ("/values", key);

  if (field == NULL)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "unknown-member", path,
                      _ ("%s has no value “%s”. Remove it, or correct its name."),
                      sluice_warehouse_get_display_name (warehouse), key);
  else if ((field->flags & SLUICE_FIELD_SECRET) != 0)
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "unknown-member", path,
                      _ ("“%s” is a secret and must not be in a setup file. Remove it here: it is "
                         "asked for when the setup is applied."),
                      key);
  else if (is_empty (node))
    return;
  else if ((field->flags & SLUICE_FIELD_LIST) != 0)
    check_list (pass, warehouse, field, path, node);
  else
    check_text (pass, warehouse, field, path, node);
}

static void
check_needed (SluiceCheckPass *pass, const SluiceWarehouse *warehouse, JsonObject *values)
{
  guint n_fields;
  const SluiceField *fields = sluice_warehouse_get_fields (warehouse, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      JsonNode *node = json_object_get_member (values, fields[i].key);
      g_autofree char *path = sluice_json_pointer_join ("/values", fields[i].key);

      if (fields[i].needed != SLUICE_NEEDED_CONNECTION || fields[i].fallback != NULL ||
          (fields[i].flags & (SLUICE_FIELD_SECRET | SLUICE_FIELD_DERIVED)) != 0)
        continue;
      if (node == NULL || is_empty (node))
        sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-missing", path,
                          /* Translators: a field's name, its key, and an example */
                          _ ("%s (“%s”) is missing. An example: %s"), _ (fields[i].label),
                          fields[i].key, fields[i].example);
    }
}

static void
report_warehouse (SluiceCheckPass *pass, const char *id)
{
  g_autoptr (GString) possible = g_string_new (NULL);
  guint n_kinds;
  const SluiceWarehouse *const *kinds = sluice_warehouse_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_string_append_printf (possible, "%s%s", i > 0 ? ", " : "",
                            sluice_warehouse_get_id (kinds[i]));
  sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "value-invalid", "/warehouse",
                    _ ("There is no warehouse “%s”. Possible is: %s."), id, possible->str);
}

/**
 * sluice_check_values:
 * @pass: the walk
 *
 * The warehouse and its values: those that the connection needs, each by the rule of its field.
 */
void
sluice_check_values (SluiceCheckPass *pass)
{
  const SluiceWarehouse *warehouse = sluice_setup_get_warehouse (pass->setup);
  const char *id = sluice_setup_get_text (pass->setup, "/warehouse");
  JsonObject *values = sluice_setup_get_block (pass->setup, "values");
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (id != NULL && warehouse == NULL)
    report_warehouse (pass, id);
  if (warehouse == NULL || values == NULL)
    return;
  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    check_given (pass, warehouse, key, node);
  check_needed (pass, warehouse, values);
}
