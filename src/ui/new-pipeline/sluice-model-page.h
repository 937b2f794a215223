/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_MODEL_PAGE (sluice_model_page_get_type ())

/**
 * SluiceModelPage:
 *
 * The third step: the query, what its columns become, and what is read at each run.
 */
G_DECLARE_FINAL_TYPE (SluiceModelPage, sluice_model_page, SLUICE, MODEL_PAGE, AdwBin)

G_END_DECLS
