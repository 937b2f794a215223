/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-audience-history.h"

G_BEGIN_DECLS

/* What is usual for an audience's size, by what was seen of it. */
char *sluice_audience_movement_judge (GArray *sizes, gint64 size);
gboolean sluice_audience_movement_is_news (GArray *sizes, const SluiceAudienceSize *seen);

G_END_DECLS
