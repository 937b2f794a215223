/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE_BUILDER (sluice_audience_builder_get_type ())

/**
 * SluiceAudienceBuilder:
 *
 * A definition as a form, as a sentence and as JSON, all three in step. What is typed is kept as a draft.
 * Makes the audience where the workspace has the preview routes, and guides through mParticle's pages
 * where it has not.
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceBuilder,
                      sluice_audience_builder,
                      SLUICE,
                      AUDIENCE_BUILDER,
                      AdwBin)

GtkWidget *sluice_audience_builder_new (SluiceUiContext *context, const char *pipeline_id);

G_END_DECLS
