/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/activity/sluice-activity-row.h"

#include <glib/gi18n.h>

#include "ui/activity/sluice-call-text.h"

struct _SluiceActivityRow
{
  GtkBox parent_instance;

  GtkLabel *method;
  GtkLabel *route;
  GtkLabel *when;
  GtkWidget *status_box;
  GtkImage *icon;
  GtkLabel *status;
};

G_DEFINE_FINAL_TYPE (SluiceActivityRow, sluice_activity_row, GTK_TYPE_BOX)

static void
sluice_activity_row_class_init (SluiceActivityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/activity/sluice-activity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityRow, method);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityRow, route);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityRow, status);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityRow, status_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityRow, when);
}

static void
sluice_activity_row_init (SluiceActivityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sluice_activity_row_new:
 *
 * Returns: (transfer floating): a row without a call yet
 */
GtkWidget *
sluice_activity_row_new (void)
{
  return g_object_new (SLUICE_TYPE_ACTIVITY_ROW, NULL);
}

/**
 * sluice_activity_row_set_record:
 * @self: a row
 * @record: the call that it shows from now on
 *
 * Calls do not change once they are in the log, so nothing is followed.
 */
void
sluice_activity_row_set_record (SluiceActivityRow *self, SluiceCallRecord *record)
{
  const char *const css_classes[] = { sluice_call_text_get_css_class (record), NULL };
  g_autofree char *place = sluice_call_text_dup_place (record);
  g_autofree char *status = sluice_call_text_dup_status (record);
  g_autofree char *time = sluice_call_text_dup_time (record, FALSE);
  g_autofree char *duration = sluice_call_text_dup_duration (record);
  g_autofree char *when = NULL;

  g_return_if_fail (SLUICE_IS_ACTIVITY_ROW (self));

  /* Translators: when a call began and how long it took, for example "14:05:11 · 32 ms" */
  when = g_strdup_printf (_ ("%s · %s"), time, duration);
  gtk_label_set_text (self->method, sluice_call_record_get_method (record));
  gtk_label_set_text (self->route, place);
  gtk_label_set_text (self->when, when);
  gtk_label_set_text (self->status, status);
  gtk_image_set_from_icon_name (self->icon, sluice_call_text_get_icon_name (record));
  gtk_widget_set_css_classes (self->status_box, (const char **) css_classes);
}
