/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-session.h"
#include "cli/sluice-cli.h"
#include "setup/sluice-setup.h"

G_BEGIN_DECLS

gboolean sluice_cli_check_secrets (SluiceCli *cli, SluiceSetup *setup, GError **error);
GHashTable *sluice_cli_read_secrets (SluiceCli *cli, GError **error);
gboolean sluice_cli_complete_secrets (SluiceCli *cli,
                                      SluiceSession *session,
                                      SluiceSetup *setup,
                                      const char *const *needed,
                                      GHashTable *secrets,
                                      GError **error);

G_END_DECLS
