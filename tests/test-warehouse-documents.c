/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every placeholder, value and step that mParticle's documents name has its place. The table below was
 * written from the tutorial "Warehouse Sync API Tutorial" in both editions (early access, and February
 * 2025), step 2 and the environment variables of step 3: what each asks a person to fill in, to look up, to
 * run or to click. It is a field of the kind, a value that is derived, words in a file, or a row of the
 * checklist with the exact value.
 */
#define _GNU_SOURCE
#include "warehouse/sluice-warehouse.h"

#include <string.h>

typedef enum
{
  FIELD,   /* a field that a person fills in */
  SECRET,  /* a field of the keyring */
  DERIVED, /* a field that follows from pod, organization and account */
  WORDS,   /* words in a file */
  STEP,    /* a value in the checklist */
  DETAIL,  /* words in the checklist */
} Place;

static const struct
{
  const char *kind;
  const char *asked; /* in the words of the document */
  Place place;
  const char *where; /* the field, the file, or nothing */
  const char *what;  /* what the file or the checklist says of it, or what is derived */
} table[] = {
  { "snowflake", "{{role_name}}", FIELD, "role_name", NULL },
  { "snowflake", "{{warehouse}}, {{compute_wh}}", FIELD, "warehouse", NULL },
  { "snowflake", "{{database}}", FIELD, "database", NULL },
  { "snowflake", "{{schema}}", FIELD, "schema", NULL },
  { "snowflake", "{{table}}", FIELD, "tables", NULL },
  { "snowflake", "any tables/views", FIELD, "views", NULL },
  { "snowflake", "{{user_name}}", FIELD, "user_name", NULL },
  { "snowflake", "{{unique_secure_password}}", SECRET, "password", NULL },
  { "snowflake", "{{storage_integration_name}}", FIELD, "storage_integration_name", NULL },
  { "snowflake", "mp_{{pod}}_{{org_id}}_{{acct_id}}_s3", FIELD, "early_access", NULL },
  { "snowflake", "{{mp_pod_aws_account_id}}", DERIVED, "aws_account_id", "338661164609" },
  { "snowflake", "STORAGE_AWS_ROLE_ARN", DERIVED, "storage_role_arn",
    "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678" },
  { "snowflake", "STORAGE_ALLOWED_LOCATIONS", DERIVED, "storage_location",
    "s3://us1-ingest-pipeline-data/1234/5678" },
  { "snowflake", "account_identifier", FIELD, "account_identifier", NULL },
  { "snowflake", "region", FIELD, "region", NULL },
  { "snowflake", "the vendor's documentation on both", STEP, NULL, "CURRENT_ACCOUNT()" },
  { "snowflake", "IP address range", STEP, NULL, "https://api.mparticle.com/ip-ranges" },
  { "snowflake", "USE ROLE ACCOUNTADMIN", WORDS, "setup.sql", "USE ROLE ACCOUNTADMIN;" },
  { "snowflake", "CREATE ROLE", WORDS, "setup.sql", "CREATE ROLE IF NOT EXISTS MPARTICLE_ROLE;" },
  { "snowflake", "USAGE on warehouse", WORDS, "setup.sql",
    "GRANT USAGE ON WAREHOUSE COMPUTE_WH TO ROLE MPARTICLE_ROLE;" },
  { "snowflake", "USAGE on database", WORDS, "setup.sql",
    "GRANT USAGE ON DATABASE ACME TO ROLE MPARTICLE_ROLE;" },
  { "snowflake", "USAGE on schema", WORDS, "setup.sql",
    "GRANT USAGE ON SCHEMA ACME.CRM TO ROLE MPARTICLE_ROLE;" },
  { "snowflake", "SELECT on table", WORDS, "setup.sql",
    "GRANT SELECT ON TABLE ACME.CRM.CUSTOMERS TO ROLE MPARTICLE_ROLE;" },
  { "snowflake", "TYPE = LEGACY_SERVICE", WORDS, "setup.sql", "TYPE = LEGACY_SERVICE;" },
  { "snowflake", "ALTER USER SET TYPE", WORDS, "setup.sql", "SET\n  TYPE = LEGACY_SERVICE" },
  { "snowflake", "role to user", WORDS, "setup.sql",
    "GRANT ROLE MPARTICLE_ROLE TO USER MPARTICLE_USER;" },
  { "snowflake", "TYPE = EXTERNAL_STAGE", WORDS, "setup.sql", "TYPE = EXTERNAL_STAGE" },
  { "snowflake", "STORAGE_PROVIDER = S3", WORDS, "setup.sql", "STORAGE_PROVIDER = 'S3'" },
  { "snowflake", "STORAGE_AWS_OBJECT_ACL", WORDS, "setup.sql",
    "STORAGE_AWS_OBJECT_ACL = 'bucket-owner-full-control'" },
  { "snowflake", "USAGE on integration", WORDS, "setup.sql",
    "GRANT USAGE ON INTEGRATION MP_US1_1234_5678_S3 TO ROLE MPARTICLE_ROLE;" },
  { "snowflake", "DESCRIBE INTEGRATION", WORDS, "verify.sql",
    "DESCRIBE INTEGRATION MP_US1_1234_5678_S3;" },
  { "snowflake", "STORAGE_AWS_IAM_USER_ARN, STORAGE_AWS_EXTERNAL_ID", DETAIL, NULL,
    "STORAGE_AWS_IAM_USER_ARN and STORAGE_AWS_EXTERNAL_ID" },

  { "bigquery", "IP address range", STEP, NULL, "https://api.mparticle.com/ip-ranges" },
  { "bigquery", "IAM & Admin > Service Accounts", DETAIL, NULL, "“Service Accounts”" },
  { "bigquery", "Service account ID", STEP, NULL, "mparticle-sync" },
  { "bigquery", "service_account_id", FIELD, "service_account_id", NULL },
  { "bigquery", "BigQuery Job User", STEP, NULL, "BigQuery Job User" },
  { "bigquery", "Keys tab, ADD KEY, Create new key", DETAIL, NULL, "“Create new key”, JSON" },
  { "bigquery", "service_account_key", SECRET, "service_account_key", NULL },
  { "bigquery", "project_id", FIELD, "project_id", NULL },
  { "bigquery", "dataset_id", FIELD, "dataset_id", NULL },
  { "bigquery", "region, the Data location", FIELD, "region", NULL },
  { "bigquery", "Sharing, Permissions, Add Principal", DETAIL, NULL,
    "“Sharing”, “Permissions”, “Add Principal”" },
  { "bigquery", "the principal", STEP, NULL,
    "mparticle-sync@acme-project.iam.gserviceaccount.com" },
  { "bigquery", "BigQuery Data Viewer", STEP, NULL, "BigQuery Data Viewer" },
  { "bigquery", "BigQuery User", STEP, NULL, "BigQuery User" },
  { "bigquery", "Job User by script", WORDS, "setup.sh", "roles/bigquery.jobUser" },
  { "bigquery", "Data Viewer by script", WORDS, "setup.sql", "GRANT `roles/bigquery.dataViewer`" },
  { "bigquery", "User by script", WORDS, "setup.sql", "GRANT `roles/bigquery.user`" },

  { "redshift", "IP address range", STEP, NULL, "https://api.mparticle.com/ip-ranges" },
  { "redshift", "{{user_name}}, REDSHIFT_USER", FIELD, "user_name", NULL },
  { "redshift", "{{unique_secure_password}}, REDSHIFT_PASSWORD", SECRET, "password", NULL },
  { "redshift", "{{schema_name}}", FIELD, "schema", NULL },
  { "redshift", "{{table_name}}", FIELD, "tables", NULL },
  { "redshift", "database", FIELD, "database", NULL },
  { "redshift", "host", FIELD, "host", NULL },
  { "redshift", "port", FIELD, "port", NULL },
  { "redshift", "CREATE USER", WORDS, "setup.sql", "sluice_create_user('mparticle_user');" },
  { "redshift", "schema usage", WORDS, "setup.sql",
    "GRANT USAGE ON SCHEMA crm TO mparticle_user;" },
  { "redshift", "SELECT on table", WORDS, "setup.sql",
    "GRANT SELECT ON TABLE crm.customers TO mparticle_user;" },
  { "redshift", "{mp_pod_aws_account_id}", DERIVED, "aws_account_id", "338661164609" },
  { "redshift", "the policy's resource", DERIVED, "assume_role_arn",
    "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678" },
  { "redshift", "the policy's text", WORDS, "iam-policy.json", "\"Action\": \"sts:AssumeRole\"" },
  { "redshift", "Roles, Create role, AWS service, Redshift - Customizable", DETAIL, NULL,
    "“AWS service”, “Redshift”, “Redshift - Customizable”" },
  { "redshift", "Create policy, JSON", DETAIL, NULL, "“Create policy”, “JSON”" },
  { "redshift", "the policy's name", STEP, NULL, "mparticle_redshift_assume_role_policy" },
  { "redshift", "the role's name", STEP, NULL, "mparticle_redshift_role" },
  { "redshift", "the role's ARN, REDSHIFT_AWS_IAM_ROLE_ARN", FIELD, "aws_iam_role_arn", NULL },
  { "redshift", "Properties, Associated IAM roles", DETAIL, NULL,
    "“Properties”, “Associated IAM roles”" },
  { "redshift", "the cluster", FIELD, "cluster_identifier", NULL },
  { "redshift", "the namespace", FIELD, "namespace", NULL },
  { "redshift", "serverless or not", FIELD, "deployment", NULL },

  { "databricks", "IP address range", STEP, NULL, "https://api.mparticle.com/ip-ranges" },
  { "databricks", "the box on the Configuration tab", STEP, NULL,
    "Allow Delta Sharing with parties outside your organization" },
  { "databricks", "Organization name", FIELD, "provider", NULL },
  { "databricks", "Organization name, to be found", STEP, NULL, "acme-org" },
  { "databricks", "mParticle_{YOUR-DATA-POD}", DERIVED, "recipient_name", "mParticle_us1" },
  { "databricks", "Recipient name", STEP, NULL, "mParticle_us1" },
  { "databricks", "Sharing identifier", DERIVED, "sharing_identifier",
    "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b" },
  { "databricks", "Sharing identifier, to be typed", STEP, NULL,
    "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b" },
  { "databricks", "mparticle_{YOUR-MPARTICLE-ORG-ID}_{YOUR-MPARTICLE-ACCOUNT-ID}", DERIVED,
    "share_name", "mparticle_1234_5678" },
  { "databricks", "Share name", STEP, NULL, "mparticle_1234_5678" },
  { "databricks", "Add data assets", DETAIL, NULL, "Add data assets" },
  { "databricks", "the schema's name", FIELD, "schema", NULL },
  { "databricks", "the tables", FIELD, "tables", NULL },
  { "databricks", "skip Add notebooks", DETAIL, NULL, "Skip the step for notebooks" },
  { "databricks", "Add recipients, Share data", DETAIL, NULL, "Add recipients; then Share data" },
  { "databricks", "no views, no TIMESTAMP_NTZ", WORDS, "privileges.md", "`TIMESTAMP_NTZ`" },
  { "databricks", "intervals", WORDS, "privileges.md", "`INTERVAL`" },
  { "databricks", "maps, multi-dimensional arrays", WORDS, "privileges.md",
    "maps, and arrays within arrays" },
};

/* Examples in the fields that a person fills in; the rest is made of them. */
static SluiceValues *
make_values (const SluiceWarehouse *kind)
{
  static const SluiceAccount account = { "US1", "1234", "5678" };
  g_autoptr (SluiceValues) values = sluice_values_new ();
  const SluiceField *fields;
  guint n_fields;

  fields = sluice_warehouse_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if ((fields[i].flags & (SLUICE_FIELD_SECRET | SLUICE_FIELD_DERIVED)) == 0 &&
        fields[i].needed != SLUICE_NEEDED_NO)
      sluice_values_set (values, fields[i].key, fields[i].example);
  return sluice_warehouse_complete (kind, values, &account);
}

static void
check_field (const SluiceWarehouse *kind, SluiceValues *values, guint row)
{
  const SluiceField *field = sluice_warehouse_find_field (kind, table[row].where);

  g_assert_nonnull (field);
  g_assert_cmpstr (field->help, !=, "");
  g_assert_cmpint ((field->flags & SLUICE_FIELD_SECRET) != 0, ==, table[row].place == SECRET);
  g_assert_cmpint ((field->flags & SLUICE_FIELD_DERIVED) != 0, ==, table[row].place == DERIVED);
  if (table[row].place == DERIVED)
    g_assert_cmpstr (sluice_values_get (values, table[row].where), ==, table[row].what);
}

/* The checklist is in the form, and by hand too: in the folder of files. */
static gboolean
find_step (const SluiceWarehouse *kind, SluiceValues *values, guint row)
{
  g_autoptr (GPtrArray) steps = sluice_warehouse_get_console_steps (kind, values);
  g_autoptr (GError) error = NULL;
  g_autofree char *explained =
      sluice_warehouse_render (kind, "privileges.md", values, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < steps->len; i++)
    {
      const SluiceConsoleStep *step = g_ptr_array_index (steps, i);
      const char *text = table[row].place == STEP ? step->value : step->detail;

      if (text != NULL && strstr (text, table[row].what) != NULL)
        return strstr (explained, text) != NULL;
    }
  return FALSE;
}

static gboolean
find_words (const SluiceWarehouse *kind, SluiceValues *values, guint row)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sluice_warehouse_render (kind, table[row].where, values, NULL, &error);

  g_assert_no_error (error);
  return strstr (text, table[row].what) != NULL;
}

static void
test_documents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const SluiceWarehouse *kind = sluice_warehouse_lookup (table[i].kind);
      g_autoptr (SluiceValues) values = make_values (kind);

      g_test_message ("%s: %s", table[i].kind, table[i].asked);
      if (table[i].place == WORDS)
        g_assert_true (find_words (kind, values, i));
      else if (table[i].place == STEP || table[i].place == DETAIL)
        g_assert_true (find_step (kind, values, i));
      else
        check_field (kind, values, i);
    }
}

/* What the documents do not ask for is an option, and can be left alone. */
static void
test_nothing_more_is_asked (void)
{
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      const SluiceField *fields;
      guint n_fields;

      fields = sluice_warehouse_get_fields (kinds[i], &n_fields);
      for (guint j = 0; j < n_fields; j++)
        {
          gboolean asked = FALSE;

          for (guint row = 0; row < G_N_ELEMENTS (table); row++)
            asked = asked || (g_str_equal (table[row].kind, sluice_warehouse_get_id (kinds[i])) &&
                              g_strcmp0 (table[row].where, fields[j].key) == 0);
          g_test_message ("%s %s", sluice_warehouse_get_id (kinds[i]), fields[j].key);
          /* The catalog stands in the tables' names, which the console lets one pick. */
          g_assert_true (asked || fields[j].needed == SLUICE_NEEDED_NO ||
                         g_str_equal (fields[j].key, "catalog"));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/warehouse-documents/all-has-its-place", test_documents);
  g_test_add_func ("/warehouse-documents/nothing-more-is-asked", test_nothing_more_is_asked);

  return g_test_run ();
}
