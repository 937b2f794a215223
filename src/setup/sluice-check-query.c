/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "setup/sluice-check-private.h"

/**
 * sluice_check_query:
 * @pass: the walk
 *
 * The SQL of the data model (CONTRACT 8, FACTS 9), and what becomes of its columns.
 */
void
sluice_check_query (SluiceCheckPass *pass)
{
  const char *query = sluice_setup_get_query (pass->setup);
  g_autofree char *stripped = g_strstrip (g_strdup (query != NULL ? query : ""));

  if (query != NULL && *stripped == '\0')
    sluice_check_add (pass, SLUICE_SEVERITY_ERROR, "sql-empty", QUERY_PATH,
                      _ ("The query is empty. Write a SELECT."));
}
