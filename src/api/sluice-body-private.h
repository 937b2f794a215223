/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-body.h"

G_BEGIN_DECLS

GHashTable *sluice_body_peek_secrets (SluiceBody *self);
SluiceBody *sluice_body_new_with_secrets_of (JsonNode *json, SluiceBody *other);

G_END_DECLS
