/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "api/sluice-routes.h"
#include "interop/sluice-postman-scope.h"

G_BEGIN_DECLS

/**
 * SluicePostmanBodies:
 * @objects: by family, what the requests would create (element-type JsonObject): variables resolved,
 *   members without a value left out; connections in v2's shape
 */
typedef struct
{
  GPtrArray *objects[SLUICE_N_FAMILIES];
} SluicePostmanBodies;

SluicePostmanBodies *sluice_postman_bodies_new (GPtrArray *files, SluicePostmanScope *scope);
void sluice_postman_bodies_free (SluicePostmanBodies *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePostmanBodies, sluice_postman_bodies_free)

G_END_DECLS
