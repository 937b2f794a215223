/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINE_GROUPS (sluice_pipeline_groups_get_type ())

/**
 * SluicePipelineGroups:
 *
 * A list model of a sorted list of pipelines, with a GtkStringObject before those of each warehouse while
 * it is told to group them. GTK has sections of its own only since 4.12.
 */
G_DECLARE_FINAL_TYPE (SluicePipelineGroups,
                      sluice_pipeline_groups,
                      SLUICE,
                      PIPELINE_GROUPS,
                      GObject)

SluicePipelineGroups *sluice_pipeline_groups_new (GListModel *sorted);
void sluice_pipeline_groups_update (SluicePipelineGroups *self, gboolean grouped);

G_END_DECLS
