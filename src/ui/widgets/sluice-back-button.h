/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_BACK_BUTTON (sluice_back_button_get_type ())

/**
 * SluiceBackButton:
 *
 * The way back to the sidebar in the header bar of a view: visible while the leaflet around it is
 * folded. Needs no wiring.
 */
G_DECLARE_FINAL_TYPE (SluiceBackButton, sluice_back_button, SLUICE, BACK_BUTTON, AdwBin)

G_END_DECLS
