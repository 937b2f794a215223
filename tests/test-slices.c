/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-slices.h"

typedef struct
{
  guint n_taken;
  guint n_done;
  gulong microseconds; /* that each takes */
} Taken;

static void
take (JsonObject *object, gpointer data)
{
  Taken *taken = data;
  gint64 end = g_get_monotonic_time () + (gint64) taken->microseconds;

  g_assert_cmpint (json_object_get_int_member (object, "n"), ==, taken->n_taken);
  taken->n_taken++;
  while (g_get_monotonic_time () < end)
    ;
}

static void
end (gpointer data)
{
  Taken *taken = data;

  taken->n_done++;
}

static JsonArray *
create_list (guint n_objects)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < n_objects; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "n", i);
      json_array_add_object_element (list, object);
      json_array_add_string_element (list, "no object");
    }
  return list;
}

/* One object is taken in before anything else is done. */
static void
test_short (void)
{
  g_autoptr (JsonArray) list = json_array_new ();
  JsonObject *object = json_object_new ();
  Taken taken = { 0 };

  json_object_set_int_member (object, "n", 0);
  json_array_add_object_element (list, object);
  sluice_slices_run (list, take, end, &taken);
  g_assert_cmpuint (taken.n_done, ==, 1);
  g_assert_cmpuint (taken.n_taken, ==, 1);
  g_assert_false (g_main_context_pending (NULL));
}

static void
test_empty (void)
{
  g_autoptr (JsonArray) list = json_array_new ();
  Taken taken = { 0 };

  sluice_slices_run (list, take, end, &taken);
  g_assert_cmpuint (taken.n_done, ==, 1);
  g_assert_cmpuint (taken.n_taken, ==, 0);
  g_assert_false (g_main_context_pending (NULL));
}

/* A long one in several turns of the main loop, to its end, even where its owner has let go of it. */
static void
test_long (void)
{
  JsonArray *list = create_list (100);
  Taken taken = { .microseconds = 500 };
  guint n_turns = 0;

  sluice_slices_run (list, take, end, &taken);
  json_array_unref (list);
  g_assert_cmpuint (taken.n_taken, >, 0);
  g_assert_cmpuint (taken.n_taken, <, 100);
  g_assert_cmpuint (taken.n_done, ==, 0);
  while (taken.n_done == 0 && n_turns++ < 1000)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (taken.n_done, ==, 1);
  g_assert_cmpuint (taken.n_taken, ==, 100);
  g_assert_cmpuint (n_turns, >, 1);
  g_assert_false (g_main_context_pending (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slices/short", test_short);
  g_test_add_func ("/slices/empty", test_empty);
  g_test_add_func ("/slices/long", test_long);

  return g_test_run ();
}
