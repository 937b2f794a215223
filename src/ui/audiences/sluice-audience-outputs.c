/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-outputs.h"

#include <glib/gi18n.h>

#include "api/sluice-audiences.h"
#include "audience/sluice-audience-link.h"
#include "sluice-json.h"
#include "ui/audiences/sluice-connect-dialog.h"
#include "ui/widgets/sluice-accessible.h"

#define EVERY_SECONDS 3

struct _SluiceAudienceOutputs
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceAudience *audience;
  JsonArray *connections; /* (nullable): until they were read */
  GPtrArray *rows;        /* (element-type GtkWidget) */
  GCancellable *cancellable;
  guint timer;
  gboolean reading;

  AdwPreferencesGroup *group;
  GtkWidget *connect;
};

G_DEFINE_FINAL_TYPE (SluiceAudienceOutputs, sluice_audience_outputs, ADW_TYPE_BIN)

static void read_connections (SluiceAudienceOutputs *self);

static SluiceClient *
get_client (SluiceAudienceOutputs *self)
{
  SluiceSession *session = sluice_ui_context_get_session (self->context);

  return session != NULL ? sluice_session_get_client (session) : NULL;
}

static void
clear_rows (SluiceAudienceOutputs *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static AdwActionRow *
add_row (SluiceAudienceOutputs *self, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  return ADW_ACTION_ROW (row);
}

static void
settle (SluiceAudienceOutputs *self, const char *heading, const GError *error)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (error != NULL)
    sluice_ui_context_present_error (self->context, heading, error);
  read_connections (self);
}

static void
on_switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceOutputs) self = user_data;
  g_autoptr (GError) error = NULL;

  sluice_audience_link_set_active_finish (SLUICE_CLIENT (source), result, &error);
  if (self->context != NULL)
    settle (self, _ ("The connection could not be changed"), error);
}

static void
on_disconnected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceOutputs) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) reply =
      sluice_audiences_disconnect_finish (SLUICE_CLIENT (source), result, &error);

  if (self->context != NULL)
    settle (self, _ ("The connection could not be removed"), error);
}

static void
on_pause_clicked_cb (SluiceAudienceOutputs *self, GtkWidget *button)
{
  JsonObject *connection = g_object_get_data (G_OBJECT (button), "connection");

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  sluice_audience_link_set_active_async (get_client (self), sluice_audience_get_id (self->audience),
                                         connection, !sluice_audience_link_is_active (connection),
                                         self->cancellable, on_switched_cb, g_object_ref (self));
}

static void
on_remove_response_cb (SluiceAudienceOutputs *self, const char *response, GtkWidget *dialog)
{
  g_autofree char *id =
      sluice_json_dup_text (g_object_get_data (G_OBJECT (dialog), "connection"), "id");

  if (g_strcmp0 (response, "remove") != 0 || self->context == NULL || id == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  sluice_audiences_disconnect_async (get_client (self), sluice_audience_get_id (self->audience), id,
                                     self->cancellable, on_disconnected_cb, g_object_ref (self));
}

static void
keep_connection (gpointer widget, JsonObject *connection)
{
  g_object_set_data_full (G_OBJECT (widget), "connection", json_object_ref (connection),
                          (GDestroyNotify) json_object_unref);
}

static void
on_remove_clicked_cb (SluiceAudienceOutputs *self, GtkWidget *button)
{
  JsonObject *connection = g_object_get_data (G_OBJECT (button), "connection");
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  /* Translators: the name of an output that an audience is connected to */
  adw_message_dialog_format_heading (message, _ ("Stop forwarding to “%s”?"),
                                     sluice_json_get_string (connection, "config_name"));
  adw_message_dialog_set_body (message,
                               _ ("Members are no longer added there or removed. What the partner "
                                  "has already may stay with it; look there."));
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "remove", _ ("_Remove"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  keep_connection (dialog, connection);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_button (SluiceAudienceOutputs *self,
            AdwActionRow *row,
            JsonObject *connection,
            const char *icon,
            const char *name,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  sluice_accessible_set_name (button, name);
  keep_connection (button, connection);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
}

static void
add_connection (SluiceAudienceOutputs *self, JsonObject *connection)
{
  const char *name = sluice_json_get_string (connection, "config_name");
  gboolean active = sluice_audience_link_is_active (connection);
  g_autofree char *text = sluice_audience_link_describe (connection);
  AdwActionRow *row = add_row (self, name != NULL ? name : _ ("Output"), text);

  add_button (self, row, connection,
              active ? "media-playback-pause-symbolic" : "media-playback-start-symbolic",
              active ? _ ("Pause forwarding") : _ ("Resume forwarding"),
              G_CALLBACK (on_pause_clicked_cb));
  add_button (self, row, connection, "list-remove-symbolic", _ ("Remove the connection…"),
              G_CALLBACK (on_remove_clicked_cb));
}

static void
show_connections (SluiceAudienceOutputs *self)
{
  guint n = json_array_get_length (self->connections);

  clear_rows (self);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (self->connections, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_connection (self, json_node_get_object (node));
    }
  if (n == 0)
    add_row (self, _ ("Not connected"), _ ("Connect it to an output, so that it is forwarded."));
}

static void
show_names (SluiceAudienceOutputs *self)
{
  g_auto (GStrv) names = sluice_audience_list_outputs (self->audience);

  clear_rows (self);
  for (guint i = 0; names[i] != NULL; i++)
    add_row (self, names[i], _ ("Change this in mParticle, under Audiences, Connect."));
  if (names[0] == NULL)
    add_row (self, _ ("Not connected"),
             _ ("Connect it in mParticle, under Audiences: open the audience and choose Connect."));
}

static gboolean
has_preview (SluiceAudienceOutputs *self)
{
  SluiceSession *session =
      self->context != NULL ? sluice_ui_context_get_session (self->context) : NULL;

  return session != NULL && sluice_audience_watch_has_preview (sluice_audience_watch_get (session));
}

static gboolean
are_equal (JsonArray *a, JsonArray *b)
{
  g_autoptr (JsonNode) first = json_node_init_array (json_node_alloc (), a);
  g_autoptr (JsonNode) second = json_node_init_array (json_node_alloc (), b);

  return sluice_json_equal (first, second);
}

static void
on_connections_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceAudienceOutputs) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) connections =
      sluice_audiences_connections_finish (SLUICE_CLIENT (source), result, &error);

  self->reading = FALSE;
  /* What could not be read now is read again soon. */
  if (connections == NULL || self->context == NULL)
    return;
  /* Rows under somebody's pointer stay as they are while nothing changed. */
  if (self->connections != NULL && are_equal (self->connections, connections))
    return;
  g_clear_pointer (&self->connections, json_array_unref);
  self->connections = g_steal_pointer (&connections);
  show_connections (self);
}

static void
read_connections (SluiceAudienceOutputs *self)
{
  SluiceClient *client = get_client (self);

  gtk_widget_set_visible (self->connect, has_preview (self));
  if (!has_preview (self))
    {
      show_names (self);
      return;
    }
  if (self->reading || client == NULL)
    return;
  self->reading = TRUE;
  sluice_audiences_connections_async (client, sluice_audience_get_id (self->audience),
                                      self->cancellable, on_connections_read_cb,
                                      g_object_ref (self));
}

static gboolean
on_timer_elapsed_cb (gpointer user_data)
{
  read_connections (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_connect_clicked_cb (SluiceAudienceOutputs *self)
{
  GtkWindow *dialog = sluice_connect_dialog_new (self->context, self->audience);

  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "connected", G_CALLBACK (read_connections), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
sluice_audience_outputs_map (GtkWidget *widget)
{
  SluiceAudienceOutputs *self = SLUICE_AUDIENCE_OUTPUTS (widget);

  GTK_WIDGET_CLASS (sluice_audience_outputs_parent_class)->map (widget);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (EVERY_SECONDS, on_timer_elapsed_cb, self);
}

static void
sluice_audience_outputs_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SLUICE_AUDIENCE_OUTPUTS (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (sluice_audience_outputs_parent_class)->unmap (widget);
}

static void
sluice_audience_outputs_dispose (GObject *object)
{
  SluiceAudienceOutputs *self = SLUICE_AUDIENCE_OUTPUTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->connections, json_array_unref);
  g_clear_object (&self->audience);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_audience_outputs_parent_class)->dispose (object);
}

static void
sluice_audience_outputs_finalize (GObject *object)
{
  SluiceAudienceOutputs *self = SLUICE_AUDIENCE_OUTPUTS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (sluice_audience_outputs_parent_class)->finalize (object);
}

static void
sluice_audience_outputs_class_init (SluiceAudienceOutputsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_audience_outputs_dispose;
  object_class->finalize = sluice_audience_outputs_finalize;
  widget_class->map = sluice_audience_outputs_map;
  widget_class->unmap = sluice_audience_outputs_unmap;
}

static void
sluice_audience_outputs_init (SluiceAudienceOutputs *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->connect = gtk_button_new_with_mnemonic (_ ("_Connect…"));
  gtk_widget_add_css_class (self->connect, "flat");
  gtk_widget_set_visible (self->connect, FALSE);
  g_signal_connect_object (self->connect, "clicked", G_CALLBACK (on_connect_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (self->group, _ ("Outputs"));
  adw_preferences_group_set_header_suffix (self->group, self->connect);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * sluice_audience_outputs_set_audience:
 * @self: the outputs; called once
 * @context: the context of the window
 * @audience: an audience
 */
void
sluice_audience_outputs_set_audience (SluiceAudienceOutputs *self,
                                      SluiceUiContext *context,
                                      SluiceAudience *audience)
{
  self->context = g_object_ref (context);
  self->audience = g_object_ref (audience);
  show_names (self);
  read_connections (self);
}
