/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "ui/notices/sluice-desktop-notices.h"

/* What is wanted, and what the file that is being written or removed right now is to say: one at a time,
 * and the last wish is what stays. The program has one main loop. */
static gboolean wanted;
static gboolean under_way;
static gboolean busy;

static void start_next (void);

static GFile *
get_file (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "autostart", APP_ID ".desktop", NULL);

  return g_file_new_for_path (path);
}

static GBytes *
create_contents (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gsize length;
  char *text;

  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE,
                         G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "Sluice");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC,
                         SLUICE_PROGRAM " " SLUICE_PROGRAM_SERVICE);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, APP_ID);
  text = g_key_file_to_data (file, &length, NULL);
  return g_bytes_new_take (text, length);
}

static void
end (const GError *error)
{
  if (error != NULL)
    g_warning ("Sluice cannot be started at login, or still is: %s", error->message);
  busy = FALSE;
  if (wanted != under_way)
    start_next ();
  g_application_release (g_application_get_default ());
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_delete_finish (G_FILE (source), result, &error);
  end (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? NULL : error);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  end (error);
}

/* The folder is often there already, and what else is wrong with it shows when the file is written. */
static void
on_folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = get_file ();
  g_autoptr (GBytes) contents = create_contents ();

  g_file_make_directory_finish (G_FILE (source), result, NULL);
  g_file_replace_contents_bytes_async (file, contents, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       on_written_cb, NULL);
}

static void
on_config_folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = get_file ();
  g_autoptr (GFile) folder = g_file_get_parent (file);

  g_file_make_directory_finish (G_FILE (source), result, NULL);
  g_file_make_directory_async (folder, G_PRIORITY_DEFAULT, NULL, on_folder_made_cb, NULL);
}

/* The last window may close meanwhile; the program stays until it is done. */
static void
start_next (void)
{
  g_autoptr (GFile) file = get_file ();
  g_autoptr (GFile) config = g_file_new_for_path (g_get_user_config_dir ());

  g_application_hold (g_application_get_default ());
  busy = TRUE;
  under_way = wanted;
  if (wanted)
    g_file_make_directory_async (config, G_PRIORITY_DEFAULT, NULL, on_config_folder_made_cb, NULL);
  else
    g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, on_removed_cb, NULL);
}

/**
 * sluice_autostart_set:
 * @starts: whether the session starts Sluice, without a window, when the person logs in
 *
 * A file in the autostart folder of the person's configuration, soon after this returns. In a Flatpak
 * that folder is out of reach, and the portal writes the file.
 */
void
sluice_autostart_set (gboolean starts)
{
  wanted = starts;
  if (!busy)
    start_next ();
}
