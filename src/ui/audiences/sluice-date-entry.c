/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-date-entry.h"

#include <glib/gi18n.h>

#include "sluice-time.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

static void
on_day_selected_cb (GtkEntry *entry, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
on_calendar_mapped_cb (GtkEntry *entry, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) time = sluice_time_parse (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (time == NULL)
    return;
  g_signal_handlers_block_by_func (calendar, on_day_selected_cb, entry);
  gtk_calendar_select_day (calendar, time);
  g_signal_handlers_unblock_by_func (calendar, on_day_selected_cb, entry);
}

/* The calendar is made when somebody wants it. */
static void
create_calendar (GtkMenuButton *button, gpointer entry)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_day_selected_cb), entry,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "map", G_CALLBACK (on_calendar_mapped_cb), entry,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

/**
 * sluice_date_entry_new:
 * @criterion: a condition whose value is a date
 * @name: what the date is, for assistive technology
 *
 * Returns: (transfer floating): the entry
 */
GtkWidget *
sluice_date_entry_new (SluiceCriterion *criterion, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_menu_button_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("YYYY-MM-DD"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_widget_set_hexpand (entry, TRUE);
  sluice_accessible_set_name (entry, name);
  g_object_bind_property (criterion, "value", entry, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_calendar, entry, NULL);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  sluice_tooltip_set (button, _ ("Choose the day"));
  sluice_accessible_set_name (button, _ ("Choose the day"));
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}
