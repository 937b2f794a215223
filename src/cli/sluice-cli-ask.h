/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sluice-cli.h"
#include "secrets/sluice-secret.h"

G_BEGIN_DECLS

gboolean sluice_cli_ask (SluiceCli *cli, const char *question);
SluiceSecret *sluice_cli_ask_secret (SluiceCli *cli, const char *what, GError **error);

G_END_DECLS
