/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyring-helpers.h"

#include <glib/gstdio.h>
#include <string.h>

/* A keyring without a desktop: the file that libsecret keeps where there is no service. States that
 * need a bus of their own run in processes of their own, for libsecret remembers its service. */

/* libsecret 0.20 loses a few bytes each time it writes its file; a sanitizer is not to count them. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

static void
check_store_lookup_clear (SluiceKeyring *keyring)
{
  static const char *const secrets[] = { "hunter2", "{\n \"key\": \"\xc3\xa9\"\n}\n", "" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (keyring_store (keyring, "warehouse:snowflake:password", secrets[i], &error));
      g_assert_no_error (error);
      keyring_assert_holds (keyring, "warehouse:snowflake:password", secrets[i]);
      keyring_assert_holds (keyring, "warehouse:snowflake:other", NULL);
    }
  g_assert_true (keyring_store (keyring, SLUICE_KEYRING_TOKEN, "token", NULL));
  keyring_assert_holds (keyring, SLUICE_KEYRING_TOKEN, "token");
  g_assert_true (keyring_clear (keyring, SLUICE_KEYRING_TOKEN, NULL));
  keyring_assert_holds (keyring, SLUICE_KEYRING_TOKEN, NULL);
  g_assert_true (keyring_clear (keyring, "warehouse:snowflake:password", NULL));
  g_assert_true (keyring_clear (keyring, "warehouse:snowflake:password", NULL));
  keyring_assert_holds (keyring, "warehouse:snowflake:password", NULL);
}

static void
test_file (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();

  check_store_lookup_clear (keyring);
}

static void
test_session_only (void)
{
  g_autoptr (SluiceKeyring) memory = sluice_keyring_new_for_session_only ();
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();

  g_assert_true (sluice_keyring_get_session_only (memory));
  check_store_lookup_clear (memory);
  g_assert_true (keyring_store (memory, "client-secret", "hunter2", NULL));
  keyring_assert_holds (keyring, "client-secret", NULL);
}

static void
test_items (void)
{
  g_autofree char *warehouse = sluice_keyring_item_for_warehouse ("redshift", "password");
  g_autofree char *connection = sluice_keyring_item_for_connection ("acme", "password");

  g_assert_cmpstr (warehouse, ==, "warehouse:redshift:password");
  g_assert_cmpstr (connection, ==, "connection:acme:password");
}

static void
test_cancelled (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  sluice_keyring_lookup_async (keyring, "profile-1", "x", cancellable, on_keyring_result_cb,
                               &result);
  g_assert_null (sluice_keyring_lookup_finish (keyring, wait_for_keyring (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_all_fail (SluiceKeyring *keyring, SluiceKeyringError code)
{
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) lookup_error = NULL;
  g_autoptr (GError) clear_error = NULL;

  g_assert_false (keyring_store (keyring, "client-secret", "hunter2", &store_error));
  g_assert_error (store_error, SLUICE_KEYRING_ERROR, (int) code);
  g_assert_null (keyring_lookup (keyring, "client-secret", &lookup_error));
  g_assert_error (lookup_error, SLUICE_KEYRING_ERROR, (int) code);
  g_assert_false (keyring_clear (keyring, "client-secret", &clear_error));
  g_assert_error (clear_error, SLUICE_KEYRING_ERROR, (int) code);
  g_assert_null (strstr (lookup_error->message, "hunter2"));
}

static void
test_no_bus_subprocess (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();

  g_unsetenv ("SECRET_BACKEND");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  assert_all_fail (keyring, SLUICE_KEYRING_ERROR_UNAVAILABLE);
}

static void
test_no_bus (void)
{
  g_test_trap_subprocess ("/keyring/subprocess/no-bus", 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
}

static void
test_no_service_subprocess (void)
{
  GTestDBus *bus =
      g_test_dbus_new (G_TEST_DBUS_NONE); /* ends with the process: libsecret holds it */
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();

  g_unsetenv ("SECRET_BACKEND");
  g_test_dbus_up (bus);
  assert_all_fail (keyring, SLUICE_KEYRING_ERROR_UNAVAILABLE);
}

static GDBusMessage *
on_message_drop_cb (GDBusConnection *connection,
                    GDBusMessage *message,
                    gboolean incoming,
                    gpointer user_data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);
  return message;
}

/* A service that takes every call and answers none, as one does whose prompt nobody sees. */
static void
test_silent_service_subprocess (void)
{
  GTestDBus *bus =
      g_test_dbus_new (G_TEST_DBUS_NONE); /* ends with the process: libsecret holds it */
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GError) error = NULL;

  g_unsetenv ("SECRET_BACKEND");
  g_test_dbus_up (bus);
  connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (connection, on_message_drop_cb, NULL, NULL);
  owned = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  sluice_keyring_set_timeout (keyring, 100);
  assert_all_fail (keyring, SLUICE_KEYRING_ERROR_TIMEOUT);
}

static void
run_with_bus (const char *path)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  if (daemon == NULL)
    {
      g_test_skip ("dbus-daemon is not installed");
      return;
    }
  g_test_trap_subprocess (path, 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
}

static void
test_no_service (void)
{
  run_with_bus ("/keyring/subprocess/no-service");
}

static void
test_silent_service (void)
{
  run_with_bus ("/keyring/subprocess/silent-service");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("sluice-keyring-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "secrets.keyring", NULL);
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/file", test_file);
  g_test_add_func ("/keyring/session-only", test_session_only);
  g_test_add_func ("/keyring/items", test_items);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  g_test_add_func ("/keyring/no-bus", test_no_bus);
  g_test_add_func ("/keyring/no-service", test_no_service);
  g_test_add_func ("/keyring/silent-service", test_silent_service);
  g_test_add_func ("/keyring/subprocess/no-bus", test_no_bus_subprocess);
  g_test_add_func ("/keyring/subprocess/no-service", test_no_service_subprocess);
  g_test_add_func ("/keyring/subprocess/silent-service", test_silent_service_subprocess);
  status = g_test_run ();
  g_unlink (file);
  g_rmdir (folder);
  return status;
}
