/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/window/sluice-view-table.h"

#include <glib/gi18n.h>

#include "ui/activity/sluice-activity-view.h"
#include "ui/audiences/sluice-audiences-view.h"
#include "ui/components/sluice-components-view.h"
#include "ui/overview/sluice-overview-view.h"
#include "ui/pipelines/sluice-pipelines-view.h"
#include "ui/new-pipeline/sluice-new-pipeline-view.h"
#include "ui/warehouses/sluice-warehouses-view.h"
#include "ui/welcome/sluice-welcome-view.h"

/* The sidebar, in its order. A new view is one line here. */
static const SluiceViewEntry views[] = {
  { "welcome", N_ ("Welcome"), "go-home-symbolic", sluice_welcome_view_get_type,
    SLUICE_VIEW_WITHOUT_WORKSPACE, FALSE },
  { "overview", N_ ("Overview"), "user-home-symbolic", sluice_overview_view_get_type,
    SLUICE_VIEW_WITH_WORKSPACE, FALSE },
  { "pipelines", N_ ("Pipelines"), "sluice-pipeline-symbolic", sluice_pipelines_view_get_type,
    SLUICE_VIEW_WITH_WORKSPACE, FALSE },
  { "warehouses", N_ ("Warehouses"), "sluice-warehouse-symbolic", sluice_warehouses_view_get_type,
    SLUICE_VIEW_ALWAYS, TRUE },
  { "new-pipeline", N_ ("New Pipeline"), "list-add-symbolic", sluice_new_pipeline_view_get_type,
    SLUICE_VIEW_WITH_WORKSPACE, FALSE },
  { "components", N_ ("Components"), "view-grid-symbolic", sluice_components_view_get_type,
    SLUICE_VIEW_WITH_WORKSPACE, FALSE },
  { "audiences", N_ ("Audiences"), "system-users-symbolic", sluice_audiences_view_get_type,
    SLUICE_VIEW_WITH_WORKSPACE, TRUE },
  { "activity", N_ ("Activity"), "sluice-activity-symbolic", sluice_activity_view_get_type,
    SLUICE_VIEW_WITH_WORKSPACE, FALSE },
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

/**
 * sluice_view_entry_is_there:
 * @entry: a view
 * @has_workspace: whether there is a workspace
 *
 * Returns: whether the sidebar offers the view
 */
gboolean
sluice_view_entry_is_there (const SluiceViewEntry *entry, gboolean has_workspace)
{
  return entry->when == SLUICE_VIEW_ALWAYS ||
         (entry->when == SLUICE_VIEW_WITH_WORKSPACE) == has_workspace;
}
