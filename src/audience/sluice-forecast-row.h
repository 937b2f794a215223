/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-output.h"

G_BEGIN_DECLS

/**
 * SluiceForecastCount:
 * @identity: a kind of identity
 * @count: how many members have one
 */
typedef struct
{
  const SluiceIdentity *identity;
  gint64 count;
} SluiceForecastCount;

#define SLUICE_TYPE_FORECAST_ROW (sluice_forecast_row_get_type ())

/**
 * SluiceForecastRow:
 *
 * What one output will receive of an audience, and why not more. Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceForecastRow, sluice_forecast_row, SLUICE, FORECAST_ROW, GObject)

SluiceForecastRow *sluice_forecast_row_new (SluiceOutput *output, gint64 size, GArray *counts);

SluiceOutput *sluice_forecast_row_get_output (SluiceForecastRow *self);
gint64 sluice_forecast_row_get_at_least (SluiceForecastRow *self);
gint64 sluice_forecast_row_get_at_most (SluiceForecastRow *self);
GArray *sluice_forecast_row_get_sent (SluiceForecastRow *self);
GArray *sluice_forecast_row_get_lost (SluiceForecastRow *self);
const char *const *sluice_forecast_row_get_notes (SluiceForecastRow *self);
char *sluice_forecast_row_describe (SluiceForecastRow *self);
JsonObject *sluice_forecast_row_to_json (SluiceForecastRow *self);

G_END_DECLS
