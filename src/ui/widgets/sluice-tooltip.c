/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-tooltip.h"

#define TEXT "sluice-tooltip"

static gboolean
on_widget_query_tooltip_cb (GtkWidget *widget,
                            int x,
                            int y,
                            gboolean keyboard_mode,
                            GtkTooltip *tooltip,
                            gpointer user_data)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TEXT));
  return TRUE;
}

/**
 * sluice_tooltip_set:
 * @widget: a #GtkWidget
 * @text: (nullable): what its tooltip and its accessible description say, translated
 *
 * Does what gtk_widget_set_tooltip_text() does, but for one thing: that one asks the display each time
 * where the pointer is, and waits for the answer. For the rows of a list that adds up to many frames.
 */
void
sluice_tooltip_set (gpointer widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_handlers_disconnect_by_func (widget, on_widget_query_tooltip_cb, NULL);
  g_object_set_data_full (widget, TEXT, g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
  if (text == NULL)
    {
      gtk_accessible_reset_property (widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_widget_query_tooltip_cb), NULL);
  gtk_accessible_update_property (widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
