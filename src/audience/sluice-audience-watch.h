/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "audience/sluice-audience.h"
#include "store/sluice-audience-history.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE_WATCH (sluice_audience_watch_get_type ())

/**
 * SluiceAudienceWatch:
 *
 * The audiences of a workspace, read again from time to time: often while one is calculated or somebody
 * looks, else seldom. Sizes go to the store. Signals: ::changed (something was read, or could not be),
 * ::appeared (SluiceAudience, one of a few that were not there at the reading before), ::notice
 * (SluiceAudience, its size has gone far off the usual).
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceWatch, sluice_audience_watch, SLUICE, AUDIENCE_WATCH, GObject)

SluiceAudienceWatch *sluice_audience_watch_get (SluiceSession *session);

GListModel *sluice_audience_watch_get_model (SluiceAudienceWatch *self);
SluiceAudienceHistory *sluice_audience_watch_get_history (SluiceAudienceWatch *self);
SluiceAudience *sluice_audience_watch_take (SluiceAudienceWatch *self, JsonObject *object);
SluiceAudience *sluice_audience_watch_find (SluiceAudienceWatch *self, const char *id);
char *sluice_audience_watch_dup_name (const char *id, gpointer watch);
gboolean sluice_audience_watch_was_read (SluiceAudienceWatch *self);
const GError *sluice_audience_watch_get_error (SluiceAudienceWatch *self);

void sluice_audience_watch_refresh (SluiceAudienceWatch *self);
void sluice_audience_watch_set_attentive (SluiceAudienceWatch *self, gboolean attentive);

/* Whether the workspace has the preview routes (CONTRACT 2); FALSE until that is known. */
gboolean sluice_audience_watch_has_preview (SluiceAudienceWatch *self);

G_END_DECLS
