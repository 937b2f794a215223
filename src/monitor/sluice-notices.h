/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-monitor.h"

G_BEGIN_DECLS

/**
 * SluiceNoticeKind:
 * @SLUICE_NOTICE_FAILED: a run failed, or left records out
 * @SLUICE_NOTICE_FAULTED: the pipeline, its connection or its data model is faulted
 * @SLUICE_NOTICE_RECOVERED: all is well again after one of the two
 * @SLUICE_NOTICE_OVERDUE: no run began when one was due
 * @SLUICE_NOTICE_UNUSUAL: a run's records are far off the usual
 */
typedef enum
{
  SLUICE_NOTICE_FAILED,
  SLUICE_NOTICE_FAULTED,
  SLUICE_NOTICE_RECOVERED,
  SLUICE_NOTICE_OVERDUE,
  SLUICE_NOTICE_UNUSUAL,
} SluiceNoticeKind;

#define SLUICE_TYPE_NOTICE (sluice_notice_get_type ())

/**
 * SluiceNotice:
 *
 * Something to tell about a pipeline. A later notice with the same id replaces it on the desktop.
 * Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceNotice, sluice_notice, SLUICE, NOTICE, GObject)

const char *sluice_notice_get_id (SluiceNotice *self);
SluiceNoticeKind sluice_notice_get_kind (SluiceNotice *self);
const char *sluice_notice_get_title (SluiceNotice *self);
const char *sluice_notice_get_body (SluiceNotice *self);
SluicePipelineStatus *sluice_notice_get_status (SluiceNotice *self);

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
