/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-slices.h"

#include <gio/gio.h>

/* A quarter of a frame: what else is done in the turn needs its time, too. */
#define BUDGET_MICROSECONDS 4000

typedef struct
{
  GPtrArray *objects; /* (element-type JsonObject) */
  guint next;
  SluiceSlice each;
  GDestroyNotify done;
  gpointer data;
} Work;

static void
work_free (Work *work)
{
  g_ptr_array_unref (work->objects);
  g_free (work);
}

/* Each is let go of as soon as it was taken in, for to free ten thousand takes its time, too. Gives whether
 * that was all. */
static gboolean
take_some (Work *work)
{
  gint64 end = g_get_monotonic_time () + BUDGET_MICROSECONDS;

  while (work->next < work->objects->len)
    {
      g_autoptr (JsonObject) object = g_steal_pointer (&work->objects->pdata[work->next++]);

      work->each (object, work->data);
      if (g_get_monotonic_time () >= end)
        break;
    }
  return work->next == work->objects->len;
}

/* What follows has a turn of its own. */
static gboolean
on_idle_cb (gpointer user_data)
{
  Work *work = user_data;

  if (work->next < work->objects->len)
    {
      take_some (work);
      return G_SOURCE_CONTINUE;
    }
  work->done (work->data);
  return G_SOURCE_REMOVE;
}

static void
object_clear (gpointer object)
{
  if (object != NULL)
    json_object_unref (object);
}

static GPtrArray *
list_objects (JsonArray *list)
{
  guint n_elements = json_array_get_length (list);
  GPtrArray *objects = g_ptr_array_new_full (n_elements, object_clear);

  for (guint i = 0; i < n_elements; i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (objects, json_node_dup_object (node));
    }
  return objects;
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
  g_autoptr (GSource) source = NULL;
  Work *work;

  g_return_val_if_fail (list != NULL && each != NULL && done != NULL, TRUE);

  work = g_new0 (Work, 1);
  work->objects = list_objects (list);
  work->each = each;
  work->done = done;
  work->data = data;
  if (take_some (work))
    {
      work_free (work);
      done (data);
      return TRUE;
    }
  source = g_idle_source_new ();
  g_source_set_callback (source, on_idle_cb, work, (GDestroyNotify) work_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  return FALSE;
}
