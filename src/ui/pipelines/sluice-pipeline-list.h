/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINE_LIST (sluice_pipeline_list_get_type ())

/**
 * SluicePipelineList:
 *
 * The pipelines of the open workspace as the monitor sees them: searched, filtered, sorted; loading,
 * empty, failed or there. Emits ::chosen (SluicePipelineStatus) when one is to be looked at. Property
 * "sort": "name", "state", "last-run" or "warehouse".
 */
G_DECLARE_FINAL_TYPE (SluicePipelineList, sluice_pipeline_list, SLUICE, PIPELINE_LIST, AdwBin)

void sluice_pipeline_list_set_context (SluicePipelineList *self, SluiceUiContext *context);

G_END_DECLS
