/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/pipelines/sluice-runs-table.h"

#include <glib/gi18n.h>

#include "sluice-moment.h"
#include "sluice-time.h"
#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/pipelines/sluice-run-item.h"
#include "ui/widgets/sluice-scroll-chain.h"
#include "ui/widgets/sluice-slow-list.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-spinner.h"
#include "ui/widgets/sluice-state-pill.h"
#include "ui/widgets/sluice-tooltip.h"

struct _SluiceRunsTable
{
  AdwBin parent_instance;

  SluiceRunLog *log;

  GtkWidget *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkWidget *older;
  GtkWidget *end;
};

G_DEFINE_FINAL_TYPE (SluiceRunsTable, sluice_runs_table, ADW_TYPE_BIN)

/* what the cells say */

static GDateTime *
create_time (gint64 time)
{
  return time != 0 ? g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND) : NULL;
}

static char *
describe_window (const SluiceRunRecord *record)
{
  g_autoptr (GDateTime) start = create_time (record->window_start);
  g_autoptr (GDateTime) end = create_time (record->window_end);

  return sluice_moment_describe_span (start, end, NULL);
}

static char *
describe_started (const SluiceRunRecord *record)
{
  return sluice_pipeline_words_format_time (sluice_run_record_get_time (record));
}

static char *
describe_duration (const SluiceRunRecord *record)
{
  if (record->started == 0 || record->ended < record->started)
    return g_strdup ("–");
  return sluice_time_describe_duration ((record->ended - record->started) / G_TIME_SPAN_SECOND);
}

static char *
describe_records (const SluiceRunRecord *record)
{
  return sluice_pipeline_words_format_count (record->records);
}

static char *
describe_failed (const SluiceRunRecord *record)
{
  return sluice_pipeline_words_format_count (record->failed);
}

static char *
describe_errors (const SluiceRunRecord *record)
{
  return record->errors != NULL ? g_strjoinv ("; ", record->errors) : g_strdup ("");
}

typedef struct
{
  const char *title;
  char *(*describe) (const SluiceRunRecord *record);
  gboolean numeric;
  gboolean expands;
} Column;

static const Column columns[] = {
  { N_ ("Started"), describe_started, FALSE, FALSE },
  { N_ ("Records"), describe_records, TRUE, FALSE },
  { N_ ("Failed"), describe_failed, TRUE, FALSE },
  { N_ ("Duration"), describe_duration, TRUE, FALSE },
  { N_ ("Window Covered"), describe_window, FALSE, FALSE },
  { N_ ("Errors"), describe_errors, FALSE, TRUE },
};

static void
on_text_setup_cb (const Column *column, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->numeric ? 1 : 0);
  gtk_widget_add_css_class (label, "numeric");
  if (column->expands)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static char *
describe_in_utc (const SluiceRunRecord *record)
{
  gint64 time = sluice_run_record_get_time (record);

  return time != 0 ? sluice_pipeline_words_format_utc (time) : NULL;
}

static void
on_text_bind_cb (const Column *column, GtkListItem *item)
{
  const SluiceRunRecord *record = sluice_run_item_get_record (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = column->describe (record);
  g_autofree char *utc = describe_in_utc (record);

  gtk_label_set_text (GTK_LABEL (label), text);
  sluice_tooltip_set (label, column->expands ? text : utc);
  sluice_accessible_set_list_item_name (item, *text != '\0' ? text : _ ("None"));
}

static void
on_state_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *pill = sluice_state_pill_new (NULL);

  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_list_item_set_child (item, pill);
}

static void
on_state_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const SluiceRunRecord *record = sluice_run_item_get_record (gtk_list_item_get_item (item));

  sluice_state_pill_set_state (SLUICE_STATE_PILL (gtk_list_item_get_child (item)), record->state);
  sluice_accessible_set_list_item_name (item, sluice_state_pill_get_word (record->state));
}

static void
append_state_column (SluiceRunsTable *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ ("State"), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_state_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_state_bind_cb), NULL);
  gtk_column_view_append_column (self->view, column);
}

static void
append_column (SluiceRunsTable *self, const Column *words)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ (words->title), factory);

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_text_setup_cb), (gpointer) words);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_text_bind_cb), (gpointer) words);
  gtk_column_view_column_set_expand (column, words->expands);
  gtk_column_view_append_column (self->view, column);
}

static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* A heading stands above its figures. A column has no property for that: where GTK builds its headings
 * in another way than it does now, they stay on the left. */
static void
align_heading (SluiceRunsTable *self, const Column *words)
{
  GtkLabel *label =
      find_label (gtk_widget_get_first_child (GTK_WIDGET (self->view)), _ (words->title));

  if (label == NULL || !words->numeric)
    return;
  gtk_label_set_xalign (label, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  /* The label takes the room of its heading, not the heading more of the table. */
  gtk_widget_set_hexpand (gtk_widget_get_parent (GTK_WIDGET (label)), FALSE);
}

static void
update (SluiceRunsTable *self)
{
  gboolean any = g_list_model_get_n_items (sluice_run_log_get_model (self->log)) > 0;
  gboolean loading = sluice_run_log_is_loading (self->log);
  gboolean complete = sluice_run_log_is_complete (self->log);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    any ? "runs" : (loading ? "loading" : "none"));
  gtk_widget_set_visible (self->older, !complete);
  gtk_widget_set_sensitive (self->older, !loading);
  gtk_widget_set_visible (self->end, complete && any);
}

static void
on_older_clicked_cb (SluiceRunsTable *self)
{
  sluice_run_log_load_older (self->log);
}

static void
sluice_runs_table_dispose (GObject *object)
{
  g_clear_object (&SLUICE_RUNS_TABLE (object)->log);
  G_OBJECT_CLASS (sluice_runs_table_parent_class)->dispose (object);
}

static void
sluice_runs_table_class_init (SluiceRunsTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_runs_table_dispose;

  g_type_ensure (SLUICE_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/pipelines/sluice-runs-table.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceRunsTable, end);
  gtk_widget_class_bind_template_child (widget_class, SluiceRunsTable, older);
  gtk_widget_class_bind_template_child (widget_class, SluiceRunsTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceRunsTable, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceRunsTable, view);
  gtk_widget_class_bind_template_callback (widget_class, on_older_clicked_cb);
}

static void
sluice_runs_table_init (SluiceRunsTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (self->stack);
  sluice_scroll_chain_add (self->scroller);

  append_state_column (self);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_column (self, &columns[i]);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    align_heading (self, &columns[i]);
}

/**
 * sluice_runs_table_set_log:
 * @self: a table
 * @log: the runs it shows; set once
 */
void
sluice_runs_table_set_log (SluiceRunsTable *self, SluiceRunLog *log)
{
  GtkNoSelection *selection =
      gtk_no_selection_new (sluice_slow_list_new (sluice_run_log_get_model (log)));

  g_set_object (&self->log, log);
  g_signal_connect_object (log, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_run_log_get_model (log), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  update (self);
}
