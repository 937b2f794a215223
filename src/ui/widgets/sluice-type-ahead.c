/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-type-ahead.h"

#include <string.h>

#include "ui/widgets/sluice-accessible.h"

/* Nobody reads more than this; who wants another one types a letter more. */
#define MOST_SHOWN 50
#define TALLEST    240
#define NARROWEST  240

struct _SluiceTypeAhead
{
  GObject parent_instance;

  GtkWidget *entry; /* not owned: it owns this */
  SluiceTypeAheadFunc list_choices;
  gpointer user_data;
  gboolean taking; /* while a choice is put into the entry */
  guint waiting;   /* for the entry to be in view */

  GtkWidget *popover; /* (nullable): a child of the entry */
  GtkListBox *list;
  GtkWidget *scroller;
};

G_DEFINE_FINAL_TYPE (SluiceTypeAhead, sluice_type_ahead, G_TYPE_OBJECT)

/* The choices that have the text in them, in any case; those that begin with it first. */
static char **
match (const char *const *choices, const char *text)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      g_autofree char *choice = g_utf8_casefold (choices[i], -1);

      if (g_str_has_prefix (choice, wanted))
        g_ptr_array_add (first, g_strdup (choices[i]));
      else if (strstr (choice, wanted) != NULL)
        g_ptr_array_add (others, g_strdup (choices[i]));
    }
  g_ptr_array_extend_and_steal (first, g_steal_pointer (&others));
  g_ptr_array_add (first, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&first), FALSE);
}

static gboolean
is_open (SluiceTypeAhead *self)
{
  return gtk_widget_get_visible (self->popover);
}

static void
close_list (SluiceTypeAhead *self)
{
  if (self->waiting != 0)
    gtk_widget_remove_tick_callback (self->entry, self->waiting);
  self->waiting = 0;
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
take (SluiceTypeAhead *self, GtkListBoxRow *row)
{
  const char *text = gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
  g_autofree char *copy = g_strdup (text);

  self->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), copy);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->taking = FALSE;
  close_list (self);
}

static void
add_row (SluiceTypeAhead *self, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  sluice_accessible_set_name (row, text);
  gtk_list_box_append (self->list, row);
}

static void
fill (SluiceTypeAhead *self, char **matches)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; matches[i] != NULL && i < MOST_SHOWN; i++)
    add_row (self, matches[i]);
}

/* What is there already needs no proposal. */
static gboolean
is_worth_showing (char **matches, const char *text)
{
  return matches[0] != NULL && (matches[1] != NULL || strcmp (matches[0], text) != 0);
}

static gboolean
has_focus (SluiceTypeAhead *self)
{
  return (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* Who is led to an entry that is scrolled to may type before it is there. */
static gboolean
is_in_view (SluiceTypeAhead *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (self->entry));
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (self->entry, root, &bounds) && bounds.origin.y > 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (root);
}

static gboolean
on_tick_cb (GtkWidget *entry, GdkFrameClock *clock, gpointer user_data)
{
  SluiceTypeAhead *self = user_data;
  gboolean waits = has_focus (self) && !is_in_view (self);

  if (waits)
    return G_SOURCE_CONTINUE;
  self->waiting = 0;
  if (has_focus (self))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  return G_SOURCE_REMOVE;
}

static void
pop_up (SluiceTypeAhead *self)
{
  if (is_in_view (self))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else if (self->waiting == 0)
    self->waiting = gtk_widget_add_tick_callback (self->entry, on_tick_cb, self, NULL);
}

static void
open_list (SluiceTypeAhead *self, const char *text)
{
  g_auto (GStrv) choices = self->list_choices (self->user_data);
  g_auto (GStrv) matches = match ((const char *const *) choices, text);

  if (!is_worth_showing (matches, text))
    {
      close_list (self);
      return;
    }
  fill (self, matches);
  gtk_widget_set_size_request (self->scroller,
                               MAX (gtk_widget_get_width (self->entry) / 2, NARROWEST), -1);
  pop_up (self);
}

static void
on_entry_changed_cb (SluiceTypeAhead *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->taking || !has_focus (self))
    return;
  if (*text != '\0')
    open_list (self, text);
  else
    close_list (self);
}

static void
show_row (SluiceTypeAhead *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* Beyond the last it goes on at the entry itself, and from there at the other end. */
static void
move (SluiceTypeAhead *self, int by)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int position = selected != NULL ? gtk_list_box_row_get_index (selected) + by : by > 0 ? 0 : -1;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, position);

  if (selected == NULL && by < 0)
    for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
      row = gtk_list_box_get_row_at_index (self->list, i);
  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    show_row (self, row);
}

static gboolean
on_arrow_pressed (SluiceTypeAhead *self, guint key)
{
  gboolean was_open = is_open (self);

  if (!was_open && key == GDK_KEY_Up)
    return FALSE;
  if (!was_open)
    open_list (self, "");
  if (is_open (self))
    move (self, key == GDK_KEY_Down ? 1 : -1);
  return is_open (self);
}

/* Where somebody goes on with what they chose, it counts. */
static gboolean
on_ending_pressed (SluiceTypeAhead *self, guint key)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);

  if (!is_open (self))
    return FALSE;
  if (selected != NULL && key != GDK_KEY_Escape)
    take (self, selected);
  close_list (self);
  return key == GDK_KEY_Escape || (selected != NULL && key != GDK_KEY_Tab);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType state,
                   SluiceTypeAhead *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      return on_arrow_pressed (self, key);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Escape:
    case GDK_KEY_Tab:
      return on_ending_pressed (self, key);
    default:
      return FALSE;
    }
}

static void
on_entry_destroy_cb (SluiceTypeAhead *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
sluice_type_ahead_class_init (SluiceTypeAheadClass *klass)
{
}

static void
sluice_type_ahead_init (SluiceTypeAhead *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), TALLEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->scroller);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "type-ahead");
}

static void
watch (SluiceTypeAhead *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (close_list), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "destroy", G_CALLBACK (on_entry_destroy_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sluice_type_ahead_attach:
 * @entry: an entry or an entry row, a #GtkEditable
 * @label: what the list is called, translated
 * @list: says what there is to choose from
 * @user_data: for @list; must live as long as the entry
 *
 * Returns: (transfer none): the list of proposals, which the entry owns from now on
 */
SluiceTypeAhead *
sluice_type_ahead_attach (GtkWidget *entry,
                          const char *label,
                          SluiceTypeAheadFunc list,
                          gpointer user_data)
{
  SluiceTypeAhead *self;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);

  self = g_object_new (SLUICE_TYPE_TYPE_AHEAD, NULL);
  self->entry = entry;
  self->list_choices = list;
  self->user_data = user_data;
  sluice_accessible_set_name (self->list, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);
  gtk_widget_set_parent (self->popover, entry);
  watch (self);
  g_object_set_data_full (G_OBJECT (entry), "sluice-type-ahead", self, g_object_unref);
  return self;
}
