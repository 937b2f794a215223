/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "audience/sluice-forecast-row.h"

G_BEGIN_DECLS

#define SLUICE_FORECAST_ERROR (sluice_forecast_error_quark ())

/**
 * SluiceForecastError:
 * @SLUICE_FORECAST_ERROR_INVALID: a member of the file is missing or wrong; the message names it
 */
typedef enum
{
  SLUICE_FORECAST_ERROR_INVALID,
} SluiceForecastError;

GQuark sluice_forecast_error_quark (void);

#define SLUICE_TYPE_FORECAST (sluice_forecast_get_type ())

/**
 * SluiceForecast:
 *
 * Why the partner shows another size: an audience's size and how many of its members have each kind
 * of identity, against what outputs accept. A #GListModel of #SluiceForecastRow.
 */
G_DECLARE_FINAL_TYPE (SluiceForecast, sluice_forecast, SLUICE, FORECAST, GObject)

SluiceForecast *sluice_forecast_new (gint64 size);
void sluice_forecast_set_count (SluiceForecast *self, const SluiceIdentity *identity, gint64 count);
void sluice_forecast_add_output (SluiceForecast *self, SluiceOutput *output);
SluiceForecast *sluice_forecast_new_from_json (JsonNode *root, GError **error);
JsonObject *sluice_forecast_to_json (SluiceForecast *self);

G_END_DECLS
