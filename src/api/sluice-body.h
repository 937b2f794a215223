/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "secrets/sluice-secret.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BODY (sluice_body_get_type ())

/**
 * SluiceBody:
 *
 * A request body: JSON, and the secrets that stand in it by JSON pointer. The secrets meet the text
 * only in the bytes that go to the socket, which are wiped when they are freed.
 */
typedef struct _SluiceBody SluiceBody;

GType sluice_body_get_type (void);
SluiceBody *sluice_body_new (JsonNode *json);
SluiceBody *sluice_body_ref (SluiceBody *self);
void sluice_body_unref (SluiceBody *self);
void sluice_body_set_secret (SluiceBody *self, const char *pointer, SluiceSecret *secret);
JsonNode *sluice_body_get_json (SluiceBody *self);
GBytes *sluice_body_serialize (SluiceBody *self);
char *sluice_body_to_redacted_text (SluiceBody *self, gboolean pretty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceBody, sluice_body_unref)

G_END_DECLS
