/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_LIMITS_PAGE (sluice_limits_page_get_type ())

/**
 * SluiceLimitsPage:
 *
 * What mParticle limits, each number to be changed for an account that has other ones.
 */
G_DECLARE_FINAL_TYPE (SluiceLimitsPage, sluice_limits_page, SLUICE, LIMITS_PAGE, AdwPreferencesPage)

G_END_DECLS
