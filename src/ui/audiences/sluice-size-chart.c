/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-size-chart.h"

#include <glib/gi18n.h>

#include "sluice-count.h"
#include "sluice-moment.h"
#include "store/sluice-audience-history.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

#define HEIGHT   180
#define GAP      14
#define MOVEMENT 0.3f /* the lower part of the chart */
#define BAR      5.0f
#define DOT      3.0
#define TEXT     18 /* the line of dates below */

struct _SluiceSizeChart
{
  GtkWidget parent_instance;

  GArray *sizes; /* (element-type SluiceAudienceSize), oldest first */
};

G_DEFINE_FINAL_TYPE (SluiceSizeChart, sluice_size_chart, GTK_TYPE_WIDGET)

typedef struct
{
  gint64 first;
  gint64 last;
  gint64 lowest;
  gint64 highest;
  float inset;     /* what the figures beside the line need */
  gint64 movement; /* the most that came or left at once */
} Extent;

static const SluiceAudienceSize *
get_size (SluiceSizeChart *self, guint i)
{
  return &g_array_index (self->sizes, SluiceAudienceSize, i);
}

static Extent
measure_sizes (SluiceSizeChart *self)
{
  Extent extent = { .lowest = G_MAXINT64, .movement = 1 };

  for (guint i = 0; i < self->sizes->len; i++)
    {
      const SluiceAudienceSize *size = get_size (self, i);

      if (i == 0)
        extent.first = size->at;
      extent.last = size->at;
      extent.lowest = MIN (extent.lowest, size->size);
      extent.highest = MAX (extent.highest, size->size);
      extent.movement = MAX (extent.movement, MAX (size->added, size->dropped));
    }
  return extent;
}

static float
place (const Extent *extent, gint64 at, float width, gboolean rtl)
{
  gint64 span = extent->last - extent->first;
  float part = span > 0 ? (float) ((double) (at - extent->first) / (double) span) : 0.5f;
  float x = extent->inset + BAR + part * (width - extent->inset - 2 * BAR);

  return rtl ? width - x : x;
}

static void
draw_line (SluiceSizeChart *self, cairo_t *cr, const Extent *extent, float width, float height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  /* A quiet audience is a line in the middle, not a mountain range of single members. */
  double range = MAX ((double) (extent->highest - extent->lowest), (double) extent->highest / 20);
  double middle = (double) (extent->highest + extent->lowest) / 2;
  double x = 0;
  double y = 0;

  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->sizes->len; i++)
    {
      const SluiceAudienceSize *size = get_size (self, i);

      x = place (extent, size->at, width, rtl);
      y = range > 0 ? height / 2 - ((double) size->size - middle) / range * (height - 4 * DOT)
                    : height / 2;
      cairo_line_to (cr, x, y);
    }
  cairo_stroke (cr);
  cairo_arc (cr, x, y, DOT, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_bars (SluiceSizeChart *self,
           GtkSnapshot *snapshot,
           const Extent *extent,
           const graphene_rect_t *area,
           const GdkRGBA *color)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float half = area->size.height / 2;
  float axis = area->origin.y + half;
  GdkRGBA faint = *color;

  faint.alpha *= 0.5f;
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (0, axis, area->size.width, 1));
  for (guint i = 0; i < self->sizes->len; i++)
    {
      const SluiceAudienceSize *size = get_size (self, i);
      float x = place (extent, size->at, area->size.width, rtl) - BAR / 2;
      float up = half * (float) MAX (size->added, 0) / (float) extent->movement;
      float down = half * (float) MAX (size->dropped, 0) / (float) extent->movement;

      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, axis - up, BAR, up));
      gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (x, axis, BAR, down));
    }
}

static void
draw_text (SluiceSizeChart *self,
           GtkSnapshot *snapshot,
           const char *text,
           gboolean at_end,
           float y,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float x = 0;
  int width;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (at_end != rtl)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static float
measure_number (SluiceSizeChart *self, gint64 number)
{
  g_autofree char *text = sluice_count_format (number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return (float) width;
}

static void
draw_number (SluiceSizeChart *self,
             GtkSnapshot *snapshot,
             gint64 number,
             float y,
             const GdkRGBA *color)
{
  g_autofree char *text = sluice_count_format (number);

  draw_text (self, snapshot, text, FALSE, y, color);
}

static void
draw_day (SluiceSizeChart *self,
          GtkSnapshot *snapshot,
          gint64 at,
          gboolean at_end,
          const GdkRGBA *color)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);
  g_autofree char *text = sluice_moment_describe_day (time, NULL);
  float y = gtk_widget_get_height (GTK_WIDGET (self)) - TEXT;

  draw_text (self, snapshot, text, at_end, y, color);
}

/* What the lines mean in figures: the highest and the lowest size, the first and the last day. */
static void
draw_scale (SluiceSizeChart *self, GtkSnapshot *snapshot, const Extent *extent, float upper)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (parent), &color);
  color.alpha *= 0.7f;
  draw_number (self, snapshot, extent->highest, 0, &color);
  if (extent->lowest < extent->highest)
    draw_number (self, snapshot, extent->lowest, upper - TEXT, &color);
  draw_day (self, snapshot, extent->first, FALSE, &color);
  draw_day (self, snapshot, extent->last, TRUE, &color);
}

static void
sluice_size_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SluiceSizeChart *self = SLUICE_SIZE_CHART (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget) - TEXT;
  float upper = height * (1 - MOVEMENT) - GAP;
  Extent extent = measure_sizes (self);
  GdkRGBA color;
  cairo_t *cr;

  if (self->sizes->len == 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  extent.inset = measure_number (self, extent.highest);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, upper));
  gdk_cairo_set_source_rgba (cr, &color);
  draw_line (self, cr, &extent, width, upper);
  cairo_destroy (cr);
  draw_bars (self, snapshot, &extent,
             &GRAPHENE_RECT_INIT (0, height * (1 - MOVEMENT), width, height * MOVEMENT), &color);
  draw_scale (self, snapshot, &extent, upper);
}

static void
sluice_size_chart_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 120;
}

static void
sluice_size_chart_finalize (GObject *object)
{
  g_array_unref (SLUICE_SIZE_CHART (object)->sizes);
  G_OBJECT_CLASS (sluice_size_chart_parent_class)->finalize (object);
}

static void
sluice_size_chart_class_init (SluiceSizeChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_size_chart_finalize;
  widget_class->measure = sluice_size_chart_measure;
  widget_class->snapshot = sluice_size_chart_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sizechart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sluice_size_chart_init (SluiceSizeChart *self)
{
  self->sizes = g_array_new (FALSE, FALSE, sizeof (SluiceAudienceSize));
}

static char *
describe (SluiceSizeChart *self)
{
  Extent extent = measure_sizes (self);
  g_autofree char *lowest = sluice_count_format (extent.lowest);
  g_autofree char *highest = sluice_count_format (extent.highest);
  g_autofree char *now = sluice_count_format (get_size (self, self->sizes->len - 1)->size);

  return g_strdup_printf (ngettext ("Size, seen %u time: between %s and %s, at last %s members.",
                                    "Size, seen %u times: between %s and %s, at last %s members.",
                                    self->sizes->len),
                          self->sizes->len, lowest, highest, now);
}

/**
 * sluice_size_chart_set_sizes:
 * @self: a chart
 * @sizes: (nullable) (element-type SluiceAudienceSize): what to show, oldest first
 */
void
sluice_size_chart_set_sizes (SluiceSizeChart *self, GArray *sizes)
{
  g_autofree char *text = NULL;

  g_array_set_size (self->sizes, 0);
  for (guint i = 0; sizes != NULL && i < sizes->len; i++)
    if (g_array_index (sizes, SluiceAudienceSize, i).size >= 0)
      g_array_append_val (self->sizes, g_array_index (sizes, SluiceAudienceSize, i));
  text = self->sizes->len > 0 ? describe (self) : g_strdup (_ ("No size seen yet"));
  sluice_accessible_set_name (self, text);
  sluice_tooltip_set (self, text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
