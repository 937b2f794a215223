/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sluice-store.h"

#include <glib/gstdio.h>

/* A store in a folder of its own, for tests. */

typedef struct
{
  char *folder;
  char *path;
} StoreFixture;

static inline void
store_set_up (StoreFixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("sluice-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "data", "sluice.db", NULL);
}

static inline void
store_remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_chmod (path, 0700);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        store_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static inline void
store_tear_down (StoreFixture *fixture, gconstpointer user_data)
{
  store_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static inline SluiceStore *
store_open (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SluiceStore *store = sluice_store_open (fixture->path, &error);

  g_assert_no_error (error);
  return store;
}
