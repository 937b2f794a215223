/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <glib/gi18n.h>

#include "interop/sluice-export.h"
#include "interop/sluice-postman-export.h"
#include "ui/pipelines/sluice-pipeline-chores.h"
#include "ui/warehouses/sluice-folder-writer.h"
#include "ui/widgets/sluice-file-choice.h"

typedef struct _Export Export;

/* A pipeline on its way into a document, and what is done with that. */
struct _Export
{
  SluiceUiContext *context;
  SluicePipelineStatus *status;
  GtkWindow *parent; /* (nullable) */
  void (*use) (Export *export, SluiceSetup *setup);
  char *text; /* (nullable): what is written */
};

static Export *
export_new (SluiceUiContext *context, SluicePipelineStatus *status, GtkWindow *parent)
{
  Export *export = g_new0 (Export, 1);

  export->context = g_object_ref (context);
  export->status = g_object_ref (status);
  g_set_object (&export->parent, parent);
  return export;
}

static void
export_free (Export *export)
{
  g_clear_object (&export->context);
  g_clear_object (&export->status);
  g_clear_object (&export->parent);
  g_free (export->text);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_autofree char *name = g_file_get_basename (G_FILE (source));
      /* Translators: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Saved as “%s”."), name);

      sluice_ui_context_toast (export->context, text);
    }
  else
    sluice_ui_context_present_error (export->context, _ ("The file could not be written"), error);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GFile) file = sluice_file_choice_ask_finish (result, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return;
  bytes = g_bytes_new (export->text, strlen (export->text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       on_written_cb, g_steal_pointer (&export));
}

/* Takes the export and the text. */
static void
choose_file (Export *export, char *text, const char *suffix)
{
  g_autofree char *name =
      g_strconcat (sluice_pipeline_status_get_id (export->status), suffix, NULL);
  GtkFileChooserNative *chooser =
      sluice_file_choice_new (export->parent, _ ("Save As"), GTK_FILE_CHOOSER_ACTION_SAVE, NULL);

  export->text = text;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  sluice_file_choice_ask_async (chooser, on_file_chosen_cb, export);
}

static void
save_setup (Export *export, SluiceSetup *setup)
{
  choose_file (export, sluice_setup_to_text (setup), ".setup.json");
}

static void
on_folder_written_cb (SluiceFolderWriter *writer, guint n_files, GError *error, Export *export)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      sluice_ui_context_present_error (export->context, _ ("The files could not be written"),
                                       error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u file is saved.", "%u files are saved.", n_files), n_files);
  sluice_ui_context_toast (export->context, text);
}

static void
add_for_postman (Export *export, SluiceFolderWriter *writer, const char *suffix, char *text)
{
  g_autofree char *owned = text;
  g_autofree char *name =
      g_strconcat (sluice_pipeline_status_get_id (export->status), suffix, NULL);

  sluice_folder_writer_add (writer, name, owned, FALSE);
}

static void
on_writer_gone_cb (gpointer data, GObject *writer)
{
  export_free (data);
}

static void
save_for_postman (Export *export, SluiceSetup *setup)
{
  SluiceProfile *profile =
      sluice_session_get_profile (sluice_pipeline_status_get_session (export->status));
  g_autoptr (SluiceFolderWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  char *collection = sluice_postman_export_collection (profile, setup, &error);

  if (collection == NULL)
    {
      sluice_ui_context_present_error (export->context,
                                       _ ("The pipeline cannot be written for Postman"), error);
      export_free (export);
      return;
    }
  writer = sluice_folder_writer_new ();
  add_for_postman (export, writer, ".postman_collection.json", collection);
  add_for_postman (export, writer, ".postman_environment.json",
                   sluice_postman_export_environment (profile, setup));
  g_signal_connect (writer, "written", G_CALLBACK (on_folder_written_cb), export);
  g_object_weak_ref (G_OBJECT (writer), on_writer_gone_cb, export);
  sluice_folder_writer_run (writer, export->parent);
}

static void
edit_setup (Export *export, SluiceSetup *setup)
{
  sluice_ui_context_navigate (export->context, "new-pipeline", G_OBJECT (setup));
  export_free (export);
}

/* How many copies there are of it already, this one included. */
static guint
number_copy (Export *export)
{
  SluiceMonitor *monitor =
      sluice_session_pool_get_monitor (sluice_ui_context_get_pool (export->context));
  SluiceSession *session = sluice_pipeline_status_get_session (export->status);
  guint number = 1;

  for (gboolean taken = TRUE; taken; number += taken)
    {
      g_autofree char *id =
          g_strdup_printf ("%s-copy-%u", sluice_pipeline_status_get_id (export->status), number);

      taken = sluice_monitor_find (monitor, session, id) != NULL;
    }
  return number;
}

static SluiceSetup *
rename_block (SluiceSetup *setup, const char *block, guint number)
{
  g_autofree char *id_pointer = g_strdup_printf ("/%s/id", block);
  g_autofree char *name_pointer = g_strdup_printf ("/%s/name", block);
  const char *id = sluice_setup_get_text (setup, id_pointer);
  const char *name = sluice_setup_get_text (setup, name_pointer);
  g_autofree char *new_id = g_strdup_printf ("%s-copy-%u", id, number);
  /* Translators: the name of what was copied, and the number of the copy */
  g_autofree char *new_name = g_strdup_printf (_ ("%s (copy %u)"), name, number);
  g_autoptr (SluiceSetup) with_id = NULL;

  if (id == NULL)
    return g_object_ref (setup);
  with_id = sluice_setup_with_text (setup, id_pointer, new_id);
  return sluice_setup_with_text (with_id, name_pointer, name != NULL ? new_name : new_id);
}

/* The copy has a query and a mapping of its own, so that changing them does not change the first one's.
 * It shares the connection and the feed. */
static void
duplicate_setup (Export *export, SluiceSetup *setup)
{
  static const char *const blocks[] = { "pipeline", "data_model", "field_transformation" };
  g_autoptr (SluiceSetup) copy = g_object_ref (setup);
  guint number = number_copy (export);

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      SluiceSetup *renamed = rename_block (copy, blocks[i], number);

      g_object_unref (copy);
      copy = renamed;
    }
  sluice_ui_context_navigate (export->context, "new-pipeline", G_OBJECT (copy));
  export_free (export);
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSetup) setup = sluice_export_pipeline_finish (result, &error);
  Export *next = export;

  if (setup == NULL)
    {
      sluice_ui_context_present_error (export->context,
                                       _ ("What the pipeline is made of could not be read"), error);
      return;
    }
  export = NULL;
  next->use (next, setup);
}

static void
start (SluiceUiContext *context,
       SluicePipelineStatus *status,
       GtkWindow *parent,
       void (*use) (Export *, SluiceSetup *))
{
  Export *export = export_new (context, status, parent);

  export->use = use;
  sluice_export_pipeline_async (sluice_pipeline_status_get_session (status),
                                sluice_pipeline_status_get_id (status), NULL, on_exported_cb,
                                export);
}

/**
 * sluice_pipeline_chores_edit:
 * @context: the context of the window
 * @status: a pipeline
 *
 * Leads to the guided flow with all that the pipeline is made of; its plan then shows what would change.
 */
void
sluice_pipeline_chores_edit (SluiceUiContext *context, SluicePipelineStatus *status)
{
  start (context, status, NULL, edit_setup);
}

/**
 * sluice_pipeline_chores_duplicate:
 * @context: the context of the window
 * @status: a pipeline
 *
 * Leads to the guided flow with the same under new ids and names.
 */
void
sluice_pipeline_chores_duplicate (SluiceUiContext *context, SluicePipelineStatus *status)
{
  start (context, status, NULL, duplicate_setup);
}

/**
 * sluice_pipeline_chores_save_setup:
 * @context: the context of the window
 * @status: a pipeline
 * @parent: the window of the file chooser
 *
 * Writes the pipeline's setup file, which holds no secret.
 */
void
sluice_pipeline_chores_save_setup (SluiceUiContext *context,
                                   SluicePipelineStatus *status,
                                   GtkWindow *parent)
{
  start (context, status, parent, save_setup);
}

/**
 * sluice_pipeline_chores_save_postman:
 * @context: the context of the window
 * @status: a pipeline
 * @parent: the window of the file chooser
 *
 * Writes a Postman collection that sets up the same, and its environment; the secrets in it are blank.
 */
void
sluice_pipeline_chores_save_postman (SluiceUiContext *context,
                                     SluicePipelineStatus *status,
                                     GtkWindow *parent)
{
  start (context, status, parent, save_for_postman);
}

static char *
write_csv (SluiceUiContext *context, SluicePipelineStatus *status, GError **error)
{
  SluiceMonitor *monitor = sluice_session_pool_get_monitor (sluice_ui_context_get_pool (context));
  SluiceRunHistory *history =
      sluice_monitor_get_history (monitor, sluice_pipeline_status_get_session (status));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SluiceRunCsv) csv = NULL;
  g_autofree char *line = NULL;
  gboolean more;

  if (history != NULL)
    csv = sluice_run_history_write_csv (history, sluice_pipeline_status_get_id (status), error);
  if (history != NULL && csv == NULL)
    return NULL;
  do
    {
      if (csv != NULL && !sluice_run_csv_next (csv, &line, error))
        return NULL;
      more = line != NULL;
      g_string_append (text, more ? line : "");
      g_clear_pointer (&line, g_free);
  } while (more);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * sluice_pipeline_chores_save_runs:
 * @context: the context of the window
 * @status: a pipeline
 * @parent: the window of the file chooser
 *
 * Writes every run that was seen, also those that the API has forgotten, as CSV.
 */
void
sluice_pipeline_chores_save_runs (SluiceUiContext *context,
                                  SluicePipelineStatus *status,
                                  GtkWindow *parent)
{
  g_autoptr (GError) error = NULL;
  char *text = write_csv (context, status, &error);

  if (text == NULL)
    sluice_ui_context_present_error (context, _ ("The runs could not be read"), error);
  else
    choose_file (export_new (context, status, parent), text, "-runs.csv");
}
