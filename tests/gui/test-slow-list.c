/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <gtk/gtk.h>

#include "ui/widgets/sluice-slow-list.h"

/* A list view must never be told of more than it has time for in a frame, and in the end of all. */

#define FEW     8   /* how many rows a frame has time for */
#define ALL_HAD 208 /* behind these a list view has none */

typedef struct
{
  GListStore *store;
  GListModel *slow;
  guint most; /* the most rows that were to be built for one change */
  guint n_changes;
} Fixture;

static void
on_items_changed_cb (GListModel *slow, guint position, guint removed, guint added, Fixture *f)
{
  if (position < ALL_HAD)
    f->most = MAX (f->most, MIN (added, ALL_HAD - position));
  f->n_changes++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  f->slow = sluice_slow_list_new (G_LIST_MODEL (f->store));
  g_signal_connect (f->slow, "items-changed", G_CALLBACK (on_items_changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->slow);
  g_assert_finalize_object (f->store);
}

/* All at once, as a reply brings them. */
static void
put (Fixture *f, guint position, guint removed, guint added, const char *name)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", name, i);

      g_ptr_array_add (items, gtk_string_object_new (text));
    }
  g_list_store_splice (f->store, position, removed, items->pdata, items->len);
}

static gboolean
is_same (Fixture *f)
{
  guint n_items = g_list_model_get_n_items (f->slow);

  if (n_items != g_list_model_get_n_items (G_LIST_MODEL (f->store)))
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (f->slow, i);
      g_autoptr (GObject) other = g_list_model_get_item (G_LIST_MODEL (f->store), i);

      if (one != other)
        return FALSE;
    }
  return TRUE;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (Fixture *f)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (20, on_timeout_cb, &late);

  while (!is_same (f) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);
}

/* What was there when something happens. */
static void
fill (Fixture *f, guint n_items)
{
  put (f, 0, 0, n_items, "a");
  settle (f);
  f->most = 0;
  f->n_changes = 0;
}

static int
compare_backwards (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (gtk_string_object_get_string ((gpointer) b),
                 gtk_string_object_get_string ((gpointer) a));
}

static void
test_fill (Fixture *f, gconstpointer data)
{
  put (f, 0, 0, 3000, "a");
  g_assert_cmpuint (g_list_model_get_n_items (f->slow), <=, FEW);
  settle (f);
  g_assert_cmpuint (f->most, <=, FEW);
}

static void
test_another_order (Fixture *f, gconstpointer data)
{
  fill (f, 3000);
  g_list_store_sort (f->store, compare_backwards, NULL);
  g_assert_false (is_same (f));
  settle (f);
  g_assert_cmpuint (f->most, <=, FEW);
}

/* A letter typed into a search leaves few; the next one is typed meanwhile. */
static void
test_many_gone (Fixture *f, gconstpointer data)
{
  fill (f, 3000);
  put (f, 0, 3000, 40, "b");
  g_main_context_iteration (NULL, TRUE);
  put (f, 1, 39, 2, "c");
  settle (f);
  g_assert_cmpuint (g_list_model_get_n_items (f->slow), ==, 3);
  g_assert_cmpuint (f->most, <=, FEW);
}

/* A row that changes is not waited for, and one that comes in front moves the others only. */
static void
test_little (Fixture *f, gconstpointer data)
{
  fill (f, 300);
  put (f, 5, 1, 1, "b");
  put (f, 0, 0, 1, "c");
  put (f, 299, 2, 0, "d");
  g_assert_true (is_same (f));
  g_assert_cmpuint (f->n_changes, ==, 3);
}

/* Rows that are the same after a reply keep their place: nobody hears of them. */
static void
test_same (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  fill (f, 300);
  for (guint i = 0; i < 300; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (f->store), i));
  g_list_store_splice (f->store, 0, 300, items->pdata, 300);
  put (f, 299, 1, 1, "b");
  settle (f);
  g_assert_cmpuint (f->n_changes, ==, 1);
}

static void
test_anything (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 400; i++)
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (f->store));
      guint position = (guint) g_test_rand_int_range (0, (gint32) n_items + 1);
      guint removed = (guint) g_test_rand_int_range (0, (gint32) (n_items - position) + 1);

      if (g_test_rand_bit ())
        removed = MIN (removed, 3);
      put (f, position, removed, (guint) g_test_rand_int_range (0, i % 7 == 0 ? 400 : 12), "x");
      for (int turns = g_test_rand_int_range (0, 4); turns > 0; turns--)
        g_main_context_iteration (NULL, FALSE);
    }
  settle (f);
}

static void
test_shrink (Fixture *f, gconstpointer data)
{
  guint n_calls = 0;

  fill (f, 3000);
  while (sluice_slow_list_shrink (SLUICE_SLOW_LIST (f->slow)))
    n_calls++;
  g_assert_cmpuint (n_calls, >, ALL_HAD / FEW - 2);
  g_assert_cmpuint (n_calls, <, ALL_HAD / FEW + 2);
  put (f, 0, 0, 10, "b");
  g_assert_cmpuint (g_list_model_get_n_items (f->slow), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/slow-list/fill", Fixture, NULL, set_up, test_fill, tear_down);
  g_test_add ("/slow-list/another-order", Fixture, NULL, set_up, test_another_order, tear_down);
  g_test_add ("/slow-list/many-gone", Fixture, NULL, set_up, test_many_gone, tear_down);
  g_test_add ("/slow-list/little", Fixture, NULL, set_up, test_little, tear_down);
  g_test_add ("/slow-list/same", Fixture, NULL, set_up, test_same, tear_down);
  g_test_add ("/slow-list/anything", Fixture, NULL, set_up, test_anything, tear_down);
  g_test_add ("/slow-list/shrink", Fixture, NULL, set_up, test_shrink, tear_down);
  return g_test_run ();
}
