/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/components/sluice-component-list.h"

#include <glib/gi18n.h>

#include "ui/components/sluice-component-row.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-search-filter.h"
#include "ui/widgets/sluice-slow-list.h"
#include "ui/widgets/sluice-spinner.h"

struct _SluiceComponentList
{
  AdwBin parent_instance;

  SluiceFamily family;
  const char *error_title;
  SluiceComponentStore *store;
  GError *closed; /* (nullable): why the workspace is not open */
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  SluiceSearchFilter *filter;

  GtkStack *stack;
  GtkStack *results;
  GtkListView *list;
  GtkSearchEntry *search;
  AdwStatusPage *empty;
  SluiceErrorBox *error_box;
  SluiceErrorBox *stale_box;
};

G_DEFINE_FINAL_TYPE (SluiceComponentList, sluice_component_list, ADW_TYPE_BIN)

static guint chosen_signal;

static const char *
choose_page (SluiceComponentList *self, const GError *error)
{
  if (self->store != NULL &&
      g_list_model_get_n_items (sluice_component_store_get_model (self->store, self->family)) > 0)
    return "list";
  if (error != NULL)
    return "error";
  return self->store != NULL && sluice_component_store_is_loaded (self->store, self->family)
             ? "empty"
             : "loading";
}

static void
update (SluiceComponentList *self)
{
  const GError *error = self->store != NULL
                            ? sluice_component_store_get_error (self->store, self->family)
                            : self->closed;
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  sluice_error_box_set_error (self->error_box, self->error_title, error);
  sluice_error_box_set_error (self->stale_box, _ ("What you see may be old"), error);
  gtk_stack_set_visible_child_name (self->stack, choose_page (self, error));
  gtk_stack_set_visible_child_name (self->results, any ? "some" : "none");
}

static void
on_store_changed_cb (SluiceComponentList *self, int family)
{
  if ((SluiceFamily) family == self->family)
    update (self);
}

static void
on_search_changed_cb (SluiceComponentList *self)
{
  sluice_search_filter_set_words (self->filter,
                                  gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update (self);
}

static void
on_new_clicked_cb (SluiceComponentList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-view", "s", "new-pipeline");
}

static void
on_list_activate_cb (SluiceComponentList *self, guint position)
{
  g_autoptr (SluiceComponent) component =
      g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  g_signal_emit (self, chosen_signal, 0, component);
}

static void
on_factory_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, sluice_component_row_new ());
}

static void
on_factory_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  SluiceComponent *component = gtk_list_item_get_item (item);

  sluice_component_row_set_component (SLUICE_COMPONENT_ROW (row), component);
  sluice_accessible_set_list_item_name (item, sluice_component_get_name (component));
}

static void
on_factory_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  sluice_component_row_set_component (SLUICE_COMPONENT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
sluice_component_list_dispose (GObject *object)
{
  SluiceComponentList *self = SLUICE_COMPONENT_LIST (object);

  g_clear_object (&self->store);
  g_clear_error (&self->closed);
  g_clear_object (&self->filtered);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (sluice_component_list_parent_class)->dispose (object);
}

static void
sluice_component_list_class_init (SluiceComponentListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_component_list_dispose;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_COMPONENT);

  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  g_type_ensure (SLUICE_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/components/sluice-component-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentList, empty);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentList, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentList, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentList, results);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentList, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentList, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceComponentList, stale_box);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
}

static void
create_model (SluiceComponentList *self)
{
  GtkExpression *by_name = gtk_property_expression_new (SLUICE_TYPE_COMPONENT, NULL, "name");

  self->filter = sluice_search_filter_new ((SluiceSearchText) sluice_component_get_search);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)),
                                          GTK_SORTER (gtk_string_sorter_new (by_name)));
}

static void
sluice_component_list_init (SluiceComponentList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (on_factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_factory_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_factory_unbind_cb), NULL);
  create_model (self);
  selection = gtk_no_selection_new (sluice_slow_list_new (G_LIST_MODEL (self->sorted)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_object_unref (selection);
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  sluice_accessible_follow_stack (GTK_WIDGET (self->results));
}

/**
 * sluice_component_list_new:
 * @family: what it lists
 * @empty_icon: the icon while there is none
 * @empty_title: the heading while there is none, translated
 * @empty_text: what such a thing is and how one comes about, translated
 * @error_title: the heading where they cannot be read, translated; a string that stays
 *
 * Returns: (transfer floating): a list without a session yet
 */
GtkWidget *
sluice_component_list_new (SluiceFamily family,
                           const char *empty_icon,
                           const char *empty_title,
                           const char *empty_text,
                           const char *error_title)
{
  SluiceComponentList *self = g_object_new (SLUICE_TYPE_COMPONENT_LIST, NULL);

  self->family = family;
  self->error_title = error_title;
  adw_status_page_set_icon_name (self->empty, empty_icon);
  adw_status_page_set_title (self->empty, empty_title);
  adw_status_page_set_description (self->empty, empty_text);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * sluice_component_list_set_session:
 * @self: a list
 * @session: (nullable): the open workspace
 * @error: (nullable): why there is none, if it could not be opened
 */
void
sluice_component_list_set_session (SluiceComponentList *self,
                                   SluiceSession *session,
                                   const GError *error)
{
  g_clear_error (&self->closed);
  self->closed = error != NULL ? g_error_copy (error) : NULL;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  if (session != NULL)
    {
      self->store = g_object_ref (sluice_component_store_get (session));
      g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_filter_list_model_set_model (
      self->filtered,
      self->store != NULL ? sluice_component_store_get_model (self->store, self->family) : NULL);
  update (self);
}

/**
 * sluice_component_list_refresh:
 * @self: a list
 *
 * Reads again what exists.
 */
void
sluice_component_list_refresh (SluiceComponentList *self)
{
  if (self->store != NULL)
    sluice_component_store_refresh (self->store, self->family);
}
