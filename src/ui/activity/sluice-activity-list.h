/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "api/sluice-activity.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ACTIVITY_LIST (sluice_activity_list_get_type ())

/**
 * SluiceActivityList:
 *
 * The calls of a workspace, the newest on top: searched, or only those that failed. Emits ::chosen
 * (SluiceCallRecord) when one is to be looked at.
 */
G_DECLARE_FINAL_TYPE (SluiceActivityList, sluice_activity_list, SLUICE, ACTIVITY_LIST, AdwBin)

void sluice_activity_list_set_activity (SluiceActivityList *self, SluiceActivity *activity);

G_END_DECLS
