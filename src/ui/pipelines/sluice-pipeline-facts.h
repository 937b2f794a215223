/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "monitor/sluice-pipeline-status.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINE_FACTS (sluice_pipeline_facts_get_type ())

/**
 * SluicePipelineFacts:
 *
 * What a pipeline is made of and when it runs, in names and words. Keeps itself right. Emits ::chosen
 * (a #SluiceComponent) where somebody wants to see what the pipeline uses.
 */
G_DECLARE_FINAL_TYPE (SluicePipelineFacts,
                      sluice_pipeline_facts,
                      SLUICE,
                      PIPELINE_FACTS,
                      AdwPreferencesGroup)

void sluice_pipeline_facts_set_status (SluicePipelineFacts *self, SluicePipelineStatus *status);

G_END_DECLS
