/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sluice-text-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More than what is read at once, so that the room grows twice. */
#define LARGE (200 * 1000)

typedef struct
{
  char *dir;
  char *path;
  GFile *file;
  GAsyncResult *result;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("sluice-text-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "a.txt", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->file);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result = g_object_ref (result);
}

static void
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static GBytes *
read_file (Fixture *fixture, gsize most, GError **error)
{
  g_clear_object (&fixture->result);
  sluice_text_file_read_async (fixture->file, most, NULL, on_done_cb, fixture);
  wait_for_result (fixture);
  return sluice_text_file_read_finish (fixture->result, error);
}

static gboolean
write_file (Fixture *fixture, const char *text, GError **error)
{
  g_clear_object (&fixture->result);
  sluice_text_file_write_async (fixture->file, text, NULL, on_done_cb, fixture);
  wait_for_result (fixture);
  return sluice_text_file_write_finish (fixture->result, error);
}

/* As many bytes as are asked for are read, of any size; one more is refused. */
static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 16383, 16384, 16385, 65536, LARGE };
  g_autofree char *text = g_malloc (LARGE + 1);

  memset (text, 'x', LARGE);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) exact = NULL;

      text[sizes[i]] = '\0';
      g_assert_true (write_file (fixture, text, &error));
      exact = read_file (fixture, sizes[i], &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (exact, NULL), g_bytes_get_size (exact), text, sizes[i]);
      if (sizes[i] > 0)
        {
          g_assert_null (read_file (fixture, sizes[i] - 1, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
        }
      text[sizes[i]] = 'x';
    }
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_file (fixture, 10, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_null (read_file (fixture, 10, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_false (write_file (fixture, "text", &error));
  g_assert_nonnull (error);
  g_rmdir (fixture->path);
}

/* Who reads the old file while the new one is written reads the old one to its end. */
static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char there[4] = "";
  int old;

  g_assert_true (write_file (fixture, "old", &error));
  old = g_open (fixture->path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_true (write_file (fixture, "new", &error));
  g_assert_no_error (error);
  g_assert_cmpint (read (old, there, 3), ==, 3);
  g_assert_cmpstr (there, ==, "old");
  close (old);
}

static gboolean
on_turn_cb (gpointer user_data)
{
  guint *turns = user_data;

  return ++*turns < 100;
}

/* A file that gives nothing for a while, as one on a slow server does, holds nothing up. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint turns = 0;
  int pipe;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  pipe = g_open (fixture->path, O_RDWR | O_CLOEXEC, 0);
  g_idle_add (on_turn_cb, &turns);
  sluice_text_file_read_async (fixture->file, 5, NULL, on_done_cb, fixture);
  while (turns < 100)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->result);
  /* Nobody waits for the end of what is too long already. */
  g_assert_cmpint (write (pipe, "123456", 6), ==, 6);
  wait_for_result (fixture);
  g_assert_null (sluice_text_file_read_finish (fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  close (pipe);
}

/* Whoever may write a file in place of a pipe or of /dev/null must not do it. */
static void
test_special (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_file_get_path (fixture->file);
  g_autoptr (GError) error = NULL;
  char text[8] = "";
  int pipe;

  g_assert_false (sluice_text_file_is_special (path));
  g_assert_true (sluice_text_file_replace (path, "old", 0600, &error));
  g_assert_true (sluice_text_file_replace (path, "new", 0600, &error));
  g_assert_false (sluice_text_file_is_special (path));
  g_assert_cmpint (g_remove (path), ==, 0);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  pipe = open (path, O_RDONLY | O_NONBLOCK);
  g_assert_cmpint (pipe, >=, 0);
  g_assert_true (sluice_text_file_is_special (path));
  g_assert_true (sluice_text_file_replace (path, "text", 0600, &error));
  g_assert_no_error (error);
  g_assert_true (sluice_text_file_is_special (path));
  g_assert_cmpint (read (pipe, text, sizeof text - 1), ==, 4);
  g_assert_cmpstr (text, ==, "text");
  close (pipe);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (write_file (fixture, "text", &error));
  g_clear_object (&fixture->result);
  sluice_text_file_read_async (fixture->file, 10, cancellable, on_done_cb, fixture);
  g_cancellable_cancel (cancellable);
  wait_for_result (fixture);
  g_assert_null (sluice_text_file_read_finish (fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/text-file/sizes", Fixture, NULL, fixture_set_up, test_sizes, fixture_tear_down);
  g_test_add ("/text-file/errors", Fixture, NULL, fixture_set_up, test_errors, fixture_tear_down);
  g_test_add ("/text-file/replaces", Fixture, NULL, fixture_set_up, test_replaces,
              fixture_tear_down);
  g_test_add ("/text-file/slow", Fixture, NULL, fixture_set_up, test_slow, fixture_tear_down);
  g_test_add ("/text-file/special", Fixture, NULL, fixture_set_up, test_special, fixture_tear_down);
  g_test_add ("/text-file/cancelled", Fixture, NULL, fixture_set_up, test_cancelled,
              fixture_tear_down);
  return g_test_run ();
}
