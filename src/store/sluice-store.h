/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/sluice-profile.h"

G_BEGIN_DECLS

#define SLUICE_STORE_ERROR (sluice_store_error_quark ())

/**
 * SluiceStoreError:
 * @SLUICE_STORE_ERROR_OPEN: the folder or file cannot be made, read or written
 * @SLUICE_STORE_ERROR_NEWER: a newer Sluice wrote the file
 * @SLUICE_STORE_ERROR_BUSY: another program kept the file for too long
 * @SLUICE_STORE_ERROR_CHANGED: what was read is no longer so: another program has written since
 * @SLUICE_STORE_ERROR_EXISTS: a name that must be unique is taken
 * @SLUICE_STORE_ERROR_DAMAGED: the file is no database, or its contents are broken
 * @SLUICE_STORE_ERROR_FAILED: anything else, a full disk for example
 */
typedef enum
{
  SLUICE_STORE_ERROR_OPEN,
  SLUICE_STORE_ERROR_NEWER,
  SLUICE_STORE_ERROR_BUSY,
  SLUICE_STORE_ERROR_CHANGED,
  SLUICE_STORE_ERROR_EXISTS,
  SLUICE_STORE_ERROR_DAMAGED,
  SLUICE_STORE_ERROR_FAILED,
} SluiceStoreError;

GQuark sluice_store_error_quark (void);

#define SLUICE_TYPE_STORE (sluice_store_get_type ())

/**
 * SluiceStore:
 *
 * The one database (SQLite, WAL) in the XDG data directory: profiles, drafts, the journal, run
 * history, activity, audience sizes. Other classes of this folder hang their tables on it. The
 * ::profiles-changed signal tells of saved and removed profiles.
 */
G_DECLARE_FINAL_TYPE (SluiceStore, sluice_store, SLUICE, STORE, GObject)

char *sluice_store_dup_default_path (void);
SluiceStore *sluice_store_open (const char *path, GError **error);
SluiceStore *sluice_store_new_temporary (GError **error);
const char *sluice_store_get_path (SluiceStore *self);

GListModel *sluice_store_get_profiles (SluiceStore *self);
SluiceProfile *sluice_store_find_profile (SluiceStore *self, const char *name);
SluiceProfile *sluice_store_find_profile_by_id (SluiceStore *self, const char *id);
gboolean sluice_store_save_profile (SluiceStore *self, SluiceProfile *profile, GError **error);
gboolean sluice_store_reload (SluiceStore *self, GError **error);
gboolean sluice_store_remove_profile (SluiceStore *self, SluiceProfile *profile, GError **error);

G_END_DECLS
