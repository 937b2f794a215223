/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

G_BEGIN_DECLS

/**
 * SluiceAudienceSize:
 * @at: when it was seen, microseconds since the epoch, UTC
 * @size: members; -1 where not told, as all counts here
 * @added: members added in the 24 hours before
 * @dropped: members dropped in the 24 hours before
 */
typedef struct
{
  gint64 at;
  gint64 size;
  gint64 added;
  gint64 dropped;
} SluiceAudienceSize;

#define SLUICE_TYPE_AUDIENCE_HISTORY (sluice_audience_history_get_type ())

/**
 * SluiceAudienceHistory:
 *
 * How large the audiences of one workspace were when they were looked at; the API tells only of now.
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceHistory,
                      sluice_audience_history,
                      SLUICE,
                      AUDIENCE_HISTORY,
                      GObject)

SluiceAudienceHistory *sluice_audience_history_new (SluiceStore *store, const char *scope);

gboolean sluice_audience_history_add (SluiceAudienceHistory *self,
                                      const char *audience_id,
                                      const SluiceAudienceSize *size,
                                      GError **error);
GArray *sluice_audience_history_list (SluiceAudienceHistory *self,
                                      const char *audience_id,
                                      gint64 since,
                                      GError **error);

G_END_DECLS
