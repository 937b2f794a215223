/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-component-editor.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "api/sluice-resource.h"
#include "sluice-json.h"
#include "ui/widgets/sluice-code-view.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-farewell.h"
#include "warehouse/sluice-warehouse.h"

struct _SluiceComponentEditor
{
  AdwWindow parent_instance;

  SluiceUiContext *context;
  SluiceComponent *component;
  GCancellable *cancellable;
  SluiceBody *body;
  GPtrArray *config_rows; /* (element-type AdwEntryRow), named by the member they edit */
  GPtrArray *secret_rows; /* (element-type AdwPasswordEntryRow), named by the field they are for */
  guint next_secret;

  AdwEntryRow *name;
  AdwPreferencesGroup *config;
  AdwPreferencesGroup *secrets;
  AdwPreferencesGroup *code_group;
  GtkSourceView *code;
  GtkSourceBuffer *buffer;
  SluiceErrorBox *error_box;
  GtkWidget *save;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (SluiceComponentEditor, sluice_component_editor, ADW_TYPE_WINDOW)

static guint saved_signal;

static void send_next (SluiceComponentEditor *self);

static const SluiceWarehouse *
get_kind (SluiceComponentEditor *self)
{
  const char *provider =
      sluice_json_get_string (sluice_component_get_object (self->component), "service_provider");

  return provider != NULL ? sluice_warehouse_lookup_provider (provider) : NULL;
}

static void
set_busy (SluiceComponentEditor *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

/* Its rows are gone then, and nobody waits for what it asked. */
static gboolean
is_closed (SluiceComponentEditor *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
fail (SluiceComponentEditor *self, const GError *error)
{
  set_busy (self, FALSE);
  sluice_error_box_set_error (self->error_box, _ ("This could not be saved"), error);
}

static void
on_component_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceComponentEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
      sluice_resource_update_finish (SLUICE_CLIENT (source), result, &error);

  if (is_closed (self))
    return;
  if (object == NULL)
    {
      fail (self, error);
      return;
    }
  g_signal_emit (self, saved_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceComponentEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret =
      sluice_keyring_lookup_finish (SLUICE_KEYRING (source), result, &error);
  GtkWidget *row = self->secret_rows->pdata[self->next_secret];
  g_autofree char *pointer = NULL;

  if (is_closed (self))
    return;
  if (secret == NULL)
    {
      if (error == NULL)
        g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     _ ("“%s” is not in the keyring. Type it in."),
                     adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
      gtk_widget_grab_focus (row);
      fail (self, error);
      return;
    }
  pointer = sluice_json_pointer_join ("/config", g_object_get_data (G_OBJECT (row), "config-key"));
  sluice_body_set_secret (self->body, pointer, secret);
  self->next_secret++;
  send_next (self);
}

static void
take_typed_secret (SluiceComponentEditor *self, GtkWidget *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr (SluiceSecret) secret = sluice_secret_new (text);
  g_autofree char *pointer =
      sluice_json_pointer_join ("/config", g_object_get_data (G_OBJECT (row), "config-key"));
  SluiceSession *session = sluice_ui_context_get_session (self->context);
  g_autofree char *item =
      sluice_keyring_item_for_connection (sluice_component_get_id (self->component),
                                          g_object_get_data (G_OBJECT (row), "key"));

  sluice_body_set_secret (self->body, pointer, secret);
  /* Kept for the next time; that it could not be is no reason to refuse the change. */
  sluice_keyring_store_async (sluice_session_get_keyring (session),
                              sluice_profile_get_id (sluice_session_get_profile (session)), item,
                              sluice_component_get_name (self->component), secret, NULL, NULL,
                              NULL);
}

/* Secrets one after the other, then the request. */
static void
send_next (SluiceComponentEditor *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  while (self->next_secret < self->secret_rows->len)
    {
      GtkWidget *row = self->secret_rows->pdata[self->next_secret];
      g_autofree char *item = NULL;

      if (*gtk_editable_get_text (GTK_EDITABLE (row)) == '\0')
        {
          item = sluice_keyring_item_for_connection (sluice_component_get_id (self->component),
                                                     g_object_get_data (G_OBJECT (row), "key"));
          sluice_keyring_lookup_async (sluice_session_get_keyring (session),
                                       sluice_profile_get_id (sluice_session_get_profile (session)),
                                       item, self->cancellable, on_secret_found_cb,
                                       g_object_ref (self));
          return;
        }
      take_typed_secret (self, row);
      self->next_secret++;
    }
  sluice_resource_update_async (sluice_session_get_client (session),
                                sluice_component_get_family (self->component),
                                sluice_component_get_id (self->component), self->body,
                                self->cancellable, on_component_updated_cb, g_object_ref (self));
}

static char *
dup_code (SluiceComponentEditor *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

static gboolean
add_code (SluiceComponentEditor *self, JsonObject *changes, GError **error)
{
  JsonObject *object = sluice_component_get_object (self->component);
  g_autofree char *text = dup_code (self);
  g_autoptr (JsonNode) node = NULL;

  if (sluice_component_get_family (self->component) == SLUICE_FAMILY_DATA_MODELS)
    {
      JsonObject *config = sluice_json_get_object (object, "config");
      JsonObject *changed = json_object_new ();

      if (config == NULL)
        json_object_set_string_member (changes, "sql_query", text);
      else
        json_object_set_string_member (changed, "sql_query", text);
      if (config != NULL)
        json_object_set_object_member (changes, "config", json_object_ref (changed));
      json_object_unref (changed);
      return TRUE;
    }
  node = sluice_json_parse (text, -1, error);
  if (node == NULL)
    {
      g_prefix_error (error, "%s ", _ ("The mappings are not JSON:"));
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The mappings must be a list: [ … ]."));
      return FALSE;
    }
  json_object_set_member (changes, "mappings", g_steal_pointer (&node));
  return TRUE;
}

static void
on_save_clicked_cb (SluiceComponentEditor *self)
{
  g_autoptr (GError) error = NULL;
  JsonObject *changes = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *config;

  json_node_take_object (node, changes);
  json_object_set_string_member (changes, "name",
                                 gtk_editable_get_text (GTK_EDITABLE (self->name)));
  if (self->config_rows->len > 0)
    {
      config = json_object_new ();
      for (guint i = 0; i < self->config_rows->len; i++)
        json_object_set_string_member (
            config, g_object_get_data (self->config_rows->pdata[i], "config-key"),
            gtk_editable_get_text (GTK_EDITABLE (self->config_rows->pdata[i])));
      json_object_set_object_member (changes, "config", config);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->code_group)) && !add_code (self, changes, &error))
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->body, sluice_body_unref);
  self->body = sluice_body_new (node);
  self->next_secret = 0;
  sluice_error_box_set_error (self->error_box, NULL, NULL);
  set_busy (self, TRUE);
  send_next (self);
}

static void
add_config_row (SluiceComponentEditor *self, const SluiceField *field, const char *value)
{
  gboolean secret = (field->flags & SLUICE_FIELD_SECRET) != 0;
  GtkWidget *row = secret ? adw_password_entry_row_new () : adw_entry_row_new ();

  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (field->label));
  g_object_set_data (G_OBJECT (row), "key", (gpointer) field->key);
  g_object_set_data (G_OBJECT (row), "config-key", (gpointer) field->config_key);
  if (!secret)
    gtk_editable_set_text (GTK_EDITABLE (row), value);
  adw_preferences_group_add (secret ? self->secrets : self->config, row);
  g_ptr_array_add (secret ? self->secret_rows : self->config_rows, row);
  gtk_widget_set_visible (GTK_WIDGET (secret ? self->secrets : self->config), TRUE);
}

static void
add_config_rows (SluiceComponentEditor *self)
{
  const SluiceWarehouse *kind = get_kind (self);
  JsonObject *config =
      sluice_json_get_object (sluice_component_get_object (self->component), "config");
  const SluiceField *fields;
  guint n_fields = 0;

  if (kind == NULL)
    return;
  fields = sluice_warehouse_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *value =
          fields[i].config_key != NULL ? sluice_json_dup_text (config, fields[i].config_key) : NULL;

      if (fields[i].config_key == NULL)
        continue;
      if (value != NULL || (fields[i].flags & SLUICE_FIELD_SECRET) != 0)
        add_config_row (self, &fields[i], value);
    }
}

static void
set_code (SluiceComponentEditor *self, const char *title, const char *language, const char *text)
{
  adw_preferences_group_set_title (self->code_group, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  sluice_code_view_colour (self->buffer, language);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->code_group), TRUE);
}

static void
show_code (SluiceComponentEditor *self)
{
  JsonObject *object = sluice_component_get_object (self->component);
  const char *query =
      sluice_json_get_string (sluice_json_get_object (object, "config"), "sql_query");
  g_autofree char *text = NULL;

  if (sluice_component_get_family (self->component) == SLUICE_FAMILY_DATA_MODELS)
    {
      if (query == NULL)
        query = sluice_json_get_string (object, "sql_query");
      set_code (self, _ ("Query"), "sql", query != NULL ? query : "");
    }
  else if (sluice_component_get_family (self->component) == SLUICE_FAMILY_FIELD_TRANSFORMATIONS &&
           json_object_has_member (object, "mappings"))
    {
      text = sluice_json_to_text (json_object_get_member (object, "mappings"), TRUE);
      set_code (self, _ ("Mappings"), "json", text);
    }
}

static gboolean
sluice_component_editor_close_request (GtkWindow *window)
{
  g_cancellable_cancel (SLUICE_COMPONENT_EDITOR (window)->cancellable);
  return sluice_farewell_window (window);
}

static void
sluice_component_editor_dispose (GObject *object)
{
  SluiceComponentEditor *self = SLUICE_COMPONENT_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->body, sluice_body_unref);
  g_clear_object (&self->component);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_component_editor_parent_class)->dispose (object);
}

static void
sluice_component_editor_finalize (GObject *object)
{
  SluiceComponentEditor *self = SLUICE_COMPONENT_EDITOR (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->config_rows);
  g_ptr_array_unref (self->secret_rows);
  G_OBJECT_CLASS (sluice_component_editor_parent_class)->finalize (object);
}

static void
sluice_component_editor_class_init (SluiceComponentEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_component_editor_dispose;
  object_class->finalize = sluice_component_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_component_editor_close_request;

  saved_signal = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/components/sluice-component-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, code);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, code_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, config);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, save);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, secrets);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentEditor, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_component_editor_init (SluiceComponentEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->config_rows = g_ptr_array_new ();
  self->secret_rows = g_ptr_array_new ();
}

/**
 * sluice_component_editor_new:
 * @context: the context of a window whose workspace is open
 * @component: what to change
 *
 * Returns: (transfer none): the editor, owned by GTK like every window
 */
GtkWindow *
sluice_component_editor_new (SluiceUiContext *context, SluiceComponent *component)
{
  SluiceComponentEditor *self = g_object_new (SLUICE_TYPE_COMPONENT_EDITOR, NULL);
  g_autofree char *title = NULL;

  self->context = g_object_ref (context);
  self->component = g_object_ref (component);
  /* Translators: the name of what is edited */
  title = g_strdup_printf (_ ("Edit %s"), sluice_component_get_name (component));
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_editable_set_text (GTK_EDITABLE (self->name), sluice_component_get_name (component));
  add_config_rows (self);
  show_code (self);
  return GTK_WINDOW (self);
}
