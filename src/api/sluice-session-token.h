/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "secrets/sluice-secret.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

/* A token as it is kept in the keyring: with its end, and with whose it is, so that it is not used after
 * the credential or the token service of the workspace has changed. */
SluiceSecret *
sluice_session_token_write (SluiceProfile *profile, SluiceSecret *token, gint64 expires);
SluiceSecret *
sluice_session_token_read (SluiceProfile *profile, SluiceSecret *kept, gint64 *expires);

G_END_DECLS
