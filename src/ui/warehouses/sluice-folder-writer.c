/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-folder-writer.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-text-file.h"
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
  GtkWindow *parent;  /* weak */
  guint position;     /* of the entry that is being compared or written */
  GString *conflicts; /* names of files that would lose what they hold, one a line */
};

enum
{
  WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void write_next (SluiceFolderWriter *self);
static void compare_next (SluiceFolderWriter *self);

G_DEFINE_FINAL_TYPE (SluiceFolderWriter, sluice_folder_writer, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  g_free (entry->text);
  g_free (entry);
}

static Entry *
get_entry (SluiceFolderWriter *self)
{
  return self->position < self->entries->len ? g_ptr_array_index (self->entries, self->position)
                                             : NULL;
}

/* Takes the error. */
static void
end (SluiceFolderWriter *self, GError *error)
{
  g_autoptr (GError) owned = error;

  g_signal_emit (self, signals[WRITTEN], 0, self->position, error);
}

static void
on_marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceFolderWriter) self = user_data;

  /* A file system that knows no programs has the file all the same. */
  g_file_set_attributes_finish (G_FILE (source), result, NULL, NULL);
  self->position++;
  write_next (self);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceFolderWriter) self = user_data;
  g_autoptr (GFileInfo) info = g_file_info_new ();
  GError *error = NULL;

  if (!sluice_text_file_write_finish (result, &error))
    end (self, error);
  else if (get_entry (self)->executable)
    {
      g_file_info_set_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE, 0755);
      g_file_set_attributes_async (G_FILE (source), info, G_FILE_QUERY_INFO_NONE,
                                   G_PRIORITY_DEFAULT, NULL, on_marked_cb, g_object_ref (self));
    }
  else
    {
      self->position++;
      write_next (self);
    }
}

static void
write_next (SluiceFolderWriter *self)
{
  Entry *entry = get_entry (self);
  g_autoptr (GFile) file = NULL;

  if (entry == NULL)
    {
      end (self, NULL);
      return;
    }
  file = g_file_get_child (self->folder, entry->name);
  sluice_text_file_write_async (file, entry->text, NULL, on_written_cb, g_object_ref (self));
}

static void
write_all (SluiceFolderWriter *self)
{
  self->position = 0;
  write_next (self);
}

static void
on_question_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (SluiceFolderWriter) self = user_data;

  if (g_str_equal (response, "replace"))
    write_all (self);
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

/* Whether the file that is there would lose what it holds. */
static gboolean
is_other (Entry *entry, GBytes *there, const GError *error)
{
  gsize length = there != NULL ? g_bytes_get_size (there) : 0;

  if (there == NULL)
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  return length != strlen (entry->text) ||
         memcmp (g_bytes_get_data (there, NULL), entry->text, length) != 0;
}

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceFolderWriter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) there = sluice_text_file_read_finish (result, &error);
  Entry *entry = get_entry (self);

  if (is_other (entry, there, error))
    g_string_append_printf (self->conflicts, "%s%s", self->conflicts->len > 0 ? "\n" : "",
                            entry->name);
  self->position++;
  compare_next (self);
}

/* First it is looked at what would be lost, then it is asked, then written. */
static void
compare_next (SluiceFolderWriter *self)
{
  Entry *entry = get_entry (self);
  g_autoptr (GFile) file = NULL;

  if (entry != NULL)
    {
      file = g_file_get_child (self->folder, entry->name);
      sluice_text_file_read_async (file, strlen (entry->text), NULL, on_compared_cb,
                                   g_object_ref (self));
    }
  else if (self->conflicts->len > 0)
    ask_to_replace (self, self->conflicts->str);
  else
    write_all (self);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceFolderWriter) self = user_data;

  self->folder = sluice_file_choice_ask_finish (result, NULL);
  if (self->folder != NULL)
    compare_next (self);
}

static void
sluice_folder_writer_finalize (GObject *object)
{
  SluiceFolderWriter *self = SLUICE_FOLDER_WRITER (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_string_free (self->conflicts, TRUE);

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
  self->conflicts = g_string_new (NULL);
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
