/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/audiences/sluice-audience-list.h"

#include <glib/gi18n.h>

#include "ui/audiences/sluice-audience-row.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-search-filter.h"
#include "ui/widgets/sluice-slow-list.h"
#include "ui/widgets/sluice-spinner.h"

struct _SluiceAudienceList
{
  AdwBin parent_instance;

  SluiceAudienceWatch *watch;
  GError *closed; /* (nullable): why the workspace is not open */

  GtkStack *stack;
  GtkStack *results;
  GtkListView *list;
  GtkFilterListModel *filtered;
  SluiceSearchFilter *filter;
  SluiceErrorBox *error_box;
  SluiceErrorBox *stale_box;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (SluiceAudienceList, sluice_audience_list, ADW_TYPE_BIN)

static const char *
choose_page (SluiceAudienceList *self, const GError *error)
{
  if (self->watch != NULL &&
      g_list_model_get_n_items (sluice_audience_watch_get_model (self->watch)) > 0)
    return "list";
  if (error != NULL)
    return "error";
  return self->watch != NULL && sluice_audience_watch_was_read (self->watch) ? "empty" : "loading";
}

static void
update (SluiceAudienceList *self)
{
  const GError *error =
      self->watch != NULL ? sluice_audience_watch_get_error (self->watch) : self->closed;
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  sluice_error_box_set_error (self->error_box, _ ("The audiences could not be read"), error);
  sluice_error_box_set_error (self->stale_box, _ ("What you see may be old"), error);
  gtk_stack_set_visible_child_name (self->stack, choose_page (self, error));
  gtk_stack_set_visible_child_name (self->results, any ? "some" : "none");
}

static void
on_search_changed_cb (SluiceAudienceList *self, GtkSearchEntry *entry)
{
  sluice_search_filter_set_words (self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
  update (self);
}

static void
on_list_activate_cb (SluiceAudienceList *self, guint position)
{
  g_autoptr (SluiceAudience) audience =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  g_signal_emit (self, chosen_signal, 0, audience);
}

static void
on_row_setup_cb (SluiceAudienceList *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, sluice_audience_row_new ());
}

static void
on_row_bind_cb (SluiceAudienceList *self, GtkListItem *item)
{
  SluiceAudience *audience = gtk_list_item_get_item (item);

  sluice_audience_row_set_audience (SLUICE_AUDIENCE_ROW (gtk_list_item_get_child (item)), audience);
  sluice_accessible_set_list_item_name (item, sluice_audience_get_name (audience));
}

static void
on_row_unbind_cb (SluiceAudienceList *self, GtkListItem *item)
{
  sluice_audience_row_set_audience (SLUICE_AUDIENCE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
sluice_audience_list_dispose (GObject *object)
{
  SluiceAudienceList *self = SLUICE_AUDIENCE_LIST (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->filter);
  g_clear_error (&self->closed);
  G_OBJECT_CLASS (sluice_audience_list_parent_class)->dispose (object);
}

static void
sluice_audience_list_class_init (SluiceAudienceListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_audience_list_dispose;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_AUDIENCE);

  g_type_ensure (SLUICE_TYPE_AUDIENCE);
  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  g_type_ensure (SLUICE_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/audiences/sluice-audience-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceList, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceList, filtered);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceList, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceList, results);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceList, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceAudienceList, stale_box);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
}

static void
sluice_audience_list_init (SluiceAudienceList *self)
{
  GtkNoSelection *selection;
  g_autoptr (GListModel) slow = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = sluice_search_filter_new ((SluiceSearchText) sluice_audience_get_search);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
  selection = GTK_NO_SELECTION (gtk_list_view_get_model (self->list));
  slow = sluice_slow_list_new (gtk_no_selection_get_model (selection));
  gtk_no_selection_set_model (selection, slow);
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  sluice_accessible_follow_stack (GTK_WIDGET (self->results));
}

/**
 * sluice_audience_list_set_watch:
 * @self: a list
 * @watch: (nullable): the audiences of the open workspace
 * @error: (nullable): why there is none, if it could not be opened
 */
void
sluice_audience_list_set_watch (SluiceAudienceList *self,
                                SluiceAudienceWatch *watch,
                                const GError *error)
{
  g_clear_error (&self->closed);
  self->closed = error != NULL ? g_error_copy (error) : NULL;
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_set_object (&self->watch, watch);
  if (watch != NULL)
    g_signal_connect_object (watch, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_filter_list_model_set_model (self->filtered,
                                   watch != NULL ? sluice_audience_watch_get_model (watch) : NULL);
  update (self);
}
