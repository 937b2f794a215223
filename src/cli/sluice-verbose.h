/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"
#include "cli/sluice-cli.h"

G_BEGIN_DECLS

void sluice_verbose_follow (SluiceCli *cli, SluiceClient *client);

G_END_DECLS
