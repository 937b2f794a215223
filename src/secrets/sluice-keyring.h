/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "secrets/sluice-secret.h"

G_BEGIN_DECLS

#define SLUICE_KEYRING_ERROR (sluice_keyring_error_quark ())

/**
 * SluiceKeyringError:
 * @SLUICE_KEYRING_ERROR_UNAVAILABLE: no Secret Service answers
 * @SLUICE_KEYRING_ERROR_LOCKED: the collection is locked and could not be unlocked
 * @SLUICE_KEYRING_ERROR_TIMEOUT: the service did not answer in time (a prompt nobody saw)
 * @SLUICE_KEYRING_ERROR_FAILED: anything else it said
 */
typedef enum
{
  SLUICE_KEYRING_ERROR_UNAVAILABLE,
  SLUICE_KEYRING_ERROR_LOCKED,
  SLUICE_KEYRING_ERROR_TIMEOUT,
  SLUICE_KEYRING_ERROR_FAILED,
} SluiceKeyringError;

GQuark sluice_keyring_error_quark (void);

/* Items of a workspace: the API credential, the token (session collection), a warehouse secret that
 * is not yet tied to a connection, and a connection's secret. */
#define SLUICE_KEYRING_CLIENT_SECRET "client-secret"
#define SLUICE_KEYRING_TOKEN         "token"

char *sluice_keyring_item_for_warehouse (const char *kind, const char *key);
char *sluice_keyring_item_for_connection (const char *connection_id, const char *key);

#define SLUICE_TYPE_KEYRING (sluice_keyring_get_type ())

/**
 * SluiceKeyring:
 *
 * Secrets by profile id and item, in the system keyring (the Secret Service, or in a sandbox the
 * file that its portal unlocks). For this session only it keeps them in memory, and forgets them
 * when it goes. Each call ends within the timeout, whatever the service does.
 */
G_DECLARE_FINAL_TYPE (SluiceKeyring, sluice_keyring, SLUICE, KEYRING, GObject)

SluiceKeyring *sluice_keyring_new (void);
SluiceKeyring *sluice_keyring_new_for_session_only (void);

gboolean sluice_keyring_get_session_only (SluiceKeyring *self);
void sluice_keyring_set_session_only (SluiceKeyring *self, gboolean session_only);

void sluice_keyring_set_timeout (SluiceKeyring *self, guint milliseconds);

void sluice_keyring_store_async (SluiceKeyring *self,
                                 const char *profile_id,
                                 const char *item,
                                 const char *label,
                                 SluiceSecret *secret,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sluice_keyring_store_finish (SluiceKeyring *self, GAsyncResult *result, GError **error);

void sluice_keyring_lookup_async (SluiceKeyring *self,
                                  const char *profile_id,
                                  const char *item,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
SluiceSecret *
sluice_keyring_lookup_finish (SluiceKeyring *self, GAsyncResult *result, GError **error);

void sluice_keyring_clear_async (SluiceKeyring *self,
                                 const char *profile_id,
                                 const char *item,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sluice_keyring_clear_finish (SluiceKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
