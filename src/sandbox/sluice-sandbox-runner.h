/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-world.h"

G_BEGIN_DECLS

/* For so long after its creation a pipeline has no report (FACTS 7.7). */
#define SLUICE_SANDBOX_NOT_READY_TIME (60 * G_USEC_PER_SEC)

/* When pipelines run, and how it goes. Nothing here waits: whoever looks at a pipeline first lets its
 * runs catch up with the clock. */

void sluice_sandbox_runner_plan (SluiceSandboxObject *pipeline, gint64 now);
void sluice_sandbox_runner_catch_up (SluiceSandboxWorld *world,
                                     SluiceSandboxObject *pipeline,
                                     int failure_rate,
                                     gint64 now);
const SluiceSandboxRun *sluice_sandbox_runner_trigger (SluiceSandboxWorld *world,
                                                       SluiceSandboxObject *pipeline,
                                                       int failure_rate,
                                                       gint64 now);
const SluiceSandboxRun *sluice_sandbox_runner_get_latest (SluiceSandboxObject *pipeline);
gboolean sluice_sandbox_runner_is_busy (SluiceSandboxObject *pipeline, gint64 now);

G_END_DECLS
