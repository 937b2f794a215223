/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

/* What is fixed for each of mParticle's data hosting locations (FACTS 12, 13). */
static const struct
{
  const char *pod;
  const char *aws_account;
  const char *sharing_identifier;
} pods[] = {
  { "us1", "338661164609", "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b" },
  { "us2", "386705975570", "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b" },
  { "eu1", "583371261087", "aws:eu-central-1:2b8d9413-05fe-43ce-a570-3f6bc5fc3acf" },
  { "au1", "526464060896", "aws:ap-southeast-2:ac9a9fc4-22a2-40cc-a706-fef8a4cd554e" },
};

static gboolean
find_pod (const SluiceAccount *account, guint *index)
{
  if (account == NULL || account->pod == NULL)
    return FALSE;
  for (*index = 0; *index < G_N_ELEMENTS (pods); (*index)++)
    if (g_ascii_strcasecmp (pods[*index].pod, account->pod) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *text)
{
  return text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/**
 * sluice_account_get_aws_account:
 * @account: (nullable): the account
 *
 * Returns: (transfer none) (nullable): the twelve digits of mParticle's AWS account for its pod
 */
const char *
sluice_account_get_aws_account (const SluiceAccount *account)
{
  guint index;

  return find_pod (account, &index) ? pods[index].aws_account : NULL;
}

/**
 * sluice_account_get_sharing_identifier:
 * @account: (nullable): the account
 *
 * Returns: (transfer none) (nullable): mParticle's Databricks sharing identifier for its pod
 */
const char *
sluice_account_get_sharing_identifier (const SluiceAccount *account)
{
  guint index;

  return find_pod (account, &index) ? pods[index].sharing_identifier : NULL;
}

/**
 * sluice_account_dup_pod:
 * @account: (nullable): the account
 *
 * Returns: (transfer full) (nullable): the pod in lower case, as bucket and recipient names have it
 */
char *
sluice_account_dup_pod (const SluiceAccount *account)
{
  guint index;

  return find_pod (account, &index) ? g_strdup (pods[index].pod) : NULL;
}

/**
 * sluice_account_dup_ids:
 * @account: (nullable): the account
 * @prefix: what stands first
 * @separator: what stands between the two ids
 *
 * Returns: (transfer full) (nullable): organization and account id joined, or %NULL if one is missing
 */
char *
sluice_account_dup_ids (const SluiceAccount *account, const char *prefix, const char *separator)
{
  if (account == NULL || !is_number (account->org_id) || !is_number (account->account_id))
    return NULL;
  return g_strconcat (prefix, account->org_id, separator, account->account_id, NULL);
}

/**
 * sluice_account_dup_role_arn:
 * @account: (nullable): the account
 * @aws_account: (nullable): mParticle's AWS account, as given or derived
 *
 * Returns: (transfer full) (nullable): the role in mParticle's AWS account that reads the data
 *   (FACTS 13)
 */
char *
sluice_account_dup_role_arn (const SluiceAccount *account, const char *aws_account)
{
  g_autofree char *ids = sluice_account_dup_ids (account, "", "-");

  if (ids == NULL || aws_account == NULL || *aws_account == '\0')
    return NULL;
  return g_strdup_printf ("arn:aws:iam::%s:role/ingest-pipeline-data-external-%s", aws_account,
                          ids);
}

/**
 * sluice_values_derive:
 * @values: the values
 * @key: which one
 * @text: (transfer full) (nullable): what it is unless it was given
 */
void
sluice_values_derive (SluiceValues *values, const char *key, char *text)
{
  g_autofree char *owned = text;

  if (owned != NULL && !sluice_values_has (values, key))
    sluice_values_set (values, key, owned);
}

/**
 * sluice_table_ref_split:
 * @item: a table as in the list of tables
 * @schema: the schema it is in, unless it names another
 * @in_schema: (out): its schema
 * @table: (out): its name
 *
 * `other.name`, both plain, is a table of another schema (CONTRACT 7); in anything else a full stop is
 * part of the name.
 */
void
sluice_table_ref_split (const char *item, const char *schema, char **in_schema, char **table)
{
  const char *stop = strchr (item, '.');
  g_autofree char *before = stop != NULL ? g_strndup (item, stop - item) : NULL;

  if (stop != NULL && sluice_quote_is_plain (before) && sluice_quote_is_plain (stop + 1))
    {
      *in_schema = g_steal_pointer (&before);
      *table = g_strdup (stop + 1);
      return;
    }
  *in_schema = g_strdup (schema);
  *table = g_strdup (item);
}
