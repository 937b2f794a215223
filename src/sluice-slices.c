/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-slices.h"

#include <gio/gio.h>

/* A quarter of a frame: what else is done in the turn needs its time, too. */
#define BUDGET_MICROSECONDS 4000

typedef struct
{
  JsonArray *list;
  guint next;
  SluiceSlice each;
  GDestroyNotify done;
  gpointer data;
} Work;

static gboolean
on_idle_cb (gpointer user_data)
{
  Work *work = user_data;
  guint n_elements = json_array_get_length (work->list);
  gint64 end = g_get_monotonic_time () + BUDGET_MICROSECONDS;

  while (work->next < n_elements)
    {
      JsonNode *node = json_array_get_element (work->list, work->next++);

      if (JSON_NODE_HOLDS_OBJECT (node))
        work->each (json_node_get_object (node), work->data);
      if (work->next < n_elements && g_get_monotonic_time () >= end)
        return G_SOURCE_CONTINUE;
    }
  /* From here on it is no more than its owner's. */
  g_clear_pointer (&work->list, json_array_unref);
  work->done (work->data);
  return G_SOURCE_REMOVE;
}

static void
work_free (Work *work)
{
  g_clear_pointer (&work->list, json_array_unref);
  g_free (work);
}

/**
 * sluice_slices_run:
 * @list: a list, whose elements that are no objects are left out
 * @each: called with each object
 * @done: called after the last one; takes @data
 * @data: what the work is done on
 *
 * Takes in a list at once where it is short. What is left after a few milliseconds is taken in in further
 * turns of the main loop, so that a reply with ten thousand objects does not hold up the window.
 *
 * Returns: whether all of it was done at once
 */
gboolean
sluice_slices_run (JsonArray *list, SluiceSlice each, GDestroyNotify done, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Work *work = g_new0 (Work, 1);

  g_return_val_if_fail (list != NULL && each != NULL && done != NULL, TRUE);

  work->list = json_array_ref (list);
  work->each = each;
  work->done = done;
  work->data = data;
  g_source_set_callback (source, on_idle_cb, work, (GDestroyNotify) work_free);
  if (!on_idle_cb (work))
    return TRUE;
  g_source_attach (source, g_main_context_get_thread_default ());
  return FALSE;
}
