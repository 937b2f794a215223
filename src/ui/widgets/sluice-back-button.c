/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-back-button.h"

#include <glib/gi18n.h>

#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceBackButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GBinding *binding;
};

G_DEFINE_FINAL_TYPE (SluiceBackButton, sluice_back_button, ADW_TYPE_BIN)

static void
sluice_back_button_root (GtkWidget *widget)
{
  SluiceBackButton *self = SLUICE_BACK_BUTTON (widget);
  GtkWidget *leaflet;

  GTK_WIDGET_CLASS (sluice_back_button_parent_class)->root (widget);

  leaflet = gtk_widget_get_ancestor (widget, ADW_TYPE_LEAFLET);
  if (leaflet != NULL)
    self->binding =
        g_object_bind_property (leaflet, "folded", self, "visible", G_BINDING_SYNC_CREATE);
}

static void
sluice_back_button_unroot (GtkWidget *widget)
{
  SluiceBackButton *self = SLUICE_BACK_BUTTON (widget);

  g_clear_pointer (&self->binding, g_binding_unbind);

  GTK_WIDGET_CLASS (sluice_back_button_parent_class)->unroot (widget);
}

static void
sluice_back_button_class_init (SluiceBackButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = sluice_back_button_root;
  widget_class->unroot = sluice_back_button_unroot;
}

static void
sluice_back_button_init (SluiceBackButton *self)
{
  self->button = gtk_button_new_from_icon_name ("go-previous-symbolic");
  sluice_tooltip_set (self->button, _ ("Back to the list of views"));
  sluice_accessible_set_name (self->button, _ ("Back"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-sidebar");
  adw_bin_set_child (ADW_BIN (self), self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
