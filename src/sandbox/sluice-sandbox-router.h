/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-request.h"

G_BEGIN_DECLS

void sluice_sandbox_router_serve (SluiceSandboxRequest *request);

G_END_DECLS
