/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "setup/sluice-check.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever a setup file holds, it is read or refused, checked, and what can be fixed is fixed once. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (SluiceSetup) setup = sluice_setup_parse ((const char *) data, (gssize) size, NULL);
  g_autoptr (SluiceCheck) check = NULL;
  g_autoptr (SluiceSetup) fixed = NULL;
  g_autoptr (SluiceCheck) again = NULL;
  guint n_fixed = 0;

  if (setup == NULL)
    return 0;
  check = sluice_check_new (setup);
  fixed = sluice_check_fix_all (check, NULL);
  again = sluice_check_new (fixed);
  g_clear_object (&fixed);
  fixed = sluice_check_fix_all (again, &n_fixed);
  if (n_fixed != 0)
    g_error ("A fix left something to fix");
  return 0;
}
