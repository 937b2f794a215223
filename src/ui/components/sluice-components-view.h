/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPONENTS_VIEW (sluice_components_view_get_type ())

/**
 * SluiceComponentsView:
 *
 * What pipelines are made of: connections, data models, feeds and field transformations, each listed,
 * shown, edited and removed. Its navigation parameter is the name of a family, as the terminal
 * spells it, or a #SluiceComponent that is to be shown.
 */
G_DECLARE_FINAL_TYPE (SluiceComponentsView, sluice_components_view, SLUICE, COMPONENTS_VIEW, AdwBin)

G_END_DECLS
