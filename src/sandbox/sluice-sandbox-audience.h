/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-request.h"

G_BEGIN_DECLS

/* What an audience is: its size follows from the clock, so that it moves while one looks on. */

SluiceSandboxObject *sluice_sandbox_audience_make (SluiceSandboxRequest *request,
                                                   const char *workspace,
                                                   const char *name,
                                                   JsonNode *definition);
void sluice_sandbox_audience_calculate (SluiceSandboxObject *audience, gint64 now);
gboolean sluice_sandbox_audience_is_calculating (SluiceSandboxObject *audience, gint64 now);
gint64 sluice_sandbox_audience_get_size (SluiceSandboxObject *audience, gint64 now);
SluiceSandboxObject *sluice_sandbox_audience_connect (SluiceSandboxRequest *request,
                                                      SluiceSandboxObject *audience,
                                                      gint64 output_id,
                                                      JsonObject *given);
JsonObject *sluice_sandbox_audience_render (SluiceSandboxRequest *request,
                                            SluiceSandboxObject *audience,
                                            gboolean preview);

G_END_DECLS
