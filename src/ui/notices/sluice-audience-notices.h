/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/context/sluice-session-pool.h"

G_BEGIN_DECLS

void sluice_audience_notices_follow (SluiceSessionPool *pool, GSettings *settings);

G_END_DECLS
