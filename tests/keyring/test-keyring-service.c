/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyring-helpers.h"

#include <stdlib.h>

/* The keyring against a real gnome-keyring, started by run-with-keyring on a bus of its own. */

#define SERVICE "org.freedesktop.secrets"

static void
lock_default (void)
{
  static const char *const paths[] = { "/org/freedesktop/secrets/aliases/default" };
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) locked =
      g_dbus_connection_call_sync (bus, SERVICE, "/org/freedesktop/secrets",
                                   "org.freedesktop.Secret.Service", "Lock",
                                   g_variant_new ("(@ao)",
                                                  g_variant_new_objv (paths, G_N_ELEMENTS (paths))),
                                   NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

static void
test_unlocked (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (GError) error = NULL;

  keyring_assert_holds (keyring, "client-secret", NULL);
  g_assert_true (keyring_store (keyring, "client-secret", "hunter2 \xc3\xa9\n", &error));
  g_assert_no_error (error);
  keyring_assert_holds (keyring, "client-secret", "hunter2 \xc3\xa9\n");
  g_assert_true (keyring_store (keyring, "client-secret", "hunter3", &error));
  keyring_assert_holds (keyring, "client-secret", "hunter3");
  g_assert_true (keyring_clear (keyring, "client-secret", &error));
  g_assert_true (keyring_clear (keyring, "client-secret", &error));
  keyring_assert_holds (keyring, "client-secret", NULL);
}

/* Nobody is there to type the password: locked is an answer of its own, and no long wait. */
static void
test_locked (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (GError) stored = NULL;
  g_autoptr (GError) found = NULL;
  g_autoptr (GError) missing = NULL;

  sluice_keyring_set_timeout (keyring, 20 * 1000);
  g_assert_true (keyring_store (keyring, "client-secret", "hunter2", NULL));
  lock_default ();
  g_assert_false (keyring_store (keyring, "other", "hunter2", &stored));
  g_assert_error (stored, SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_LOCKED);
  g_assert_null (keyring_lookup (keyring, "client-secret", &found));
  g_assert_error (found, SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_LOCKED);
  g_assert_null (keyring_lookup (keyring, "never-stored", &missing));
  g_assert_error (missing, SLUICE_KEYRING_ERROR, SLUICE_KEYRING_ERROR_LOCKED);

  /* The token lives in the session collection, which stays open. */
  g_assert_true (keyring_store (keyring, SLUICE_KEYRING_TOKEN, "token", NULL));
  keyring_assert_holds (keyring, SLUICE_KEYRING_TOKEN, "token");
  g_assert_true (keyring_clear (keyring, SLUICE_KEYRING_TOKEN, NULL));
  keyring_assert_holds (keyring, SLUICE_KEYRING_TOKEN, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("SLUICE_TEST_KEYRING") == NULL)
    {
      g_printerr ("no keyring was started for this test; skipped\n");
      return 77;
    }
  g_test_add_func ("/keyring-service/unlocked", test_unlocked);
  g_test_add_func ("/keyring-service/locked", test_locked);
  return g_test_run ();
}
