/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-link-row.h"

#include <glib/gi18n.h>

#include "audience/sluice-audience-link.h"
#include "sluice-json.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceAudienceLinkRow
{
  AdwActionRow parent_instance;

  JsonObject *connection; /* (nullable): until it is set */

  GtkWidget *hold;
};

G_DEFINE_FINAL_TYPE (SluiceAudienceLinkRow, sluice_audience_link_row, ADW_TYPE_ACTION_ROW)

enum
{
  HOLD,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_hold_clicked_cb (SluiceAudienceLinkRow *self)
{
  g_signal_emit (self, signals[HOLD], 0);
}

static void
on_remove_clicked_cb (SluiceAudienceLinkRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
describe_button (GtkWidget *button, const char *icon, const char *name)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  sluice_tooltip_set (button, name);
  sluice_accessible_set_name (button, name);
}

static GtkWidget *
add_button (SluiceAudienceLinkRow *self, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
sluice_audience_link_row_dispose (GObject *object)
{
  SluiceAudienceLinkRow *self = SLUICE_AUDIENCE_LINK_ROW (object);

  g_clear_pointer (&self->connection, json_object_unref);
  G_OBJECT_CLASS (sluice_audience_link_row_parent_class)->dispose (object);
}

static void
sluice_audience_link_row_class_init (SluiceAudienceLinkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_audience_link_row_dispose;
  /**
   * SluiceAudienceLinkRow::hold:
   *
   * Forwarding shall pause, or go on where it is paused.
   */
  signals[HOLD] = g_signal_new ("hold", SLUICE_TYPE_AUDIENCE_LINK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  /**
   * SluiceAudienceLinkRow::remove:
   *
   * The connection shall be taken away; nobody was asked yet whether it is meant.
   */
  signals[REMOVE] = g_signal_new ("remove", SLUICE_TYPE_AUDIENCE_LINK_ROW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_audience_link_row_init (SluiceAudienceLinkRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  self->hold = add_button (self, G_CALLBACK (on_hold_clicked_cb));
  describe_button (add_button (self, G_CALLBACK (on_remove_clicked_cb)), "list-remove-symbolic",
                   _ ("Remove the connection…"));
}

/**
 * sluice_audience_link_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
SluiceAudienceLinkRow *
sluice_audience_link_row_new (void)
{
  return g_object_new (SLUICE_TYPE_AUDIENCE_LINK_ROW, NULL);
}

/**
 * sluice_audience_link_row_get_connection:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what the row shows
 */
JsonObject *
sluice_audience_link_row_get_connection (SluiceAudienceLinkRow *self)
{
  return self->connection;
}

/**
 * sluice_audience_link_row_set_connection:
 * @self: a row
 * @connection: a connection as the preview routes give it (CONTRACT 2)
 *
 * Shows @connection. The row and its buttons stay, so that a click on one of them meets it also when
 * the figures change in that moment.
 */
void
sluice_audience_link_row_set_connection (SluiceAudienceLinkRow *self, JsonObject *connection)
{
  const char *name = sluice_json_get_string (connection, "config_name");
  gboolean active = sluice_audience_link_is_active (connection);
  g_autofree char *text = sluice_audience_link_describe (connection);

  json_object_ref (connection);
  g_clear_pointer (&self->connection, json_object_unref);
  self->connection = connection;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name != NULL ? name : _ ("Output"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  describe_button (self->hold,
                   active ? "media-playback-pause-symbolic" : "media-playback-start-symbolic",
                   active ? _ ("Pause forwarding") : _ ("Resume forwarding"));
}
