/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "secrets/sluice-keyring.h"

/* Calls to the keyring that wait for their answer, for tests. */

static void
on_keyring_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static GAsyncResult *
wait_for_keyring (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *place;
}

static inline gboolean
keyring_store (SluiceKeyring *keyring, const char *item, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SluiceSecret) secret = sluice_secret_new (text);

  sluice_keyring_store_async (keyring, "profile-1", item, "Sluice test", secret, NULL,
                              on_keyring_result_cb, &result);
  return sluice_keyring_store_finish (keyring, wait_for_keyring (&result), error);
}

static inline SluiceSecret *
keyring_lookup (SluiceKeyring *keyring, const char *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sluice_keyring_lookup_async (keyring, "profile-1", item, NULL, on_keyring_result_cb, &result);
  return sluice_keyring_lookup_finish (keyring, wait_for_keyring (&result), error);
}

static inline gboolean
keyring_clear (SluiceKeyring *keyring, const char *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sluice_keyring_clear_async (keyring, "profile-1", item, NULL, on_keyring_result_cb, &result);
  return sluice_keyring_clear_finish (keyring, wait_for_keyring (&result), error);
}

static inline void
keyring_assert_holds (SluiceKeyring *keyring, const char *item, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSecret) secret = keyring_lookup (keyring, item, &error);

  g_assert_no_error (error);
  if (text == NULL)
    g_assert_null (secret);
  else
    g_assert_cmpstr (sluice_secret_peek (secret), ==, text);
}
