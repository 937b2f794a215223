/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/overview/sluice-overview-view.h"

#include <glib/gi18n.h>

#include "sluice-limits.h"
#include "ui/overview/sluice-overview-numbers.h"
#include "ui/overview/sluice-overview-row.h"
#include "ui/pipelines/sluice-chart-card.h"
#include "ui/pipelines/sluice-pipeline-words.h"
#include "ui/sluice-view.h"
#include "ui/widgets/sluice-accessible.h"
#include "ui/widgets/sluice-arrival.h"
#include "ui/widgets/sluice-back-button.h"
#include "ui/widgets/sluice-error-box.h"
#include "ui/widgets/sluice-even-layout.h"
#include "ui/widgets/sluice-spinner.h"
#include "ui/widgets/sluice-state-pill.h"
#include "ui/widgets/sluice-turns.h"
#include "ui/widgets/sluice-warm-up.h"

/* How many pipelines each list of the page shows: the rest is in Pipelines. */
#define LIST_LENGTH 5
#define AGE_SECONDS 30

/* What is further down, in the order it is brought up to date. */
typedef enum
{
  FAILURES,
  CHART,
  NEXT_RUNS,
  WORKSPACES,
  N_PARTS,
} Part;

struct _SluiceOverviewView
{
  AdwBin parent_instance;

  SluiceUiContext *context;
  SluiceLimits *limits;
  GPtrArray *rows[N_PARTS]; /* (element-type GtkWidget) */
  char *shown[N_PARTS];     /* (nullable): what the rows say */
  char *shown_states;
  guint updating;
  gboolean wanted[N_PARTS]; /* whether it has something to show */
  gboolean building;
  gboolean built; /* whether the next part is only to be measured */
  Part next_part;
  guint showing; /* the tick callback that shows the parts */
  guint ageing;
  gboolean chart_is_old;

  GtkStack *stack;
  SluiceErrorBox *error_box;
  SluiceErrorBox *stale_box;
  GtkImage *verdict_icon;
  GtkLabel *verdict;
  GtkLabel *verdict_details;
  GtkBox *states;
  AdwActionRow *active_row;
  GtkLevelBar *active_level;
  AdwPreferencesGroup *failures;
  AdwPreferencesGroup *next_runs;
  AdwPreferencesGroup *records;
  AdwPreferencesGroup *workspaces;
  SluiceChartCard *chart;
};

static void view_iface_init (SluiceViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceOverviewView,
                               sluice_overview_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_VIEW, view_iface_init))

static SluiceMonitor *
get_monitor (SluiceOverviewView *self)
{
  return sluice_session_pool_get_monitor (sluice_ui_context_get_pool (self->context));
}

/* rows */

static void
clear_rows (SluiceOverviewView *self, Part part)
{
  GPtrArray *rows = self->rows[part];

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (group != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (rows, 0);
  g_clear_pointer (&self->shown[part], g_free);
}

/* Whether rows are to be made. Those that say the same stay: a page that is built anew with each
 * pipeline that was looked at would hold up the window, and lose the focus. */
static gboolean
begin_rows (SluiceOverviewView *self, Part part, const char *wanted)
{
  if (g_strcmp0 (self->shown[part], wanted) == 0)
    return FALSE;
  clear_rows (self, part);
  self->shown[part] = g_strdup (wanted);
  return TRUE;
}

static void
add_row (SluiceOverviewView *self, Part part, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows[part], g_object_ref (row));
}

static void
show_pipeline_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sluice_ui_context_navigate_to_id (SLUICE_OVERVIEW_VIEW (widget)->context, "pipelines",
                                    g_variant_get_string (parameter, NULL));
}

/* parts of the page */

static char *
describe_failure (SluicePipelineStatus *status)
{
  const GError *error = sluice_pipeline_status_get_error (status);

  return error != NULL ? g_strdup (error->message)
                       : sluice_pipeline_words_describe_last_run (status);
}

static void
describe_row (GString *wanted, SluicePipelineStatus *status, const char *text, const char *remedy)
{
  g_string_append_printf (wanted, "%s\n%s\n%s\n%s\n%s\n", sluice_pipeline_status_get_id (status),
                          sluice_pipeline_status_get_name (status),
                          sluice_pipeline_words_get_state (status), text,
                          remedy != NULL ? remedy : "");
}

/* @texts: (element-type utf8): what there is to say of each of @statuses */
static void
update_pipelines (SluiceOverviewView *self,
                  Part part,
                  AdwPreferencesGroup *group,
                  GPtrArray *statuses,
                  GPtrArray *texts)
{
  g_autoptr (GString) wanted = g_string_new (NULL);
  gboolean failed = part == FAILURES;

  for (guint i = 0; i < statuses->len; i++)
    describe_row (wanted, statuses->pdata[i], texts->pdata[i],
                  failed ? sluice_pipeline_status_get_remedy (statuses->pdata[i]) : NULL);
  if (!begin_rows (self, part, wanted->str))
    return;
  for (guint i = 0; i < statuses->len; i++)
    add_row (self, part, group,
             sluice_overview_row_new (statuses->pdata[i], texts->pdata[i],
                                      failed
                                          ? sluice_pipeline_status_get_remedy (statuses->pdata[i])
                                          : NULL));
  self->wanted[part] = statuses->len > 0;
}

static void
update_failures (SluiceOverviewView *self, GPtrArray *statuses)
{
  g_autoptr (GPtrArray) unhealthy = sluice_overview_list_unhealthy (statuses, LIST_LENGTH);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < unhealthy->len; i++)
    g_ptr_array_add (texts, describe_failure (unhealthy->pdata[i]));
  update_pipelines (self, FAILURES, self->failures, unhealthy, texts);
}

static void
update_next_runs (SluiceOverviewView *self, GPtrArray *statuses)
{
  g_autoptr (GPtrArray) next = sluice_overview_list_next (statuses, LIST_LENGTH);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < next->len; i++)
    g_ptr_array_add (texts, sluice_pipeline_words_describe_next_run (next->pdata[i]));
  update_pipelines (self, NEXT_RUNS, self->next_runs, next, texts);
}

static void
update_verdict (SluiceOverviewView *self, GPtrArray *statuses)
{
  guint bad = sluice_overview_count_unhealthy (statuses);
  g_autofree char *details = NULL;
  g_autofree char *title = NULL;

  if (bad == 0)
    title = g_strdup (_ ("Everything Is Healthy"));
  else
    title = g_strdup_printf (ngettext ("%u Pipeline Needs Attention", "%u Pipelines Need Attention",
                                       bad),
                             bad);
  details = g_strdup_printf (ngettext ("%u pipeline in this workspace",
                                       "%u pipelines in this workspace", statuses->len),
                             statuses->len);
  gtk_label_set_text (self->verdict, title);
  gtk_label_set_text (self->verdict_details, details);
  gtk_image_set_from_icon_name (self->verdict_icon,
                                bad == 0 ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_icon), bad == 0 ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_icon), bad == 0 ? "success" : "warning");
}

static GtkWidget *
create_state_card (const char *state, guint count)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                  "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *name = g_strdup_printf ("%s: %u", sluice_state_pill_get_word (state), count);
  GtkWidget *label = gtk_label_new (number);
  GtkWidget *pill = sluice_state_pill_new (state);

  gtk_widget_add_css_class (label, "title-1");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "state-card");
  gtk_widget_set_halign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (card), label);
  gtk_box_append (GTK_BOX (card), pill);
  sluice_accessible_set_name (card, name);
  return card;
}

static char *
describe_states (GList *states, GHashTable *counts)
{
  GString *text = g_string_new (NULL);

  for (GList *l = states; l != NULL; l = l->next)
    g_string_append_printf (text, "%s %u\n", (char *) l->data,
                            GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data)));
  return g_string_free (text, FALSE);
}

static void
update_states (SluiceOverviewView *self, GPtrArray *statuses)
{
  g_autoptr (GHashTable) counts = sluice_overview_count_states (statuses);
  g_autoptr (GList) states = g_hash_table_get_keys (counts);
  g_autofree char *before = g_steal_pointer (&self->shown_states);
  GtkWidget *child;

  states = g_list_sort (states, (GCompareFunc) g_strcmp0);
  self->shown_states = describe_states (states, counts);
  if (g_strcmp0 (before, self->shown_states) == 0)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->states))) != NULL)
    gtk_box_remove (self->states, child);
  for (GList *l = states; l != NULL; l = l->next)
    gtk_box_append (self->states,
                    create_state_card (l->data,
                                       GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data))));
  /* Where all are in one state, the verdict above says as much. */
  gtk_widget_set_visible (GTK_WIDGET (self->states), states != NULL && states->next != NULL);
}

static void
update_active (SluiceOverviewView *self, SluiceSession *session)
{
  gint64 allowed = sluice_limits_get (self->limits, SLUICE_LIMIT_ACTIVE_PIPELINES);
  guint active = sluice_monitor_count_active (get_monitor (self), session);
  g_autofree char *warning = sluice_limits_describe_active (self->limits, active);
  g_autofree char *count =
      g_strdup_printf (_ ("%u of the %d that mParticle allows"), active, (int) allowed);

  adw_action_row_set_subtitle (self->active_row, warning != NULL ? warning : count);
  gtk_level_bar_set_max_value (self->active_level, (double) allowed);
  gtk_level_bar_set_value (self->active_level, MIN ((double) active, (double) allowed));
}

static gint64
get_today (void)
{
  gint64 now = g_get_real_time ();

  return now - now % G_TIME_SPAN_DAY;
}

static gint64
sum_records (GArray *days, gint64 since)
{
  gint64 sum = 0;

  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, SluiceRunDay, i).day >= since)
      sum += g_array_index (days, SluiceRunDay, i).records;
  return sum;
}

/* The store is asked only when a run was seen: the numbers do not change in between. And it is asked about
 * the whole workspace, for there may be thousands of pipelines. */
static void
update_chart (SluiceOverviewView *self, SluiceSession *session)
{
  SluiceRunHistory *history = sluice_monitor_get_history (get_monitor (self), session);
  gint64 first = get_today () - (SLUICE_OVERVIEW_DAYS - 1) * G_TIME_SPAN_DAY;
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) last_hours = NULL;
  g_autofree char *text = NULL;
  g_autofree char *day_text = NULL;
  g_autofree char *week_text = NULL;

  if (history == NULL || !self->chart_is_old)
    return;
  self->chart_is_old = FALSE;
  days = sluice_run_history_days (history, NULL, first, NULL);
  last_hours = sluice_run_history_days (history, NULL, g_get_real_time () - G_TIME_SPAN_DAY, NULL);
  self->wanted[CHART] = days != NULL && days->len > 0;
  if (days == NULL || last_hours == NULL)
    return;
  day_text = sluice_limits_format_count (sum_records (last_hours, 0));
  week_text = sluice_limits_format_count (sum_records (days, get_today () - 6 * G_TIME_SPAN_DAY));
  /* Translators: numbers of records */
  text =
      g_strdup_printf (_ ("%s in the last 24 hours, %s in the last 7 days"), day_text, week_text);
  adw_preferences_group_set_description (self->records, text);
  sluice_chart_card_take_bars (self->chart,
                               sluice_run_bars_from_days (days, first, SLUICE_OVERVIEW_DAYS));
}

static void
on_workspace_activated_cb (SluiceOverviewView *self, AdwActionRow *row)
{
  sluice_ui_context_open (self->context, g_object_get_data (G_OBJECT (row), "profile"));
}

static char *
describe_numbers (guint n_pipelines, guint n_bad)
{
  g_autofree char *all =
      g_strdup_printf (ngettext ("%u pipeline", "%u pipelines", n_pipelines), n_pipelines);
  g_autofree char *bad =
      g_strdup_printf (ngettext ("%u needs attention", "%u need attention", n_bad), n_bad);

  if (n_bad == 0)
    return g_steal_pointer (&all);
  /* Translators: how many pipelines a workspace has, and how many of them need attention */
  return g_strdup_printf (_ ("%s, %s"), all, bad);
}

static const char *
choose_state (const GError *error, guint n_bad)
{
  if (error != NULL)
    return "unknown";
  return n_bad > 0 ? "failed" : "healthy";
}

static GtkWidget *
create_workspace_row (SluiceOverviewView *self,
                      SluiceProfile *profile,
                      const char *text,
                      const char *state)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_profile_get_name (profile));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sluice_state_pill_new (state));
  g_object_set_data_full (G_OBJECT (row), "profile", g_object_ref (profile), g_object_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_workspace_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static char *
describe_workspace (SluiceOverviewView *self, SluiceSession *session, const char **state)
{
  g_autoptr (GPtrArray) statuses = sluice_overview_list (get_monitor (self), session);
  guint bad = sluice_overview_count_unhealthy (statuses);
  const GError *error = sluice_monitor_get_error (get_monitor (self), session);

  *state = choose_state (error, bad);
  if (error != NULL)
    return g_strdup (error->message);
  return describe_numbers (statuses->len, bad);
}

static void
update_workspaces (SluiceOverviewView *self, SluiceSession *session)
{
  g_autoptr (GList) sessions =
      sluice_session_pool_list (sluice_ui_context_get_pool (self->context));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) states = g_ptr_array_new ();
  g_autoptr (GString) wanted = g_string_new (NULL);

  sessions = g_list_remove (sessions, session);
  for (GList *l = sessions; l != NULL; l = l->next)
    {
      const char *state;
      char *text = describe_workspace (self, l->data, &state);

      g_ptr_array_add (texts, text);
      g_ptr_array_add (states, (gpointer) state);
      g_string_append_printf (wanted, "%s\n%s\n%s\n",
                              sluice_profile_get_name (sluice_session_get_profile (l->data)), text,
                              state);
    }
  if (!begin_rows (self, WORKSPACES, wanted->str))
    return;
  for (guint i = 0; i < texts->len; i++)
    add_row (self, WORKSPACES, self->workspaces,
             create_workspace_row (self, sluice_session_get_profile (g_list_nth_data (sessions, i)),
                                   texts->pdata[i], states->pdata[i]));
  self->wanted[WORKSPACES] = texts->len > 0;
}

/* the page */

static const char *
choose_page (SluiceOverviewView *self, SluiceSession *session, guint n_pipelines)
{
  const GError *error = session != NULL ? sluice_monitor_get_error (get_monitor (self), session)
                                        : sluice_ui_context_get_error (self->context);

  sluice_error_box_set_error (self->error_box, _ ("The pipelines could not be read"), error);
  sluice_error_box_set_error (self->stale_box, _ ("What you see may be old"), error);
  if (n_pipelines > 0)
    return "overview";
  if (error != NULL)
    return "error";
  if (session != NULL && sluice_monitor_was_read (get_monitor (self), session))
    return "empty";
  return "loading";
}

static void
update_part (SluiceOverviewView *self, Part part, SluiceSession *session, GPtrArray *statuses)
{
  switch (part)
    {
    case FAILURES:
      update_failures (self, statuses);
      break;
    case CHART:
      update_chart (self, session);
      break;
    case NEXT_RUNS:
      update_next_runs (self, statuses);
      break;
    case WORKSPACES:
      update_workspaces (self, session);
      break;
    case N_PARTS:
    default:
      break;
    }
}

static GtkWidget *
get_group (SluiceOverviewView *self, Part part)
{
  AdwPreferencesGroup *const groups[N_PARTS] = {
    [FAILURES] = self->failures,
    [CHART] = self->records,
    [NEXT_RUNS] = self->next_runs,
    [WORKSPACES] = self->workspaces,
  };

  return GTK_WIDGET (groups[part]);
}

/* One part in each frame: to place all of them in one would hold up the window. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SluiceOverviewView *self = SLUICE_OVERVIEW_VIEW (widget);

  for (Part part = 0; part < N_PARTS; part++)
    {
      GtkWidget *group = get_group (self, part);

      if (gtk_widget_get_visible (group) != self->wanted[part])
        {
          gtk_widget_set_visible (group, self->wanted[part]);
          return G_SOURCE_CONTINUE;
        }
    }
  self->showing = 0;
  return G_SOURCE_REMOVE;
}

static void
show_parts (SluiceOverviewView *self)
{
  if (self->showing == 0)
    self->showing = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

/* A part in one turn of the main loop, its measures in the next ones. */
static void
build_step (SluiceOverviewView *self, SluiceSession *session, GPtrArray *statuses)
{
  if (!self->built)
    update_part (self, self->next_part, session, statuses);
  else if (!sluice_warm_up (get_group (self, self->next_part)))
    {
      self->next_part++;
      self->built = FALSE;
      return;
    }
  self->built = TRUE;
}

static gboolean
build_more (gpointer owner)
{
  SluiceOverviewView *self = owner;
  SluiceSession *session =
      self->context != NULL ? sluice_ui_context_get_session (self->context) : NULL;
  g_autoptr (GPtrArray) statuses = NULL;

  if (session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    statuses = sluice_overview_list (get_monitor (self), session);
  self->building = statuses != NULL && statuses->len > 0 && self->next_part < N_PARTS;
  if (self->building)
    build_step (self, session, statuses);
  else if (self->next_part == N_PARTS)
    show_parts (self);
  return self->building;
}

static void
build_parts (SluiceOverviewView *self)
{
  static const SluiceTurn turns[] = { build_more };

  self->next_part = 0;
  self->built = FALSE;
  if (!self->building)
    sluice_turns_run (self, turns, G_N_ELEMENTS (turns));
  self->building = TRUE;
}

static void
show_page (SluiceOverviewView *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  sluice_arrival_cancel (gtk_stack_get_child_by_name (self->stack, "overview"));
  if (g_str_equal (name, "overview") && gtk_stack_get_visible_child (self->stack) != page)
    sluice_arrival_show (page);
  else
    gtk_stack_set_visible_child (self->stack, page);
}

static gboolean
update (gpointer user_data)
{
  SluiceOverviewView *self = user_data;
  SluiceSession *session = sluice_ui_context_get_session (self->context);
  g_autoptr (GPtrArray) statuses = sluice_overview_list (get_monitor (self), session);

  self->updating = 0;
  show_page (self, choose_page (self, session, statuses->len));
  if (session == NULL || statuses->len == 0)
    {
      for (Part part = 0; part < N_PARTS; part++)
        clear_rows (self, part);
      return G_SOURCE_REMOVE;
    }
  update_verdict (self, statuses);
  update_states (self, statuses);
  update_active (self, session);
  build_parts (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SluiceOverviewView *self)
{
  if (self->updating == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->updating = g_idle_add (update, self);
}

static void
on_run_seen_cb (SluiceOverviewView *self)
{
  self->chart_is_old = TRUE;
  queue_update (self);
}

static gboolean
on_aged_cb (gpointer user_data)
{
  queue_update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
sluice_overview_view_refresh (SluiceView *view)
{
  sluice_monitor_refresh (get_monitor (SLUICE_OVERVIEW_VIEW (view)), NULL, NULL);
}

static void
sluice_overview_view_map (GtkWidget *widget)
{
  SluiceOverviewView *self = SLUICE_OVERVIEW_VIEW (widget);

  GTK_WIDGET_CLASS (sluice_overview_view_parent_class)->map (widget);
  update (self);
  self->ageing = g_timeout_add_seconds (AGE_SECONDS, on_aged_cb, self);
}

static void
sluice_overview_view_unmap (GtkWidget *widget)
{
  SluiceOverviewView *self = SLUICE_OVERVIEW_VIEW (widget);

  g_clear_handle_id (&self->ageing, g_source_remove);
  g_clear_handle_id (&self->updating, g_source_remove);
  if (self->showing != 0)
    gtk_widget_remove_tick_callback (widget, self->showing);
  self->showing = 0;
  GTK_WIDGET_CLASS (sluice_overview_view_parent_class)->unmap (widget);
}

static void
sluice_overview_view_set_context (SluiceView *view, SluiceUiContext *context)
{
  SluiceOverviewView *self = SLUICE_OVERVIEW_VIEW (view);
  SluiceMonitor *monitor;

  self->context = g_object_ref (context);
  monitor = get_monitor (self);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (on_run_seen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::error", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "observed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->limits, "changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "session-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "run-seen", G_CALLBACK (on_run_seen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
view_iface_init (SluiceViewInterface *iface)
{
  iface->set_context = sluice_overview_view_set_context;
  iface->refresh = sluice_overview_view_refresh;
}

static void
sluice_overview_view_dispose (GObject *object)
{
  SluiceOverviewView *self = SLUICE_OVERVIEW_VIEW (object);

  for (Part part = 0; part < N_PARTS; part++)
    g_ptr_array_set_size (self->rows[part], 0);
  g_clear_object (&self->limits);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sluice_overview_view_parent_class)->dispose (object);
}

static void
sluice_overview_view_finalize (GObject *object)
{
  SluiceOverviewView *self = SLUICE_OVERVIEW_VIEW (object);

  for (Part part = 0; part < N_PARTS; part++)
    {
      g_ptr_array_unref (self->rows[part]);
      g_free (self->shown[part]);
    }
  g_free (self->shown_states);
  G_OBJECT_CLASS (sluice_overview_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SLUICE_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_PATH "/overview/sluice-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, active_level);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, active_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, chart);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, error_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, failures);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, next_runs);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, records);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, stale_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, states);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, verdict);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, verdict_details);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceOverviewView, workspaces);
}

static void
sluice_overview_view_class_init (SluiceOverviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_overview_view_dispose;
  object_class->finalize = sluice_overview_view_finalize;
  widget_class->map = sluice_overview_view_map;
  widget_class->unmap = sluice_overview_view_unmap;

  g_type_ensure (SLUICE_TYPE_BACK_BUTTON);
  g_type_ensure (SLUICE_TYPE_CHART_CARD);
  g_type_ensure (SLUICE_TYPE_ERROR_BOX);
  g_type_ensure (SLUICE_TYPE_EVEN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "overview.show-pipeline", "s",
                                   show_pipeline_action);
}

static void
sluice_overview_view_init (SluiceOverviewView *self)
{
  for (Part part = 0; part < N_PARTS; part++)
    self->rows[part] = g_ptr_array_new_with_free_func (g_object_unref);
  self->limits = g_object_ref (sluice_limits_get_default ());
  self->chart_is_old = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_accessible_follow_stack (GTK_WIDGET (self->stack));
  sluice_chart_card_set_name (self->chart, _ ("Records of each day"));
}
