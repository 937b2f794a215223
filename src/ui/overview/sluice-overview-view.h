/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_OVERVIEW_VIEW (sluice_overview_view_get_type ())

/**
 * SluiceOverviewView:
 *
 * Whether everything is healthy, what is not and why, what is next, and how much came in. It has no
 * navigation parameter.
 */
G_DECLARE_FINAL_TYPE (SluiceOverviewView, sluice_overview_view, SLUICE, OVERVIEW_VIEW, AdwBin)

G_END_DECLS
