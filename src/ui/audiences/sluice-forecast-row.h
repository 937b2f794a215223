/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-forecast.h"

G_BEGIN_DECLS

/* What an output will receive, as a row that opens to why. */
GtkWidget *sluice_forecast_output_row_new (void);
void sluice_forecast_output_row_show (GtkWidget *widget, SluiceForecastRow *row);

G_END_DECLS
