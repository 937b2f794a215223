/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-row-layout.h"

/* Narrower than this, text and state beside each other leave too little to the text. */
#define FOLDS_BELOW 420
#define USUAL_DPI   96
#define GAP         12
#define LINE_GAP    6

struct _SluiceRowLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceRowLayout, sluice_row_layout, GTK_TYPE_LAYOUT_MANAGER)

/* A size, or that of several widgets together. */
typedef struct
{
  int minimum;
  int natural;
} Size;

static Size
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  Size size;

  gtk_widget_measure (widget, orientation, for_size, &size.minimum, &size.natural, NULL, NULL);
  return size;
}

static GtkWidget *
next_mark (GtkWidget *after)
{
  GtkWidget *next = gtk_widget_get_next_sibling (after);

  while (next != NULL && !gtk_widget_should_layout (next))
    next = gtk_widget_get_next_sibling (next);
  return next != NULL && gtk_widget_get_next_sibling (next) != NULL ? next : NULL;
}

/* How much room the marks take, one after the other in @orientation (or beside each other in the
 * other one). */
static Size
measure_marks (GtkWidget *row, GtkOrientation orientation, gboolean in_sequence, int gap)
{
  Size all = { 0, 0 };

  for (GtkWidget *mark = next_mark (gtk_widget_get_first_child (row)); mark != NULL;
       mark = next_mark (mark))
    {
      Size size = measure (mark, orientation, -1);

      if (in_sequence)
        {
          all.minimum += size.minimum + (all.natural > 0 ? gap : 0);
          all.natural += size.natural + (all.natural > 0 ? gap : 0);
        }
      else
        {
          all.minimum = MAX (all.minimum, size.minimum);
          all.natural = MAX (all.natural, size.natural);
        }
    }
  return all;
}

/* The larger the text, the sooner there is too little room for it. */
static gboolean
folds (GtkWidget *row, int width)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (row), "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = USUAL_DPI * PANGO_SCALE;
  return width >= 0 && width < FOLDS_BELOW * dpi / PANGO_SCALE / USUAL_DPI;
}

static int
spaced (int size)
{
  return size > 0 ? size + GAP : 0;
}

static GtkSizeRequestMode
sluice_row_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *row)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *row, int *minimum, int *natural)
{
  Size text = measure (gtk_widget_get_first_child (row), GTK_ORIENTATION_HORIZONTAL, -1);
  Size arrow = measure (gtk_widget_get_last_child (row), GTK_ORIENTATION_HORIZONTAL, -1);
  Size line = measure_marks (row, GTK_ORIENTATION_HORIZONTAL, TRUE, GAP);
  Size column = measure_marks (row, GTK_ORIENTATION_HORIZONTAL, FALSE, 0);

  *minimum = MAX (text.minimum, line.minimum) + spaced (arrow.minimum);
  *natural = MAX (*minimum, text.natural + spaced (column.natural) + spaced (arrow.natural));
}

static void
measure_height (GtkWidget *row, int width, int *minimum, int *natural)
{
  GtkWidget *text = gtk_widget_get_first_child (row);
  int arrow = measure (gtk_widget_get_last_child (row), GTK_ORIENTATION_HORIZONTAL, -1).natural;
  gboolean folded = folds (row, width);
  Size marks = measure_marks (row, GTK_ORIENTATION_VERTICAL, !folded, LINE_GAP);
  Size room = measure_marks (row, GTK_ORIENTATION_HORIZONTAL, FALSE, 0);
  int left = width - spaced (arrow) - (folded ? 0 : spaced (room.natural));
  Size height = measure (text, GTK_ORIENTATION_VERTICAL, width < 0 ? -1 : left);

  if (folded)
    *minimum = *natural = height.natural + (marks.natural > 0 ? LINE_GAP + marks.natural : 0);
  else
    *minimum = *natural = MAX (height.natural, marks.natural);
}

static void
sluice_row_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *row,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (row, minimum, natural);
  else
    measure_height (row, for_size, minimum, natural);
}

static void
place (GtkWidget *row, GtkWidget *child, int width, GtkAllocation at)
{
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    at.x = width - at.x - at.width;
  gtk_widget_size_allocate (child, &at, -1);
}

/* Side by side under the text: the first at the start, the last at the end. */
static void
place_line (GtkWidget *row, int width, int room, GtkAllocation at)
{
  int left = room - measure_marks (row, GTK_ORIENTATION_HORIZONTAL, TRUE, GAP).natural;
  GtkWidget *next;

  for (GtkWidget *mark = next_mark (gtk_widget_get_first_child (row)); mark != NULL; mark = next)
    {
      next = next_mark (mark);
      at.width = MIN (measure (mark, GTK_ORIENTATION_HORIZONTAL, -1).natural, room);
      if (next == NULL && at.x > 0)
        at.x += MAX (left, 0);
      place (row, mark, width, at);
      at.x += at.width + GAP;
    }
}

/* One below the other, in the middle of the row, each at the end of its line. */
static void
place_column (GtkWidget *row, int width, int end, int height)
{
  int y = (height - measure_marks (row, GTK_ORIENTATION_VERTICAL, TRUE, LINE_GAP).natural) / 2;

  for (GtkWidget *mark = next_mark (gtk_widget_get_first_child (row)); mark != NULL;
       mark = next_mark (mark))
    {
      int own = measure (mark, GTK_ORIENTATION_HORIZONTAL, -1).natural;
      int tall = measure (mark, GTK_ORIENTATION_VERTICAL, -1).natural;

      place (row, mark, width, (GtkAllocation){ end - own, y, own, tall });
      y += tall + LINE_GAP;
    }
}

static void
sluice_row_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *row,
                            int width,
                            int height,
                            int baseline)
{
  GtkWidget *text = gtk_widget_get_first_child (row);
  GtkWidget *arrow = gtk_widget_get_last_child (row);
  int arrow_width = measure (arrow, GTK_ORIENTATION_HORIZONTAL, -1).natural;
  int room = width - spaced (arrow_width);
  int line = measure_marks (row, GTK_ORIENTATION_VERTICAL, FALSE, 0).natural;
  int column = measure_marks (row, GTK_ORIENTATION_HORIZONTAL, FALSE, 0).natural;

  place (row, arrow, width, (GtkAllocation){ width - arrow_width, 0, arrow_width, height });
  if (folds (row, width))
    {
      int text_height = line > 0 ? height - line - LINE_GAP : height;

      place (row, text, width, (GtkAllocation){ 0, 0, room, text_height });
      place_line (row, width, room, (GtkAllocation){ 0, height - line, 0, line });
      return;
    }
  place (row, text, width, (GtkAllocation){ 0, 0, room - spaced (column), height });
  place_column (row, width, room, height);
}

static void
sluice_row_layout_class_init (SluiceRowLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = sluice_row_layout_get_request_mode;
  manager_class->measure = sluice_row_layout_measure;
  manager_class->allocate = sluice_row_layout_allocate;
}

static void
sluice_row_layout_init (SluiceRowLayout *self)
{
}
