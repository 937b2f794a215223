/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-widths.h"

#include <gtk/gtk.h>

/* What GTK does, for each of the classes. */
static GtkWidgetClass label_class;
static GtkWidgetClass viewport_class;
static GtkLayoutManagerClass box_class;
static GQuark widths_key;

/* What a label answered when it was asked last, without the margins and borders that GTK adds. */
typedef struct
{
  int minimum;
  int natural;
} Widths;

static void
remember (GtkWidget *label, int minimum, int natural)
{
  const Widths widths = { minimum, natural };

  g_object_set_qdata_full (G_OBJECT (label), widths_key, g_memdup2 (&widths, sizeof widths),
                           g_free);
}

/* GTK asks a label again only where its text or its style changed, and else knows the answer; but not for
 * each height. */
static gboolean
recall (GtkWidget *label, int *minimum, int *natural)
{
  const Widths *widths;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  widths = g_object_get_qdata (G_OBJECT (label), widths_key);
  if (widths == NULL)
    return FALSE;
  *minimum = widths->minimum;
  *natural = widths->natural;
  return TRUE;
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
  gboolean width = orientation == GTK_ORIENTATION_HORIZONTAL;

  if (width && for_size >= 0 && recall (label, minimum, natural))
    return;
  label_class.measure (label, orientation, width ? -1 : for_size, minimum, natural,
                       minimum_baseline, natural_baseline);
  if (width)
    remember (label, *minimum, *natural);
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
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  box_class.measure (layout, box, orientation, for_size, minimum, natural, minimum_baseline,
                     natural_baseline);
}

/* Whether its height is not asked of what is in it, as that can be scrolled. */
static gboolean
is_scrolled (GtkWidget *viewport)
{
  GtkWidget *parent = gtk_widget_get_parent (viewport);
  GtkScrolledWindow *scroller =
      GTK_IS_SCROLLED_WINDOW (parent) ? GTK_SCROLLED_WINDOW (parent) : NULL;
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (scroller == NULL || gtk_scrolled_window_get_propagate_natural_height (scroller))
    return FALSE;
  gtk_scrolled_window_get_policy (scroller, NULL, &policy);
  return policy != GTK_POLICY_NEVER;
}

static void
measure_viewport (GtkWidget *viewport,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  /* Neither is used, and to find them out every text would be broken into lines once more. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0 && is_scrolled (viewport))
    *minimum = *natural = 0;
  else
    viewport_class.measure (viewport, orientation, for_size, minimum, natural, minimum_baseline,
                            natural_baseline);
}

/**
 * sluice_widths_fix:
 *
 * Lets each label and box answer how wide it is without regard to how high it may be. A row, e.g. one
 * of libadwaita, asks what is in it for the narrowest width at the height that the row has. GTK finds
 * that out by breaking each text into lines at some thirty widths, several times in a frame: a page of
 * ten rows took 100 ms. Here the row gives its texts all the width there is anyway.
 *
 * And what is scrolled is not asked for the height that it would have at its natural width.
 *
 * To be called once, after GTK was initialized.
 */
void
sluice_widths_fix (void)
{
  GtkWidgetClass *label = g_type_class_ref (GTK_TYPE_LABEL);
  GtkWidgetClass *viewport = g_type_class_ref (GTK_TYPE_VIEWPORT);
  GtkLayoutManagerClass *box = g_type_class_ref (GTK_TYPE_BOX_LAYOUT);

  g_return_if_fail (label->measure != measure_label);

  widths_key = g_quark_from_static_string ("sluice-widths");
  label_class = *label;
  viewport_class = *viewport;
  box_class = *box;
  label->measure = measure_label;
  viewport->measure = measure_viewport;
  box->measure = measure_box;
}
