/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/activity/sluice-activity-list.h"

#include <glib/gi18n.h>

#include "ui/activity/sluice-activity-row.h"
#include "ui/activity/sluice-call-text.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-slow-list.h"

struct _SluiceActivityList
{
  AdwBin parent_instance;

  SluiceActivity *activity;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkFilter *filter;

  GtkStack *stack;
  GtkStack *results;
  GtkListView *list;
  GtkSearchEntry *search;
  GtkToggleButton *failed_only;
};

G_DEFINE_FINAL_TYPE (SluiceActivityList, sluice_activity_list, ADW_TYPE_BIN)

static guint chosen_signal;

static void
update (SluiceActivityList *self)
{
  gboolean any =
      self->activity != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->activity)) > 0;
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0 ||
                  gtk_filter_list_model_get_pending (self->filtered) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
  gtk_stack_set_visible_child_name (self->results, some ? "some" : "none");
}

/* A list view holds on to the row that it shows; who reads the newest wants the next one, too. */
static void
on_sorted_changed_cb (SluiceActivityList *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  update (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) > 0 &&
      gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_lower (adjustment))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

static gboolean
match (gpointer item, gpointer user_data)
{
  SluiceActivityList *self = user_data;

  if (gtk_toggle_button_get_active (self->failed_only) && !sluice_call_text_is_failed (item))
    return FALSE;
  return sluice_call_text_contains (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
on_search_changed_cb (SluiceActivityList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
on_list_activate_cb (SluiceActivityList *self, guint position)
{
  g_autoptr (SluiceCallRecord) record =
      g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  g_signal_emit (self, chosen_signal, 0, record);
}

static void
on_factory_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, sluice_activity_row_new ());
}

static void
on_factory_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  SluiceCallRecord *record = gtk_list_item_get_item (item);
  g_autofree char *name = sluice_call_text_dup_name (record);

  sluice_activity_row_set_record (SLUICE_ACTIVITY_ROW (gtk_list_item_get_child (item)), record);
  sluice_accessible_set_list_item_name (item, name);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = sluice_call_record_get_started (SLUICE_CALL_RECORD ((gpointer) a));
  gint64 second = sluice_call_record_get_started (SLUICE_CALL_RECORD ((gpointer) b));

  return (first < second) - (first > second);
}

static void
sluice_activity_list_dispose (GObject *object)
{
  SluiceActivityList *self = SLUICE_ACTIVITY_LIST (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->activity);
  g_clear_object (&self->filtered);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (sluice_activity_list_parent_class)->dispose (object);
}

static void
sluice_activity_list_class_init (SluiceActivityListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_activity_list_dispose;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_CALL_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/activity/sluice-activity-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityList, failed_only);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityList, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityList, results);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityList, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceActivityList, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
}

/* The sorter stands behind the filter, so that a new call is placed by looking at few others. */
static void
create_model (SluiceActivityList *self)
{
  self->filter = GTK_FILTER (gtk_custom_filter_new (match, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)),
                                          GTK_SORTER (gtk_custom_sorter_new (compare_newest_first,
                                                                             NULL, NULL)));
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (on_sorted_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->filtered, "notify::pending", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
sluice_activity_list_init (SluiceActivityList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (on_factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_factory_bind_cb), NULL);
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
 * sluice_activity_list_set_activity:
 * @self: a list
 * @activity: (nullable): the log of the open workspace
 */
void
sluice_activity_list_set_activity (SluiceActivityList *self, SluiceActivity *activity)
{
  g_return_if_fail (SLUICE_IS_ACTIVITY_LIST (self));

  if (self->activity != NULL)
    g_signal_handlers_disconnect_by_data (self->activity, self);
  g_set_object (&self->activity, activity);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (activity));
  if (activity != NULL)
    g_signal_connect_object (activity, "items-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update (self);
}
