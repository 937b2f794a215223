/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ACTIVITY_VIEW (sluice_activity_view_get_type ())

/**
 * SluiceActivityView:
 *
 * Every request to mParticle and its reply, redacted: listed, searched, shown, copied, kept beyond
 * the session or cleared. Takes no navigation parameter.
 */
G_DECLARE_FINAL_TYPE (SluiceActivityView, sluice_activity_view, SLUICE, ACTIVITY_VIEW, AdwBin)

G_END_DECLS
