/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-secret-field.h"

#include <glib/gi18n.h>

#include "ui/warehouses/sluice-secret-file.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-help-button.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-secret-keeper.h"

struct _SluiceSecretField
{
  GObject parent_instance;

  SluiceUiContext *context;
  const SluiceWarehouse *kind;
  const SluiceField *field;
  SluiceValues *values; /* (nullable): what a key file fills in */
  char *item;
  GCancellable *looking;

  GtkWidget *row;
  GtkWidget *save;
  GtkWidget *note;
  GtkWidget *file_row; /* (nullable): where the secret comes in a file */
  GtkWidget *choose;
};

G_DEFINE_FINAL_TYPE (SluiceSecretField, sluice_secret_field, G_TYPE_OBJECT)

static void
show_saved (SluiceSecretField *self)
{
  SluiceKeyring *keyring = sluice_ui_context_get_keyring (self->context);

  sluice_note_row_set_hint (SLUICE_NOTE_ROW (self->note),
                            sluice_keyring_get_session_only (keyring)
                                ? _ ("Saved for this session. Type a new one to replace it.")
                                : _ ("Saved in the keyring. Type a new one to replace it."));
}

static void
on_secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSecretField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret =
      sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, &error);

  if (secret != NULL)
    show_saved (self);
}

/* A keyring that does not answer is told of when something is to be saved. */
static void
on_context_profile_cb (SluiceSecretField *self)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->choose != NULL)
    gtk_widget_set_sensitive (self->choose, profile != NULL);
  if (profile == NULL)
    {
      sluice_note_row_set_hint (SLUICE_NOTE_ROW (self->note),
                                _ ("To save this, add a workspace first."));
      return;
    }

  sluice_note_row_set_hint (SLUICE_NOTE_ROW (self->note),
                            _ ("Not saved yet. It goes into the keyring, never into a file."));
  self->looking = g_cancellable_new ();
  sluice_keyring_lookup_async (sluice_ui_context_get_keyring (self->context),
                               sluice_profile_get_id (profile), self->item, self->looking,
                               on_secret_found_cb, g_object_ref (self));
}

/* A button that waits would take the room of the label in a narrow window. */
static void
on_entry_changed_cb (SluiceSecretField *self)
{
  gboolean any = *gtk_editable_get_text (GTK_EDITABLE (self->row)) != '\0';

  gtk_widget_set_visible (self->save, any);
  gtk_widget_set_sensitive (self->save,
                            any && sluice_ui_context_get_profile (self->context) != NULL);
}

static void
on_secret_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSecretField) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *remedy;
  gboolean kept = sluice_secret_keeper_keep_finish (result, &error);

  if (self->context == NULL)
    return;
  if (kept)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->row), "");
      show_saved (self);
      return;
    }

  remedy = sluice_error_box_get_remedy (error);
  sluice_note_row_set_error (SLUICE_NOTE_ROW (self->note),
                             remedy != NULL ? remedy : error->message);
  on_entry_changed_cb (self);
}

static gboolean
comes_in_file (SluiceSecretField *self)
{
  return sluice_warehouse_get_secret_file_field (self->kind) == self->field;
}

/* A key that is pasted tells as much as its file. */
static gboolean
judge (SluiceSecretField *self, SluiceSecret *secret)
{
  g_autoptr (SluiceValues) values =
      self->values != NULL ? g_object_ref (self->values) : sluice_values_new ();
  g_autoptr (GError) error = NULL;

  if (!comes_in_file (self) ||
      sluice_warehouse_read_secret_file (self->kind, sluice_secret_peek (secret), values, &error))
    return TRUE;
  sluice_note_row_set_error (SLUICE_NOTE_ROW (self->note), error->message);
  return FALSE;
}

static void
keep (SluiceSecretField *self, SluiceSecret *secret)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  g_autofree char *label = NULL;

  if (profile == NULL || !judge (self, secret))
    return;

  /* Translators: what a keyring application calls the secret: a field's label, a workspace's name */
  label = g_strdup_printf (_ ("Sluice: %s of %s"), _ (self->field->label),
                           sluice_profile_get_name (profile));
  /* The keyboard would be led out of the form together with the button. */
  if (gtk_widget_has_focus (self->save))
    gtk_widget_grab_focus (self->row);
  gtk_widget_set_sensitive (self->save, FALSE);
  sluice_secret_keeper_keep_async (GTK_WINDOW (gtk_widget_get_root (self->row)),
                                   sluice_ui_context_get_keyring (self->context),
                                   sluice_profile_get_id (profile), self->item, label, secret,
                                   on_secret_kept_cb, g_object_ref (self));
}

static void
on_save_clicked_cb (SluiceSecretField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));
  g_autoptr (SluiceSecret) secret = NULL;

  if (*text == '\0')
    return;

  secret = sluice_secret_new (text);
  keep (self, secret);
}

static void
on_file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSecretField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret = sluice_secret_file_choose_finish (result, &error);

  if (self->context == NULL)
    return;
  if (secret != NULL)
    keep (self, secret);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sluice_note_row_set_error (SLUICE_NOTE_ROW (self->note), error->message);
}

static void
on_choose_clicked_cb (SluiceSecretField *self)
{
  sluice_secret_file_choose_async (GTK_WINDOW (gtk_widget_get_root (self->choose)),
                                   _ (self->field->label), on_file_read_cb, g_object_ref (self));
}

static void
create_file_row (SluiceSecretField *self)
{
  g_autofree char *name = NULL;

  /* Translators: chooses the file with the secret of the field of this label */
  name = g_strdup_printf (_ ("Choose File: %s"), _ (self->field->label));
  self->file_row = g_object_ref_sink (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), _ ("From a Key File"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row),
                               _ ("Also fills in what else the file tells"));
  self->choose = gtk_button_new_with_mnemonic (_ ("C_hoose File…"));
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  sluice_accessible_set_name (self->choose, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->file_row), self->choose);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->file_row), self->choose);
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (on_choose_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_row (SluiceSecretField *self)
{
  g_autofree char *name = NULL;

  /* Translators: saves the secret of the field of this label */
  name = g_strdup_printf (_ ("Save: %s"), _ (self->field->label));
  self->row = g_object_ref_sink (adw_password_entry_row_new ());
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_set_valign (self->save, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->save, FALSE);
  sluice_accessible_set_name (self->save, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (self->field->label));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row),
                            sluice_help_button_new (_ (self->field->label), _ (self->field->help),
                                                    NULL));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->save);
  self->note = g_object_ref_sink (sluice_note_row_new (self->row));

  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (on_save_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  if (comes_in_file (self))
    create_file_row (self);
}

static void
sluice_secret_field_dispose (GObject *object)
{
  SluiceSecretField *self = SLUICE_SECRET_FIELD (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->context);
  g_clear_object (&self->values);

  G_OBJECT_CLASS (sluice_secret_field_parent_class)->dispose (object);
}

static void
sluice_secret_field_finalize (GObject *object)
{
  SluiceSecretField *self = SLUICE_SECRET_FIELD (object);

  g_clear_object (&self->row);
  g_clear_object (&self->note);
  g_clear_object (&self->file_row);
  g_clear_pointer (&self->item, g_free);

  G_OBJECT_CLASS (sluice_secret_field_parent_class)->finalize (object);
}

static void
sluice_secret_field_class_init (SluiceSecretFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_secret_field_dispose;
  object_class->finalize = sluice_secret_field_finalize;
}

static void
sluice_secret_field_init (SluiceSecretField *self)
{
}

/**
 * sluice_secret_field_new:
 * @context: the context of the window, whose workspace the secret belongs to
 * @kind: the kind of warehouse
 * @field: one of its secret fields
 *
 * Returns: (transfer full): the field, in no form yet
 */
SluiceSecretField *
sluice_secret_field_new (SluiceUiContext *context,
                         const SluiceWarehouse *kind,
                         const SluiceField *field)
{
  SluiceSecretField *self = g_object_new (SLUICE_TYPE_SECRET_FIELD, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->field = field;
  self->item = sluice_keyring_item_for_warehouse (sluice_warehouse_get_id (kind), field->key);
  create_row (self);
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (on_context_profile_cb), self,
                           G_CONNECT_SWAPPED);
  on_context_profile_cb (self);
  return self;
}

/**
 * sluice_secret_field_add_to:
 * @self: the field
 * @group: where its rows go
 *
 * Puts the rows at the end of a group. Called once.
 */
void
sluice_secret_field_add_to (SluiceSecretField *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (SLUICE_IS_SECRET_FIELD (self));

  if (self->file_row != NULL)
    adw_preferences_group_add (group, self->file_row);
  adw_preferences_group_add (group, self->row);
  adw_preferences_group_add (group, self->note);
}

/**
 * sluice_secret_field_set_values:
 * @self: the field
 * @values: (nullable): the values of the form that a key file also fills in
 *
 * Where the secret of this kind comes in a file that tells more, such as the project.
 */
void
sluice_secret_field_set_values (SluiceSecretField *self, SluiceValues *values)
{
  g_return_if_fail (SLUICE_IS_SECRET_FIELD (self));

  g_set_object (&self->values, values);
}
