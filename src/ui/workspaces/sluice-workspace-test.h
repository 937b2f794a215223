/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "api/sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WORKSPACE_TEST (sluice_workspace_test_get_type ())

/**
 * SluiceWorkspaceTest:
 *
 * The steps of a workspace's test, each with a tick or what went wrong as it ends. Hidden until run.
 */
G_DECLARE_FINAL_TYPE (SluiceWorkspaceTest, sluice_workspace_test, SLUICE, WORKSPACE_TEST, AdwBin)

void sluice_workspace_test_run (SluiceWorkspaceTest *self, SluiceSession *session);
void sluice_workspace_test_stop (SluiceWorkspaceTest *self);

G_END_DECLS
