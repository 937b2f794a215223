/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-cli.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

const SluiceWarehouse *sluice_cli_find_warehouse (const char *id, GError **error);

SluiceValues *sluice_cli_read_values (SluiceCli *cli,
                                      const SluiceWarehouse *warehouse,
                                      char **query,
                                      GError **error);

void sluice_cli_report_values (GPtrArray *errors, SluiceTerminal *terminal, GError **error);

G_END_DECLS
