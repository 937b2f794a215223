/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-outputs.h"

#include <glib/gi18n.h>

#include "api/sluice-audiences.h"
#include "audience/sluice-audience-link.h"
#include "sluice-json.h"
#include "ui/audiences/sluice-audience-link-row.h"
#include "ui/audiences/sluice-connect-dialog.h"
#include "ui/widgets/sluice-turns.h"

#define EVERY_SECONDS 3

struct _SluiceAudienceOutputs
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceAudience *audience;
  JsonArray *connections; /* (nullable): until they were read */
  GStrv names;            /* (nullable): what is shown instead where they cannot be read */
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
remove_row (SluiceAudienceOutputs *self, guint position)
{
  adw_preferences_group_remove (self->group, self->rows->pdata[position]);
  g_ptr_array_remove_index (self->rows, position);
}

static void
clear_rows (SluiceAudienceOutputs *self)
{
  while (self->rows->len > 0)
    remove_row (self, self->rows->len - 1);
}

static void
append_row (SluiceAudienceOutputs *self, gpointer row)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

/* A row that only says something. */
static void
add_words (SluiceAudienceOutputs *self, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  append_row (self, row);
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
on_row_hold_cb (SluiceAudienceOutputs *self, SluiceAudienceLinkRow *row)
{
  JsonObject *connection = sluice_audience_link_row_get_connection (row);

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
on_row_remove_cb (SluiceAudienceOutputs *self, SluiceAudienceLinkRow *row)
{
  JsonObject *connection = sluice_audience_link_row_get_connection (row);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  /* Translators: the name of an output that an audience is connected to */
  adw_message_dialog_format_heading (message, _ ("Remove the Connection to “%s”?"),
                                     sluice_json_get_string (connection, "config_name"));
  adw_message_dialog_set_body (message,
                               _ ("Members are no longer added there or removed. What the partner "
                                  "has already may stay with it; look there."));
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "remove", _ ("_Remove"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "connection", json_object_ref (connection),
                          (GDestroyNotify) json_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static JsonObject *
get_connection (SluiceAudienceOutputs *self, guint position)
{
  JsonNode *node = json_array_get_element (self->connections, position);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* (nullable): the connection of this id among those that the server gave. */
static JsonObject *
find_connection (SluiceAudienceOutputs *self, const char *id)
{
  for (guint i = 0; i < json_array_get_length (self->connections); i++)
    {
      JsonObject *connection = get_connection (self, i);
      g_autofree char *other = connection != NULL ? sluice_json_dup_text (connection, "id") : NULL;

      if (other != NULL && g_strcmp0 (other, id) == 0)
        return connection;
    }
  return NULL;
}

/* Shows a row's connection as it is now, or gives FALSE where the server has it no more. */
static gboolean
renew_row (SluiceAudienceOutputs *self, GtkWidget *row, GHashTable *shown)
{
  g_autofree char *id = NULL;
  JsonObject *connection = NULL;

  if (SLUICE_IS_AUDIENCE_LINK_ROW (row))
    {
      JsonObject *before = sluice_audience_link_row_get_connection (SLUICE_AUDIENCE_LINK_ROW (row));

      id = sluice_json_dup_text (before, "id");
      connection = id != NULL ? find_connection (self, id) : NULL;
    }
  if (connection == NULL || !g_hash_table_add (shown, connection))
    return FALSE;
  sluice_audience_link_row_set_connection (SLUICE_AUDIENCE_LINK_ROW (row), connection);
  return TRUE;
}

static void
add_connection (SluiceAudienceOutputs *self, JsonObject *connection)
{
  SluiceAudienceLinkRow *row = sluice_audience_link_row_new ();

  sluice_audience_link_row_set_connection (row, connection);
  g_signal_connect_object (row, "hold", G_CALLBACK (on_row_hold_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_row_remove_cb), self, G_CONNECT_SWAPPED);
  append_row (self, row);
}

/* A row stays for as long as its connection does: somebody may be about to press its buttons. */
static void
show_connections (SluiceAudienceOutputs *self)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);

  g_clear_pointer (&self->names, g_strfreev);
  for (guint i = self->rows->len; i > 0; i--)
    if (!renew_row (self, self->rows->pdata[i - 1], shown))
      remove_row (self, i - 1);
  for (guint i = 0; i < json_array_get_length (self->connections); i++)
    {
      JsonObject *connection = get_connection (self, i);

      if (connection != NULL && !g_hash_table_contains (shown, connection))
        add_connection (self, connection);
    }
  if (self->rows->len == 0)
    add_words (self, _ ("Not connected"), _ ("Connect it to an output, so that it is forwarded."));
}

static void
show_names (SluiceAudienceOutputs *self)
{
  g_auto (GStrv) names = sluice_audience_list_outputs (self->audience);

  if (self->names != NULL &&
      g_strv_equal ((const char *const *) names, (const char *const *) self->names))
    return;
  g_strfreev (self->names);
  self->names = g_strdupv (names);
  clear_rows (self);
  for (guint i = 0; names[i] != NULL; i++)
    add_words (self, names[i], _ ("Change this in mParticle, under Audiences, Connect."));
  if (names[0] == NULL)
    add_words (
        self, _ ("Not connected"),
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
  sluice_turns_present (dialog);
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
  g_strfreev (self->names);
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
  self->connect = gtk_button_new_with_mnemonic (_ ("C_onnect…"));
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
