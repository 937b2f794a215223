/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "secrets/sluice-keyring.h"

G_BEGIN_DECLS

/* One call to libsecret, private to this folder. */

typedef enum
{
  SLUICE_KEYRING_STORE,
  SLUICE_KEYRING_LOOKUP,
  SLUICE_KEYRING_CLEAR,
} SluiceKeyringVerb;

typedef struct
{
  SluiceKeyringVerb verb;
  const char *profile_id;
  const char *item;
  const char *label;    /* (nullable) */
  SluiceSecret *secret; /* (nullable) */
  guint timeout;        /* milliseconds */
} SluiceKeyringRequest;

void _sluice_keyring_call (const SluiceKeyringRequest *request, GTask *task);

G_END_DECLS
