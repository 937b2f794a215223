/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "monitor/sluice-pipeline-status.h"

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

SluiceNotice *sluice_notice_new (SluicePipelineStatus *status,
                                 SluiceNoticeKind kind,
                                 const char *title,
                                 const char *body);
char *sluice_notice_make_id (SluicePipelineStatus *status, SluiceNoticeKind kind);

const char *sluice_notice_get_id (SluiceNotice *self);
SluiceNoticeKind sluice_notice_get_kind (SluiceNotice *self);
const char *sluice_notice_get_title (SluiceNotice *self);
const char *sluice_notice_get_body (SluiceNotice *self);
SluicePipelineStatus *sluice_notice_get_status (SluiceNotice *self);

G_END_DECLS
