/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-pipeline-list.h"

#include <glib/gi18n.h>

#include "sluice-limits.h"
#include "ui/pipelines/sluice-pipeline-groups.h"
#include "ui/pipelines/sluice-pipeline-row.h"
#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-slow-list.h"
#include "ui/widgets/sluice-spinner.h"

struct _SluicePipelineList
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkFilterListModel *filtered;
  SluicePipelineGroups *groups;
  char *sort;
  gboolean grouped;
  char *needle; /* what is searched for, case-folded */
  guint updating;

  GtkStack *stack;
  GtkStack *results;
  GtkListView *list;
  GtkSearchEntry *search;
  GtkDropDown *show;
  SluiceErrorBox *error_box;
  SluiceErrorBox *stale_box;
  GtkWidget *limit_bar;
  GtkLabel *limit_label;
};

enum
{
  PROP_0,
  PROP_SORT,
  PROP_GROUPED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint chosen_signal;

G_DEFINE_FINAL_TYPE (SluicePipelineList, sluice_pipeline_list, ADW_TYPE_BIN)

static SluiceMonitor *
get_monitor (SluicePipelineList *self)
{
  return sluice_session_pool_get_monitor (sluice_ui_context_get_pool (self->context));
}

/* filter and order */

static gboolean
is_any (SluicePipelineStatus *status)
{
  return TRUE;
}

static gboolean
is_active (SluicePipelineStatus *status)
{
  return g_str_equal (sluice_pipeline_status_get_state (status), "active");
}

static gboolean
is_paused (SluicePipelineStatus *status)
{
  return g_str_equal (sluice_pipeline_status_get_state (status), "paused");
}

static gboolean
is_pending (SluicePipelineStatus *status)
{
  return g_str_equal (sluice_pipeline_status_get_state (status), "pending");
}

/* In the order of the drop-down. */
static gboolean (*const shows[]) (SluicePipelineStatus *) = {
  is_any,     sluice_pipeline_status_is_unhealthy,
  is_active,  sluice_pipeline_status_is_running,
  is_pending, is_paused,
};

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  SluicePipelineList *self = user_data;
  guint show = gtk_drop_down_get_selected (self->show);

  if (sluice_pipeline_status_get_session (item) != sluice_ui_context_get_session (self->context))
    return FALSE;
  if (show < G_N_ELEMENTS (shows) && !shows[show](item))
    return FALSE;
  return self->needle == NULL || contains (sluice_pipeline_status_get_name (item), self->needle) ||
         contains (sluice_pipeline_status_get_id (item), self->needle) ||
         contains (sluice_pipeline_words_get_warehouse (item), self->needle);
}

static int
compare_names (SluicePipelineStatus *a, SluicePipelineStatus *b)
{
  int order =
      strcmp (sluice_pipeline_status_get_sort_key (a), sluice_pipeline_status_get_sort_key (b));

  return order != 0 ? order
                    : strcmp (sluice_pipeline_status_get_id (a), sluice_pipeline_status_get_id (b));
}

static int
compare_states (SluicePipelineStatus *a, SluicePipelineStatus *b)
{
  return sluice_pipeline_words_rank_state (a) - sluice_pipeline_words_rank_state (b);
}

static gint64
get_run_time (SluicePipelineStatus *status)
{
  SluiceRun *run = sluice_pipeline_status_get_last_run (status);
  GDateTime *started = run != NULL ? sluice_run_get_started (run) : NULL;

  return started != NULL ? g_date_time_to_unix (started) : 0;
}

static int
compare_runs (SluicePipelineStatus *a, SluicePipelineStatus *b)
{
  gint64 a_time = get_run_time (a);
  gint64 b_time = get_run_time (b);

  return a_time < b_time ? 1 : (a_time > b_time ? -1 : 0);
}

static int
compare_warehouses (SluicePipelineStatus *a, SluicePipelineStatus *b)
{
  return g_utf8_collate (sluice_pipeline_words_get_warehouse (a),
                         sluice_pipeline_words_get_warehouse (b));
}

static const struct
{
  const char *name;
  int (*compare) (SluicePipelineStatus *, SluicePipelineStatus *);
} sorts[] = {
  { "name", compare_names },
  { "state", compare_states },
  { "last-run", compare_runs },
};

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SluicePipelineList *self = user_data;
  int order = self->grouped ? compare_warehouses ((gpointer) a, (gpointer) b) : 0;

  for (guint i = 0; order == 0 && i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (self->sort, sorts[i].name) == 0)
      order = sorts[i].compare ((gpointer) a, (gpointer) b);
  return order != 0 ? order : compare_names ((gpointer) a, (gpointer) b);
}

/* what is on screen */

static gboolean
has_pipelines (SluicePipelineList *self, SluiceSession *session)
{
  GListModel *all = G_LIST_MODEL (get_monitor (self));
  guint n_items = g_list_model_get_n_items (all);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (SluicePipelineStatus) status = g_list_model_get_item (all, i);

      if (sluice_pipeline_status_get_session (status) == session)
        return TRUE;
    }
  return FALSE;
}

static void
update_limit (SluicePipelineList *self, SluiceSession *session)
{
  g_autofree char *warning = NULL;

  if (session != NULL)
    warning =
        sluice_limits_describe_active (sluice_limits_get_default (),
                                       sluice_monitor_count_active (get_monitor (self), session));
  gtk_widget_set_visible (self->limit_bar, warning != NULL);
  gtk_label_set_text (self->limit_label, warning != NULL ? warning : "");
}

static const char *
choose_page (SluicePipelineList *self, SluiceSession *session, const GError *error)
{
  if (session == NULL && error == NULL)
    return "loading";
  if (session != NULL && has_pipelines (self, session))
    return "list";
  if (error != NULL)
    return "error";
  return sluice_monitor_was_read (get_monitor (self), session) ? "empty" : "loading";
}

static gboolean
update (gpointer user_data)
{
  SluicePipelineList *self = user_data;
  SluiceSession *session = sluice_ui_context_get_session (self->context);
  const GError *error = session != NULL ? sluice_monitor_get_error (get_monitor (self), session)
                                        : sluice_ui_context_get_error (self->context);

  self->updating = 0;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  sluice_pipeline_groups_update (self->groups, self->grouped);
  sluice_error_box_set_error (self->error_box, _ ("The pipelines could not be read"), error);
  sluice_error_box_set_error (self->stale_box, _ ("What you see may be old"), error);
  update_limit (self, session);
  gtk_stack_set_visible_child_name (self->stack, choose_page (self, session, error));
  gtk_stack_set_visible_child_name (self->results,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0
                                        ? "some"
                                        : "none");
  return G_SOURCE_REMOVE;
}

/* Hundreds of pipelines may be looked at in one go: the list is put in order once for all of them. */
static void
queue_update (SluicePipelineList *self)
{
  if (self->updating == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->updating = g_idle_add (update, self);
}

static void
on_search_changed_cb (SluicePipelineList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (self->needle);
  self->needle = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  queue_update (self);
}

static void
on_show_changed_cb (SluicePipelineList *self)
{
  if (self->context != NULL)
    queue_update (self);
}

static void
on_list_activate_cb (SluicePipelineList *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->groups), position);

  if (SLUICE_IS_PIPELINE_STATUS (item))
    g_signal_emit (self, chosen_signal, 0, item);
}

/* The list's own widget around a row looks different for a header, and does nothing when clicked. */
static void
set_header (GtkListItem *item, gboolean is_header)
{
  GtkWidget *around = gtk_widget_get_parent (gtk_list_item_get_child (item));

  gtk_list_item_set_activatable (item, !is_header);
  if (around != NULL && is_header)
    gtk_widget_add_css_class (around, "group-header");
  else if (around != NULL)
    gtk_widget_remove_css_class (around, "group-header");
}

static void
bind_header (GtkListItem *item, const char *warehouse)
{
  GtkWidget *label = gtk_label_new (warehouse);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_item_set_child (item, label);
  sluice_accessible_set_list_item_name (item, warehouse);
}

static void
on_factory_bind_cb (SluicePipelineList *self, GtkListItem *item)
{
  gpointer object = gtk_list_item_get_item (item);
  gboolean is_header = GTK_IS_STRING_OBJECT (object);

  if (is_header)
    bind_header (item, gtk_string_object_get_string (object));
  else
    {
      if (!SLUICE_IS_PIPELINE_ROW (gtk_list_item_get_child (item)))
        gtk_list_item_set_child (item, sluice_pipeline_row_new (get_monitor (self)));
      sluice_pipeline_row_set_status (SLUICE_PIPELINE_ROW (gtk_list_item_get_child (item)), object);
    }
  set_header (item, is_header);
}

static void
on_factory_unbind_cb (SluicePipelineList *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (SLUICE_IS_PIPELINE_ROW (child))
    sluice_pipeline_row_set_status (SLUICE_PIPELINE_ROW (child), NULL);
}

static void
sluice_pipeline_list_map (GtkWidget *widget)
{
  SluicePipelineList *self = SLUICE_PIPELINE_LIST (widget);

  GTK_WIDGET_CLASS (sluice_pipeline_list_parent_class)->map (widget);
  if (self->context != NULL)
    update (self);
}

static void
sluice_pipeline_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SORT)
    g_value_set_string (value, SLUICE_PIPELINE_LIST (object)->sort);
  else if (id == PROP_GROUPED)
    g_value_set_boolean (value, SLUICE_PIPELINE_LIST (object)->grouped);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sluice_pipeline_list_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  SluicePipelineList *self = SLUICE_PIPELINE_LIST (object);

  if (id == PROP_SORT)
    {
      g_free (self->sort);
      self->sort = g_value_dup_string (value);
    }
  else if (id == PROP_GROUPED)
    self->grouped = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  if (self->context != NULL)
    queue_update (self);
}

static void
sluice_pipeline_list_dispose (GObject *object)
{
  SluicePipelineList *self = SLUICE_PIPELINE_LIST (object);

  g_clear_handle_id (&self->updating, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->groups);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_pipeline_list_parent_class)->dispose (object);
}

static void
sluice_pipeline_list_finalize (GObject *object)
{
  SluicePipelineList *self = SLUICE_PIPELINE_LIST (object);

  g_free (self->sort);
  g_free (self->needle);
  G_OBJECT_CLASS (sluice_pipeline_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SLUICE_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/pipelines/sluice-pipeline-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, limit_bar);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, limit_label);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, list);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, results);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, search);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, show);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, stack);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelineList, stale_box);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_changed_cb);
}

static void
sluice_pipeline_list_class_init (SluicePipelineListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_pipeline_list_dispose;
  object_class->finalize = sluice_pipeline_list_finalize;
  object_class->get_property = sluice_pipeline_list_get_property;
  object_class->set_property = sluice_pipeline_list_set_property;
  GTK_WIDGET_CLASS (klass)->map = sluice_pipeline_list_map;

  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "name", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_GROUPED] = g_param_spec_boolean ("grouped", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_PIPELINE_STATUS);

  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sluice_pipeline_list_init (SluicePipelineList *self)
{
  self->sort = g_strdup ("name");
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  sluice_accessible_follow_stack (GTK_WIDGET (self->results));
}

static void
fill_list (SluicePipelineList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSortListModel) sorted = NULL;
  GtkNoSelection *selection;

  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_factory_bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_factory_unbind_cb), self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (get_monitor (self))),
                                              g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)),
                                    g_object_ref (self->sorter));
  self->groups = sluice_pipeline_groups_new (G_LIST_MODEL (sorted));
  selection = gtk_no_selection_new (sluice_slow_list_new (G_LIST_MODEL (self->groups)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_object_unref (selection);
}

/**
 * sluice_pipeline_list_set_context:
 * @self: a list
 * @context: the context of the window
 */
void
sluice_pipeline_list_set_context (SluicePipelineList *self, SluiceUiContext *context)
{
  static const char *const context_signals[] = { "notify::session", "notify::error" };
  static const char *const monitor_signals[] = { "observed", "session-changed", "items-changed" };

  self->context = g_object_ref (context);
  fill_list (self);
  for (guint i = 0; i < G_N_ELEMENTS (context_signals); i++)
    g_signal_connect_object (context, context_signals[i], G_CALLBACK (queue_update), self,
                             G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (monitor_signals); i++)
    g_signal_connect_object (get_monitor (self), monitor_signals[i], G_CALLBACK (queue_update),
                             self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_limits_get_default (), "changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
