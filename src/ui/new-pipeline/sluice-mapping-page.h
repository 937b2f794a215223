/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_MAPPING_PAGE (sluice_mapping_page_get_type ())

/**
 * SluiceMappingPage:
 *
 * The fourth step: where each column of an event goes.
 */
G_DECLARE_FINAL_TYPE (SluiceMappingPage, sluice_mapping_page, SLUICE, MAPPING_PAGE, AdwBin)

G_END_DECLS
