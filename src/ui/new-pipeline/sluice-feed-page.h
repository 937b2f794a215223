/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_FEED_PAGE (sluice_feed_page_get_type ())

/**
 * SluiceFeedPage:
 *
 * The first step: which warehouse the data is in, and the feed it comes in by.
 */
G_DECLARE_FINAL_TYPE (SluiceFeedPage, sluice_feed_page, SLUICE, FEED_PAGE, AdwBin)

G_END_DECLS
