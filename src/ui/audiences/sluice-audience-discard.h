/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

/* An unfinished audience that is thrown away, and for a moment can be had back. */

void sluice_audience_discard (SluiceUiContext *context, const char *draft_id);

G_END_DECLS
