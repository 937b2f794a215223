/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "setup/sluice-identity.h"

typedef struct
{
  const char *column;
  const char *destination;
} Identity;

/* The columns' names by which mParticle knows a user or a device (FACTS 9), and where the same value
 * lies in an event batch (FACTS 6). */
static const Identity identities[] = {
  { "mpid", "mpid" },
  { "customerid", "user_identities.customer_id" },
  { "customer_id", "user_identities.customer_id" },
  { "facebook", "user_identities.facebook" },
  { "twitter", "user_identities.twitter" },
  { "google", "user_identities.google" },
  { "microsoft", "user_identities.microsoft" },
  { "yahoo", "user_identities.yahoo" },
  { "email", "user_identities.email" },
  { "facebook_custom_audience_id", "user_identities.facebook_custom_audience_id" },
  { "other", "user_identities.other" },
  { "other_id_2", "user_identities.other_id_2" },
  { "other_id_3", "user_identities.other_id_3" },
  { "other_id_4", "user_identities.other_id_4" },
  { "other_id_5", "user_identities.other_id_5" },
  { "other_id_6", "user_identities.other_id_6" },
  { "other_id_7", "user_identities.other_id_7" },
  { "other_id_8", "user_identities.other_id_8" },
  { "other_id_9", "user_identities.other_id_9" },
  { "other_id_10", "user_identities.other_id_10" },
  { "mobile_number", "user_identities.mobile_number" },
  { "phone_number_2", "user_identities.phone_number_2" },
  { "phone_number_3", "user_identities.phone_number_3" },
  { "android_uuid", "device_info.android_uuid" },
  { "ios_advertising_id", "device_info.ios_advertising_id" },
  { "push_token", "device_info.push_token" },
  { "ios_idfv", "device_info.ios_idfv" },
  { "android_advertising_id", "device_info.android_advertising_id" },
  { "amp_id", "device_info.amp_id" },
  { "roku_advertising_id", "device_info.roku_advertising_id" },
  { "roku_publisher_id", "device_info.roku_publisher_id" },
  { "microsoft_advertising_id", "device_info.microsoft_advertising_id" },
  { "microsoft_publisher_id", "device_info.microsoft_publisher_id" },
  { "fire_advertising_id", "device_info.fire_advertising_id" },
  { "mp_deviceid", "mp_deviceid" },
};

static const Identity *
find_identity (const char *column)
{
  char first = g_ascii_tolower (*column);

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    if (*identities[i].column == first && g_ascii_strcasecmp (identities[i].column, column) == 0)
      return &identities[i];
  return NULL;
}

/**
 * sluice_identity_is_reserved:
 * @column: an output column's name
 *
 * Returns: whether mParticle takes the column for an identity of the user or the device, in whatever
 *   case it is written (FACTS 9)
 */
gboolean
sluice_identity_is_reserved (const char *column)
{
  return find_identity (column) != NULL;
}

/**
 * sluice_identity_get_destination:
 * @column: an output column's name
 *
 * Returns: (transfer none) (nullable): where a field transformation puts such an identity
 */
const char *
sluice_identity_get_destination (const char *column)
{
  const Identity *identity = find_identity (column);

  return identity != NULL ? identity->destination : NULL;
}
