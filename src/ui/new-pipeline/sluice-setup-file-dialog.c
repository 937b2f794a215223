/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-setup-file-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SluiceSetupFileDialog
{
  GObject parent_instance;

  SluiceUiContext *context;
  GtkFileChooserNative *chooser; /* the one that is open */
  SluiceSetup *setup;            /* (nullable): to be saved */
};

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceSetupFileDialog, sluice_setup_file_dialog, G_TYPE_OBJECT)

static void
on_open_response_cb (SluiceSetupFileDialog *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (SluiceSetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      setup = sluice_setup_load (file, &error);
    }
  if (setup != NULL)
    g_signal_emit (self, signals[OPENED], 0, setup);
  else if (error != NULL)
    sluice_ui_context_present_error (self->context, _ ("The setup file could not be opened."),
                                     error);
  g_clear_object (&self->chooser);
}

static void
on_save_response_cb (SluiceSetupFileDialog *self, int response)
{
  g_autofree char *text = sluice_setup_to_text (self->setup);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      if (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                   NULL, &error))
        sluice_ui_context_toast (self->context,
                                 _ ("The setup file is saved. It holds no secrets."));
      else
        sluice_ui_context_present_error (self->context, _ ("The setup file could not be saved."),
                                         error);
    }
  g_clear_object (&self->chooser);
}

static void
sluice_setup_file_dialog_dispose (GObject *object)
{
  SluiceSetupFileDialog *self = SLUICE_SETUP_FILE_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->setup);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sluice_setup_file_dialog_parent_class)->dispose (object);
}

static void
sluice_setup_file_dialog_class_init (SluiceSetupFileDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_setup_file_dialog_dispose;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_SETUP);
}

static void
sluice_setup_file_dialog_init (SluiceSetupFileDialog *self)
{
}

/**
 * sluice_setup_file_dialog_new:
 * @context: the context of the window
 *
 * Returns: (transfer full): a dialog that is not open
 */
SluiceSetupFileDialog *
sluice_setup_file_dialog_new (SluiceUiContext *context)
{
  SluiceSetupFileDialog *self = g_object_new (SLUICE_TYPE_SETUP_FILE_DIALOG, NULL);

  self->context = g_object_ref (context);
  return self;
}

static void
present (SluiceSetupFileDialog *self, GtkFileChooserNative *chooser, GCallback on_response)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Setup files"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_object_unref (filter);
  g_set_object (&self->chooser, chooser);
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", on_response, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * sluice_setup_file_dialog_open:
 * @self: the dialog
 * @parent: the window it belongs to
 *
 * Asks for a setup file and reads it.
 */
void
sluice_setup_file_dialog_open (SluiceSetupFileDialog *self, GtkWindow *parent)
{
  g_return_if_fail (SLUICE_IS_SETUP_FILE_DIALOG (self));

  present (self,
           gtk_file_chooser_native_new (_ ("Open Setup File"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                        _ ("_Open"), _ ("_Cancel")),
           G_CALLBACK (on_open_response_cb));
}

/**
 * sluice_setup_file_dialog_save:
 * @self: the dialog
 * @parent: the window it belongs to
 * @setup: what to save
 *
 * Asks for a place and writes the setup file there.
 */
void
sluice_setup_file_dialog_save (SluiceSetupFileDialog *self, GtkWindow *parent, SluiceSetup *setup)
{
  const char *id = sluice_setup_get_text (setup, "/pipeline/id");
  g_autofree char *name = g_strconcat (id != NULL ? id : "pipeline", ".setup.json", NULL);
  GtkFileChooserNative *chooser;

  g_return_if_fail (SLUICE_IS_SETUP_FILE_DIALOG (self));

  g_set_object (&self->setup, setup);
  chooser = gtk_file_chooser_native_new (_ ("Save as Setup File"), parent,
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  present (self, chooser, G_CALLBACK (on_save_response_cb));
}
