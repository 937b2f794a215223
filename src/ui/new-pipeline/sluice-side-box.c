/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-side-box.h"

#define SPACING 12

struct _SluiceSideBox
{
  GtkWidget parent_instance;

  GtkWidget *main;
  GtkWidget *side;
  int fold_width;
  int main_percent;
};

enum
{
  PROP_0,
  PROP_MAIN,
  PROP_SIDE,
  PROP_FOLD_WIDTH,
  PROP_MAIN_PERCENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceSideBox, sluice_side_box, GTK_TYPE_WIDGET)

static int
get_main_width (SluiceSideBox *self, int width)
{
  return (width - SPACING) * self->main_percent / 100;
}

static void
measure_height (SluiceSideBox *self, int width, int *minimum, int *natural)
{
  gboolean folded = width < self->fold_width;
  int main_width = folded ? width : get_main_width (self, width);
  int side_width = folded || width < 0 ? width : width - SPACING - main_width;
  int main_min, main_nat, side_min, side_nat;

  gtk_widget_measure (self->main, GTK_ORIENTATION_VERTICAL, main_width, &main_min, &main_nat, NULL,
                      NULL);
  gtk_widget_measure (self->side, GTK_ORIENTATION_VERTICAL, side_width, &side_min, &side_nat, NULL,
                      NULL);
  *minimum = folded ? main_min + SPACING + side_min : MAX (main_min, side_min);
  *natural = folded ? main_nat + SPACING + side_nat : MAX (main_nat, side_nat);
}

static void
sluice_side_box_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  SluiceSideBox *self = SLUICE_SIDE_BOX (widget);
  int main_min, main_nat, side_min, side_nat;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, for_size, minimum, natural);
      return;
    }
  gtk_widget_measure (self->main, orientation, -1, &main_min, &main_nat, NULL, NULL);
  gtk_widget_measure (self->side, orientation, -1, &side_min, &side_nat, NULL, NULL);
  *minimum = MAX (main_min, side_min);
  *natural = MAX (*minimum, self->fold_width);
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
sluice_side_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SluiceSideBox *self = SLUICE_SIDE_BOX (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int main_width = get_main_width (self, width);
  int side_width = width - SPACING - main_width;
  int side_min, side_nat;

  if (width >= self->fold_width)
    {
      place (self->main, mirrored ? side_width + SPACING : 0, 0, main_width, height);
      place (self->side, mirrored ? 0 : main_width + SPACING, 0, side_width, height);
      return;
    }
  gtk_widget_measure (self->side, GTK_ORIENTATION_VERTICAL, width, &side_min, &side_nat, NULL,
                      NULL);
  place (self->main, 0, 0, width, height - SPACING - side_nat);
  place (self->side, 0, height - side_nat, width, side_nat);
}

static GtkSizeRequestMode
sluice_side_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sluice_side_box_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SluiceSideBox *self = SLUICE_SIDE_BOX (object);

  switch (prop_id)
    {
    case PROP_MAIN:
      self->main = g_value_get_object (value);
      gtk_widget_set_parent (self->main, GTK_WIDGET (self));
      break;
    case PROP_SIDE:
      self->side = g_value_get_object (value);
      gtk_widget_insert_before (self->side, GTK_WIDGET (self), NULL);
      break;
    case PROP_FOLD_WIDTH:
      self->fold_width = g_value_get_int (value);
      break;
    case PROP_MAIN_PERCENT:
      self->main_percent = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_side_box_dispose (GObject *object)
{
  SluiceSideBox *self = SLUICE_SIDE_BOX (object);

  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_side_box_parent_class)->dispose (object);
}

static void
sluice_side_box_class_init (SluiceSideBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sluice_side_box_set_property;
  object_class->dispose = sluice_side_box_dispose;
  widget_class->measure = sluice_side_box_measure;
  widget_class->size_allocate = sluice_side_box_size_allocate;
  widget_class->get_request_mode = sluice_side_box_get_request_mode;

  properties[PROP_MAIN] = g_param_spec_object ("main", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_FOLD_WIDTH] =
      g_param_spec_int ("fold-width", NULL, NULL, 0, G_MAXINT, 640, flags);
  properties[PROP_MAIN_PERCENT] = g_param_spec_int ("main-percent", NULL, NULL, 0, 100, 66, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_side_box_init (SluiceSideBox *self)
{
  self->fold_width = 640;
  self->main_percent = 66;
}
