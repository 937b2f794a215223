/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CALL_RECORD (sluice_call_record_get_type ())

/**
 * SluiceCallRecord:
 *
 * One request and its reply as they may be shown: redacted. Read-only properties: started (gint64,
 * microseconds UTC), duration (gint64, microseconds), method, route, status (uint, 0 without a
 * reply), request-text, response-text, response-size (guint64), error-text, attempt (uint).
 */
G_DECLARE_FINAL_TYPE (SluiceCallRecord, sluice_call_record, SLUICE, CALL_RECORD, GObject)

#define SLUICE_TYPE_ACTIVITY (sluice_activity_get_type ())

/**
 * SluiceActivity:
 *
 * The activity log: a GListModel of #SluiceCallRecord, oldest first, bounded to 10,000 entries and
 * 64 MiB of text.
 */
G_DECLARE_FINAL_TYPE (SluiceActivity, sluice_activity, SLUICE, ACTIVITY, GObject)

SluiceActivity *sluice_activity_new (void);
void sluice_activity_clear (SluiceActivity *self);

G_END_DECLS
