/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-fonts.h"

#include <gtk/gtk.h>

/* The letters and signs that texts of ours begin with; what a font lacks is looked up in others. */
#define SAMPLE "Ag1 · – … “”"

/* The classes of texts: each has a font of its own. */
static const char *const classes[] = { "body",    "heading",         "title-1",  "title-2",
                                       "caption", "caption-heading", "monospace" };

/**
 * sluice_fonts_load_next:
 * @owner: what it is done for
 *
 * A #SluiceTurn that loads one of the fonts of the first window: GTK needs several milliseconds for each,
 * and else loads all of them when that window is measured.
 *
 * Returns: whether there are more
 */
gboolean
sluice_fonts_load_next (gpointer owner)
{
  static guint next;
  g_autoptr (GtkWidget) label = NULL;

  if (next == G_N_ELEMENTS (classes))
    return FALSE;
  label = g_object_ref_sink (gtk_label_new (SAMPLE));
  gtk_widget_add_css_class (label, classes[next++]);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  return next < G_N_ELEMENTS (classes);
}
