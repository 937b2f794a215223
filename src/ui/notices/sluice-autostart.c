/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "ui/notices/sluice-desktop-notices.h"

static gboolean
write_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE,
                         G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "Sluice");
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC,
                         SLUICE_PROGRAM " " SLUICE_PROGRAM_SERVICE);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, APP_ID);
  return g_key_file_save_to_file (file, path, error);
}

/**
 * sluice_autostart_set:
 * @starts: whether the session starts Sluice, without a window, when the person logs in
 *
 * A file in the autostart folder of the person's configuration. In a Flatpak that folder is out of reach,
 * and the portal writes the file.
 */
void
sluice_autostart_set (gboolean starts)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "autostart", APP_ID ".desktop", NULL);
  g_autoptr (GError) error = NULL;

  if (!starts)
    g_unlink (path);
  else if (!write_file (path, &error))
    g_warning ("Sluice cannot be started at login: %s", error->message);
}
