/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECTION_PAGE (sluice_connection_page_get_type ())

/**
 * SluiceConnectionPage:
 *
 * The second step: how mParticle signs in to the warehouse.
 */
G_DECLARE_FINAL_TYPE (SluiceConnectionPage, sluice_connection_page, SLUICE, CONNECTION_PAGE, AdwBin)

G_END_DECLS
