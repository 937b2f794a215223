/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-request.h"
#include "sandbox/sluice-sandbox-scenario.h"

G_BEGIN_DECLS

/* Gets a reply, whole or spoilt, onto the wire. */

void sluice_sandbox_sender_send (SoupServerMessage *message,
                                 SluiceSandboxRequest *request,
                                 const SluiceSandboxFault *fault,
                                 guint latency);

G_END_DECLS
