/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-activity.h"
#include "api/sluice-redactor.h"
#include "api/sluice-transport.h"
#include "store/sluice-profile.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TOKEN (sluice_token_get_type ())

/**
 * SluiceToken:
 *
 * The access token of a workspace: fetched when it is first needed, kept, and fetched anew before it
 * ends. All who wait share one request. Emits ::changed (SluiceSecret *token, gint64 expires) with a
 * new one, and ::waiting (char *reason, gint64 until) while it waits to try again.
 */
G_DECLARE_FINAL_TYPE (SluiceToken, sluice_token, SLUICE, TOKEN, GObject)

SluiceToken *sluice_token_new (SluiceProfile *profile,
                               SluiceSecret *client_secret,
                               SluiceTransport *transport,
                               SluiceRedactor *redactor,
                               SluiceActivity *activity,
                               guint retry_base);
void sluice_token_set (SluiceToken *self, SluiceSecret *token, gint64 expires);
void sluice_token_forget (SluiceToken *self);
gboolean sluice_token_reject (SluiceToken *self, SluiceSecret *token);
void sluice_token_accept (SluiceToken *self, SluiceSecret *token);

SluiceSecret *sluice_token_peek (SluiceToken *self);
void sluice_token_get_async (SluiceToken *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
SluiceSecret *sluice_token_get_finish (SluiceToken *self, GAsyncResult *result, GError **error);

G_END_DECLS
