/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-component-chooser.h"

#include <glib/gi18n.h>

#include "ui/components/sluice-component-row.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-search-filter.h"

struct _SluiceComponentChooser
{
  AdwWindow parent_instance;

  SluiceSearchFilter *filter;
  GListModel *shown; /* filtered and sorted */

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceComponentChooser, sluice_component_chooser, ADW_TYPE_WINDOW)

static void
choose (SluiceComponentChooser *self, guint position)
{
  g_autoptr (SluiceComponent) component = g_list_model_get_item (self->shown, position);

  if (component == NULL)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, component);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_search_text_cb (SluiceComponentChooser *self)
{
  sluice_search_filter_set_words (self->filter,
                                  gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
on_list_activate_cb (SluiceComponentChooser *self, guint position)
{
  choose (self, position);
}

static void
on_search_activate_cb (SluiceComponentChooser *self)
{
  choose (self, 0);
}

static void
on_factory_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, sluice_component_row_new ());
}

static void
on_factory_bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  SluiceComponent *component = gtk_list_item_get_item (item);

  sluice_component_row_set_component (SLUICE_COMPONENT_ROW (gtk_list_item_get_child (item)),
                                      component);
  sluice_accessible_set_list_item_name (item, sluice_component_get_name (component));
}

static void
on_shown_changed_cb (SluiceComponentChooser *self)
{
  gboolean empty = g_list_model_get_n_items (self->shown) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

/* By any part of the name, the id or what a row says of it; by name. */
static GListModel *
create_shown (SluiceComponentChooser *self, GListModel *components)
{
  GtkExpression *name = gtk_property_expression_new (SLUICE_TYPE_COMPONENT, NULL, "name");
  GtkFilterListModel *filtered =
      gtk_filter_list_model_new (g_object_ref (components),
                                 GTK_FILTER (g_object_ref (self->filter)));

  return G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (filtered), GTK_SORTER (gtk_string_sorter_new (name))));
}

static void
sluice_component_chooser_dispose (GObject *object)
{
  SluiceComponentChooser *self = SLUICE_COMPONENT_CHOOSER (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (sluice_component_chooser_parent_class)->dispose (object);
}

static void
sluice_component_chooser_class_init (SluiceComponentChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_component_chooser_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_COMPONENT);

  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH
                                               "/new-pipeline/sluice-component-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentChooser, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentChooser, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentChooser, stack);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_component_chooser_init (SluiceComponentChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  self->filter = sluice_search_filter_new ((SluiceSearchText) sluice_component_get_search);
  g_signal_connect_object (self->search, "notify::text", G_CALLBACK (on_search_text_cb), self,
                           G_CONNECT_SWAPPED);
}

static const char *
get_title (SluiceFamily family)
{
  switch (family)
    {
    case SLUICE_FAMILY_CONNECTIONS:
      return _ ("Choose a Connection");
    case SLUICE_FAMILY_DATA_MODELS:
      return _ ("Choose a Data Model");
    case SLUICE_FAMILY_FEEDS:
      return _ ("Choose a Feed");
    default:
      return _ ("Choose");
    }
}

/**
 * sluice_component_chooser_new:
 * @family: what is to be chosen
 * @components: (element-type SluiceComponent): what there is
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
sluice_component_chooser_new (SluiceFamily family, GListModel *components)
{
  SluiceComponentChooser *self = g_object_new (SLUICE_TYPE_COMPONENT_CHOOSER, NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_window_set_title (GTK_WINDOW (self), get_title (family));
  self->shown = create_shown (self, components);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->shown)));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_shown_changed_cb (self);
  return GTK_WIDGET (self);
}
