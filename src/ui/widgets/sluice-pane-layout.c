/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-pane-layout.h"

struct _SluicePaneLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SluicePaneLayout, sluice_pane_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
sluice_pane_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  /* How high it is asked to be is what there is room for: what does not fit is scrolled to. And how
   * narrow it may be does not depend on its height. Both can be had only by breaking each text of the
   * page into lines at widths that it does not get, which takes many frames. */
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  gtk_widget_measure (child, orientation, -1, minimum, NULL, NULL, NULL);
  *natural = *minimum;
}

static void
sluice_pane_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
sluice_pane_layout_class_init (SluicePaneLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = sluice_pane_layout_measure;
  manager_class->allocate = sluice_pane_layout_allocate;
}

static void
sluice_pane_layout_init (SluicePaneLayout *self)
{
}
