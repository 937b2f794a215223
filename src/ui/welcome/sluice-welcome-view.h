/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_WELCOME_VIEW (sluice_welcome_view_get_type ())

/**
 * SluiceWelcomeView:
 *
 * The first start: three ways to a workspace. Stands in the place of every view that needs one, as
 * long as there is none.
 */
G_DECLARE_FINAL_TYPE (SluiceWelcomeView, sluice_welcome_view, SLUICE, WELCOME_VIEW, AdwBin)

G_END_DECLS
