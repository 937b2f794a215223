/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/workspaces/sluice-workspace-import.h"

#include <glib/gi18n.h>

#include "sluice-text-file.h"
#include "store/sluice-drafts.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-file-choice.h"
#include "ui/workspaces/sluice-workspace-dialog.h"

/* What is asked for, and then read file by file. */
typedef struct
{
  GtkWindow *parent; /* weak */
  SluiceUiContext *context;
  SluicePostmanImport *import;
  GListModel *files; /* (nullable): those that were chosen */
  guint n_read;
} Choice;

static void read_next (Choice *choice);

static void
choice_free (Choice *choice)
{
  g_clear_weak_pointer (&choice->parent);
  g_clear_object (&choice->files);
  g_object_unref (choice->import);
  g_object_unref (choice->context);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
use_import (Choice *choice)
{
  if (!sluice_postman_import_is_useful (choice->import))
    sluice_ui_context_toast (choice->context,
                             _ ("Nothing in these files is of use for Warehouse Sync."));
  else if (choice->parent != NULL)
    sluice_workspace_dialog_present_import (choice->parent, choice->context, choice->import);
}

static gboolean
add_bytes (Choice *choice, GFile *file, GBytes *bytes, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return sluice_postman_import_add_data (choice->import, name, data != NULL ? data : "", length,
                                         error);
}

static void
on_file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sluice_text_file_read_finish (result, &error);

  if (bytes == NULL || !add_bytes (choice, G_FILE (source), bytes, &error))
    sluice_ui_context_present_error (choice->context, _ ("This file could not be imported."),
                                     error);
  else
    read_next (g_steal_pointer (&choice));
}

/* Takes the choice. */
static void
read_next (Choice *choice)
{
  g_autoptr (GFile) file = g_list_model_get_item (choice->files, choice->n_read++);

  if (file != NULL)
    {
      sluice_text_file_read_async (file, SLUICE_POSTMAN_MOST_BYTES, NULL, on_file_read_cb, choice);
      return;
    }
  use_import (choice);
  choice_free (choice);
}

static void
on_files_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;

  choice->files = sluice_file_choice_ask_many_finish (result, NULL);
  if (choice->files != NULL)
    read_next (g_steal_pointer (&choice));
}

/**
 * sluice_workspace_import_present:
 * @parent: the window that asks
 * @context: the context of that window
 *
 * Asks for Postman files and leads on to the workspace that they describe.
 */
void
sluice_workspace_import_present (GtkWindow *parent, SluiceUiContext *context)
{
  Choice *choice = g_new0 (Choice, 1);
  GtkFileChooserNative *chooser =
      sluice_file_choice_new (parent, _ ("Import from Postman"), GTK_FILE_CHOOSER_ACTION_OPEN,
                              _ ("_Import"));

  g_set_weak_pointer (&choice->parent, parent);
  choice->context = g_object_ref (context);
  choice->import = sluice_postman_import_new ();
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  sluice_file_choice_add_suffix (chooser, _ ("Postman environments and collections"), "json");
  sluice_file_choice_ask_async (chooser, on_files_chosen_cb, choice);
}

static void
on_secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceUiContext) context = user_data;
  g_autoptr (GError) error = NULL;

  if (!sluice_keyring_store_finish (SLUICE_KEYRING (source), result, &error))
    sluice_ui_context_present_error (context, _ ("An imported secret could not be kept."), error);
}

/* The client secret went the way of the form, where it may have been changed. */
static void
keep_secrets (SluicePostmanImport *import, SluiceUiContext *context, SluiceProfile *profile)
{
  GHashTableIter iter;
  gpointer item, secret;
  g_autofree char *label = NULL;

  /* Translators: what a keyring application calls the secret; %s is the name of a workspace */
  label = g_strdup_printf (_ ("Sluice: imported secret of %s"), sluice_profile_get_name (profile));
  g_hash_table_iter_init (&iter, sluice_postman_import_get_secrets (import));
  while (g_hash_table_iter_next (&iter, &item, &secret))
    {
      if (!g_str_equal (item, SLUICE_KEYRING_CLIENT_SECRET))
        sluice_keyring_store_async (sluice_ui_context_get_keyring (context),
                                    sluice_profile_get_id (profile), item, label, secret, NULL,
                                    on_secret_stored_cb, g_object_ref (context));
    }
}

/**
 * sluice_workspace_import_keep:
 * @import: what the files said
 * @context: the context of the window
 * @profile: the workspace that was saved from it
 *
 * Keeps the rest: warehouse secrets in the keyring, the setup as a draft, and goes on with that.
 */
void
sluice_workspace_import_keep (SluicePostmanImport *import,
                              SluiceUiContext *context,
                              SluiceProfile *profile)
{
  SluiceSetup *setup = sluice_postman_import_get_setup (import);
  g_autoptr (SluiceDrafts) drafts = sluice_drafts_new (sluice_ui_context_get_store (context));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  keep_secrets (import, context, profile);
  if (setup == NULL)
    return;

  text = sluice_setup_to_text (setup);
  id = sluice_drafts_save (drafts, NULL, sluice_profile_get_name (profile), text, &error);
  if (id == NULL)
    sluice_ui_context_present_error (context, _ ("The imported draft could not be kept."), error);
  else
    sluice_ui_context_toast (context, _ ("Imported. The pipeline is kept as a draft."));
}

/**
 * sluice_workspace_import_create_unused_row:
 * @import: what the files said
 *
 * Returns: (transfer floating) (nullable): a row that lists what was not used and why; %NULL where
 *   all was
 */
GtkWidget *
sluice_workspace_import_create_unused_row (SluicePostmanImport *import)
{
  GPtrArray *unused = sluice_postman_import_get_unused (import);
  g_autofree char *title = NULL;
  GtkWidget *expander;

  if (unused->len == 0)
    return NULL;

  title = g_strdup_printf (ngettext ("%u variable was not used", "%u variables were not used",
                                     unused->len),
                           unused->len);
  expander = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  sluice_accessible_set_name (expander, title);
  for (guint i = 0; i < unused->len; i++)
    {
      SluicePostmanUnused *each = g_ptr_array_index (unused, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *name = g_markup_escape_text (each->name, -1);
      g_autofree char *reason = g_markup_escape_text (each->reason, -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
  return expander;
}
