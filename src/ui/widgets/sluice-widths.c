/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-widths.h"

#include <gtk/gtk.h>

/* What GTK does, for each of the two classes. */
static GtkWidgetClass label_class;
static GtkLayoutManagerClass box_class;

static int
choose_size (GtkOrientation orientation, int for_size)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size;
}

static void
measure_label (GtkWidget *label,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  label_class.measure (label, orientation, choose_size (orientation, for_size), minimum, natural,
                       minimum_baseline, natural_baseline);
}

static void
measure_box (GtkLayoutManager *layout,
             GtkWidget *box,
             GtkOrientation orientation,
             int for_size,
             int *minimum,
             int *natural,
             int *minimum_baseline,
             int *natural_baseline)
{
  box_class.measure (layout, box, orientation, choose_size (orientation, for_size), minimum,
                     natural, minimum_baseline, natural_baseline);
}

/**
 * sluice_widths_fix:
 *
 * Lets each label and box answer how wide it is without regard to how high it may be. A row, e.g. one
 * of libadwaita, asks what is in it for the narrowest width at the height that the row has. GTK finds
 * that out by breaking each text into lines at some thirty widths, several times in a frame: a page of
 * ten rows took 100 ms. Here the row gives its texts all the width there is anyway. To be called once,
 * after GTK was initialized.
 */
void
sluice_widths_fix (void)
{
  GtkWidgetClass *label = g_type_class_ref (GTK_TYPE_LABEL);
  GtkLayoutManagerClass *box = g_type_class_ref (GTK_TYPE_BOX_LAYOUT);

  g_return_if_fail (label->measure != measure_label);

  label_class = *label;
  box_class = *box;
  label->measure = measure_label;
  box->measure = measure_box;
}
