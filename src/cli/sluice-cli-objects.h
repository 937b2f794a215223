/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "api/sluice-routes.h"
#include "cli/sluice-cli.h"

G_BEGIN_DECLS

gboolean sluice_cli_find_family (const char *word, SluiceFamily *family, GError **error);
const char *sluice_cli_describe_family (SluiceFamily family);
void sluice_cli_print_objects (SluiceCli *cli, SluiceFamily family, JsonArray *items);
void sluice_cli_print_object (SluiceCli *cli, JsonObject *object);

G_END_DECLS
