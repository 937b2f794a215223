/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

void sluice_sandbox_query_check (GPtrArray *problems, const char *field, const char *query);
void sluice_sandbox_query_check_pipeline (GPtrArray *problems,
                                          const SluiceWarehouse *kind,
                                          const char *query,
                                          const char *iterator_field);

G_END_DECLS
