/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/pipelines/sluice-bar-chart.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CHART_CARD (sluice_chart_card_get_type ())

/**
 * SluiceChartCard:
 *
 * A chart with its legend, and below it the figures of the chosen bar in words. Hidden while it has no
 * bars.
 */
G_DECLARE_FINAL_TYPE (SluiceChartCard, sluice_chart_card, SLUICE, CHART_CARD, AdwBin)

void sluice_chart_card_set_name (SluiceChartCard *self, const char *name);
void sluice_chart_card_take_bars (SluiceChartCard *self, GPtrArray *bars);

/* sluice-run-bars.c: bars from what was remembered */
GPtrArray *sluice_run_bars_from_runs (GListModel *runs);
GPtrArray *sluice_run_bars_from_days (GArray *days, gint64 first_day, guint n_days);

G_END_DECLS
