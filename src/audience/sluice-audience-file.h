/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "audience/sluice-definition.h"

G_BEGIN_DECLS

/* A definition in a file: {"name", "definition"}, as `sluicectl audience create` takes it, or a bare
 * definition. */

/* What an audience's name may have at most, in characters (FACTS 8). */
#define SLUICE_AUDIENCE_NAME_LENGTH 100

char *sluice_audience_name_find_problem (const char *name);
GPtrArray *sluice_audience_file_validate (JsonObject *object, gboolean for_good);

char *sluice_audience_file_write (const char *name, JsonNode *definition);
gboolean sluice_audience_file_read (const char *text,
                                    gssize length,
                                    char **name,
                                    JsonNode **definition,
                                    GError **error);

void sluice_audience_file_load_async (GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean sluice_audience_file_load_finish (GAsyncResult *result,
                                           char **name,
                                           JsonNode **definition,
                                           GError **error);

G_END_DECLS
