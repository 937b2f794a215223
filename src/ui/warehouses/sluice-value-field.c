/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-value-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-help-button.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceValueField
{
  GObject parent_instance;

  const SluiceWarehouse *kind;
  const SluiceField *field;
  SluiceValues *values;

  GtkWidget *row;
  GtkWidget *control; /* the row itself, or the switch in it */
  GtkWidget *note;
  GtkWidget *reset;  /* (nullable): of a derived value */
  gboolean updating; /* while the control is set to what the values hold */
  gboolean wrong;
};

G_DEFINE_FINAL_TYPE (SluiceValueField, sluice_value_field, G_TYPE_OBJECT)

static gboolean
is_derived (SluiceValueField *self)
{
  return (self->field->flags & SLUICE_FIELD_DERIVED) != 0;
}

static gboolean
is_list (SluiceValueField *self)
{
  return (self->field->flags & SLUICE_FIELD_LIST) != 0;
}

/* What is to be said of a value that is not wrong. */
static const char *
get_hint (SluiceValueField *self)
{
  if (is_derived (self))
    return sluice_values_has (self->values, self->field->key)
               ? _ ("Changed by you. The button puts the derived value back.")
               : _ ("Derived from the workspace.");
  if (is_list (self))
    return _ ("Separate several with commas.");
  return NULL;
}

static void
show_note (SluiceValueField *self, const char *error)
{
  self->wrong = error != NULL;
  if (error != NULL)
    sluice_note_row_set_error (SLUICE_NOTE_ROW (self->note), error);
  else
    sluice_note_row_set_hint (SLUICE_NOTE_ROW (self->note), get_hint (self));
}

/* Messages of the core begin with the key, which is for terminals: here the field is plain to see. */
static const char *
skip_key (SluiceValueField *self, const char *message)
{
  gsize length = strlen (self->field->key);

  if (g_str_has_prefix (message, self->field->key) && message[length] == ':')
    return message + length + strspn (message + length, ": ");
  return message;
}

static gboolean
validate_item (SluiceValueField *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (sluice_warehouse_validate_value (self->kind, self->field->key, text, &error))
    return TRUE;
  show_note (self, skip_key (self, error->message));
  return FALSE;
}

static void
validate_items (SluiceValueField *self, char **items)
{
  for (guint i = 0; items[i] != NULL; i++)
    {
      if (!validate_item (self, items[i]))
        return;
    }
  show_note (self, NULL);
}

static char **
split_items (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",\n", -1);
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0')
        g_strv_builder_add (items, parts[i]);
    }
  return g_strv_builder_end (items);
}

static void
store_text (SluiceValueField *self, const char *text)
{
  g_auto (GStrv) items = NULL;

  if (is_list (self))
    items = split_items (text);
  else if (*text != '\0')
    items = g_strdupv ((char *[]){ (char *) text, NULL });
  else
    items = g_new0 (char *, 1);

  if (items[0] == NULL)
    sluice_values_unset (self->values, self->field->key);
  else if (is_list (self))
    sluice_values_set_list (self->values, self->field->key, (const char *const *) items);
  else
    sluice_values_set (self->values, self->field->key, text);
  validate_items (self, items);
}

static void
on_entry_changed_cb (SluiceValueField *self)
{
  g_autofree char *text = NULL;

  if (self->updating)
    return;

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control))));
  store_text (self, text);
}

static void
on_switch_active_cb (SluiceValueField *self)
{
  if (!self->updating)
    sluice_values_set (self->values, self->field->key,
                       gtk_switch_get_active (GTK_SWITCH (self->control)) ? "true" : "false");
}

static void
on_combo_selected_cb (SluiceValueField *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->control));

  if (!self->updating && position != GTK_INVALID_LIST_POSITION)
    sluice_values_set (self->values, self->field->key, self->field->choices[position]);
}

static void
on_reset_clicked_cb (SluiceValueField *self)
{
  sluice_values_unset (self->values, self->field->key);
  show_note (self, NULL);
}

static void
create_switch (SluiceValueField *self)
{
  self->row = adw_action_row_new ();
  self->control = gtk_switch_new ();
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), _ (self->field->help));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->control);
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (on_switch_active_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The words of the setup file, as people write them. */
static GtkStringList *
create_choices (SluiceValueField *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; self->field->choices[i] != NULL; i++)
    {
      char *word = g_strdelimit (g_strdup (self->field->choices[i]), "_", ' ');

      word[0] = g_ascii_toupper (word[0]);
      gtk_string_list_take (list, word);
    }
  return list;
}

static void
create_combo (SluiceValueField *self)
{
  g_autoptr (GtkStringList) choices = create_choices (self);

  self->row = self->control = adw_combo_row_new ();
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (choices));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row),
                             sluice_help_button_new (_ (self->field->label), _ (self->field->help),
                                                     NULL));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (on_combo_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_reset (SluiceValueField *self)
{
  g_autofree char *name = NULL;

  /* Translators: puts the derived value of the field of this label back */
  name = g_strdup_printf (_ ("Derive again: %s"), _ (self->field->label));
  self->reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  sluice_tooltip_set (self->reset, _ ("Derive again"));
  gtk_widget_add_css_class (self->reset, "flat");
  sluice_accessible_set_name (self->reset, name);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (on_reset_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->reset);
}

static void
create_entry (SluiceValueField *self)
{
  const char *example = *self->field->example != '\0' ? self->field->example : NULL;

  self->row = self->control = adw_entry_row_new ();
  if (is_derived (self))
    create_reset (self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row),
                            sluice_help_button_new (_ (self->field->label), _ (self->field->help),
                                                    example));
  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sluice_value_field_finalize (GObject *object)
{
  SluiceValueField *self = SLUICE_VALUE_FIELD (object);

  g_clear_object (&self->row);
  g_clear_object (&self->note);
  g_clear_object (&self->values);

  G_OBJECT_CLASS (sluice_value_field_parent_class)->finalize (object);
}

static void
sluice_value_field_class_init (SluiceValueFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_value_field_finalize;
}

static void
sluice_value_field_init (SluiceValueField *self)
{
}

/**
 * sluice_value_field_new:
 * @kind: the kind of warehouse
 * @field: one of its fields, no secret
 * @values: where the value is kept
 *
 * Returns: (transfer full): the field, in no form yet
 */
SluiceValueField *
sluice_value_field_new (const SluiceWarehouse *kind, const SluiceField *field, SluiceValues *values)
{
  SluiceValueField *self = g_object_new (SLUICE_TYPE_VALUE_FIELD, NULL);

  self->kind = kind;
  self->field = field;
  self->values = g_object_ref (values);

  if (field->flags & SLUICE_FIELD_BOOLEAN)
    create_switch (self);
  else if (field->choices != NULL)
    create_combo (self);
  else
    create_entry (self);
  g_object_ref_sink (self->row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (field->label));
  self->note = g_object_ref_sink (sluice_note_row_new (self->row));
  show_note (self, NULL);
  return self;
}

/**
 * sluice_value_field_get_field:
 * @self: the field
 *
 * Returns: (transfer none): the description it was made from
 */
const SluiceField *
sluice_value_field_get_field (SluiceValueField *self)
{
  g_return_val_if_fail (SLUICE_IS_VALUE_FIELD (self), NULL);

  return self->field;
}

/**
 * sluice_value_field_add_to:
 * @self: the field
 * @group: where its rows go
 *
 * Puts the rows at the end of a group. Called once.
 */
void
sluice_value_field_add_to (SluiceValueField *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (SLUICE_IS_VALUE_FIELD (self));

  adw_preferences_group_add (group, self->row);
  adw_preferences_group_add (group, self->note);
}

/* An option of an option stays away until it matters; but what was given is never hidden. */
static void
show_or_hide (SluiceValueField *self, SluiceValues *completed)
{
  gboolean matters = self->field->only_with == NULL ||
                     sluice_values_has (self->values, self->field->key) ||
                     g_strcmp0 (sluice_values_get (completed, self->field->only_with),
                                self->field->only_value) == 0;

  gtk_widget_set_visible (self->row, matters);
  if (!matters)
    gtk_widget_set_visible (self->note, FALSE);
}

static void
show_choice (SluiceValueField *self, const char *text)
{
  for (guint i = 0; self->field->choices[i] != NULL; i++)
    {
      if (g_strcmp0 (self->field->choices[i], text) == 0)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->control), i);
    }
}

/* A value that is being typed is left as it is: "a," is not the list it stands for. */
static void
show_text (SluiceValueField *self, SluiceValues *completed)
{
  g_autofree char *text = NULL;

  if (gtk_widget_get_state_flags (self->row) & GTK_STATE_FLAG_FOCUS_WITHIN &&
      sluice_values_has (self->values, self->field->key))
    return;

  if (is_list (self) && sluice_values_has (completed, self->field->key))
    text = g_strjoinv (", ", (char **) sluice_values_get_list (completed, self->field->key));
  else
    text = g_strdup (sluice_values_get (completed, self->field->key));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->control)), text ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->control), text != NULL ? text : "");
}

/**
 * sluice_value_field_set_completed:
 * @self: the field
 * @completed: all values, with the derived ones and the fallbacks
 *
 * Shows the value as it stands now.
 */
void
sluice_value_field_set_completed (SluiceValueField *self, SluiceValues *completed)
{
  g_return_if_fail (SLUICE_IS_VALUE_FIELD (self));

  self->updating = TRUE;
  if (self->field->flags & SLUICE_FIELD_BOOLEAN)
    gtk_switch_set_active (GTK_SWITCH (self->control),
                           sluice_values_get_boolean (completed, self->field->key));
  else if (self->field->choices != NULL)
    show_choice (self, sluice_values_get (completed, self->field->key));
  else
    show_text (self, completed);
  self->updating = FALSE;

  if (self->reset != NULL)
    gtk_widget_set_visible (self->reset, sluice_values_has (self->values, self->field->key));
  if (!self->wrong)
    show_note (self, NULL);
  show_or_hide (self, completed);
}

/**
 * sluice_value_field_set_missing:
 * @self: the field
 * @message: what is wrong with its value, as the core says it
 *
 * Marks the field because somebody wanted to go on without it. The mark goes with the next change.
 */
void
sluice_value_field_set_missing (SluiceValueField *self, const char *message)
{
  g_return_if_fail (SLUICE_IS_VALUE_FIELD (self));

  show_note (self, skip_key (self, message));
}

/**
 * sluice_value_field_focus:
 * @self: the field
 *
 * Leads the keyboard there.
 */
void
sluice_value_field_focus (SluiceValueField *self)
{
  g_return_if_fail (SLUICE_IS_VALUE_FIELD (self));

  gtk_widget_grab_focus (self->control);
}
