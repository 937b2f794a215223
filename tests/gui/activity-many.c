/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <adwaita.h>

#include "ui/activity/sluice-activity-list.h"
#include "ui/widgets/sluice-widths.h"

/* The list of calls, full: how many rows it builds, and how long it takes to find one. */

#define CALLS        SLUICE_ACTIVITY_MAX_ENTRIES
#define MOST_SECONDS 30

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static guint
count_rows (GtkWidget *root)
{
  GtkWidget *list = find (root, GTK_TYPE_LIST_VIEW);
  guint n_rows = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_rows++;
  return n_rows;
}

static guint
count_items (GtkWidget *root)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find (root, GTK_TYPE_LIST_VIEW)))));
}

static gboolean
on_time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until the list has so many items. Returns the milliseconds it took. */
static double
wait_for_items (GtkWidget *root, guint n_items)
{
  gint64 begun = g_get_monotonic_time ();
  gboolean too_late = FALSE;
  guint id = g_timeout_add_seconds (MOST_SECONDS, on_time_over_cb, &too_late);

  while (count_items (root) != n_items && !too_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_cmpuint (count_items (root), ==, n_items);
  return (double) (g_get_monotonic_time () - begun) / 1000.0;
}

static void
settle (void)
{
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
}

static SluiceActivity *
create_calls (void)
{
  SluiceActivity *activity = sluice_activity_new ();

  for (guint i = 0; i < CALLS; i++)
    {
      g_autofree char *route = g_strdup_printf ("inputs/data-pipelines/pipeline-%05u/report", i);
      g_autofree char *reply =
          g_strdup_printf ("{\"id\": \"pipeline-%05u\", \"status\": \"healthy\", \"errors\": [], "
                           "\"connection_status\": \"healthy\", \"note\": \"%0200u\"}",
                           i, i);
      const SluiceCallFacts facts = {
        .started = (gint64) i * G_TIME_SPAN_SECOND,
        .method = "GET",
        .route = route,
        .status = 200,
        .attempt = 1,
        .response = reply,
      };
      g_autoptr (SluiceCallRecord) record = sluice_call_record_new (&facts);

      sluice_activity_append (activity, record);
    }
  return activity;
}

static void
scroll (GtkWidget *root)
{
  GtkAdjustment *place =
      gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find (root, GTK_TYPE_LIST_VIEW)));

  for (guint i = 1; i <= 20; i++)
    {
      gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place) * i / 20);
      settle ();
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (SluiceActivity) activity = NULL;
  GtkWidget *window;
  GtkWidget *list;
  guint before, after;
  double all, one;

  adw_init ();
  sluice_widths_fix ();
  activity = create_calls ();
  window = gtk_window_new ();
  list = g_object_new (SLUICE_TYPE_ACTIVITY_LIST, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  sluice_activity_list_set_activity (SLUICE_ACTIVITY_LIST (list), activity);
  all = wait_for_items (list, CALLS);
  settle ();
  before = count_rows (list);
  scroll (list);
  after = count_rows (list);

  gtk_editable_set_text (GTK_EDITABLE (find (list, GTK_TYPE_SEARCH_ENTRY)), "pipeline-00042");
  one = wait_for_items (list, 1);
  g_print ("%u calls: %u rows, %u after scrolling; shown in %.0f ms, one found in %.0f ms\n", CALLS,
           before, after, all, one);
  gtk_window_destroy (GTK_WINDOW (window));
  return before > 0 && before < 500 && after < 500 && one < 3000 ? 0 : 1;
}
