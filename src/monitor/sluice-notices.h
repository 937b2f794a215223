/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-monitor.h"
#include "monitor/sluice-notice.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_NOTICES (sluice_notices_get_type ())

/**
 * SluiceNotices:
 *
 * Decides what is worth telling, once for each event, even across restarts. It looks at what the monitor
 * observes and tells nobody itself: ::notice (SluiceNotice) says what to show, ::withdraw (char *id) what
 * no longer holds.
 */
G_DECLARE_FINAL_TYPE (SluiceNotices, sluice_notices, SLUICE, NOTICES, GObject)

/* monitor may be NULL where somebody else calls sluice_notices_observe(). */
SluiceNotices *sluice_notices_new (SluiceMonitor *monitor);
void
sluice_notices_observe (SluiceNotices *self, SluicePipelineStatus *status, GDateTime *server_now);

/* until: microseconds since the epoch, G_MAXINT64 for ever, 0 to be told again. */
gboolean sluice_notices_mute (SluiceNotices *self,
                              SluicePipelineStatus *status,
                              gint64 until,
                              GError **error);
gint64 sluice_notices_get_muted_until (SluiceNotices *self, SluicePipelineStatus *status);

G_END_DECLS
