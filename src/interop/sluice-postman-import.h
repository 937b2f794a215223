/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "interop/sluice-postman-file.h"
#include "secrets/sluice-secret.h"
#include "setup/sluice-setup.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

/**
 * SluicePostmanUnused:
 * @file_name: the file it stands in
 * @name: the variable
 * @reason: why it was not used, a sentence, translated
 */
typedef struct
{
  char *file_name;
  char *name;
  char *reason;
} SluicePostmanUnused;

#define SLUICE_TYPE_POSTMAN_IMPORT (sluice_postman_import_get_type ())

/**
 * SluicePostmanImport:
 *
 * What Postman files say that is of use here: a workspace, secrets for the keyring, a draft of a setup.
 * Add the files, then ask. Nothing is stored.
 */
G_DECLARE_FINAL_TYPE (SluicePostmanImport, sluice_postman_import, SLUICE, POSTMAN_IMPORT, GObject)

SluicePostmanImport *sluice_postman_import_new (void);
/* No export of Postman's comes near; more would only fill the memory. */
#define SLUICE_POSTMAN_MOST_BYTES (64 * 1024 * 1024)

gboolean sluice_postman_import_add_file (SluicePostmanImport *self, GFile *file, GError **error);
gboolean sluice_postman_import_add_data (SluicePostmanImport *self,
                                         const char *file_name,
                                         const char *data,
                                         gsize length,
                                         GError **error);

gboolean sluice_postman_import_is_useful (SluicePostmanImport *self);
const char *sluice_postman_import_get_name (SluicePostmanImport *self);
SluiceProfile *sluice_postman_import_get_profile (SluicePostmanImport *self);
GHashTable *sluice_postman_import_get_secrets (SluicePostmanImport *self);
SluiceSetup *sluice_postman_import_get_setup (SluicePostmanImport *self);
GPtrArray *sluice_postman_import_get_unused (SluicePostmanImport *self);

G_END_DECLS
