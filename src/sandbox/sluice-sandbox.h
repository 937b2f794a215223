/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-options.h"
#include "sandbox/sluice-sandbox-clock.h"
#include "sandbox/sluice-sandbox-scenario.h"
#include "sandbox/sluice-sandbox-world.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SANDBOX (sluice_sandbox_get_type ())

/**
 * SluiceSandbox:
 *
 * The stand-in API: a server on this machine's loopback address. It serves in the default main
 * context of the thread that starts it.
 */
G_DECLARE_FINAL_TYPE (SluiceSandbox, sluice_sandbox, SLUICE, SANDBOX, GObject)

SluiceSandbox *sluice_sandbox_new (SluiceSandboxOptions *options);
gboolean sluice_sandbox_start (SluiceSandbox *self, GError **error);
void sluice_sandbox_stop (SluiceSandbox *self);
const char *sluice_sandbox_get_url (SluiceSandbox *self);
SluiceSandboxClock *sluice_sandbox_get_clock (SluiceSandbox *self);
SluiceSandboxWorld *sluice_sandbox_get_world (SluiceSandbox *self);
SluiceSandboxScenario *sluice_sandbox_get_scenario (SluiceSandbox *self);

G_END_DECLS
