/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "monitor/sluice-pipeline-status.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINE_DETAIL (sluice_pipeline_detail_get_type ())

/**
 * SluicePipelineDetail:
 *
 * One pipeline: how it stands, what is wrong and what to do, its runs, what it is made of, and all that
 * can be done to it. Stands in a widget that has the action "pipelines.show-list".
 */
G_DECLARE_FINAL_TYPE (SluicePipelineDetail, sluice_pipeline_detail, SLUICE, PIPELINE_DETAIL, AdwBin)

GtkWidget *sluice_pipeline_detail_new (SluiceUiContext *context, SluicePipelineStatus *status);

G_END_DECLS
