/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-cli.h"
#include "store/sluice-store.h"

G_BEGIN_DECLS

#define SLUICE_CLI_SECRET_VARIABLE "SLUICE_CLIENT_SECRET"

SluiceProfile *sluice_cli_find_profile (SluiceStore *store, const char *name, GError **error);
SluiceProfile *sluice_cli_choose_profile (SluiceCli *cli, SluiceStore **store, GError **error);
gboolean sluice_cli_peek_profile (SluiceCli *cli, SluiceProfile **profile, GError **error);

G_END_DECLS
