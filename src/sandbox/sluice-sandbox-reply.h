/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Pieces that replies are made of. */

/* What stands in a reply where a secret is (FACTS 4). */
#define SLUICE_SANDBOX_MASK "************"

JsonObject *sluice_sandbox_message_new (const char *message);
JsonObject *sluice_sandbox_errors_new (guint status, GPtrArray *messages);
JsonObject *
sluice_sandbox_envelope_new (const char *member, const char *data_type, JsonArray *data);
JsonObject *sluice_sandbox_envelope_new_errors (const char *code, GPtrArray *messages);
void sluice_sandbox_set_time (JsonObject *object, const char *member, gint64 time);
JsonObject *sluice_sandbox_copy_members (JsonObject *object, const char *const *without);

G_END_DECLS
