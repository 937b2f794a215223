/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-request.h"

G_BEGIN_DECLS

/* An output configuration. The API cannot make any, so each workspace has the same few. */
typedef struct
{
  gint64 id;
  const char *module;
  const char *name;
} SluiceSandboxOutput;

const SluiceSandboxOutput *sluice_sandbox_output_find (gint64 id);
const SluiceSandboxOutput *sluice_sandbox_output_check (JsonObject *body, GPtrArray *problems);
void sluice_sandbox_output_check_settings (JsonObject *body, GPtrArray *problems);

G_END_DECLS
