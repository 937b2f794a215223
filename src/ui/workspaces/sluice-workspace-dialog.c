/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/workspaces/sluice-workspace-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/sluice-profile-paste.h"
#include "ui/context/sluice-sandbox-process.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-farewell.h"
#include "ui/widgets/sluice-help-button.h"
#include "ui/widgets/sluice-note-row.h"
#include "ui/widgets/sluice-secret-keeper.h"
#include "ui/widgets/sluice-turns.h"
#include "ui/workspaces/sluice-workspace-import.h"
#include "ui/workspaces/sluice-workspace-removal.h"
#include "ui/workspaces/sluice-workspace-test.h"

#define N_FIELDS G_N_ELEMENTS (field_names)

/* The properties of a profile that are typed, and the template's rows for them. */
static const struct
{
  const char *property;
  const char *row;
  const char *note;
} field_names[] = {
  { "name", "name", "name_note" },
  { "org-id", "org_id", "org_id_note" },
  { "account-id", "account_id", "account_id_note" },
  { "workspace-id", "workspace_id", "workspace_id_note" },
  { "client-id", "client_id", "client_id_note" },
  { "api-url", "api_url", "api_url_note" },
  { "token-url", "token_url", "token_url_note" },
};

/* In the order of the combo row. */
static const char *const pods[] = { "us1", "us2", "eu1", "au1" };

struct _SluiceWorkspaceDialog
{
  AdwWindow parent_instance;

  SluiceUiContext *context;
  SluiceProfile *edited;       /* (nullable): the one that is edited, else one is added */
  SluicePostmanImport *import; /* (nullable): where the values come from */
  SluiceProfile *saving;       /* (nullable): what is saved once its secret is kept */
  GtkEditable *entries[N_FIELDS];
  SluiceNoteRow *notes[N_FIELDS];

  SluiceErrorBox *error_box;
  GtkWidget *paste_group;
  GtkEditable *paste;
  SluiceNoteRow *paste_note;
  AdwComboRow *pod;
  GtkEditable *secret;
  SluiceNoteRow *secret_note;
  SluiceWorkspaceTest *test;
  GtkWidget *save;
  GtkWidget *remove_group;
  AdwPreferencesGroup *unused_group;
};

G_DEFINE_FINAL_TYPE (SluiceWorkspaceDialog, sluice_workspace_dialog, ADW_TYPE_WINDOW)

static char *
dup_entry (SluiceWorkspaceDialog *self, guint field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entries[field])));
}

static gboolean
name_is_taken (SluiceWorkspaceDialog *self, const char *name)
{
  SluiceProfile *other =
      sluice_store_find_profile (sluice_ui_context_get_store (self->context), name);

  return other != NULL && other != self->edited;
}

static gboolean
check_field (SluiceWorkspaceDialog *self, guint field)
{
  g_autofree char *text = dup_entry (self, field);
  g_autoptr (GError) error = NULL;

  if (!sluice_profile_validate_property (field_names[field].property, text, &error))
    {
      sluice_note_row_set_error (self->notes[field], error->message);
      return FALSE;
    }
  if (field == 0 && name_is_taken (self, text))
    {
      sluice_note_row_set_error (self->notes[field],
                                 _ ("Another workspace has this name. Choose a different one."));
      return FALSE;
    }
  sluice_note_row_set_error (self->notes[field], NULL);
  return TRUE;
}

/* A workspace that is edited keeps the secret it has, unless a new one is typed. */
static gboolean
check_secret (SluiceWorkspaceDialog *self)
{
  gboolean given = *gtk_editable_get_text (self->secret) != '\0';

  if (given || self->edited != NULL)
    return TRUE;

  sluice_note_row_set_error (self->secret_note,
                             _ ("Client secret is missing. It is shown once, when the credential "
                                "is made; if it is lost, make a new credential."));
  return FALSE;
}

static gboolean
check_all (SluiceWorkspaceDialog *self)
{
  GtkEditable *first = NULL;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (!check_field (self, i) && first == NULL)
        first = self->entries[i];
    }
  if (!check_secret (self) && first == NULL)
    first = self->secret;
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
  return first == NULL;
}

static SluiceProfile *
create_profile (SluiceWorkspaceDialog *self)
{
  SluiceProfile *profile =
      self->edited != NULL ? sluice_profile_copy (self->edited) : sluice_profile_new ();

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = dup_entry (self, i);

      g_object_set (profile, field_names[i].property, text, NULL);
    }
  g_object_set (profile, "pod", pods[adw_combo_row_get_selected (self->pod)], NULL);
  return profile;
}

static SluiceSecret *
dup_secret (SluiceWorkspaceDialog *self)
{
  const char *text = gtk_editable_get_text (self->secret);

  return *text != '\0' ? sluice_secret_new (text) : NULL;
}

static void
save_profile (SluiceWorkspaceDialog *self)
{
  SluiceSessionPool *pool = sluice_ui_context_get_pool (self->context);
  g_autoptr (GError) error = NULL;

  sluice_session_pool_forget (pool, sluice_profile_get_id (self->saving));
  if (!sluice_store_save_profile (sluice_session_pool_get_store (pool), self->saving, &error))
    {
      gtk_widget_set_sensitive (self->save, TRUE);
      sluice_error_box_set_error (self->error_box, _ ("The workspace could not be saved."), error);
      return;
    }

  gtk_editable_set_text (self->secret, "");
  sluice_ui_context_open (self->context, self->saving);
  if (self->import != NULL)
    sluice_workspace_import_keep (self->import, self->context, self->saving);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_secret_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceWorkspaceDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = sluice_secret_keeper_keep_finish (result, &error);

  /* Closed while the keyring asked for its password: nothing is to be saved. */
  if (self->context == NULL)
    return;
  if (kept)
    {
      save_profile (self);
      return;
    }
  gtk_widget_set_sensitive (self->save, TRUE);
  sluice_error_box_set_error (self->error_box, _ ("The client secret could not be kept."), error);
}

static void
keep_secret (SluiceWorkspaceDialog *self, SluiceSecret *secret)
{
  g_autofree char *label = NULL;

  /* Translators: what a keyring application calls the secret; %s is the name of a workspace */
  label =
      g_strdup_printf (_ ("Sluice: client secret of %s"), sluice_profile_get_name (self->saving));
  gtk_widget_set_sensitive (self->save, FALSE);
  sluice_secret_keeper_keep_async (GTK_WINDOW (self), sluice_ui_context_get_keyring (self->context),
                                   sluice_profile_get_id (self->saving),
                                   SLUICE_KEYRING_CLIENT_SECRET, label, secret, on_secret_kept_cb,
                                   g_object_ref (self));
}

static void
on_save_clicked_cb (SluiceWorkspaceDialog *self)
{
  g_autoptr (SluiceSecret) secret = NULL;

  sluice_error_box_set_error (self->error_box, NULL, NULL);
  if (!check_all (self))
    return;

  g_clear_object (&self->saving);
  self->saving = create_profile (self);
  secret = dup_secret (self);
  if (secret != NULL)
    keep_secret (self, secret);
  else
    save_profile (self);
}

static void
run_test (SluiceWorkspaceDialog *self, SluiceSecret *secret)
{
  g_autoptr (SluiceProfile) profile = create_profile (self);
  g_autoptr (SluiceSession) session =
      sluice_session_new (profile, sluice_ui_context_get_store (self->context),
                          sluice_ui_context_get_keyring (self->context), secret);

  sluice_workspace_test_run (self->test, session);
}

static void
on_kept_secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceWorkspaceDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret =
      sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, &error);

  if (self->context == NULL)
    return;
  if (secret != NULL)
    run_test (self, secret);
  else if (error != NULL)
    sluice_error_box_set_error (self->error_box, _ ("The client secret could not be read."), error);
  else
    sluice_note_row_set_error (self->secret_note,
                               _ ("There is no client secret in the keyring. Type it here."));
}

/* Tests what stands in the form, with the secret that is typed or else the one that is kept. */
static void
on_test_clicked_cb (SluiceWorkspaceDialog *self)
{
  g_autoptr (SluiceSecret) secret = NULL;

  sluice_error_box_set_error (self->error_box, NULL, NULL);
  if (!check_all (self))
    return;

  secret = dup_secret (self);
  if (secret == NULL && sluice_sandbox_process_owns (self->edited))
    secret = sluice_sandbox_process_create_secret ();
  if (secret != NULL)
    run_test (self, secret);
  else
    sluice_keyring_lookup_async (sluice_ui_context_get_keyring (self->context),
                                 sluice_profile_get_id (self->edited), SLUICE_KEYRING_CLIENT_SECRET,
                                 NULL, on_kept_secret_found_cb, g_object_ref (self));
}

/* While it is typed a value is only cleared of its error; it is judged when saved. */
static void
on_entry_changed_cb (SluiceWorkspaceDialog *self, GtkEditable *entry)
{
  if (entry == self->secret)
    sluice_note_row_set_error (self->secret_note, NULL);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (self->entries[i] == entry)
        sluice_note_row_set_error (self->notes[i], NULL);
    }
}

static void
select_pod (SluiceWorkspaceDialog *self, const char *pod)
{
  for (guint i = 0; i < G_N_ELEMENTS (pods); i++)
    {
      if (g_strcmp0 (pods[i], pod) == 0)
        adw_combo_row_set_selected (self->pod, i);
    }
}

static void
set_entry (SluiceWorkspaceDialog *self, const char *property, const char *text)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (text != NULL && g_str_equal (field_names[i].property, property))
        gtk_editable_set_text (self->entries[i], text);
    }
}

static void
on_paste_changed_cb (SluiceWorkspaceDialog *self)
{
  const char *text = gtk_editable_get_text (self->paste);
  g_autoptr (SluiceProfilePaste) paste = sluice_profile_paste_parse (text);
  guint found;

  if (*text == '\0')
    {
      sluice_note_row_set_hint (self->paste_note, NULL);
      return;
    }

  set_entry (self, "org-id", paste->org_id);
  set_entry (self, "account-id", paste->account_id);
  set_entry (self, "workspace-id", paste->workspace_id);
  select_pod (self, paste->pod);
  found = (paste->org_id != NULL) + (paste->account_id != NULL) + (paste->workspace_id != NULL);
  if (found == 0)
    sluice_note_row_set_error (self->paste_note,
                               _ ("No orgId, accountId or workspaceId was found in this text."));
  else
    {
      g_autofree char *hint =
          g_strdup_printf (ngettext ("Found %u of the 3 numbers; it is filled in below.",
                                     "Found %u of the 3 numbers; they are filled in below.", found),
                           found);

      sluice_note_row_set_hint (self->paste_note, hint);
    }
}

static void
on_remove_response_cb (GtkWindow *question, const char *response, SluiceWorkspaceDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "remove"))
    return;

  if (sluice_workspace_removal_begin (self->context, self->edited, &error))
    {
      /* It goes a moment later, and GTK 4.8 still thinks of its parent then. */
      gtk_window_set_transient_for (question, NULL);
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    sluice_error_box_set_error (self->error_box, _ ("The workspace could not be removed."), error);
}

static void
on_remove_clicked_cb (SluiceWorkspaceDialog *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Remove “%s”?"),
                                     sluice_profile_get_name (self->edited));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("Sluice forgets this workspace, its drafts and its secrets; for "
                                  "a moment that can be undone. Nothing is changed in mParticle: "
                                  "pipelines go on running."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
sluice_workspace_dialog_close_request (GtkWindow *window)
{
  SluiceWorkspaceDialog *self = SLUICE_WORKSPACE_DIALOG (window);

  /* What is still asked for is not answered any more, and no secret stays in a window that goes. */
  sluice_workspace_test_stop (self->test);
  g_clear_object (&self->context);
  gtk_editable_set_text (self->secret, "");
  return sluice_farewell_window (window);
}

static void
sluice_workspace_dialog_dispose (GObject *object)
{
  SluiceWorkspaceDialog *self = SLUICE_WORKSPACE_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->edited);
  g_clear_object (&self->saving);
  g_clear_object (&self->import);

  G_OBJECT_CLASS (sluice_workspace_dialog_parent_class)->dispose (object);
}

static void
sluice_workspace_dialog_class_init (SluiceWorkspaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_workspace_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_workspace_dialog_close_request;

  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_NOTE_ROW);
  g_type_ensure (SLUICE_TYPE_WORKSPACE_TEST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/workspaces/sluice-workspace-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, paste);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, paste_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, paste_note);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, pod);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, remove_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, save);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, secret);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, secret_note);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, test);
  gtk_widget_class_bind_template_child (widget_class, SluiceWorkspaceDialog, unused_group);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      gtk_widget_class_bind_template_child_full (widget_class, field_names[i].row, FALSE, 0);
      gtk_widget_class_bind_template_child_full (widget_class, field_names[i].note, FALSE, 0);
    }
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_test_clicked_cb);
}

static void
sluice_workspace_dialog_init (SluiceWorkspaceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_FIELDS; i++)
    {
      self->entries[i] = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (self),
                                                                      SLUICE_TYPE_WORKSPACE_DIALOG,
                                                                      field_names[i].row));
      self->notes[i] = SLUICE_NOTE_ROW (gtk_widget_get_template_child (GTK_WIDGET (self),
                                                                       SLUICE_TYPE_WORKSPACE_DIALOG,
                                                                       field_names[i].note));
    }
}

static gboolean
has_numbers (SluiceProfile *profile)
{
  const char *const numbers[] = { sluice_profile_get_org_id (profile),
                                  sluice_profile_get_account_id (profile),
                                  sluice_profile_get_workspace_id (profile) };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i] == NULL || *numbers[i] == '\0')
      return FALSE;
  return TRUE;
}

static void
show_profile (SluiceWorkspaceDialog *self, SluiceProfile *profile)
{
  /* Where the numbers are known, nobody has to look for them. */
  gtk_widget_set_visible (self->paste_group, !has_numbers (profile));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (profile, field_names[i].property, &text, NULL);
      gtk_editable_set_text (self->entries[i], text != NULL ? text : "");
    }
  select_pod (self, sluice_profile_get_pod (profile));
}

static SluiceWorkspaceDialog *
create_dialog (GtkWindow *parent, SluiceUiContext *context, SluiceProfile *shown)
{
  SluiceWorkspaceDialog *self =
      g_object_new (SLUICE_TYPE_WORKSPACE_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  show_profile (self, shown);
  return self;
}

/**
 * sluice_workspace_dialog_present:
 * @parent: the window it belongs to
 * @context: the context of that window, which opens the workspace when it is saved
 * @profile: (nullable): the workspace to edit; %NULL to add one
 *
 * Shows the dialog.
 */
void
sluice_workspace_dialog_present (GtkWindow *parent,
                                 SluiceUiContext *context,
                                 SluiceProfile *profile)
{
  g_autoptr (SluiceProfile) shown =
      profile != NULL ? g_object_ref (profile) : sluice_profile_new ();
  SluiceWorkspaceDialog *self = create_dialog (parent, context, shown);

  g_set_object (&self->edited, profile);
  if (profile != NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Workspace"));
      gtk_widget_set_visible (self->remove_group, TRUE);
      sluice_note_row_set_hint (self->secret_note,
                                _ ("Leave this empty to keep the secret that is in the keyring."));
    }
  sluice_turns_present (self);
}

/**
 * sluice_workspace_dialog_present_import:
 * @parent: the window it belongs to
 * @context: the context of that window
 * @import: what Postman files said
 *
 * Shows the dialog filled in with what was imported, to be looked over and saved.
 */
void
sluice_workspace_dialog_present_import (GtkWindow *parent,
                                        SluiceUiContext *context,
                                        SluicePostmanImport *import)
{
  SluiceWorkspaceDialog *self =
      create_dialog (parent, context, sluice_postman_import_get_profile (import));
  const char *name = sluice_postman_import_get_name (import);
  SluiceSecret *secret = g_hash_table_lookup (sluice_postman_import_get_secrets (import),
                                              SLUICE_KEYRING_CLIENT_SECRET);
  GtkWidget *unused = sluice_workspace_import_create_unused_row (import);

  self->import = g_object_ref (import);
  set_entry (self, "name", name);
  if (secret != NULL)
    gtk_editable_set_text (self->secret, sluice_secret_peek (secret));
  if (unused != NULL)
    adw_preferences_group_add (self->unused_group, unused);
  gtk_widget_set_visible (GTK_WIDGET (self->unused_group), unused != NULL);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Import a Workspace"));
  sluice_turns_present (self);
}
