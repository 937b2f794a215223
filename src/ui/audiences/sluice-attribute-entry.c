/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-attribute-entry.h"

#include <glib/gi18n.h>

#include "audience/sluice-attribute-type.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

#define TALLEST 320

struct _SluiceAttributeEntry
{
  AdwBin parent_instance;

  SluiceCriterion *criterion;
  SluiceAttributeOffer *offer;
  GtkWidget *entry;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (SluiceAttributeEntry, sluice_attribute_entry, ADW_TYPE_BIN)

/* The type follows the attribute only until a value was given: what somebody chose stays. Of one that no
 * data model loads, its name may tell. */
static void
take_type (SluiceAttributeEntry *self, const char *name)
{
  const SluiceOfferedAttribute *attribute = sluice_attribute_offer_find (self->offer, name);
  SluiceValueType type = attribute != NULL ? attribute->type : sluice_attribute_type_of_name (name);
  g_autofree char *value = NULL;

  g_object_get (self->criterion, "value", &value, NULL);
  if (*value != '\0' ||
      (attribute == NULL && (type == SLUICE_VALUE_TEXT || type == SLUICE_VALUE_BOOLEAN)))
    return;
  if (type == SLUICE_VALUE_BOOLEAN)
    g_object_set (self->criterion, "value", "true", NULL);
  g_object_set (self->criterion, "value-type", (int) type, NULL);
}

static void
on_text_changed_cb (SluiceAttributeEntry *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *subject = NULL;

  g_object_get (self->criterion, "subject", &subject, NULL);
  if (g_str_equal (name, subject))
    return;
  g_object_set (self->criterion, "subject", name, NULL);
  take_type (self, name);
}

static void
on_row_activated_cb (SluiceAttributeEntry *self, GtkListBoxRow *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->menu));
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static GtkWidget *
create_row (const SluiceOfferedAttribute *attribute)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = sluice_offered_attribute_describe (attribute);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attribute->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  sluice_accessible_set_name (row, attribute->name);
  return row;
}

static GtkWidget *
create_list (SluiceAttributeEntry *self)
{
  GPtrArray *attributes = sluice_attribute_offer_list (self->offer);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  sluice_accessible_set_name (list, _ ("Attributes of your data models"));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < attributes->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), create_row (g_ptr_array_index (attributes, i)));
  return list;
}

/* The list is made when somebody wants it. */
static void
create_popover (GtkMenuButton *button, gpointer user_data)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), TALLEST);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_list (user_data));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (button, popover);
}

static void
update (SluiceAttributeEntry *self)
{
  gtk_widget_set_visible (self->menu, sluice_attribute_offer_list (self->offer)->len > 0);
}

/* What completes the typing is made when somebody is about to type. */
static void
on_entry_focused_cb (SluiceAttributeEntry *self)
{
  if (gtk_entry_get_completion (GTK_ENTRY (self->entry)) == NULL)
    sluice_attribute_offer_attach (self->offer, GTK_ENTRY (self->entry));
}

static void
sluice_attribute_entry_dispose (GObject *object)
{
  SluiceAttributeEntry *self = SLUICE_ATTRIBUTE_ENTRY (object);

  g_clear_object (&self->criterion);
  g_clear_object (&self->offer);
  G_OBJECT_CLASS (sluice_attribute_entry_parent_class)->dispose (object);
}

static void
sluice_attribute_entry_class_init (SluiceAttributeEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_attribute_entry_dispose;
}

static void
sluice_attribute_entry_init (SluiceAttributeEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Attribute"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_widget_set_hexpand (self->entry, TRUE);
  sluice_accessible_set_name (self->entry, _ ("Attribute"));
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_entry_focused_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_popover, self, NULL);
  sluice_tooltip_set (self->menu, _ ("Choose an attribute of your data models"));
  sluice_accessible_set_name (self->menu, _ ("Choose an attribute of your data models"));
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->menu);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sluice_attribute_entry_new:
 * @criterion: a condition about an attribute
 * @offer: the attributes to offer
 *
 * Returns: (transfer floating): the entry
 */
GtkWidget *
sluice_attribute_entry_new (SluiceCriterion *criterion, SluiceAttributeOffer *offer)
{
  SluiceAttributeEntry *self = g_object_new (SLUICE_TYPE_ATTRIBUTE_ENTRY, NULL);
  g_autofree char *subject = NULL;

  self->criterion = g_object_ref (criterion);
  self->offer = g_object_ref (offer);
  g_object_get (criterion, "subject", &subject, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), subject);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (offer, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
