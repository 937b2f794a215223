/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-call-record.h"

G_BEGIN_DECLS

#define SLUICE_ACTIVITY_MAX_ENTRIES 10000
#define SLUICE_ACTIVITY_MAX_BYTES   (64 * 1024 * 1024)

#define SLUICE_TYPE_ACTIVITY (sluice_activity_get_type ())

/**
 * SluiceActivity:
 *
 * The activity log: a GListModel of #SluiceCallRecord, oldest first, bounded to 10,000 entries and
 * 64 MiB of text.
 */
G_DECLARE_FINAL_TYPE (SluiceActivity, sluice_activity, SLUICE, ACTIVITY, GObject)

SluiceActivity *sluice_activity_new (void);
void sluice_activity_append (SluiceActivity *self, SluiceCallRecord *record);
void sluice_activity_clear (SluiceActivity *self);

G_END_DECLS
