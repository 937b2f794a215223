/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Checks on the members of a body. Each adds a sentence to problems that begins with the field's
 * name. A field is named by its path, such as "config.password"; its last part is looked up in
 * object. Null counts as absent. */

void sluice_sandbox_problem (GPtrArray *problems, const char *field, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
gboolean sluice_sandbox_is_set (JsonObject *object, const char *member);
const char *sluice_sandbox_check_text (GPtrArray *problems,
                                       JsonObject *object,
                                       const char *field,
                                       gboolean required);
const char *sluice_sandbox_check_slug (GPtrArray *problems, JsonObject *object, const char *field);
const char *sluice_sandbox_check_choice (GPtrArray *problems,
                                         JsonObject *object,
                                         const char *field,
                                         const char *const *choices,
                                         gboolean required);
gboolean sluice_sandbox_check_number (GPtrArray *problems,
                                      JsonObject *object,
                                      const char *field,
                                      gboolean required,
                                      gint64 *number);
gint64 sluice_sandbox_check_time (GPtrArray *problems,
                                  JsonObject *object,
                                  const char *field,
                                  gboolean required);
gboolean sluice_sandbox_check_boolean (GPtrArray *problems,
                                       JsonObject *object,
                                       const char *field,
                                       gboolean fallback);
JsonObject *sluice_sandbox_check_object (GPtrArray *problems,
                                         JsonObject *object,
                                         const char *field,
                                         gboolean required);
JsonArray *sluice_sandbox_check_array (GPtrArray *problems,
                                       JsonObject *object,
                                       const char *field,
                                       gboolean required);

G_END_DECLS
