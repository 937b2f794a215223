/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interop/sluice-postman-import.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever a file holds, it is refused with a reason, or every variable of it is used or listed; files
 * that are of no use leave nothing behind. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (SluicePostmanImport) import = sluice_postman_import_new ();
  g_autoptr (GError) error = NULL;

  if (!sluice_postman_import_add_data (import, "file", (const char *) data, size, &error))
    {
      if (error == NULL || error->domain != SLUICE_POSTMAN_ERROR)
        g_error ("A refusal without a reason");
      return 0;
    }
  if (!sluice_postman_import_is_useful (import) &&
      (sluice_postman_import_get_setup (import) != NULL ||
       g_hash_table_size (sluice_postman_import_get_secrets (import)) > 0))
    g_error ("Something came of nothing");
  for (guint i = 0; i < sluice_postman_import_get_unused (import)->len; i++)
    {
      const SluicePostmanUnused *unused =
          g_ptr_array_index (sluice_postman_import_get_unused (import), i);

      if (unused->reason == NULL || *unused->reason == '\0')
        g_error ("A variable was left out without a reason");
    }
  return 0;
}
