/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/widgets/sluice-spinner.h"

struct _SluiceSpinner
{
  GtkWidget parent_instance;

  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (SluiceSpinner, sluice_spinner, GTK_TYPE_WIDGET)

static void
sluice_spinner_map (GtkWidget *widget)
{
  gtk_spinner_start (SLUICE_SPINNER (widget)->spinner);
  GTK_WIDGET_CLASS (sluice_spinner_parent_class)->map (widget);
}

static void
sluice_spinner_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sluice_spinner_parent_class)->unmap (widget);
  gtk_spinner_stop (SLUICE_SPINNER (widget)->spinner);
}

static void
sluice_spinner_dispose (GObject *object)
{
  SluiceSpinner *self = SLUICE_SPINNER (object);

  if (self->spinner != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->spinner));
  self->spinner = NULL;
  G_OBJECT_CLASS (sluice_spinner_parent_class)->dispose (object);
}

static void
sluice_spinner_class_init (SluiceSpinnerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_spinner_dispose;
  widget_class->map = sluice_spinner_map;
  widget_class->unmap = sluice_spinner_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
sluice_spinner_init (SluiceSpinner *self)
{
  self->spinner =
      g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->spinner), GTK_WIDGET (self));
}
