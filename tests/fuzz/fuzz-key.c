/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-warehouse.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever a key file holds, each kind that takes one refuses it with a reason, or takes values from it that
 * its own fields accept; what is secret in it never becomes a value. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  guint n_warehouses;
  const SluiceWarehouse *const *warehouses = sluice_warehouse_list (&n_warehouses);

  for (guint i = 0; i < n_warehouses; i++)
    {
      const SluiceField *field = sluice_warehouse_get_secret_file_field (warehouses[i]);
      g_autoptr (SluiceValues) values = sluice_values_new ();
      g_autoptr (GError) error = NULL;

      if (field == NULL)
        continue;
      if (!sluice_warehouse_read_secret_file (warehouses[i], text, values, &error))
        {
          if (error == NULL || *error->message == '\0')
            g_error ("A refusal without a reason");
          continue;
        }
      if (error != NULL)
        g_error ("A key was taken with an error");
      if (sluice_values_has (values, field->key))
        g_error ("A secret became a value");
    }
  return 0;
}
