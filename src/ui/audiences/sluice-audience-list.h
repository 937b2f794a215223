/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-audience-watch.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE_LIST (sluice_audience_list_get_type ())

/**
 * SluiceAudienceList:
 *
 * The audiences of a workspace, with a search and states of their own. Emits ::chosen (SluiceAudience).
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceList, sluice_audience_list, SLUICE, AUDIENCE_LIST, AdwBin)

void sluice_audience_list_set_watch (SluiceAudienceList *self,
                                     SluiceAudienceWatch *watch,
                                     const GError *error);

G_END_DECLS
