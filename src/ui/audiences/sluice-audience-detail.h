/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-audience-watch.h"
#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE_DETAIL (sluice_audience_detail_get_type ())

/**
 * SluiceAudienceDetail:
 *
 * One audience: its size over time, where it goes, what to look at when it does not arrive.
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceDetail, sluice_audience_detail, SLUICE, AUDIENCE_DETAIL, AdwBin)

GtkWidget *sluice_audience_detail_new (SluiceUiContext *context, SluiceAudience *audience);

G_END_DECLS
