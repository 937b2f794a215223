/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-component-row.h"

#include "ui/widgets/sluice-row-layout.h"
#include "ui/widgets/sluice-state-pill.h"

struct _SluiceComponentRow
{
  GtkBox parent_instance;

  GBindingGroup *bindings;

  GtkLabel *name;
  GtkLabel *subtitle;
  SluiceStatePill *fault;
};

G_DEFINE_FINAL_TYPE (SluiceComponentRow, sluice_component_row, GTK_TYPE_BOX)

static void
sluice_component_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_COMPONENT_ROW (object)->bindings);
  G_OBJECT_CLASS (sluice_component_row_parent_class)->dispose (object);
}

static void
sluice_component_row_class_init (SluiceComponentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_component_row_dispose;

  g_type_ensure (SLUICE_TYPE_ROW_LAYOUT);
  g_type_ensure (SLUICE_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/components/sluice-component-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentRow, fault);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentRow, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentRow, subtitle);
}

static void
sluice_component_row_init (SluiceComponentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "name", self->name, "label", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "subtitle", self->subtitle, "label", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "faulted", self->fault, "visible", G_BINDING_SYNC_CREATE);
}

/**
 * sluice_component_row_new:
 *
 * Returns: (transfer floating): a row without a component yet
 */
GtkWidget *
sluice_component_row_new (void)
{
  return g_object_new (SLUICE_TYPE_COMPONENT_ROW, NULL);
}

/**
 * sluice_component_row_set_component:
 * @self: a row
 * @component: (nullable): what it shows from now on
 */
void
sluice_component_row_set_component (SluiceComponentRow *self, SluiceComponent *component)
{
  g_binding_group_set_source (self->bindings, component);
}
