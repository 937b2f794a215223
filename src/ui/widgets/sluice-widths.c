/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-widths.h"

#include <gtk/gtk.h>

/* What GTK does, for each of the classes. */
static GtkWidgetClass label_class;
static GtkWidgetClass viewport_class;
static GtkLayoutManagerClass box_class;
static GQuark size_key;

/* What a label answered when it was asked last, without the margins and borders that GTK adds. */
typedef struct
{
  int minimum;
  int natural;
  /* As wide as it would like to be. */
  int height;
  int baseline;
} Size;

/* Whether its text may be broken between any two letters, and nothing else bounds its width. */
static gboolean
breaks_anywhere (GtkLabel *label)
{
  return gtk_label_get_wrap (label) && gtk_label_get_wrap_mode (label) != PANGO_WRAP_WORD &&
         gtk_label_get_natural_wrap_mode (label) == GTK_NATURAL_WRAP_INHERIT &&
         gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_NONE &&
         gtk_label_get_width_chars (label) < 0 && gtk_label_get_max_width_chars (label) < 0 &&
         !gtk_label_get_single_line_mode (label);
}

static int
measure_letter (PangoLayout *layout)
{
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontMetrics *metrics =
      pango_context_get_metrics (context, NULL, pango_context_get_language (context));
  int width = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  return width;
}

/* GTK finds out the narrowest width by giving each letter a line of its own, which takes three quarters of
 * the time of a layout. Nobody ever gives so little. */
static void
measure_text (GtkLabel *label, Size *size)
{
  g_autoptr (PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));
  int width, height;

  pango_layout_set_width (layout, -1);
  pango_layout_get_size (layout, &width, &height);
  size->natural = PANGO_PIXELS_CEIL (width);
  size->minimum = MIN (size->natural, PANGO_PIXELS_CEIL (measure_letter (layout)));
  size->height = PANGO_PIXELS_CEIL (height);
  size->baseline = PANGO_PIXELS_CEIL (pango_layout_get_baseline (layout));
}

static void
measure_width (GtkWidget *label, Size *size)
{
  if (breaks_anywhere (GTK_LABEL (label)))
    measure_text (GTK_LABEL (label), size);
  else
    label_class.measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &size->minimum, &size->natural,
                         &size->baseline, &size->baseline);
  g_object_set_qdata_full (G_OBJECT (label), size_key, g_memdup2 (size, sizeof *size), g_free);
}

/* GTK asks a label again only where its text or its style changed, and else knows the answer; but not for
 * each height. */
static gboolean
recall (GtkWidget *label, Size *size)
{
  const Size *known;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  known = g_object_get_qdata (G_OBJECT (label), size_key);
  if (known != NULL)
    *size = *known;
  return known != NULL;
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
  Size size = { 0, 0, 0, -1 };

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      if (for_size < 0 || !recall (label, &size))
        measure_width (label, &size);
      *minimum = size.minimum;
      *natural = size.natural;
    }
  else if (for_size < 0 && breaks_anywhere (GTK_LABEL (label)) && recall (label, &size))
    {
      *minimum = *natural = size.height;
      *minimum_baseline = *natural_baseline = size.baseline;
    }
  else
    label_class.measure (label, orientation, for_size, minimum, natural, minimum_baseline,
                         natural_baseline);
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
 * Lets each label and box answer how wide it is without regard to how high it may be, and the texts that
 * may be broken anywhere without trying it out. A row, e.g. one
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

  size_key = g_quark_from_static_string ("sluice-size");
  label_class = *label;
  viewport_class = *viewport;
  box_class = *box;
  label->measure = measure_label;
  viewport->measure = measure_viewport;
  box->measure = measure_box;
}
