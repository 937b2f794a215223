/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "secrets/sluice-secret.h"

G_BEGIN_DECLS

/* What stands where a secret stood; the API masks in the same way (FACTS 4). */
#define SLUICE_MASK "************"

gboolean sluice_is_mask (const char *text);
gboolean sluice_is_secret_name (const char *name);

#define SLUICE_TYPE_REDACTOR (sluice_redactor_get_type ())

/**
 * SluiceRedactor:
 *
 * Takes secrets out of text that is shown, kept or logged: by the name of the member they stand in,
 * and by value, whatever they stand in, for every secret it was told of. A value is found as it is,
 * escaped for JSON or a URL, and in base64.
 */
G_DECLARE_FINAL_TYPE (SluiceRedactor, sluice_redactor, SLUICE, REDACTOR, GObject)

SluiceRedactor *sluice_redactor_new (void);
void sluice_redactor_add (SluiceRedactor *self, SluiceSecret *secret);
guint sluice_redactor_get_serial (SluiceRedactor *self);
char *sluice_redactor_redact (SluiceRedactor *self, const char *text, gssize length);
char *
sluice_redactor_redact_start (SluiceRedactor *self, const char *text, gssize length, gsize most);

G_END_DECLS
