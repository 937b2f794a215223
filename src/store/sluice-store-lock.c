/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "store/sluice-store-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

struct _SluiceStoreLock
{
  int file;
};

/**
 * sluice_store_lock_new:
 * @store: the store beside whose file the lock lies; no temporary one
 * @scope: the workspace, as by sluice_profile_dup_scope()
 * @error: return location for a #SluiceStoreError
 *
 * Does not wait.
 *
 * Returns: (transfer full) (nullable): the lock; %SLUICE_STORE_ERROR_BUSY where another one has it
 */
SluiceStoreLock *
sluice_store_lock_new (SluiceStore *store, const char *scope, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (sluice_store_get_path (store));
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, scope, -1);
  g_autofree char *name = g_strdup_printf ("apply-%.16s.lock", digest);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int file = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  SluiceStoreLock *self;

  if (file < 0 || flock (file, LOCK_EX | LOCK_NB) != 0)
    {
      int code = errno;

      if (file >= 0)
        close (file);
      if (file >= 0 && code == EWOULDBLOCK)
        g_set_error_literal (
            error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_BUSY,
            _ ("Another Sluice is changing this workspace right now. Wait until it "
               "is done and try again."));
      else
        g_set_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_OPEN,
                     _ ("The file “%s” cannot be locked: %s."), path, g_strerror (code));
      return NULL;
    }
  self = g_new0 (SluiceStoreLock, 1);
  self->file = file;
  return self;
}

/**
 * sluice_store_lock_free:
 * @self: (transfer full): a lock
 *
 * Lets the next one in.
 */
void
sluice_store_lock_free (SluiceStoreLock *self)
{
  close (self->file);
  g_free (self);
}
