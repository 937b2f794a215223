/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-audience-watch.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE_OUTPUTS (sluice_audience_outputs_get_type ())

/**
 * SluiceAudienceOutputs:
 *
 * Where an audience goes: its connections, watched while they are on screen, to pause, resume, remove and
 * add where the workspace has the preview routes; their names where it has not.
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceOutputs,
                      sluice_audience_outputs,
                      SLUICE,
                      AUDIENCE_OUTPUTS,
                      AdwBin)

void sluice_audience_outputs_set_audience (SluiceAudienceOutputs *self,
                                           SluiceUiContext *context,
                                           SluiceAudience *audience);

G_END_DECLS
