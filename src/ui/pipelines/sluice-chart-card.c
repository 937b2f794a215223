/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-chart-card.h"

#include "ui/pipelines/sluice-bar-plot.h"
#include "ui/widgets/sluice-accessible.h"

struct _SluiceChartCard
{
  AdwBin parent_instance;

  SluiceBarChart *chart;
  GtkDrawingArea *good;
  GtkDrawingArea *bad;
};

G_DEFINE_FINAL_TYPE (SluiceChartCard, sluice_chart_card, ADW_TYPE_BIN)

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer hatched)
{
  sluice_bar_plot_draw_swatch (GTK_WIDGET (area), cr, width, height, GPOINTER_TO_INT (hatched));
}

static void
sluice_chart_card_class_init (SluiceChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SLUICE_TYPE_BAR_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/pipelines/sluice-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceChartCard, bad);
  gtk_widget_class_bind_template_child (widget_class, SluiceChartCard, chart);
  gtk_widget_class_bind_template_child (widget_class, SluiceChartCard, good);
}

static void
sluice_chart_card_init (SluiceChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->good, draw_swatch, GINT_TO_POINTER (FALSE), NULL);
  gtk_drawing_area_set_draw_func (self->bad, draw_swatch, GINT_TO_POINTER (TRUE), NULL);
}

/**
 * sluice_chart_card_set_name:
 * @self: a card
 * @name: what the chart shows, translated
 */
void
sluice_chart_card_set_name (SluiceChartCard *self, const char *name)
{
  sluice_accessible_set_name (self->chart, name);
}

/**
 * sluice_chart_card_take_bars:
 * @self: a card
 * @bars: (transfer full) (element-type SluiceBar): the bars, oldest first
 */
void
sluice_chart_card_take_bars (SluiceChartCard *self, GPtrArray *bars)
{
  gtk_widget_set_visible (GTK_WIDGET (self), bars->len > 0);
  sluice_bar_chart_take_bars (self->chart, bars);
}
