/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-sparkline.h"

#include <glib/gi18n.h>

#include "store/sluice-run-history.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

#define PITCH     6
#define GAP       2
#define HEIGHT    22
#define LEAST_BAR 2

typedef struct
{
  gint64 records;
  gboolean went_wrong;
} Bar;

struct _SluiceSparkline
{
  GtkWidget parent_instance;

  Bar bars[SLUICE_SPARKLINE_RUNS]; /* oldest first */
  guint n_bars;
};

G_DEFINE_FINAL_TYPE (SluiceSparkline, sluice_sparkline, GTK_TYPE_WIDGET)

static void
sluice_sparkline_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int size = orientation == GTK_ORIENTATION_HORIZONTAL ? SLUICE_SPARKLINE_RUNS * PITCH : HEIGHT;

  *minimum = *natural = size;
}

static gint64
find_highest (SluiceSparkline *self)
{
  gint64 highest = 1;

  for (guint i = 0; i < self->n_bars; i++)
    highest = MAX (highest, self->bars[i].records);
  return highest;
}

static void
append_hollow (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *color)
{
  const float widths[4] = { 1, 1, 1, 1 };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

/* The newest bar stands at the end of the line, on the left in a right-to-left language. */
static void
sluice_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SluiceSparkline *self = SLUICE_SPARKLINE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  gint64 highest = find_highest (self);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < self->n_bars; i++)
    {
      const Bar *bar = &self->bars[i];
      float x = width - (float) (self->n_bars - i) * PITCH + GAP;
      float part = (float) MAX (bar->records, 0) / (float) highest;
      float h = MAX (LEAST_BAR, part * height);
      graphene_rect_t rect;

      if (bar->went_wrong)
        h = height;
      if (rtl)
        x = width - x - (PITCH - GAP);
      graphene_rect_init (&rect, x, height - h, PITCH - GAP, h);
      if (bar->went_wrong)
        append_hollow (snapshot, &rect, &color);
      else
        gtk_snapshot_append_color (snapshot, &color, &rect);
    }
}

static void
sluice_sparkline_class_init (SluiceSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = sluice_sparkline_measure;
  widget_class->snapshot = sluice_sparkline_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sluice_sparkline_init (SluiceSparkline *self)
{
}

/**
 * sluice_sparkline_set_records:
 * @self: a sparkline
 * @records: (nullable) (element-type SluiceRunRecord): runs, newest first
 */
void
sluice_sparkline_set_records (SluiceSparkline *self, GPtrArray *records)
{
  guint n_bars = records != NULL ? MIN (records->len, SLUICE_SPARKLINE_RUNS) : 0;
  guint n_wrong = 0;
  g_autofree char *name = NULL;

  g_return_if_fail (SLUICE_IS_SPARKLINE (self));

  for (guint i = 0; i < n_bars; i++)
    {
      const SluiceRunRecord *record = g_ptr_array_index (records, n_bars - 1 - i);

      self->bars[i].records = record->records;
      self->bars[i].went_wrong =
          g_str_equal (record->state, "failed") || g_str_equal (record->state, "partial");
      n_wrong += self->bars[i].went_wrong;
    }
  self->n_bars = n_bars;
  if (n_bars == 0)
    name = g_strdup (_ ("No run yet"));
  else if (n_wrong == 0)
    name = g_strdup_printf (ngettext ("%u recent run", "%u recent runs", n_bars), n_bars);
  else
    name = g_strdup_printf (ngettext ("%u recent run, %u of them with problems",
                                      "%u recent runs, %u of them with problems", n_bars),
                            n_bars, n_wrong);
  sluice_accessible_set_name (self, name);
  sluice_tooltip_set (self, n_bars > 0 ? name : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
