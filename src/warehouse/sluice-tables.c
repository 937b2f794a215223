/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

/**
 * sluice_values_list_schemas:
 * @values: the values, with a main "schema"
 * @keys: %NULL-terminated: the lists of tables to look through
 *
 * Returns: (transfer full) (element-type utf8): every schema that one of them is in, the main one
 *   first, each once
 */
GPtrArray *
sluice_values_list_schemas (SluiceValues *values, const char *const *keys)
{
  GPtrArray *schemas = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *main_schema = sluice_values_get (values, "schema");

  if (sluice_values_has (values, "schema"))
    {
      g_ptr_array_add (schemas, g_strdup (main_schema));
      g_hash_table_add (seen, (gpointer) main_schema);
    }
  for (guint k = 0; keys[k] != NULL; k++)
    {
      const char *const *items = sluice_values_get_list (values, keys[k]);

      for (guint i = 0; items != NULL && items[i] != NULL; i++)
        {
          g_autofree char *schema = NULL;
          g_autofree char *table = NULL;

          sluice_table_ref_split (items[i], main_schema, &schema, &table);
          if (schema == NULL || g_hash_table_contains (seen, schema))
            continue;
          g_hash_table_add (seen, schema);
          g_ptr_array_add (schemas, g_steal_pointer (&schema));
        }
    }
  return schemas;
}
