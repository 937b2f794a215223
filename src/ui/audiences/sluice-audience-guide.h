/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE_GUIDE (sluice_audience_guide_get_type ())

/**
 * SluiceAudienceGuide:
 *
 * How to make an audience in mParticle's own pages, with every value prepared to copy. Notices by itself
 * when the audience has appeared.
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceGuide, sluice_audience_guide, SLUICE, AUDIENCE_GUIDE, AdwWindow)

GtkWindow *
sluice_audience_guide_new (SluiceUiContext *context, const char *name, JsonNode *definition);

G_END_DECLS
