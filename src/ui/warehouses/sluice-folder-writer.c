/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-folder-writer.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "ui/widgets/sluice-file-choice.h"

typedef struct
{
  char *name;
  char *text;
  gboolean executable;
} Entry;

struct _SluiceFolderWriter
{
  GObject parent_instance;

  GPtrArray *entries;
  GFile *folder;
  GtkWindow *parent; /* weak */
};

enum
{
  WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceFolderWriter, sluice_folder_writer, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  g_free (entry->text);
  g_free (entry);
}

static gboolean
write_entry (SluiceFolderWriter *self, Entry *entry, GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (self->folder, entry->name);
  g_autofree char *path = g_file_get_path (file);

  if (!g_file_replace_contents (file, entry->text, strlen (entry->text), NULL, FALSE,
                                G_FILE_CREATE_NONE, NULL, NULL, error))
    return FALSE;
  if (entry->executable && path != NULL)
    g_chmod (path, 0755);
  return TRUE;
}

static void
write_all (SluiceFolderWriter *self)
{
  g_autoptr (GError) error = NULL;
  guint n_written = 0;

  while (n_written < self->entries->len &&
         write_entry (self, g_ptr_array_index (self->entries, n_written), &error))
    n_written++;
  g_signal_emit (self, signals[WRITTEN], 0, n_written, error);
}

static void
on_question_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (SluiceFolderWriter) self = user_data;

  if (g_str_equal (response, "replace"))
    write_all (self);
}

/* Names of files that are there and would lose what they hold; one a line. */
static char *
list_conflicts (SluiceFolderWriter *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      g_autoptr (GFile) file = g_file_get_child (self->folder, entry->name);
      g_autofree char *text = NULL;

      if (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL) &&
          g_strcmp0 (text, entry->text) != 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", entry->name);
    }
  return g_string_free (names, FALSE);
}

static void
ask_to_replace (SluiceFolderWriter *self, const char *names)
{
  GtkWidget *dialog = adw_message_dialog_new (self->parent, _ ("Replace These Files?"), NULL);

  /* Translators: %s is a list of file names, one a line */
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("The folder has files of these names with other content, which would be lost:\n%s"),
      names);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "replace",
                                    _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_question_response_cb), g_object_ref (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceFolderWriter) self = user_data;
  g_autofree char *conflicts = NULL;

  self->folder = sluice_file_choice_ask_finish (result, NULL);
  if (self->folder == NULL)
    return;
  conflicts = list_conflicts (self);
  if (*conflicts != '\0')
    ask_to_replace (self, conflicts);
  else
    write_all (self);
}

static void
sluice_folder_writer_finalize (GObject *object)
{
  SluiceFolderWriter *self = SLUICE_FOLDER_WRITER (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (sluice_folder_writer_parent_class)->finalize (object);
}

static void
sluice_folder_writer_class_init (SluiceFolderWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_folder_writer_finalize;

  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_ERROR);
}

static void
sluice_folder_writer_init (SluiceFolderWriter *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

/**
 * sluice_folder_writer_new:
 *
 * Returns: (transfer full): a writer with nothing to write
 */
SluiceFolderWriter *
sluice_folder_writer_new (void)
{
  return g_object_new (SLUICE_TYPE_FOLDER_WRITER, NULL);
}

/**
 * sluice_folder_writer_add:
 * @self: the writer
 * @name: a file name without a folder
 * @text: what it shall hold
 * @executable: whether it is a program
 *
 * Adds a file to be written.
 */
void
sluice_folder_writer_add (SluiceFolderWriter *self,
                          const char *name,
                          const char *text,
                          gboolean executable)
{
  Entry *entry;

  g_return_if_fail (SLUICE_IS_FOLDER_WRITER (self));

  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->text = g_strdup (text);
  entry->executable = executable;
  g_ptr_array_add (self->entries, entry);
}

/**
 * sluice_folder_writer_run:
 * @self: the writer, which lives on until it is over
 * @parent: the window that asks
 *
 * Asks for the folder and writes. Called once.
 */
void
sluice_folder_writer_run (SluiceFolderWriter *self, GtkWindow *parent)
{
  g_return_if_fail (SLUICE_IS_FOLDER_WRITER (self));

  g_set_weak_pointer (&self->parent, parent);
  sluice_file_choice_ask_async (sluice_file_choice_new (parent, _ ("Save All Files in a Folder"),
                                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                        _ ("_Save Here")),
                                on_folder_chosen_cb, g_object_ref (self));
}
