/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_NEW_PIPELINE_VIEW (sluice_new_pipeline_view_get_type ())

/**
 * SluiceNewPipelineView:
 *
 * The guided flow from a feed to a pipeline that runs, seven steps on a page each. What is typed is
 * kept as a draft. Navigates to a #SluiceSetup, which begins a new draft with it.
 */
G_DECLARE_FINAL_TYPE (SluiceNewPipelineView,
                      sluice_new_pipeline_view,
                      SLUICE,
                      NEW_PIPELINE_VIEW,
                      AdwBin)

G_END_DECLS
