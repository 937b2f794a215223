/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-row.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-row-layout.h"
#include "ui/widgets/sluice-state-pill.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceAudienceRow
{
  GtkBox parent_instance;

  SluiceAudience *audience;

  GtkLabel *name;
  GtkLabel *size;
  GtkLabel *movement;
  GtkLabel *outputs;
  GtkWidget *alert;
  SluiceStatePill *status;
};

G_DEFINE_FINAL_TYPE (SluiceAudienceRow, sluice_audience_row, GTK_TYPE_BOX)

static char *
describe_outputs (SluiceAudience *audience)
{
  g_auto (GStrv) outputs = sluice_audience_list_outputs (audience);
  g_autofree char *joined = g_strjoinv (", ", outputs);

  if (outputs[0] == NULL)
    return g_strdup (_ ("Not connected to an output"));
  /* Translators: the names of the outputs that an audience goes to */
  return g_strdup_printf (_ ("To %s"), joined);
}

/* The workspace that is open goes without saying; others it shares the audience with do not. */
static char *
describe_places (SluiceAudience *audience)
{
  g_auto (GStrv) workspaces = sluice_audience_list_workspaces (audience);
  g_autofree char *outputs = describe_outputs (audience);
  g_autofree char *joined = g_strjoinv (", ", workspaces);

  if (g_strv_length (workspaces) < 2)
    return g_steal_pointer (&outputs);
  /* Translators: for example "To Mailchimp", and the names of workspaces */
  return g_strdup_printf (_ ("%1$s; in the workspaces %2$s"), outputs, joined);
}

static void
update (SluiceAudienceRow *self)
{
  g_autofree char *size = sluice_audience_describe_size (self->audience);
  g_autofree char *movement = sluice_audience_describe_movement (self->audience);
  g_autofree char *outputs = describe_places (self->audience);
  const char *alert = sluice_audience_get_alert (self->audience);

  gtk_label_set_text (self->name, sluice_audience_get_name (self->audience));
  gtk_label_set_text (self->size, size);
  gtk_label_set_text (self->movement, movement);
  gtk_label_set_text (self->outputs, outputs);
  sluice_state_pill_set_state (self->status, sluice_audience_get_status (self->audience));
  gtk_widget_set_visible (self->alert, alert != NULL);
  sluice_tooltip_set (self->alert, alert);
}

static void
sluice_audience_row_dispose (GObject *object)
{
  sluice_audience_row_set_audience (SLUICE_AUDIENCE_ROW (object), NULL);
  G_OBJECT_CLASS (sluice_audience_row_parent_class)->dispose (object);
}

static void
sluice_audience_row_class_init (SluiceAudienceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_audience_row_dispose;

  g_type_ensure (SLUICE_TYPE_ROW_LAYOUT);
  g_type_ensure (SLUICE_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-audience-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceRow, alert);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceRow, movement);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceRow, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceRow, outputs);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceRow, size);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceRow, status);
}

static void
sluice_audience_row_init (SluiceAudienceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sluice_audience_row_new:
 *
 * Returns: (transfer floating): a row without an audience yet
 */
GtkWidget *
sluice_audience_row_new (void)
{
  return g_object_new (SLUICE_TYPE_AUDIENCE_ROW, NULL);
}

/**
 * sluice_audience_row_set_audience:
 * @self: a row
 * @audience: (nullable): what it shows from now on
 */
void
sluice_audience_row_set_audience (SluiceAudienceRow *self, SluiceAudience *audience)
{
  if (self->audience != NULL)
    g_signal_handlers_disconnect_by_data (self->audience, self);
  g_set_object (&self->audience, audience);
  if (audience == NULL)
    return;
  g_signal_connect_object (audience, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
