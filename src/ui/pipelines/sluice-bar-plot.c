/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-bar-plot.h"

#include "sluice-limits.h"

#define LEAST_PITCH 12
#define MOST_PITCH  64
#define AXIS_HEIGHT 22
#define AXIS_GAP    8
#define TOP_GAP     10
/* What failed as a whole has no height of its own. */
#define WRONG_HEIGHT 16
#define HATCH        4

/* The least round number that is not below a value: 1, 2 or 5 times a power of ten. */
static gint64
round_up (gint64 value)
{
  gint64 power = 1;

  while (power * 10 <= value)
    power *= 10;
  if (value <= power)
    return power;
  if (value <= 2 * power)
    return 2 * power;
  return value <= 5 * power ? 5 * power : 10 * power;
}

static PangoLayout *
create_label (GtkWidget *widget, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static int
measure_number (GtkWidget *widget, gint64 number)
{
  g_autofree char *text = sluice_limits_format_count (number);
  g_autoptr (PangoLayout) layout = create_label (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static float
get_pitch (const SluiceBarPlot *self)
{
  float pitch = (float) (self->width - self->left) / (float) MAX (self->n_shown, 1);

  return MIN (pitch, MOST_PITCH);
}

static float
get_plot_height (const SluiceBarPlot *self)
{
  return (float) MAX (self->height - AXIS_HEIGHT - TOP_GAP, 1);
}

/**
 * sluice_bar_plot_lay_out:
 * @self: a plot with its bars, and the chosen one
 * @widget: the widget it is drawn in
 *
 * Works out which bars fit, the chosen one among them, and how high they are.
 */
void
sluice_bar_plot_lay_out (SluiceBarPlot *self, GtkWidget *widget)
{
  guint n_bars = self->bars->len;
  gint64 highest = 0;

  self->width = gtk_widget_get_width (widget);
  self->height = gtk_widget_get_height (widget);
  for (guint i = 0; i < n_bars; i++)
    {
      const SluiceBar *bar = self->bars->pdata[i];

      highest = MAX (highest, bar->good + bar->bad);
    }
  self->has_values = highest > 0;
  self->top_value = round_up (MAX (highest, 1));
  self->left = measure_number (widget, self->top_value) + AXIS_GAP;
  self->n_shown = (guint) CLAMP ((self->width - self->left) / LEAST_PITCH, 1, G_MAXINT);
  self->n_shown = MIN (self->n_shown, n_bars);
  self->first = n_bars - self->n_shown;
  if (self->chosen >= 0)
    self->first = MIN (self->first, (guint) self->chosen);
}

/* The left edge of a bar's place, mirrored where the language is. */
static float
get_x (const SluiceBarPlot *self, GtkWidget *widget, guint position)
{
  float pitch = get_pitch (self);
  float x = (float) self->left + (float) (position - self->first) * pitch;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    return (float) self->width - x - pitch;
  return x;
}

/**
 * sluice_bar_plot_find:
 * @self: a plot
 * @widget: the widget it is drawn in
 * @x: a place in it
 *
 * Returns: the bar there, -1 for none
 */
int
sluice_bar_plot_find (const SluiceBarPlot *self, GtkWidget *widget, double x)
{
  for (guint i = self->first; i < self->first + self->n_shown; i++)
    {
      float left = get_x (self, widget, i);

      if (x >= left && x < left + get_pitch (self))
        return (int) i;
    }
  return -1;
}

static void
draw_label (GtkWidget *widget,
            GtkSnapshot *snapshot,
            const char *text,
            float x,
            float y,
            float align,
            const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = create_label (widget, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (x - align * (float) width, 0, MAX (0, (float) gtk_widget_get_width (widget) - width));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_axis (const SluiceBarPlot *self, GtkWidget *widget, GtkSnapshot *snapshot, const GdkRGBA *dim)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA line = *dim;

  line.alpha *= 0.35f;
  for (int i = 0; i <= 2; i++)
    {
      float y = TOP_GAP + get_plot_height (self) * (float) (2 - i) / 2;
      g_autofree char *text = sluice_limits_format_count (self->top_value * i / 2);
      float start = rtl ? 0 : (float) self->left;

      /* Half of one record is no record, and without any there is nothing to measure. */
      if ((i == 1 && self->top_value < 2) || (i > 0 && !self->has_values))
        continue;
      gtk_snapshot_append_color (snapshot, &line,
                                 &GRAPHENE_RECT_INIT (start, y, (float) (self->width - self->left),
                                                      1));
      if (rtl)
        draw_label (widget, snapshot, text, (float) self->width, y - 8, 1, dim);
      else
        draw_label (widget, snapshot, text, (float) self->left - AXIS_GAP, y - 8, 1, dim);
    }
}

static void
draw_times (const SluiceBarPlot *self, GtkWidget *widget, GtkSnapshot *snapshot, const GdkRGBA *dim)
{
  const guint last = self->first + self->n_shown - 1;
  const guint places[] = { self->first, last };
  float y = (float) (self->height - AXIS_HEIGHT + 4);

  for (guint i = 0; i < G_N_ELEMENTS (places) && (i == 0 || last > self->first); i++)
    {
      const SluiceBar *bar = self->bars->pdata[places[i]];
      float x = get_x (self, widget, places[i]) + get_pitch (self) / 2;

      draw_label (widget, snapshot, bar->label, x, y, i == 0 ? 0 : 1, dim);
    }
}

static void
hatch (cairo_t *cr, const graphene_rect_t *rect, const GdkRGBA *color)
{
  double x = rect->origin.x, y = rect->origin.y;
  double w = rect->size.width, h = rect->size.height;

  cairo_rectangle (cr, x, y, w, h);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.5);
  for (double offset = -h; offset < w; offset += HATCH)
    {
      cairo_move_to (cr, x + offset, y + h);
      cairo_line_to (cr, x + offset + h, y);
    }
  cairo_stroke (cr);
  cairo_rectangle (cr, x + 0.5, y + 0.5, w - 1, h - 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
append_hatched (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *color)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, rect);

  hatch (cr, rect, color);
  cairo_destroy (cr);
}

static void
find_colors (GtkWidget *widget, GdkRGBA *text, GdkRGBA *good, GdkRGBA *bad)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  gtk_style_context_get_color (style, text);
  *good = *bad = *text;
  gtk_style_context_lookup_color (style, "accent_bg_color", good);
  gtk_style_context_lookup_color (style, "error_color", bad);
}

/**
 * sluice_bar_plot_draw_swatch:
 * @widget: a widget of the legend
 * @cr: where to draw
 * @width: its width
 * @height: its height
 * @hatched: whether it stands for what failed
 */
void
sluice_bar_plot_draw_swatch (GtkWidget *widget,
                             cairo_t *cr,
                             int width,
                             int height,
                             gboolean hatched)
{
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GdkRGBA text, good, bad;

  find_colors (widget, &text, &good, &bad);
  if (hatched)
    {
      hatch (cr, &rect, &bad);
      return;
    }
  gdk_cairo_set_source_rgba (cr, &good);
  cairo_paint (cr);
}

static void
draw_bar (const SluiceBarPlot *self,
          GtkWidget *widget,
          GtkSnapshot *snapshot,
          guint position,
          const GdkRGBA *good,
          const GdkRGBA *bad)
{
  const SluiceBar *bar = self->bars->pdata[position];
  float pitch = get_pitch (self);
  float x = get_x (self, widget, position) + 2;
  float scale = get_plot_height (self) / (float) self->top_value;
  float base = TOP_GAP + get_plot_height (self);
  float good_height = (float) bar->good * scale;
  float bad_height = (float) bar->bad * scale;

  if (bar->good > 0)
    gtk_snapshot_append_color (snapshot, good,
                               &GRAPHENE_RECT_INIT (x, base - MAX (good_height, 1), pitch - 4,
                                                    MAX (good_height, 1)));
  if (bar->bad > 0 || bar->went_wrong)
    {
      bad_height = MAX (bad_height, bar->good > 0 ? WRONG_HEIGHT / 2 : WRONG_HEIGHT);
      append_hatched (snapshot,
                      &GRAPHENE_RECT_INIT (x, MAX (base - good_height - bad_height, 0), pitch - 4,
                                           bad_height),
                      bad);
    }
}

static void
draw_choice (const SluiceBarPlot *self, GtkWidget *widget, GtkSnapshot *snapshot, GdkRGBA color)
{
  const float widths[4] = { 2, 2, 2, 2 };
  GdkRGBA colors[4];
  GskRoundedRect outline;

  color.alpha *= gtk_widget_has_visible_focus (widget) ? 1.0f : 0.4f;
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    colors[i] = color;
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (get_x (self, widget, (guint) self->chosen),
                                                        0, get_pitch (self),
                                                        TOP_GAP + get_plot_height (self) + 2),
                                   3);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

/**
 * sluice_bar_plot_draw:
 * @self: a plot that was laid out
 * @widget: the widget it is drawn in
 * @snapshot: where to
 */
void
sluice_bar_plot_draw (const SluiceBarPlot *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  GdkRGBA text, dim, good, bad;

  find_colors (widget, &text, &good, &bad);
  dim = text;
  dim.alpha *= 0.65f;
  if (self->n_shown == 0)
    return;
  draw_axis (self, widget, snapshot, &dim);
  for (guint i = self->first; i < self->first + self->n_shown; i++)
    draw_bar (self, widget, snapshot, i, &good, &bad);
  draw_times (self, widget, snapshot, &dim);
  if (self->chosen >= 0)
    draw_choice (self, widget, snapshot, text);
}
