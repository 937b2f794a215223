/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "secrets/sluice-secret.h"

G_BEGIN_DECLS

char *sluice_cli_read_file (const char *path, gsize *length, GError **error);
JsonObject *sluice_cli_read_json_file (const char *path, GError **error);
gboolean sluice_cli_write_file (const char *path, const char *text, int mode, GError **error);
SluiceSecret *sluice_cli_read_secret (const char *path, GError **error);

G_END_DECLS
