/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-session-pool.h"

G_BEGIN_DECLS

void sluice_activity_keeper_follow (SluiceSessionPool *pool, GSettings *settings);
void sluice_activity_keeper_clear (SluiceSession *session);

G_END_DECLS
