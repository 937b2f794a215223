/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_NOTICE_STORE (sluice_notice_store_get_type ())

/**
 * SluiceNoticeStore:
 *
 * Which notices the desktop was given about the pipelines of one workspace, so that nobody is told
 * twice, and which pipelines are muted.
 */
G_DECLARE_FINAL_TYPE (SluiceNoticeStore, sluice_notice_store, SLUICE, NOTICE_STORE, GObject)

SluiceNoticeStore *sluice_notice_store_new (SluiceStore *store, const char *scope);

gboolean sluice_notice_store_claim (SluiceNoticeStore *self,
                                    const char *pipeline_id,
                                    const char *notice,
                                    gboolean *claimed,
                                    GError **error);
gboolean sluice_notice_store_forget (SluiceNoticeStore *self,
                                     const char *pipeline_id,
                                     const char *notice,
                                     GError **error);

/* until: microseconds since the epoch, G_MAXINT64 for ever, 0 to be heard again */
gboolean sluice_notice_store_mute (SluiceNoticeStore *self,
                                   const char *pipeline_id,
                                   gint64 until,
                                   GError **error);
gint64 sluice_notice_store_get_muted_until (SluiceNoticeStore *self, const char *pipeline_id);

G_END_DECLS
