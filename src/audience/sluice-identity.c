/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "audience/sluice-identity.h"

/* Labels are the documents' own words, the same in every language. */
static const SluiceIdentity identities[] = {
  { "customer_id", "Customer ID", FALSE },
  { "email", "Email", FALSE },
  { "mpid", "MPID", FALSE },
  { "mobile_number", "Mobile Number", FALSE },
  { "phone_number_2", "Phone Number 2", FALSE },
  { "phone_number_3", "Phone Number 3", FALSE },
  { "facebook", "Facebook ID", FALSE },
  { "google", "Google ID", FALSE },
  { "microsoft", "Microsoft ID", FALSE },
  { "twitter", "Twitter ID", FALSE },
  { "yahoo", "Yahoo ID", FALSE },
  { "facebook_custom_audience_id", "Facebook Custom Audience ID", FALSE },
  { "other", "Other", FALSE },
  { "other_id_2", "Other 2", FALSE },
  { "other_id_3", "Other 3", FALSE },
  { "other_id_4", "Other 4", FALSE },
  { "other_id_5", "Other 5", FALSE },
  { "other_id_6", "Other 6", FALSE },
  { "other_id_7", "Other 7", FALSE },
  { "other_id_8", "Other 8", FALSE },
  { "other_id_9", "Other 9", FALSE },
  { "other_id_10", "Other 10", FALSE },
  { "ios_advertising_id", "IDFA", TRUE },
  { "ios_idfv", "IDFV", TRUE },
  { "android_advertising_id", "GAID", TRUE },
  { "android_uuid", "Android ID", TRUE },
  { "push_token", "Push Token", TRUE },
  { "fire_advertising_id", "Fire Advertising ID", TRUE },
  { "microsoft_advertising_id", "Microsoft Advertising ID", TRUE },
  { "microsoft_publisher_id", "Microsoft Publisher ID", TRUE },
  { "roku_advertising_id", "Roku Advertising ID", TRUE },
  { "roku_publisher_id", "Roku Publisher ID", TRUE },
  { "amp_id", "AMP ID", TRUE },
  { "mp_deviceid", "Device Application Stamp", TRUE },
};

/* Other spellings that people and documents use. */
static const struct
{
  const char *alias;
  const char *column;
} aliases[] = {
  { "customerid", "customer_id" },
  { "customer", "customer_id" },
  { "e-mail", "email" },
  { "email address", "email" },
  { "mparticle id", "mpid" },
  { "phone", "mobile_number" },
  { "mobile", "mobile_number" },
  { "apple advertising id", "ios_advertising_id" },
  { "ios advertising id", "ios_advertising_id" },
  { "apple vendor id", "ios_idfv" },
  { "aaid", "android_advertising_id" },
  { "android advertising id", "android_advertising_id" },
  { "google advertising id", "android_advertising_id" },
  { "android device id", "android_uuid" },
  { "push", "push_token" },
};

/**
 * sluice_identity_list:
 * @n_identities: (out): how many
 *
 * Returns: (transfer none) (array length=n_identities): every kind of identity
 */
const SluiceIdentity *
sluice_identity_list (guint *n_identities)
{
  *n_identities = G_N_ELEMENTS (identities);
  return identities;
}

/**
 * sluice_identity_find:
 * @name: a column name, a label or another usual spelling, in any case
 *
 * Returns: (transfer none) (nullable): the kind of identity meant
 */
const SluiceIdentity *
sluice_identity_find (const char *name)
{
  const char *column = name;

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (name, aliases[i].alias) == 0)
      column = aliases[i].column;
  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    if (g_ascii_strcasecmp (column, identities[i].column) == 0 ||
        g_ascii_strcasecmp (column, identities[i].label) == 0)
      return &identities[i];
  return NULL;
}
