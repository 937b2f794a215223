/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-even-layout.h"

#define SPACING 12

struct _SluiceEvenLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceEvenLayout, sluice_even_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  int n_cards;
  int width;  /* the least a card needs */
  int height; /* at that width */
} Cards;

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static Cards
measure_cards (GtkWidget *widget)
{
  Cards cards = { 0, 0, 0 };
  GtkWidget *child;

  for (child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int width, height;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      cards.width = MAX (cards.width, width);
      cards.height = MAX (cards.height, height);
      cards.n_cards++;
    }
  return cards;
}

static int
count_lines (const Cards *cards, int width)
{
  int fitting = MAX (1, (width + SPACING) / (cards->width + SPACING));

  return (cards->n_cards + fitting - 1) / fitting;
}

static int
add_up (int n, int size)
{
  return n > 0 ? n * size + (n - 1) * SPACING : 0;
}

static GtkSizeRequestMode
sluice_even_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sluice_even_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  Cards cards = measure_cards (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = cards.width;
      *natural = add_up (cards.n_cards, cards.width);
      return;
    }
  if (for_size < 0)
    for_size = add_up (cards.n_cards, cards.width);
  *minimum = *natural = add_up (count_lines (&cards, for_size), cards.height);
}

/* Lays out one line over the whole width, and returns the first card of the next one. */
static GtkWidget *
allocate_line (GtkWidget *widget, GtkWidget *child, int n_cards, int width, GtkAllocation place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (int i = 0; i < n_cards; i++)
    {
      int start = i * (width + SPACING) / n_cards;

      place.width = (i + 1) * (width + SPACING) / n_cards - SPACING - start;
      place.x = rtl ? width - start - place.width : start;
      gtk_widget_size_allocate (child, &place, -1);
      child = next_shown (gtk_widget_get_next_sibling (child));
    }
  return child;
}

static void
sluice_even_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  Cards cards = measure_cards (widget);
  int lines = count_lines (&cards, width);
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  GtkAllocation place = { 0, 0, 0, cards.height };

  for (int left = cards.n_cards; lines > 0; lines--)
    {
      int n_cards = (left + lines - 1) / lines;

      child = allocate_line (widget, child, n_cards, width, place);
      place.y += cards.height + SPACING;
      left -= n_cards;
    }
}

static void
sluice_even_layout_class_init (SluiceEvenLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = sluice_even_layout_get_request_mode;
  manager_class->measure = sluice_even_layout_measure;
  manager_class->allocate = sluice_even_layout_allocate;
}

static void
sluice_even_layout_init (SluiceEvenLayout *self)
{
}
