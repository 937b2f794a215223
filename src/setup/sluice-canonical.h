/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-platform.h"
#include "warehouse/sluice-warehouse.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const SluiceWarehouse *sluice_canonical_find_warehouse (JsonObject *connection);
JsonObject *sluice_canonical_read (SluiceFamily family,
                                   JsonObject *object,
                                   const SluiceWarehouse *warehouse,
                                   JsonObject *data_model);
void sluice_canonical_fill_unshown (JsonObject *there, JsonObject *sent);
void sluice_canonical_drop_unshown (const SluiceWarehouse *warehouse,
                                    JsonObject *there,
                                    JsonObject *ours);

G_END_DECLS
