/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/preferences/sluice-limits-page.h"

#include <glib/gi18n.h>

#include "sluice-limits.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

#define LARGEST 1e12

struct _SluiceLimitsPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;
  GtkSpinButton *numbers[SLUICE_N_LIMITS]; /* made when the page is first seen */
  GtkWidget *reset;
};

G_DEFINE_FINAL_TYPE (SluiceLimitsPage, sluice_limits_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
is_as_published (void)
{
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    if (sluice_limits_get (sluice_limits_get_default (), i) != sluice_limit_get_published (i))
      return FALSE;
  return TRUE;
}

static void
update (SluiceLimitsPage *self)
{
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    gtk_spin_button_set_value (self->numbers[i],
                               (double) sluice_limits_get (sluice_limits_get_default (), i));
  gtk_widget_set_sensitive (self->reset, !is_as_published ());
}

static void
on_number_changed_cb (SluiceLimitsPage *self, GtkSpinButton *number)
{
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    if (self->numbers[i] == number)
      sluice_limits_set (sluice_limits_get_default (), i,
                         (gint64) gtk_spin_button_get_value (number));
}

static void
on_reset_clicked_cb (void)
{
  sluice_limits_reset (sluice_limits_get_default ());
}

static GtkWidget *
create_row (SluiceLimitsPage *self, SluiceLimit limit)
{
  gint64 published = sluice_limit_get_published (limit);
  g_autofree char *count = sluice_limits_format_count (published);
  /* Translators: a number */
  g_autofree char *subtitle = g_strdup_printf (_ ("Published: %s"), count);
  GtkWidget *number = gtk_spin_button_new_with_range (1, LARGEST, published > 1000 ? 100000 : 1);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", sluice_limit_get_label (limit),
                                 "subtitle", subtitle, "activatable-widget", number, NULL);

  self->numbers[limit] = GTK_SPIN_BUTTON (number);
  gtk_spin_button_set_numeric (self->numbers[limit], TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (number), 9);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  sluice_accessible_set_name (number, sluice_limit_get_label (limit));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  return row;
}

static void
add_rows (SluiceLimitsPage *self)
{
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    adw_preferences_group_add (self->group, create_row (self, i));
  update (self);
  for (guint i = 0; i < SLUICE_N_LIMITS; i++)
    g_signal_connect_swapped (self->numbers[i], "value-changed", G_CALLBACK (on_number_changed_cb),
                              self);
  g_signal_connect_object (sluice_limits_get_default (), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/* Most who open the preferences never come here, so they need not wait for it. */
static void
sluice_limits_page_map (GtkWidget *widget)
{
  SluiceLimitsPage *self = SLUICE_LIMITS_PAGE (widget);

  if (self->numbers[0] == NULL)
    add_rows (self);
  GTK_WIDGET_CLASS (sluice_limits_page_parent_class)->map (widget);
}

static void
sluice_limits_page_class_init (SluiceLimitsPageClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = sluice_limits_page_map;
}

static void
sluice_limits_page_init (SluiceLimitsPage *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->reset = gtk_button_new_with_mnemonic (_ ("_Reset"));
  sluice_tooltip_set (self->reset, _ ("Go back to the published numbers"));
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->reset, "flat");
  g_signal_connect (self->reset, "clicked", G_CALLBACK (on_reset_clicked_cb), NULL);

  adw_preferences_group_set_title (self->group, _ ("Limits of mParticle"));
  adw_preferences_group_set_description (
      self->group,
      _ ("Sluice warns before one of them is reached. Where your contract has another number than "
         "was published in February 2025, write it here."));
  adw_preferences_group_set_header_suffix (self->group, self->reset);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->group);
}
