/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-setup-file-dialog.h"

#include <glib/gi18n.h>

#include "setup/sluice-setup-file.h"
#include "ui/widgets/sluice-file-choice.h"

struct _SluiceSetupFileDialog
{
  GObject parent_instance;

  SluiceUiContext *context;
  SluiceSetup *setup; /* (nullable): to be saved */
  GCancellable *cancellable;
};

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceSetupFileDialog, sluice_setup_file_dialog, G_TYPE_OBJECT)

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSetupFileDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSetup) setup = sluice_setup_file_load_finish (result, &error);

  if (self->context == NULL)
    return;
  if (setup != NULL)
    g_signal_emit (self, signals[OPENED], 0, setup);
  else
    sluice_ui_context_present_error (self->context, _ ("The setup file could not be opened."),
                                     error);
}

static void
on_file_to_open_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSetupFileDialog) self = user_data;
  g_autoptr (GFile) file = sluice_file_choice_ask_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    sluice_setup_file_load_async (file, self->cancellable, on_loaded_cb, g_object_ref (self));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSetupFileDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = sluice_setup_file_save_finish (result, &error);

  if (self->context == NULL)
    return;
  if (saved)
    sluice_ui_context_toast (self->context, _ ("The setup file is saved. It holds no secrets."));
  else
    sluice_ui_context_present_error (self->context, _ ("The setup file could not be saved."),
                                     error);
}

/* What was begun to be written is written to its end, even where the window closes meanwhile. */
static void
on_file_to_save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSetupFileDialog) self = user_data;
  g_autoptr (GFile) file = sluice_file_choice_ask_finish (result, NULL);

  if (file != NULL && self->context != NULL)
    sluice_setup_file_save_async (self->setup, file, NULL, on_saved_cb, g_object_ref (self));
}

static void
sluice_setup_file_dialog_dispose (GObject *object)
{
  SluiceSetupFileDialog *self = SLUICE_SETUP_FILE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
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
  self->cancellable = g_cancellable_new ();
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
ask (SluiceSetupFileDialog *self, GtkFileChooserNative *chooser, GAsyncReadyCallback callback)
{
  sluice_file_choice_add_suffix (chooser, _ ("Setup files"), "json");
  sluice_file_choice_ask_async (chooser, callback, g_object_ref (self));
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

  ask (self,
       sluice_file_choice_new (parent, _ ("Open Setup File"), GTK_FILE_CHOOSER_ACTION_OPEN,
                               _ ("_Open")),
       on_file_to_open_chosen_cb);
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
  chooser = sluice_file_choice_new (parent, _ ("Save as Setup File"), GTK_FILE_CHOOSER_ACTION_SAVE,
                                    _ ("_Save"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  ask (self, chooser, on_file_to_save_chosen_cb);
}
