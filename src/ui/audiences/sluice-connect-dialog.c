/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-connect-dialog.h"

#include <glib/gi18n.h>

#include "api/sluice-audiences.h"
#include "api/sluice-platform.h"
#include "sluice-json.h"
#include "ui/audiences/sluice-attribute-offer.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceConnectDialog
{
  AdwWindow parent_instance;

  SluiceUiContext *context;
  SluiceAudience *audience;
  SluiceAttributeOffer *offer;
  GCancellable *cancellable;
  JsonArray *services;       /* (nullable): until they were read */
  GPtrArray *configurations; /* (element-type JsonObject): with "module" added */
  GPtrArray *setting_rows;   /* (element-type AdwEntryRow) */
  GPtrArray *attribute_rows; /* (element-type GtkWidget) */
  GtkStringList *names;
  guint pending;

  AdwComboRow *output;
  GtkSwitch *active;
  AdwPreferencesGroup *settings;
  AdwPreferencesGroup *attributes;
  GtkWidget *connect;
  GtkSpinner *spinner;
  SluiceErrorBox *error_box;
};

static guint connected_signal;

G_DEFINE_FINAL_TYPE (SluiceConnectDialog, sluice_connect_dialog, ADW_TYPE_WINDOW)

static SluiceClient *
get_client (SluiceConnectDialog *self)
{
  return sluice_session_get_client (sluice_ui_context_get_session (self->context));
}

static JsonObject *
get_configuration (SluiceConnectDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->output);

  return selected < self->configurations->len ? self->configurations->pdata[selected] : NULL;
}

static void
update_busy (SluiceConnectDialog *self)
{
  gtk_spinner_set_spinning (self->spinner, self->pending > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->pending > 0);
  gtk_widget_set_sensitive (self->connect, self->pending == 0 && get_configuration (self) != NULL);
}

static void
clear_group (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static JsonObject *
find_service (SluiceConnectDialog *self, const char *module)
{
  for (guint i = 0; self->services != NULL && i < json_array_get_length (self->services); i++)
    {
      JsonNode *node = json_array_get_element (self->services, i);
      JsonObject *service = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (g_strcmp0 (sluice_json_get_string (service, "name"), module) == 0)
        return service;
    }
  return NULL;
}

static void
add_setting (SluiceConnectDialog *self, JsonObject *setting)
{
  const char *name = sluice_json_get_string (setting, "name");
  const char *description = sluice_json_get_string (setting, "description");
  GtkWidget *row;

  if (name == NULL)
    return;
  row = adw_entry_row_new ();
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  sluice_tooltip_set (row, description);
  adw_preferences_group_add (self->settings, row);
  g_ptr_array_add (self->setting_rows, row);
}

static void
show_settings (SluiceConnectDialog *self)
{
  JsonObject *configuration = get_configuration (self);
  JsonObject *service = configuration != NULL
                            ? find_service (self, sluice_json_get_string (configuration, "module"))
                            : NULL;
  JsonArray *settings = sluice_json_get_array (service, "settings");

  clear_group (self->settings, self->setting_rows);
  for (guint i = 0; settings != NULL && i < json_array_get_length (settings); i++)
    {
      JsonNode *node = json_array_get_element (settings, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_setting (self, json_node_get_object (node));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->settings), self->setting_rows->len > 0);
}

static void
show_attributes (SluiceConnectDialog *self)
{
  GPtrArray *attributes = sluice_attribute_offer_list (self->offer);

  clear_group (self->attributes, self->attribute_rows);
  for (guint i = 0; i < attributes->len; i++)
    {
      const SluiceOfferedAttribute *attribute = g_ptr_array_index (attributes, i);
      const char *name = attribute->name;
      g_autofree char *origin = sluice_offered_attribute_describe (attribute);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), origin);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      sluice_accessible_set_name (check, name);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      g_object_set_data (G_OBJECT (row), "check", check);
      adw_preferences_group_add (self->attributes, row);
      g_ptr_array_add (self->attribute_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->attributes), attributes->len > 0);
}

static void
on_output_selected_cb (SluiceConnectDialog *self)
{
  if (self->context == NULL)
    return;
  show_settings (self);
  update_busy (self);
}

static void
fail (SluiceConnectDialog *self, const char *heading, const GError *error)
{
  if (error != NULL && !g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED))
    sluice_error_box_set_error (self->error_box, heading, error);
}

typedef struct
{
  SluiceConnectDialog *dialog;
  char *module;
} Reading;

static int
compare_configurations (gconstpointer a, gconstpointer b)
{
  JsonObject *const *first = a;
  JsonObject *const *second = b;

  return g_utf8_collate (sluice_json_get_string (*first, "name"),
                         sluice_json_get_string (*second, "name"));
}

/* Once all are there, in an order that does not hang on which answer came first. */
static void
show_configurations (SluiceConnectDialog *self)
{
  g_ptr_array_sort (self->configurations, compare_configurations);
  for (guint i = 0; i < self->configurations->len; i++)
    gtk_string_list_append (self->names,
                            sluice_json_get_string (self->configurations->pdata[i], "name"));
  on_output_selected_cb (self);
}

static void
on_configurations_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (SluiceConnectDialog) self = reading->dialog;
  g_autofree char *module = reading->module;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) array =
      sluice_platform_configurations_finish (SLUICE_CLIENT (source), result, &error);

  if (self->context == NULL)
    return;
  self->pending--;
  fail (self, _ ("The outputs could not be read"), error);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *configuration = json_array_get_object_element (array, i);
      const char *name = sluice_json_get_string (configuration, "name");

      json_object_set_string_member (configuration, "module", module);
      if (name == NULL)
        json_object_set_string_member (configuration, "name", module);
      g_ptr_array_add (self->configurations, json_object_ref (configuration));
    }
  if (self->pending == 0)
    show_configurations (self);
}

static void
on_services_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  JsonArray *services = sluice_platform_services_finish (SLUICE_CLIENT (source), result, &error);

  self->services = services;
  if (self->context == NULL)
    return;
  self->pending--;
  fail (self, _ ("The outputs could not be read"), error);
  for (guint i = 0; services != NULL && i < json_array_get_length (services); i++)
    {
      JsonObject *service = json_array_get_object_element (services, i);
      const char *module = sluice_json_get_string (service, "name");
      Reading *reading;

      if (module == NULL)
        continue;
      reading = g_new (Reading, 1);
      reading->dialog = g_object_ref (self);
      reading->module = g_strdup (module);
      self->pending++;
      sluice_platform_configurations_async (SLUICE_CLIENT (source), module, self->cancellable,
                                            on_configurations_read_cb, reading);
    }
  update_busy (self);
}

static JsonArray *
collect_settings (SluiceConnectDialog *self)
{
  JsonArray *settings = json_array_new ();

  for (guint i = 0; i < self->setting_rows->len; i++)
    {
      GtkWidget *row = self->setting_rows->pdata[i];
      const char *value = gtk_editable_get_text (GTK_EDITABLE (row));
      JsonObject *setting;

      if (*value == '\0')
        continue;
      setting = json_object_new ();
      json_object_set_string_member (setting, "name",
                                     adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
      json_object_set_string_member (setting, "value", value);
      json_array_add_object_element (settings, setting);
    }
  return settings;
}

static JsonArray *
collect_attributes (SluiceConnectDialog *self)
{
  JsonArray *attributes = json_array_new ();

  for (guint i = 0; i < self->attribute_rows->len; i++)
    {
      GtkWidget *row = self->attribute_rows->pdata[i];

      if (gtk_check_button_get_active (g_object_get_data (G_OBJECT (row), "check")))
        json_array_add_string_element (attributes,
                                       adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
    }
  return attributes;
}

static void
on_audience_connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) connection =
      sluice_audiences_connect_finish (SLUICE_CLIENT (source), result, &error);

  if (self->context == NULL)
    return;
  self->pending--;
  update_busy (self);
  if (connection == NULL)
    {
      fail (self, _ ("The audience could not be connected"), error);
      return;
    }
  g_signal_emit (self, connected_signal, 0);
  sluice_ui_context_toast (self->context, _ ("Connected."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_connect_clicked_cb (SluiceConnectDialog *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceBody) body = NULL;
  gint64 id = 0;

  sluice_json_get_int (get_configuration (self), "id", &id);
  json_object_set_int_member (object, "service_configuration_id", id);
  json_object_set_boolean_member (object, "is_active", gtk_switch_get_active (self->active));
  json_object_set_array_member (object, "settings", collect_settings (self));
  json_object_set_array_member (object, "attributes", collect_attributes (self));
  node = sluice_json_node_for_object (object);
  body = sluice_body_new (node);
  sluice_error_box_set_error (self->error_box, NULL, NULL);
  self->pending++;
  update_busy (self);
  sluice_audiences_connect_async (get_client (self), sluice_audience_get_id (self->audience), body,
                                  self->cancellable, on_audience_connected_cb, g_object_ref (self));
}

static void
sluice_connect_dialog_dispose (GObject *object)
{
  SluiceConnectDialog *self = SLUICE_CONNECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->audience);
  g_clear_object (&self->context);
  g_clear_object (&self->offer);
  G_OBJECT_CLASS (sluice_connect_dialog_parent_class)->dispose (object);
}

static void
sluice_connect_dialog_finalize (GObject *object)
{
  SluiceConnectDialog *self = SLUICE_CONNECT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->names);
  g_clear_pointer (&self->services, json_array_unref);
  g_ptr_array_unref (self->configurations);
  g_ptr_array_unref (self->setting_rows);
  g_ptr_array_unref (self->attribute_rows);
  G_OBJECT_CLASS (sluice_connect_dialog_parent_class)->finalize (object);
}

static void
sluice_connect_dialog_class_init (SluiceConnectDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_connect_dialog_dispose;
  object_class->finalize = sluice_connect_dialog_finalize;

  connected_signal = g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectDialog, active);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectDialog, attributes);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectDialog, connect);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectDialog, output);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectDialog, settings);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_connect_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_output_selected_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_connect_dialog_init (SluiceConnectDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->configurations = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->setting_rows = g_ptr_array_new ();
  self->attribute_rows = g_ptr_array_new ();
  self->names = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->output, G_LIST_MODEL (self->names));
}

/**
 * sluice_connect_dialog_new:
 * @context: the context of a window whose workspace is open
 * @audience: what to connect
 *
 * Returns: (transfer none): the dialog, owned by GTK like every window
 */
GtkWindow *
sluice_connect_dialog_new (SluiceUiContext *context, SluiceAudience *audience)
{
  SluiceConnectDialog *self = g_object_new (SLUICE_TYPE_CONNECT_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->audience = g_object_ref (audience);
  self->offer = sluice_attribute_offer_new (sluice_ui_context_get_session (context));
  g_signal_connect_object (self->offer, "changed", G_CALLBACK (show_attributes), self,
                           G_CONNECT_SWAPPED);
  show_attributes (self);
  self->pending = 1;
  update_busy (self);
  sluice_platform_services_async (get_client (self), self->cancellable, on_services_read_cb,
                                  g_object_ref (self));
  return GTK_WINDOW (self);
}
