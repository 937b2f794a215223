/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-request.h"

G_BEGIN_DECLS

/**
 * SluiceSandboxHealth:
 * @status: idle, running, paused or faulted
 * @connection_status: healthy or faulted
 * @data_model_status: valid or invalid
 * @errors: (transfer full): what is wrong with the pipeline's parts
 *
 * How a pipeline is, in the words of FACTS 7.7.
 */
typedef struct
{
  const char *status;
  const char *connection_status;
  const char *data_model_status;
  JsonArray *errors;
} SluiceSandboxHealth;

void sluice_sandbox_health_find (SluiceSandboxRequest *request,
                                 SluiceSandboxObject *pipeline,
                                 SluiceSandboxHealth *health);

G_END_DECLS
