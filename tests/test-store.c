/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "store/sluice-journal.h"
#include "store/sluice-schema.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const char *program;

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
test_private (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
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
test_profiles (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
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
  store = store_open (fixture);
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
  store = store_open (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_store_get_profiles (store)), ==, 1);
}

static void
test_refuses_profiles (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceStore) other = store_open (fixture);
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
run_sql (StoreFixture *fixture, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* A statement that fails where what is selected is not 1. */
#define PROOF "CREATE TEMP TABLE proof (one INTEGER CHECK (one = 1)); INSERT INTO proof"

static void
assert_refused (StoreFixture *fixture, SluiceStoreError code)
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
test_newer (StoreFixture *fixture, gconstpointer user_data)
{
  g_object_unref (store_open (fixture));
  run_sql (fixture, "PRAGMA user_version = 999");
  assert_refused (fixture, SLUICE_STORE_ERROR_NEWER);
}

static void
test_damaged (StoreFixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (
      g_file_set_contents (fixture->path, "this is no database, but a letter", -1, NULL));
  assert_refused (fixture, SLUICE_STORE_ERROR_DAMAGED);
}

static void
test_cannot_write (StoreFixture *fixture, gconstpointer user_data)
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

/* Files may grow no further, as on a full disk. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceProfile) first = make_profile ("First");
  g_autoptr (SluiceProfile) second = make_profile ("Second");
  g_autoptr (SluiceStore) other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved;

  signal (SIGXFSZ, SIG_IGN);
  save (store, first);
  limit_files (1024);
  saved = sluice_store_save_profile (store, second, &error);
  limit_files (RLIM_INFINITY);
  g_assert_false (saved);
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_store_get_profiles (store)), ==, 1);
  save (store, second);
  g_clear_object (&store);

  limit_files (1024);
  other = sluice_store_open (fixture->path, &error);
  limit_files (RLIM_INFINITY);
  g_assert_null (other);
  g_assert_nonnull (strstr (error->message, "is full"));
  store = store_open (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_store_get_profiles (store)), ==, 2);
}

/* For a machine on which no file can be written: all of it works, and nothing is left. */
static void
test_temporary (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceStore) store = sluice_store_new_temporary (&error);
  g_autoptr (SluiceStore) other = NULL;
  g_autoptr (SluiceProfile) profile = make_profile ("Acme");

  g_assert_no_error (error);
  g_assert_null (sluice_store_get_path (store));
  g_assert_true (sluice_store_save_profile (store, profile, &error));
  g_assert_no_error (error);
  g_assert_nonnull (sluice_store_find_profile (store, "Acme"));
  other = sluice_store_new_temporary (NULL);
  g_assert_null (sluice_store_find_profile (other, "Acme"));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (":memory:", G_FILE_TEST_EXISTS));
}

/* The file as the first version left it, with a workspace in it. */
static void
make_old_file (StoreFixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  run_sql (fixture, sluice_schema_scripts[0]);
  run_sql (fixture, "INSERT INTO profiles VALUES ('1', 'Old', 'us1', '1', '2', '3', 'abc',"
                    " 'https://a', 'https://b', 'development'); PRAGMA user_version = 1");
}

static guint
count_files (StoreFixture *fixture, const char *part)
{
  g_autofree char *path = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (strstr (name, part) != NULL)
      count++;
  return count;
}

static void
test_migrates (StoreFixture *fixture, gconstpointer user_data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".backup-1", NULL);
  g_autoptr (SluiceStore) store = NULL;
  g_autoptr (SluiceJournal) journal = NULL;
  GStatBuf info;

  make_old_file (fixture);
  store = store_open (fixture);
  g_assert_nonnull (sluice_store_find_profile (store, "Old"));
  journal = sluice_journal_new (store, "scope");
  g_assert_cmpint (sluice_journal_begin (journal, "feed", "x", "create", NULL), >, 0);
  g_assert_cmpint (g_stat (backup, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (fixture, "backup"), ==, 1);

  /* The backup is the old file, whole: it opens as one, and a file that needs nothing makes none. */
  g_clear_object (&journal);
  g_clear_object (&store);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rename (backup, fixture->path), ==, 0);
  store = store_open (fixture);
  g_assert_nonnull (sluice_store_find_profile (store, "Old"));
  g_assert_cmpint (g_unlink (backup), ==, 0);
  g_clear_object (&store);
  store = store_open (fixture);
  g_assert_cmpuint (count_files (fixture, "backup"), ==, 0);
}

/* A version that cannot be reached leaves the old one as it was. */
static void
test_migration_fails (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  make_old_file (fixture);
  run_sql (fixture, "CREATE TABLE notices (wrong)");
  g_assert_null (sluice_store_open (fixture->path, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_FAILED);
  run_sql (fixture, PROOF " SELECT user_version = 1 FROM pragma_user_version");
  run_sql (fixture, PROOF " SELECT count(*) = 0 FROM sqlite_schema WHERE name = 'journal'");
  run_sql (fixture, "DROP TABLE notices");
  g_object_unref (store_open (fixture));
}

/* The child writes as fast as it can until it is killed; it does not outlive the test. */
static void
write_for_ever (const char *path, const char *name)
{
  g_autoptr (SluiceStore) store = sluice_store_open (path, NULL);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (store, "scope");

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 row = sluice_journal_begin (journal, "feed", name, "create", &error);

      /* On a loaded machine one writer may keep the other waiting for too long. */
      if (row > 0)
        sluice_journal_end (journal, row, SLUICE_JOURNAL_DONE, "7", &error);
      if (!g_error_matches (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_BUSY))
        g_assert_no_error (error);
      g_usleep (1000);
    }
}

static GSubprocess *
start_writer (StoreFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *writer = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--write",
                                          fixture->path, name, NULL);

  g_assert_no_error (error);
  return writer;
}

/* Two processes write at once, and both are killed as soon as they have written something. */
static void
test_killed (StoreFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceStore) store = store_open (fixture);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (store, "scope");

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *first = g_strdup_printf ("first-%u", i);
      g_autofree char *second = g_strdup_printf ("second-%u", i);
      g_autoptr (GSubprocess) one = start_writer (fixture, first);
      g_autoptr (GSubprocess) two = start_writer (fixture, second);
      gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

      while ((!sluice_journal_knows (journal, "feed", first) ||
              !sluice_journal_knows (journal, "feed", second)) &&
             g_get_monotonic_time () < deadline)
        g_usleep (1000);
      g_subprocess_force_exit (one);
      g_subprocess_force_exit (two);
      g_subprocess_wait (one, NULL, NULL);
      g_subprocess_wait (two, NULL, NULL);
      g_assert_true (sluice_journal_knows (journal, "feed", first));
      g_assert_true (sluice_journal_knows (journal, "feed", second));
    }
  g_clear_object (&journal);
  g_clear_object (&store);
  run_sql (fixture, PROOF " SELECT integrity_check = 'ok' FROM pragma_integrity_check");
  store = store_open (fixture);
}

static void
on_profiles_changed_cb (SluiceStore *store, guint *changes)
{
  (*changes)++;
}

/* What another program writes is taken up; what it leaves alone stays the same object. */
static void
test_reload (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceStore) ours = store_open (fixture);
  g_autoptr (SluiceStore) theirs = NULL;
  g_autoptr (SluiceProfile) kept = make_profile ("kept");
  g_autoptr (SluiceProfile) gone = make_profile ("gone");
  g_autoptr (SluiceProfile) changed = make_profile ("changed");
  g_autoptr (SluiceProfile) added = make_profile ("added");
  g_autoptr (SluiceProfile) edited = NULL;
  g_autoptr (GError) error = NULL;
  guint changes = 0;

  g_assert_true (sluice_store_save_profile (ours, kept, &error));
  g_assert_true (sluice_store_save_profile (ours, gone, &error));
  g_assert_true (sluice_store_save_profile (ours, changed, &error));
  theirs = store_open (fixture);
  g_signal_connect (ours, "profiles-changed", G_CALLBACK (on_profiles_changed_cb), &changes);
  g_assert_true (sluice_store_reload (ours, &error));
  g_assert_cmpuint (changes, ==, 0);

  g_assert_true (sluice_store_save_profile (theirs, added, &error));
  g_assert_true (
      sluice_store_remove_profile (theirs, sluice_store_find_profile (theirs, "gone"), &error));
  edited = g_object_ref (sluice_store_find_profile (theirs, "changed"));
  g_object_set (edited, "account-id", "4321", NULL);
  g_assert_true (sluice_store_save_profile (theirs, edited, &error));
  g_assert_true (sluice_store_reload (ours, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (sluice_store_find_profile (ours, "kept") == kept);
  g_assert_null (sluice_store_find_profile (ours, "gone"));
  g_assert_nonnull (sluice_store_find_profile (ours, "added"));
  g_assert_true (sluice_store_find_profile (ours, "changed") != changed);
  g_assert_cmpstr (sluice_profile_get_account_id (sluice_store_find_profile (ours, "changed")), ==,
                   "4321");
  g_assert_true (sluice_store_reload (ours, &error));
  g_assert_cmpuint (changes, ==, 1);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    {
      write_for_ever (argv[2], argv[3]);
      return 0;
    }
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_set_up, function, store_tear_down)
  ADD ("/store/private", test_private);
  ADD ("/store/profiles", test_profiles);
  ADD ("/store/refuses-profiles", test_refuses_profiles);
  ADD ("/store/newer", test_newer);
  ADD ("/store/damaged", test_damaged);
  ADD ("/store/cannot-write", test_cannot_write);
  ADD ("/store/full-disk", test_full_disk);
  ADD ("/store/reload", test_reload);
  ADD ("/store/temporary", test_temporary);
  ADD ("/store/migrates", test_migrates);
  ADD ("/store/migration-fails", test_migration_fails);
  ADD ("/store/killed", test_killed);
#undef ADD
  return g_test_run ();
}
