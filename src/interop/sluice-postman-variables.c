/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-variables.h"

#include <glib/gi18n.h>

/* FACTS 15. The order is the order in which they are documented. */
static const SluicePostmanDocumented documented[] = {
  { "API_URL", NULL, SLUICE_POSTMAN_PROFILE, NULL, "api-url" },
  { "OAUTH_URL", NULL, SLUICE_POSTMAN_PROFILE, NULL, "token-url" },
  { "OAUTH_AUDIENCE", NULL, SLUICE_POSTMAN_NOTHING, NULL, NULL, FALSE,
    N_ ("Sluice always asks for a token for https://api.mparticle.com, as mParticle expects.") },
  { "ACCESS_TOKEN", NULL, SLUICE_POSTMAN_NOTHING, NULL, NULL, FALSE,
    N_ ("A token lives a few hours. Sluice gets its own with the client secret.") },
  { "PLATFORM_API_CLIENT_ID", NULL, SLUICE_POSTMAN_PROFILE, NULL, "client-id", TRUE },
  { "PLATFORM_API_CLIENT_SECRET", NULL, SLUICE_POSTMAN_CREDENTIAL, NULL, NULL, TRUE },
  { "WORKSPACE_ID", NULL, SLUICE_POSTMAN_PROFILE, NULL, "workspace-id" },
  { "ACCOUNT_ID", NULL, SLUICE_POSTMAN_PROFILE, NULL, "account-id" },
  { "ORG_ID", NULL, SLUICE_POSTMAN_PROFILE, NULL, "org-id" },
  { "POD", NULL, SLUICE_POSTMAN_PROFILE, NULL, "pod" },
  { "SNOWFLAKE_PASSWORD", NULL, SLUICE_POSTMAN_WAREHOUSE, "snowflake", "password" },
  { "SNOWFLAKE_STORAGE_INTEGRATION", NULL, SLUICE_POSTMAN_WAREHOUSE, "snowflake",
    "storage_integration_name", TRUE },
  { "SNOWFLAKE_AWS_IAM_USER_ARN", NULL, SLUICE_POSTMAN_NOTHING, NULL, NULL, FALSE,
    N_ ("Only the early access release asked for it; now mParticle finds it by itself.") },
  { "SNOWFLAKE_AWS_EXTERNAL_ID", NULL, SLUICE_POSTMAN_NOTHING, NULL, NULL, FALSE,
    N_ ("Only the early access release asked for it; now mParticle finds it by itself.") },
  { "BIG_QUERY_SERVICE_ACCOUNT_ID", "SERVICE_ACCOUNT_ID", SLUICE_POSTMAN_WAREHOUSE, "bigquery",
    "service_account_id", TRUE },
  { "BIG_QUERY_SERVICE_ACCOUNT_KEY", "SERVICE_ACCOUNT_KEY", SLUICE_POSTMAN_WAREHOUSE, "bigquery",
    "service_account_key", TRUE },
  { "REDSHIFT_USER", NULL, SLUICE_POSTMAN_WAREHOUSE, "redshift", "user_name" },
  { "REDSHIFT_PASSWORD", NULL, SLUICE_POSTMAN_WAREHOUSE, "redshift", "password" },
  { "REDSHIFT_AWS_IAM_ROLE_ARN", NULL, SLUICE_POSTMAN_WAREHOUSE, "redshift", "aws_iam_role_arn",
    TRUE },
  { "PARTNER_FEED_KEY", NULL, SLUICE_POSTMAN_NOTHING, NULL, NULL, TRUE,
    N_ ("A pipeline is now tied to its feed by name or id; the feed’s key is not needed.") },
  { "INGEST_PIPELINE_SLUG", NULL, SLUICE_POSTMAN_SETUP, NULL, "slug", TRUE },
  { "INGEST_PIPELINE_NAME", NULL, SLUICE_POSTMAN_SETUP, NULL, "name", TRUE },
  { "SQL_QUERY", NULL, SLUICE_POSTMAN_SETUP, NULL, "query" },
  { "SCHEDULE_INTERVAL", NULL, SLUICE_POSTMAN_SETUP, NULL, "schedule" },
};

/**
 * sluice_postman_documented:
 * @n_variables: (out): how many
 *
 * Returns: (transfer none): the documented variables
 */
const SluicePostmanDocumented *
sluice_postman_documented (guint *n_variables)
{
  *n_variables = G_N_ELEMENTS (documented);
  return documented;
}

/**
 * sluice_postman_find_documented:
 * @name: a variable's name, today's or that of early access
 *
 * Returns: (transfer none) (nullable): what it is documented to be
 */
const SluicePostmanDocumented *
sluice_postman_find_documented (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (documented); i++)
    if (g_str_equal (documented[i].name, name) || g_strcmp0 (documented[i].early_name, name) == 0)
      return &documented[i];
  return NULL;
}
