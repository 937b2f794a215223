/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/window/sluice-view-table.h"

#include <glib/gi18n.h>

#include "ui/warehouses/sluice-warehouses-view.h"

/* The sidebar, in its order. A new view is one line here. */
static const SluiceViewEntry views[] = {
  { "warehouses", N_ ("Warehouses"), "sluice-warehouse-symbolic", sluice_warehouses_view_get_type,
    FALSE, FALSE },
};

/**
 * sluice_view_table_get:
 * @n_views: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_views): the views, in the order of the sidebar
 */
const SluiceViewEntry *
sluice_view_table_get (guint *n_views)
{
  *n_views = G_N_ELEMENTS (views);
  return views;
}

/**
 * sluice_view_table_find:
 * @name: (nullable): a view's name
 *
 * Returns: (transfer none) (nullable): its entry
 */
const SluiceViewEntry *
sluice_view_table_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      if (g_strcmp0 (views[i].name, name) == 0)
        return &views[i];
    }
  return NULL;
}
