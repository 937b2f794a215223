/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-fold.h"

static void
test_same (void)
{
  static const char *const pairs[][2] = {
    { "Object 7", "OBJECT 7" },
    { "Stra\xc3\x9f"
      "e",
      "STRASSE" },
    /* One letter, and a letter with an accent behind it. */
    { "caf\xc3\xa9", "CAFE\xcc\x81" },
    /* A ligature. */
    { "\xef\xac\x81nance", "Finance" },
    { "", "" },
    /* Nothing is found in what is no text. */
    { "\xff", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *one = sluice_fold (pairs[i][0]);
      g_autofree char *other = sluice_fold (pairs[i][1]);

      g_assert_cmpstr (one, ==, other);
    }
}

static void
test_different (void)
{
  g_autofree char *plain = sluice_fold ("cafe");
  g_autofree char *accent = sluice_fold ("caf\xc3\xa9");

  g_assert_cmpstr (plain, !=, accent);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fold/same", test_same);
  g_test_add_func ("/fold/different", test_different);

  return g_test_run ();
}
