/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sluice-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("sluice-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "data", "sluice.db", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_chmod (path, 0700);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static SluiceStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SluiceStore *store = sluice_store_open (fixture->path, &error);

  g_assert_no_error (error);
  return store;
}

static SluiceProfile *
make_profile (const char *name)
{
  return g_object_new (SLUICE_TYPE_PROFILE, "name", name, "pod", "eu1", "org-id", "1", "account-id",
                       "2", "workspace-id", "3", "client-id", "abc", "api-url",
                       "http://127.0.0.1:8080", "environment", "production", NULL);
}

static void
save (SluiceStore *store, SluiceProfile *profile)
{
  g_autoptr (GError) error = NULL;

  sluice_store_save_profile (store, profile, &error);
  g_assert_no_error (error);
}

static void
test_private (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = open_store (fixture);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (wal, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
}

static void
count_signal_cb (SluiceStore *store, guint *count)
{
  (*count)++;
}

static void
test_profiles (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = open_store (fixture);
  g_autoptr (SluiceProfile) zoo = make_profile ("Zoo");
  g_autoptr (SluiceProfile) acme = make_profile ("acme");
  g_autoptr (SluiceProfile) first = NULL;
  SluiceProfile *found;
  guint changes = 0;

  g_signal_connect (store, "profiles-changed", G_CALLBACK (count_signal_cb), &changes);
  save (store, zoo);
  save (store, acme);
  sluice_profile_set_learned (acme, "pipelines", "/pipelines");
  g_object_set (zoo, "org-id", "77", NULL);
  save (store, zoo);
  g_assert_cmpuint (changes, ==, 3);

  g_clear_object (&store);
  store = open_store (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_store_get_profiles (store)), ==, 2);
  first = g_list_model_get_item (sluice_store_get_profiles (store), 0);
  g_assert_cmpstr (sluice_profile_get_name (first), ==, "acme");
  g_assert_cmpstr (sluice_profile_get_learned (first, "pipelines"), ==, "/pipelines");
  g_assert_cmpstr (sluice_profile_get_pod (first), ==, "eu1");
  g_assert_cmpstr (sluice_profile_get_environment (first), ==, "production");
  g_assert_cmpstr (sluice_profile_get_api_url (first), ==, "http://127.0.0.1:8080");
  found = sluice_store_find_profile (store, "Zoo");
  g_assert_cmpstr (sluice_profile_get_org_id (found), ==, "77");
  g_assert_true (sluice_store_find_profile_by_id (store, sluice_profile_get_id (zoo)) == found);
  g_assert_null (sluice_store_find_profile (store, "zoo"));

  g_assert_true (sluice_store_remove_profile (store, found, NULL));
  g_assert_null (sluice_store_find_profile (store, "Zoo"));
  g_clear_object (&store);
  store = open_store (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_store_get_profiles (store)), ==, 1);
}

static void
test_refuses_profiles (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = open_store (fixture);
  g_autoptr (SluiceStore) other = open_store (fixture);
  g_autoptr (SluiceProfile) one = make_profile ("Acme");
  g_autoptr (SluiceProfile) two = make_profile ("Acme");
  g_autoptr (SluiceProfile) bad = make_profile ("");
  g_autoptr (GError) error = NULL;

  save (store, one);
  g_assert_false (sluice_store_save_profile (other, two, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "Acme"));
  g_clear_error (&error);
  g_assert_false (sluice_store_save_profile (store, bad, &error));
  g_assert_error (error, SLUICE_PROFILE_ERROR, SLUICE_PROFILE_ERROR_FIELD);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_store_get_profiles (store)), ==, 1);
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
assert_refused (Fixture *fixture, SluiceStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));
  g_assert_null (sluice_store_open (fixture->path, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_newer (Fixture *fixture, gconstpointer user_data)
{
  g_object_unref (open_store (fixture));
  run_sql (fixture, "PRAGMA user_version = 999");
  assert_refused (fixture, SLUICE_STORE_ERROR_NEWER);
}

static void
test_damaged (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (
      g_file_set_contents (fixture->path, "this is no database, but a letter", -1, NULL));
  assert_refused (fixture, SLUICE_STORE_ERROR_DAMAGED);
}

static void
test_cannot_write (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *in_a_file = g_build_filename (fixture->path, "x", "sluice.db", NULL);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_null (sluice_store_open (in_a_file, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_OPEN);
  g_clear_error (&error);
  /* A folder where the file should be cannot be opened, not even by root. */
  g_unlink (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_null (sluice_store_open (fixture->path, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_OPEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/store/private", test_private);
  ADD ("/store/profiles", test_profiles);
  ADD ("/store/refuses-profiles", test_refuses_profiles);
  ADD ("/store/newer", test_newer);
  ADD ("/store/damaged", test_damaged);
  ADD ("/store/cannot-write", test_cannot_write);
#undef ADD
  return g_test_run ();
}
