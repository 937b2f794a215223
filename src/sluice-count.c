/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-count.h"

/**
 * sluice_count_format:
 * @count: how many
 *
 * Returns: (transfer full): it with the thousands set apart as the locale does
 */
char *
sluice_count_format (gint64 count)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}
