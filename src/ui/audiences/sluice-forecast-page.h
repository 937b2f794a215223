/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-audience.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FORECAST_PAGE (sluice_forecast_page_get_type ())

/**
 * SluiceForecastPage:
 *
 * Answers why a partner shows another size: from an audience's size and how many of its members have each
 * kind of identity, what each output can receive.
 */
G_DECLARE_FINAL_TYPE (SluiceForecastPage, sluice_forecast_page, SLUICE, FORECAST_PAGE, AdwBin)

GtkWidget *sluice_forecast_page_new (SluiceAudience *audience);

G_END_DECLS
