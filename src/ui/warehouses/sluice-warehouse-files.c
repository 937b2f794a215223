/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/warehouses/sluice-warehouse-files.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/warehouses/sluice-folder-writer.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-code-view.h"
#include "ui/widgets/sluice-copy-button.h"
#include "ui/widgets/sluice-pane-layout.h"

struct _SluiceWarehouseFiles
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  const SluiceWarehouse *kind;
  SluiceValues *completed;
  char *missing_key;
  guint shown; /* which file the code view holds; G_MAXUINT for none */

  GtkDropDown *file;
  SluiceCopyButton *copy;
  GtkWidget *copy_secret;
  GtkWidget *save;
  GtkStack *stack;
  SluiceCodeView *code;
  GtkWidget *draft_note;
  GtkLabel *draft_text;
  AdwStatusPage *missing;
  GtkButton *go;
};

enum
{
  SHOW_FIELD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceWarehouseFiles, sluice_warehouse_files, ADW_TYPE_BIN)

static const SluiceFile *
get_selected (SluiceWarehouseFiles *self)
{
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (self->kind, &n_files);
  guint selected = gtk_drop_down_get_selected (self->file);

  return selected < n_files ? &files[selected] : NULL;
}

static char *
render (SluiceWarehouseFiles *self, const SluiceFile *file, GError **error)
{
  return sluice_warehouse_render (self->kind, file->name, self->completed, NULL, error);
}

/* A message of the core begins with the key; a form shows the label instead. */
static const char *
skip_key (const char *key, const char *message)
{
  const char *rest = message + strlen (key);

  return *rest == ':' ? rest + strspn (rest, ": ") : message;
}

/* All that one file waits for, not only the first: each missing value is taken as its example, until
 * the file can be written or something else is wrong. */
static GPtrArray *
list_missing (SluiceWarehouseFiles *self, const SluiceFile *file)
{
  GPtrArray *missing = g_ptr_array_new ();
  g_autoptr (SluiceValues) values = sluice_values_copy (self->completed);
  guint n_fields;

  sluice_warehouse_get_fields (self->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
          sluice_warehouse_render (self->kind, file->name, values, NULL, &error);
      g_autofree char *key = text == NULL ? sluice_value_error_dup_key (error) : NULL;
      const SluiceField *field = key != NULL ? sluice_warehouse_find_field (self->kind, key) : NULL;

      if (field == NULL || g_ptr_array_find (missing, field, NULL) ||
          !g_error_matches (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_MISSING))
        break;
      g_ptr_array_add (missing, (gpointer) field);
      if (field->flags & SLUICE_FIELD_LIST)
        sluice_values_append (values, key, field->example);
      else
        sluice_values_set (values, key, field->example);
    }
  return missing;
}

static char *
join_labels (GPtrArray *fields)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (labels, (gpointer) _ (((const SluiceField *) fields->pdata[i])->label));
  g_ptr_array_add (labels, NULL);
  /* Translators: between the labels of fields in a list */
  return g_strjoinv (_ (", "), (char **) labels->pdata);
}

static const SluiceField *
find_field_at_fault (SluiceWarehouseFiles *self, const GError *error)
{
  g_free (self->missing_key);
  self->missing_key = sluice_value_error_dup_key (error);
  return self->missing_key != NULL ? sluice_warehouse_find_field (self->kind, self->missing_key)
                                   : NULL;
}

static char *
describe_draft (SluiceWarehouseFiles *self,
                const SluiceFile *file,
                const SluiceField *field,
                const GError *error)
{
  g_autoptr (GPtrArray) missing = list_missing (self, file);
  g_autofree char *labels = join_labels (missing);

  if (missing->len == 0)
    /* Translators: a field's label and what is wrong with its value */
    return g_strdup_printf (_ ("A draft. An example stands for what cannot be used. %s: %s"),
                            _ (field->label), skip_key (field->key, error->message));
  /* Translators: %s is a list of the labels of fields */
  return g_strdup_printf (_ ("A draft. Examples stand for what is still missing: %s"), labels);
}

/* No draft can be made of a file that waits for more than values. */
static void
show_reason (SluiceWarehouseFiles *self,
             const SluiceFile *file,
             const SluiceField *field,
             const GError *error)
{
  g_autofree char *description =
      field != NULL ? g_markup_printf_escaped ("<b>%s</b>\n%s", _ (field->label),
                                               skip_key (field->key, error->message))
                    : g_markup_escape_text (error->message, -1);
  /* Translators: %s is the name of a file; a field and what is wrong follow */
  g_autofree char *title = g_strdup_printf (_ ("%s Cannot Be Written Yet"), file->name);

  adw_status_page_set_title (self->missing, title);
  adw_status_page_set_description (self->missing, description);
  gtk_widget_set_visible (GTK_WIDGET (self->go), field != NULL);
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

static void
show_text (SluiceWarehouseFiles *self, const SluiceFile *file, const char *text)
{
  gtk_stack_set_visible_child_name (self->stack, "text");
  if (self->shown == gtk_drop_down_get_selected (self->file))
    {
      sluice_code_view_update_text (self->code, text);
      return;
    }
  self->shown = gtk_drop_down_get_selected (self->file);
  sluice_code_view_set_language (self->code, file->language);
  sluice_code_view_set_label (self->code, file->name);
  sluice_code_view_set_text (self->code, text);
}

/* The file forms itself while the form is filled in; it can be taken away when it is complete. */
static void
show_draft (SluiceWarehouseFiles *self, const SluiceFile *file, const GError *error)
{
  const SluiceField *field = find_field_at_fault (self, error);
  g_autofree char *draft =
      field != NULL
          ? sluice_warehouse_render_draft (self->kind, file->name, self->completed, NULL, NULL)
          : NULL;
  g_autofree char *note = draft != NULL ? describe_draft (self, file, field, error) : NULL;

  if (draft == NULL)
    {
      show_reason (self, file, field, error);
      return;
    }
  gtk_label_set_label (self->draft_text, note);
  show_text (self, file, draft);
}

/* The secret that has a place in the text, or NULL. */
static const SluiceField *
find_secret (SluiceWarehouseFiles *self, const char *text)
{
  guint n_fields;
  const SluiceField *fields = sluice_warehouse_get_fields (self->kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].flags & SLUICE_FIELD_SECRET &&
          sluice_warehouse_has_secret (self->kind, text, fields[i].key))
        return &fields[i];
    }
  return NULL;
}

static void
update (SluiceWarehouseFiles *self)
{
  const SluiceFile *file = get_selected (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (file == NULL || self->completed == NULL)
    return;

  text = render (self, file, &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy), text != NULL);
  gtk_widget_set_visible (self->copy_secret, text != NULL && find_secret (self, text) != NULL);
  gtk_widget_set_visible (self->draft_note, text == NULL);
  if (text == NULL)
    show_draft (self, file, error);
  else
    show_text (self, file, text);
}

static void
on_file_selected_cb (SluiceWarehouseFiles *self)
{
  if (self->kind != NULL)
    update (self);
}

static char *
on_copy_get_text_cb (SluiceWarehouseFiles *self)
{
  const SluiceFile *file = get_selected (self);

  return file != NULL ? render (self, file, NULL) : NULL;
}

static void
copy_with_secret (SluiceWarehouseFiles *self, SluiceSecret *secret)
{
  const SluiceFile *file = get_selected (self);
  g_autofree char *text = render (self, file, NULL);
  const SluiceField *field = text != NULL ? find_secret (self, text) : NULL;
  g_autofree char *filled = NULL;
  g_autoptr (GError) error = NULL;

  if (field == NULL)
    return;

  filled = sluice_warehouse_fill_secret (self->kind, text, field->key, sluice_secret_peek (secret),
                                         &error);
  if (filled == NULL)
    {
      sluice_ui_context_present_error (self->context, _ ("The password cannot be written."), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), filled);
  sluice_secret_wipe_memory (filled, strlen (filled));
  sluice_ui_context_toast (self->context,
                           _ ("Copied with the password. Copy something else when you are done."));
}

static void
on_secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceWarehouseFiles) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret =
      sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, &error);

  if (self->context == NULL)
    return;
  if (secret != NULL)
    copy_with_secret (self, secret);
  else if (error != NULL)
    sluice_ui_context_present_error (self->context, _ ("The password could not be read."), error);
  else
    sluice_ui_context_toast (self->context,
                             _ ("No password is saved yet. Type it in the form and save it."));
}

static void
on_copy_question_response_cb (SluiceWarehouseFiles *self, const char *response)
{
  SluiceProfile *profile = sluice_ui_context_get_profile (self->context);
  g_autofree char *text = render (self, get_selected (self), NULL);
  const SluiceField *field = text != NULL ? find_secret (self, text) : NULL;
  g_autofree char *item = NULL;

  if (!g_str_equal (response, "copy") || field == NULL || profile == NULL)
    return;

  item = sluice_keyring_item_for_warehouse (sluice_warehouse_get_id (self->kind), field->key);
  sluice_keyring_lookup_async (sluice_ui_context_get_keyring (self->context),
                               sluice_profile_get_id (profile), item, NULL, on_secret_found_cb,
                               g_object_ref (self));
}

/* Asked each time: whatever reads the clipboard reads the password, too. */
static void
on_copy_secret_clicked_cb (SluiceWarehouseFiles *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Copy With the Password?"),
      _ ("The copy holds the saved password in clear. Every program that reads the clipboard can "
         "see it, and so can whoever the copy is pasted to."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "copy",
                                    _ ("Copy _With Password"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "copy",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_copy_question_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_go_clicked_cb (SluiceWarehouseFiles *self)
{
  g_signal_emit (self, signals[SHOW_FIELD], 0, self->missing_key);
}

static void
on_folder_written_cb (SluiceWarehouseFiles *self, guint n_written, const GError *error)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      sluice_ui_context_present_error (self->context, _ ("The files could not be saved."), error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u file saved", "%u files saved", n_written), n_written);
  sluice_ui_context_toast (self->context, text);
}

/* Files that lack a value are left out; the toast's number shows it, their page says why. */
static void
add_files (SluiceWarehouseFiles *self, SluiceFolderWriter *writer)
{
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (self->kind, &n_files);

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *text = render (self, &files[i], NULL);

      if (text != NULL)
        sluice_folder_writer_add (writer, files[i].name, text, files[i].executable);
    }
}

static void
save_all (SluiceWarehouseFiles *self)
{
  g_autoptr (SluiceFolderWriter) writer = sluice_folder_writer_new ();

  g_return_if_fail (SLUICE_IS_WAREHOUSE_FILES (self));

  add_files (self, writer);
  g_signal_connect_object (writer, "written", G_CALLBACK (on_folder_written_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_folder_writer_run (writer, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_all (SLUICE_WAREHOUSE_FILES (widget));
}

static void
sluice_warehouse_files_dispose (GObject *object)
{
  SluiceWarehouseFiles *self = SLUICE_WAREHOUSE_FILES (object);

  g_clear_object (&self->completed);
  g_clear_object (&self->context);
  g_clear_pointer (&self->missing_key, g_free);

  G_OBJECT_CLASS (sluice_warehouse_files_parent_class)->dispose (object);
}

static void
sluice_warehouse_files_class_init (SluiceWarehouseFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_warehouse_files_dispose;

  signals[SHOW_FIELD] = g_signal_new ("show-field", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SLUICE_TYPE_CODE_VIEW);
  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_PANE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/warehouses/sluice-warehouse-files.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, code);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, copy_secret);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, draft_note);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, draft_text);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, file);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, go);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, missing);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, save);
  gtk_widget_class_bind_template_child (widget_class, SluiceWarehouseFiles, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_get_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_secret_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_file_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_go_clicked_cb);
  gtk_widget_class_install_action (widget_class, "warehouse.save", NULL, save_action);
}

static void
sluice_warehouse_files_init (SluiceWarehouseFiles *self)
{
  self->shown = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
}

static void
fill_drop_down (SluiceWarehouseFiles *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_files;
  const SluiceFile *files = sluice_warehouse_get_files (self->kind, &n_files);

  for (guint i = 0; i < n_files; i++)
    {
      /* Translators: a file in a list: its title, then its name */
      char *name = g_strdup_printf (_ ("%s – %s"), _ (files[i].title), files[i].name);

      gtk_string_list_take (names, name);
    }
  gtk_drop_down_set_model (self->file, G_LIST_MODEL (names));
}

/**
 * sluice_warehouse_files_new:
 * @context: the context of the window
 * @kind: the kind of warehouse
 *
 * Returns: (transfer floating): the files; they appear with the first values
 */
SluiceWarehouseFiles *
sluice_warehouse_files_new (SluiceUiContext *context, const SluiceWarehouse *kind)
{
  SluiceWarehouseFiles *self = g_object_new (SLUICE_TYPE_WAREHOUSE_FILES, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  fill_drop_down (self);
  return self;
}

/**
 * sluice_warehouse_files_set_completed:
 * @self: the files
 * @completed: all values, with the derived ones and the fallbacks
 *
 * Makes the files anew.
 */
void
sluice_warehouse_files_set_completed (SluiceWarehouseFiles *self, SluiceValues *completed)
{
  g_return_if_fail (SLUICE_IS_WAREHOUSE_FILES (self));

  g_set_object (&self->completed, completed);
  update (self);
}
