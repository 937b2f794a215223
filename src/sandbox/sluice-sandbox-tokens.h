/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sluice-sandbox-options.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SANDBOX_TOKENS (sluice_sandbox_tokens_get_type ())

/**
 * SluiceSandboxTokens:
 *
 * Which credentials are right and which tokens are good. Forgets all tokens when the sandbox ends.
 */
G_DECLARE_FINAL_TYPE (SluiceSandboxTokens, sluice_sandbox_tokens, SLUICE, SANDBOX_TOKENS, GObject)

SluiceSandboxTokens *sluice_sandbox_tokens_new (const SluiceSandboxOptions *options);
gboolean sluice_sandbox_tokens_check_client (SluiceSandboxTokens *self,
                                             const char *client_id,
                                             const char *client_secret);
char *sluice_sandbox_tokens_issue (SluiceSandboxTokens *self);
gboolean sluice_sandbox_tokens_check (SluiceSandboxTokens *self, const char *token);

G_END_DECLS
