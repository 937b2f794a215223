/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "cli/sluice-cli.h"

G_BEGIN_DECLS

SluiceSession *sluice_cli_open_profile (SluiceCli *cli,
                                        SluiceStore *store,
                                        SluiceProfile *profile,
                                        GError **error);
SluiceSession *sluice_cli_open_session (SluiceCli *cli, GError **error);

G_END_DECLS
