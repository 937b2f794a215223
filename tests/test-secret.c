/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "secrets/sluice-secret.h"

static void
test_keeps_bytes (void)
{
  g_autoptr (SluiceSecret) secret = sluice_secret_new_from_bytes ("a\0b", 3);

  g_assert_cmpuint (sluice_secret_get_length (secret), ==, 3);
  g_assert_cmpmem (sluice_secret_peek (secret), 4, "a\0b", 4);
  g_assert_false (sluice_secret_is_empty (secret));
}

static void
test_equal (void)
{
  g_autoptr (SluiceSecret) one = sluice_secret_new ("hunter2");
  g_autoptr (SluiceSecret) same = sluice_secret_new ("hunter2");
  g_autoptr (SluiceSecret) other = sluice_secret_new ("hunter3");
  g_autoptr (SluiceSecret) longer = sluice_secret_new ("hunter22");

  g_assert_true (sluice_secret_equal (one, same));
  g_assert_false (sluice_secret_equal (one, other));
  g_assert_false (sluice_secret_equal (one, longer));
}

static void
test_empty (void)
{
  g_autoptr (SluiceSecret) empty = sluice_secret_new ("");

  g_assert_true (sluice_secret_is_empty (empty));
  g_assert_true (sluice_secret_is_empty (NULL));
}

static void
test_wipes_memory (void)
{
  char text[] = "hunter2";
  const char zeros[sizeof text] = { 0 };

  sluice_secret_wipe_memory (text, sizeof text);
  g_assert_cmpmem (text, sizeof text, zeros, sizeof zeros);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/keeps-bytes", test_keeps_bytes);
  g_test_add_func ("/secret/equal", test_equal);
  g_test_add_func ("/secret/empty", test_empty);
  g_test_add_func ("/secret/wipes-memory", test_wipes_memory);
  return g_test_run ();
}
