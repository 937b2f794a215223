/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-clock.h"
#include "sandbox/sluice-sandbox-options.h"
#include "sandbox/sluice-sandbox-world.h"

G_BEGIN_DECLS

/* Where the ready-made world is. */
#define SLUICE_SANDBOX_SEED_WORKSPACE "9012"

void sluice_sandbox_seed (SluiceSandboxWorld *world,
                          SluiceSandboxClock *clock,
                          const SluiceSandboxOptions *options);

G_END_DECLS
