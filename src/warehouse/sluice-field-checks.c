/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

#include <glib/gi18n.h>

/**
 * sluice_field_refuse:
 * @error: return location
 * @message: a translated sentence with the remedy, without the field's name
 *
 * Returns: %FALSE
 */
gboolean
sluice_field_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID, message);
  return FALSE;
}

/**
 * sluice_field_matches:
 * @pattern: a regular expression, which lives as long as the program; its $ is the very end
 * @text: a value
 *
 * Values are judged at each keystroke, for each file; making an expression takes longer than all the rest.
 * For the main thread only.
 *
 * Returns: whether @text matches
 */
gboolean
sluice_field_matches (const char *pattern, const char *text)
{
  static GHashTable *made = NULL;
  GRegex *regex;

  if (made == NULL)
    made = g_hash_table_new (g_str_hash, g_str_equal);
  regex = g_hash_table_lookup (made, pattern);
  if (regex == NULL)
    {
      regex = g_regex_new (pattern, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
      g_hash_table_insert (made, (gpointer) pattern, regex);
    }
  return g_regex_match (regex, text, 0, NULL);
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/**
 * sluice_field_check_aws_account:
 * @field: the field
 * @text: its value
 * @error: return location
 *
 * Returns: whether it is twelve digits
 */
gboolean
sluice_field_check_aws_account (const SluiceField *field, const char *text, GError **error)
{
  if (strlen (text) == 12 && is_digits (text))
    return TRUE;
  return sluice_field_refuse (error, _ ("An AWS account id has 12 digits and nothing else."));
}

/**
 * sluice_field_check_role_arn:
 * @field: the field
 * @text: its value
 * @error: return location
 *
 * Returns: whether it has the shape of an IAM role's ARN, in any AWS partition
 */
gboolean
sluice_field_check_role_arn (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}$",
                            text))
    return TRUE;
  return sluice_field_refuse (
      error,
      _ ("A role's ARN looks like arn:aws:iam::123456789012:role/name. Copy it whole from AWS."));
}

/**
 * sluice_field_check_s3_location:
 * @field: the field
 * @text: its value
 * @error: return location
 *
 * Returns: whether it is an S3 address with a bucket name that S3 allows
 */
gboolean
sluice_field_check_s3_location (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*'()/-]*)?$",
                            text))
    return TRUE;
  return sluice_field_refuse (
      error, _ ("An S3 location looks like s3://bucket/path, the bucket in lower case."));
}

static gboolean
parse_octet (const char **text)
{
  guint value = 0;
  guint digits = 0;

  while (g_ascii_isdigit (**text) && digits < 4)
    {
      value = value * 10 + (*(*text)++ - '0');
      digits++;
    }
  return digits > 0 && digits < 4 && value <= 255;
}

static gboolean
parse_prefix (const char *text)
{
  if (*text == '\0')
    return TRUE;
  return *text == '/' && is_digits (text + 1) && strlen (text) <= 3 &&
         g_ascii_strtoull (text + 1, NULL, 10) <= 32;
}

/* The length of the network's part, 32 for a single address. */
static guint
get_prefix (const char *text)
{
  const char *slash = strchr (text, '/');

  return slash != NULL ? (guint) g_ascii_strtoull (slash + 1, NULL, 10) : 32;
}

/* Loopback, broadcast, multicast and the range without a meaning: nobody signs in from there. */
static gboolean
is_nobodys (const char *text)
{
  guint64 first = g_ascii_strtoull (text, NULL, 10);

  return first == 0 || first == 127 || first >= 224;
}

/**
 * sluice_field_check_ip_range:
 * @field: the field
 * @text: one IPv4 address or CIDR range
 * @error: return location
 *
 * Refuses ranges that let everybody in, in one or in a few pieces: a policy with one is no policy
 * (WAREHOUSES 1.6).
 *
 * Returns: whether the range can go on an allow-list
 */
gboolean
sluice_field_check_ip_range (const SluiceField *field, const char *text, GError **error)
{
  const char *p = text;

  if (strchr (text, ':') != NULL)
    return sluice_field_refuse (error, _ ("Only IPv4 addresses are possible here, not IPv6."));
  for (guint i = 0; i < 4; i++)
    if ((i > 0 && *p++ != '.') || !parse_octet (&p))
      return sluice_field_refuse (
          error, _ ("An address looks like 192.0.2.10, a range like 192.0.2.0/24."));
  if (!parse_prefix (p))
    return sluice_field_refuse (error,
                                _ ("An address looks like 192.0.2.10, a range like 192.0.2.0/24."));
  if (get_prefix (text) < 8)
    return sluice_field_refuse (
        error, _ ("This range lets far too many addresses in. Give mParticle’s own ranges."));
  if (is_nobodys (text))
    return sluice_field_refuse (
        error, _ ("Nobody signs in from this address. Give mParticle’s own ranges."));
  return TRUE;
}

/**
 * sluice_ip_range_is_local:
 * @text: an address or range that sluice_field_check_ip_range() takes
 *
 * Returns: whether it is of a private network (RFC 1918, RFC 6598) or of one cable only (RFC 3927)
 */
gboolean
sluice_ip_range_is_local (const char *text)
{
  return sluice_field_matches ("^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|169\\.254\\.|"
                               "100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.)",
                               text);
}

/**
 * sluice_ip_range_is_wide:
 * @text: an address or range that sluice_field_check_ip_range() takes
 *
 * Returns: whether it holds more addresses than a vendor's list of them is likely to
 */
gboolean
sluice_ip_range_is_wide (const char *text)
{
  return get_prefix (text) < 16;
}

/**
 * sluice_field_check_number:
 * @field: the field
 * @text: its value
 * @error: return location
 *
 * Returns: whether it is a whole number from 1 to 99999
 */
gboolean
sluice_field_check_number (const SluiceField *field, const char *text, GError **error)
{
  if (is_digits (text) && *text != '0' && strlen (text) <= 5)
    return TRUE;
  return sluice_field_refuse (error, _ ("Give a whole number from 1 to 99999."));
}

/**
 * sluice_field_check_no_spaces:
 * @field: the field
 * @text: its value
 * @error: return location
 *
 * Returns: whether it is at most 255 letters, digits and - _ . only, as host and account names are
 */
gboolean
sluice_field_check_no_spaces (const SluiceField *field, const char *text, GError **error)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.", *p) == NULL)
      return sluice_field_refuse (
          error, _ ("Only letters, digits and - _ . are possible here, no address and no spaces."));
  if (strlen (text) > 255)
    return sluice_field_refuse (error,
                                _ ("It is longer than 255 characters. Check what was pasted."));
  return TRUE;
}
