/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-cli.h"
#include "setup/sluice-check.h"

G_BEGIN_DECLS

SluiceSetup *sluice_cli_read_setup (const char *path, GError **error);
void sluice_cli_print_check (SluiceCli *cli, SluiceCheck *check);
void sluice_cli_print_no_setup (SluiceCli *cli, const GError *reason);

G_END_DECLS
