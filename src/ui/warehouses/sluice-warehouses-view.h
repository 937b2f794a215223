/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_WAREHOUSES_VIEW (sluice_warehouses_view_get_type ())

/**
 * SluiceWarehousesView:
 *
 * The kinds of warehouse, and for each the form and the files it makes. Navigates to a
 * #GtkStringObject with a kind's id.
 */
G_DECLARE_FINAL_TYPE (SluiceWarehousesView, sluice_warehouses_view, SLUICE, WAREHOUSES_VIEW, AdwBin)

G_END_DECLS
