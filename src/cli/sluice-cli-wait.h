/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-run.h"
#include "api/sluice-session.h"
#include "cli/sluice-cli.h"

G_BEGIN_DECLS

#define SLUICE_CLI_WAIT_SECONDS 3600 /* CONTRACT 8 */

SluiceRun *sluice_cli_wait_for_run (SluiceCli *cli,
                                    SluiceSession *session,
                                    const char *pipeline_id,
                                    const char *run_id,
                                    guint seconds,
                                    GError **error);
void sluice_cli_judge_run (SluiceCli *cli, const char *pipeline_id, SluiceRun *run);

G_END_DECLS
