/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "api/sluice-call-record.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ACTIVITY_DETAIL (sluice_activity_detail_get_type ())

/**
 * SluiceActivityDetail:
 *
 * All about one call: what went wrong with it, when it was, and both texts, to be read and copied.
 */
G_DECLARE_FINAL_TYPE (SluiceActivityDetail, sluice_activity_detail, SLUICE, ACTIVITY_DETAIL, AdwBin)

GtkWidget *sluice_activity_detail_new (SluiceCallRecord *record, SluiceProfile *profile);

G_END_DECLS
