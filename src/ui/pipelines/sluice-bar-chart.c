/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-bar-chart.h"

#include <glib/gi18n.h>

#include "ui/pipelines/sluice-bar-plot.h"

#define HEIGHT      180
#define LEAST_WIDTH 200

struct _SluiceBarChart
{
  GtkWidget parent_instance;

  SluiceBarPlot plot;
};

enum
{
  PROP_0,
  PROP_DESCRIPTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceBarChart, sluice_bar_chart, GTK_TYPE_WIDGET)

/**
 * sluice_bar_free:
 * @bar: (transfer full): a bar
 */
void
sluice_bar_free (SluiceBar *bar)
{
  g_free (bar->label);
  g_free (bar->description);
  g_free (bar);
}

/* (transfer none): what is said of the chosen bar, or how to choose one */
static const char *
describe_chosen (SluiceBarChart *self)
{
  const SluiceBar *bar;

  g_return_val_if_fail (SLUICE_IS_BAR_CHART (self), NULL);

  if (self->plot.chosen < 0)
    return _ ("Choose a bar with the arrow keys or by clicking to read its figures.");
  bar = self->plot.bars->pdata[self->plot.chosen];
  return bar->description;
}

static void
choose (SluiceBarChart *self, int position)
{
  if (position < 0 || position >= (int) self->plot.bars->len)
    return;
  self->plot.chosen = position;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  describe_chosen (self), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_key_pressed_cb (SluiceBarChart *self, guint key)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int last = (int) self->plot.bars->len - 1;
  int chosen = self->plot.chosen;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      choose (self, chosen < 0 ? last : MAX (chosen + (rtl ? 1 : -1), 0));
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      choose (self, chosen < 0 ? last : MAX (chosen + (rtl ? -1 : 1), 0));
      return TRUE;
    case GDK_KEY_Home:
      choose (self, 0);
      return TRUE;
    case GDK_KEY_End:
      choose (self, last);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_pressed_cb (SluiceBarChart *self, int n_press, double x)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  choose (self, sluice_bar_plot_find (&self->plot, GTK_WIDGET (self), x));
}

static gboolean
sluice_bar_chart_query_tooltip (GtkWidget *widget,
                                int x,
                                int y,
                                gboolean keyboard,
                                GtkTooltip *tooltip)
{
  SluiceBarChart *self = SLUICE_BAR_CHART (widget);
  int position = keyboard ? self->plot.chosen : sluice_bar_plot_find (&self->plot, widget, x);
  const SluiceBar *bar;

  if (position < 0)
    return FALSE;
  bar = self->plot.bars->pdata[position];
  gtk_tooltip_set_text (tooltip, bar->description);
  return TRUE;
}

static void
sluice_bar_chart_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int size = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : HEIGHT;

  *minimum = *natural = size;
}

static void
sluice_bar_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SluiceBarChart *self = SLUICE_BAR_CHART (widget);

  sluice_bar_plot_lay_out (&self->plot, widget);
  sluice_bar_plot_draw (&self->plot, widget, snapshot);
}

static void
sluice_bar_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DESCRIPTION)
    g_value_set_string (value, describe_chosen (SLUICE_BAR_CHART (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sluice_bar_chart_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_BAR_CHART (object)->plot.bars);
  G_OBJECT_CLASS (sluice_bar_chart_parent_class)->finalize (object);
}

static void
sluice_bar_chart_class_init (SluiceBarChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = sluice_bar_chart_finalize;
  object_class->get_property = sluice_bar_chart_get_property;
  widget_class->measure = sluice_bar_chart_measure;
  widget_class->query_tooltip = sluice_bar_chart_query_tooltip;
  widget_class->snapshot = sluice_bar_chart_snapshot;
  gtk_widget_class_set_css_name (widget_class, "barchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_bar_chart_init (SluiceBarChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  self->plot.bars = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_bar_free);
  self->plot.chosen = -1;
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* The same bar stays chosen while new ones come in at the end. */
static int
find_again (SluiceBarChart *self, GPtrArray *bars)
{
  const SluiceBar *chosen;

  if (self->plot.chosen < 0)
    return -1;
  chosen = self->plot.bars->pdata[self->plot.chosen];
  for (guint i = bars->len; i > 0; i--)
    {
      const SluiceBar *bar = bars->pdata[i - 1];

      if (g_str_equal (bar->description, chosen->description))
        return (int) i - 1;
    }
  return -1;
}

/**
 * sluice_bar_chart_take_bars:
 * @self: a chart
 * @bars: (transfer full) (element-type SluiceBar): its bars, oldest first; the array frees them
 */
void
sluice_bar_chart_take_bars (SluiceBarChart *self, GPtrArray *bars)
{
  int chosen;

  g_return_if_fail (SLUICE_IS_BAR_CHART (self) && bars != NULL);

  chosen = find_again (self, bars);
  g_ptr_array_unref (self->plot.bars);
  self->plot.bars = bars;
  self->plot.chosen = chosen;
  sluice_bar_plot_lay_out (&self->plot, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
