/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

#include <glib/gi18n.h>

static const char *const deployments[] = { "provisioned", "serverless", NULL };
static const char *const table_keys[] = { "tables", NULL };

static gboolean
check_name (const SluiceField *field, const char *text, GError **error)
{
  return sluice_quote_check_identifier (&sluice_quoting_redshift, text, error);
}

/* People copy the endpoint from the console, which has the port and the database behind it. */
static gboolean
check_host (const SluiceField *field, const char *text, GError **error)
{
  if (strpbrk (text, ":/") != NULL)
    return sluice_field_refuse (
        error,
        _ ("Give the host name only: leave out what stands before // and from the colon on."));
  return sluice_field_check_no_spaces (field, text, error);
}

static gboolean
check_port (const SluiceField *field, const char *text, GError **error)
{
  guint64 port;

  if (g_ascii_string_to_unsigned (text, 10, 1, 65535, &port, NULL))
    return TRUE;
  return sluice_field_refuse (error, _ ("A port is a number from 1 to 65535, as a rule 5439."));
}

/* IAM's rule for names of roles and policies (WAREHOUSES 3.3). */
static gboolean
check_iam_name (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^[A-Za-z0-9_+=,.@-]{1,64}$", text))
    return TRUE;
  return sluice_field_refuse (
      error, _ ("An IAM name has 1 to 64 letters, digits and _ + = , . @ - without spaces."));
}

static gboolean
check_cluster (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^[a-z0-9][a-z0-9-]{0,62}$", text))
    return TRUE;
  return sluice_field_refuse (
      error, _ ("It has lower-case letters, digits and hyphens only, 63 of them at most."));
}

#define GROUP_CLUSTER N_ ("Where the Data Is")
#define GROUP_ACCESS  N_ ("Who Signs In")
#define GROUP_DATA    N_ ("What Is Read")
#define GROUP_UNLOAD  N_ ("How Data Leaves")
#define GROUP_OPTIONS N_ ("Options")

static const SluiceField fields[] = {
  {
      .key = "host",
      .label = N_ ("Host"),
      .help = N_ ("The endpoint of the cluster or workgroup, from its page in the AWS console, "
                  "without port and database."),
      .example = "c1.abc123.us-east-1.redshift.amazonaws.com",
      .group = GROUP_CLUSTER,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "host",
      .validate = check_host,
  },
  {
      .key = "port",
      .label = N_ ("Port"),
      .help = N_ ("Only if it is not 5439."),
      .example = "5439",
      .group = GROUP_CLUSTER,
      .config_key = "port",
      .validate = check_port,
  },
  {
      .key = "database",
      .label = N_ ("Database"),
      .help = N_ ("The database that holds the data to sync."),
      .example = "dev",
      .group = GROUP_CLUSTER,
      .flags = SLUICE_FIELD_FILES,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "database",
      .validate = check_name,
  },
  {
      .key = "schema",
      .label = N_ ("Schema"),
      .help = N_ ("The schema that the tables are in."),
      .example = "crm",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_name,
  },
  {
      .key = "tables",
      .label = N_ ("Tables and views"),
      .help = N_ ("The tables and views mParticle may read. One of another schema is written "
                  "schema.table."),
      .example = "customers",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_LIST | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_name,
  },
  {
      .key = "user_name",
      .label = N_ ("User"),
      .help = N_ ("The user mParticle signs in as; it is made if it is not there."),
      .example = "mparticle_user",
      .group = GROUP_ACCESS,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "user",
      .validate = check_name,
  },
  {
      .key = "password",
      .label = N_ ("Password"),
      .help =
          N_ ("Redshift wants 8 to 64 characters with an upper-case letter, a lower-case letter "
              "and a digit, and none of ' \" \\ / @ or space. It is kept in the keyring and "
              "never written to a file."),
      .example = "",
      .group = GROUP_ACCESS,
      .flags = SLUICE_FIELD_SECRET,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "password",
  },
  {
      .key = "aws_iam_role_arn",
      .label = N_ ("ARN of your IAM role"),
      .help = N_ ("The role that setup.sh makes in your own AWS account; its last line shows the "
                  "ARN."),
      .example = "arn:aws:iam::123456789012:role/mparticle_redshift_role",
      .group = GROUP_UNLOAD,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "aws_iam_role_arn",
      .validate = sluice_field_check_role_arn,
  },
  {
      .key = "iam_role_name",
      .label = N_ ("Name of your IAM role"),
      .help = N_ ("A role of your own AWS account that Redshift works as when it unloads data; it "
                  "is made if it is not there."),
      .example = "mparticle_redshift_role",
      .group = GROUP_UNLOAD,
      .fallback = "mparticle_redshift_role",
      .validate = check_iam_name,
  },
  {
      .key = "iam_policy_name",
      .label = N_ ("Name of your IAM policy"),
      .help =
          N_ ("The policy that says what this role may do: take on mParticle’s role, and nothing "
              "else."),
      .example = "mparticle_redshift_assume_role_policy",
      .group = GROUP_UNLOAD,
      .fallback = "mparticle_redshift_assume_role_policy",
      .validate = check_iam_name,
  },
  {
      .key = "deployment",
      .label = N_ ("Kind of Redshift"),
      .help = N_ ("A provisioned cluster, or Redshift Serverless."),
      .example = "provisioned",
      .group = GROUP_CLUSTER,
      .choices = deployments,
      .fallback = "provisioned",
  },
  {
      .key = "cluster_identifier",
      .label = N_ ("Cluster"),
      .help = N_ ("The identifier of a provisioned cluster, to which the role is attached."),
      .example = "acme-cluster",
      .group = GROUP_CLUSTER,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_cluster,
      .only_with = "deployment",
      .only_value = "provisioned",
  },
  {
      .key = "namespace",
      .label = N_ ("Namespace"),
      .help = N_ ("The namespace of Redshift Serverless, to which the role is attached."),
      .example = "acme-namespace",
      .group = GROUP_CLUSTER,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_cluster,
      .only_with = "deployment",
      .only_value = "serverless",
  },
  {
      .key = "aws_account_id",
      .label = N_ ("mParticle’s AWS account"),
      .help = N_ ("Follows from the pod."),
      .example = "338661164609",
      .group = GROUP_UNLOAD,
      .flags = SLUICE_FIELD_DERIVED,
      .validate = sluice_field_check_aws_account,
  },
  {
      .key = "assume_role_arn",
      .label = N_ ("mParticle’s AWS role"),
      .help =
          N_ ("The role that may take the data over. Follows from pod, organization and account."),
      .example = "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678",
      .group = GROUP_UNLOAD,
      .flags = SLUICE_FIELD_DERIVED,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = sluice_field_check_role_arn,
  },
  {
      .key = "future_grants",
      .label = N_ ("All tables, and those to come"),
      .help = N_ ("Lets mParticle read every table and view of the schema, later ones too."),
      .example = "false",
      .group = GROUP_OPTIONS,
      .flags = SLUICE_FIELD_BOOLEAN,
      .fallback = "false",
  },
  {
      .key = "table_owners",
      .label = N_ ("Who makes tables"),
      .help = N_ ("The users whose later tables mParticle may read. Without any, those of whoever "
                  "runs the set-up."),
      .example = "etl_user",
      .group = GROUP_OPTIONS,
      .flags = SLUICE_FIELD_LIST,
      .validate = check_name,
      .only_with = "future_grants",
      .only_value = "true",
  },
};

static const SluiceFile files[] = {
  { "setup.sql", N_ ("Set-up in the database"), "sql", FALSE },
  { "setup.sh", N_ ("Set-up in AWS"), "sh", TRUE },
  { "iam-policy.json", N_ ("Permission policy"), "json", FALSE },
  { "iam-trust-policy.json", N_ ("Trust policy"), "json", FALSE },
  { "verify.sql", N_ ("Verification"), "sql", FALSE },
  { "probe.sql", N_ ("Row counts of the query"), "sql", FALSE },
  { "teardown.sql", N_ ("Removal from the database"), "sql", FALSE },
  { "teardown.sh", N_ ("Removal from AWS"), "sh", TRUE },
  { "privileges.md", N_ ("Privileges explained"), "markdown", FALSE },
  { "main.tf", N_ ("The AWS part for Terraform"), "terraform", FALSE },
};

static const SluiceIteratorType iterator_types[] = {
  { "date", FALSE },
  { "timestamp", FALSE },
  { "timestamptz", TRUE },
  { "timestamp_unixtime_ms", TRUE },
  { "timestamp_unixtime_s", TRUE },
};

static const char *const schema_names[] = { "name", NULL };

static const SluiceTemplateName names[] = {
  { "serverless", NULL },
  { "provisioned", NULL },
  { "schemas", schema_names },
};

static const char *const grant_shapes[] = { "on_schema", "on_table", "on_all", "on_future", NULL };

static gboolean
is_serverless (SluiceValues *values)
{
  return g_strcmp0 (sluice_values_get (values, "deployment"), "serverless") == 0;
}

static void
derive (SluiceValues *values, const SluiceAccount *account)
{
  sluice_values_derive (values, "aws_account_id",
                        g_strdup (sluice_account_get_aws_account (account)));
  sluice_values_derive (values, "assume_role_arn",
                        sluice_account_dup_role_arn (account,
                                                     sluice_values_get (values, "aws_account_id")));
}

/* A cluster has no namespace to name, and the other way round; whole schemas need no tables. */
static gboolean
excuses (SluiceValues *values, const SluiceField *field)
{
  if (g_str_equal (field->key, "cluster_identifier"))
    return is_serverless (values);
  if (g_str_equal (field->key, "namespace"))
    return !is_serverless (values);
  return g_str_equal (field->key, "tables") && sluice_values_get_boolean (values, "future_grants");
}

static SluiceGrantItem *
add_grant (SluiceValues *values,
           GPtrArray *grants,
           const char *shape,
           const char *privilege,
           const char *object_type,
           const char *why)
{
  SluiceGrantItem *item = sluice_grants_add (grants, shape, privilege, object_type, why);

  sluice_grant_item_set_to (item, "USER", "user_name", sluice_values_get (values, "user_name"));
  return item;
}

static void
add_table_grants (SluiceValues *values, GPtrArray *grants)
{
  const char *const *items = sluice_values_get_list (values, "tables");

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      g_autofree char *schema = NULL;
      g_autofree char *table = NULL;

      sluice_table_ref_split (items[i], sluice_values_get (values, "schema"), &schema, &table);
      if (schema != NULL && *schema != '\0' && *table != '\0')
        sluice_grant_item_set_object (add_grant (values, grants, "on_table", "SELECT", "TABLE",
                                                 N_ ("Read the rows of this table or view.")),
                                      "tables", schema, table, NULL);
    }
}

static void
add_grants (SluiceValues *values, GPtrArray *grants)
{
  g_autoptr (GPtrArray) schemas = sluice_values_list_schemas (values, table_keys);
  const char *main_schema = sluice_values_get (values, "schema");

  for (guint i = 0; i < schemas->len; i++)
    sluice_grant_item_set_object (
        add_grant (values, grants, "on_schema", "USAGE", "SCHEMA",
                   N_ ("See the schema; what is in it stays closed until it is granted.")),
        "schema", g_ptr_array_index (schemas, i), NULL);
  add_table_grants (values, grants);
  if (!sluice_values_get_boolean (values, "future_grants") || !sluice_values_has (values, "schema"))
    return;
  sluice_grant_item_set_object (
      add_grant (values, grants, "on_all", "SELECT", "ALL TABLES IN SCHEMA",
                 N_ ("Read every table and view that is in the schema now.")),
      "schema", main_schema, NULL);
  sluice_grant_item_set_object (
      add_grant (values, grants, "on_future", "SELECT", "TABLES TO COME IN SCHEMA",
                 N_ ("Read every table and view that its owners make there later.")),
      "schema", main_schema, NULL);
}

static void
add_warnings (SluiceValues *values, GPtrArray *warnings)
{
  g_ptr_array_add (
      warnings,
      g_strdup (_ ("In Redshift every user may make tables in the schema “public” unless that was "
                   "taken away from all of them. The set-up leaves that as it is.")));
  if (is_serverless (values))
    g_ptr_array_add (
        warnings,
        g_strdup (_ ("Redshift Serverless takes the whole list of a namespace’s roles at once. The "
                     "script reads the list first and keeps every role that is on it; let nobody "
                     "else change it at the same time.")));
  if (sluice_values_get_boolean (values, "future_grants") &&
      !sluice_values_has (values, "table_owners"))
    g_ptr_array_add (
        warnings,
        g_strdup (_ ("Later tables are readable only if the person who runs the set-up makes them. "
                     "Name the users who make tables to include theirs.")));
}

static void
add_iam_steps (SluiceValues *values, GPtrArray *steps)
{
  sluice_console_steps_add (steps, "assume_role_arn",
                            N_ ("Make the policy, unless setup.sh has made it"),
                            N_ ("IAM, “Policies”, “Create policy”, “JSON”: paste iam-policy.json. "
                                "It lets Redshift take on "
                                "this role of mParticle’s, and nothing else."),
                            sluice_values_get (values, "assume_role_arn"));
  sluice_console_steps_add (steps, "iam_policy_name", N_ ("Name the policy"),
                            N_ ("“Next”, “Policy name”, “Create policy”."),
                            sluice_values_get (values, "iam_policy_name"));
  sluice_console_steps_add (
      steps, "iam_role_name", N_ ("Make the role, unless setup.sh has made it"),
      is_serverless (values)
          ? N_ ("IAM, “Roles”, “Create role”, “Custom trust policy”: paste "
                "iam-trust-policy.json, choose the policy, and give this name.")
          : N_ ("IAM, “Roles”, “Create role”, “AWS service”, “Redshift”, “Redshift - "
                "Customizable”: choose the policy, and give this name."),
      sluice_values_get (values, "iam_role_name"));
}

/* The documented way through the console; setup.sh does all but the first. */
static void
add_console_steps (SluiceValues *values, GPtrArray *steps)
{
  sluice_console_steps_add (
      steps, NULL, N_ ("Let mParticle reach the database"),
      N_ ("In the security group of the cluster or workgroup, add an inbound rule for TCP port "
          "5439, "
          "or your own, from each of mParticle’s addresses; its list is at this address."),
      SLUICE_IP_RANGES_URL);
  add_iam_steps (values, steps);
  sluice_console_steps_add (
      steps, "iam_role_name",
      is_serverless (values) ? N_ ("Check the role on the namespace")
                             : N_ ("Check the role on the cluster"),
      is_serverless (values)
          ? N_ ("Namespace configuration, tab “Security and encryption”, “Manage IAM roles”: this "
                "role is associated. setup.sh does it; without the script, associate it here.")
          : N_ ("Cluster details, tab “Properties”, “Associated IAM roles”: this role is there and "
                "in sync. setup.sh does it; without the script, associate it here."),
      sluice_values_get (values, "iam_role_name"));
  sluice_console_steps_add (
      steps, "iam_role_name", N_ ("Copy the role’s ARN into Sluice"),
      N_ ("IAM, “Roles”, this role, “ARN”. The last line of setup.sh shows it too."),
      sluice_values_get (values, "iam_role_name"));
}

static void
fill_scope (SluiceValues *values, SluiceScope *scope)
{
  g_autoptr (GPtrArray) schemas = sluice_values_list_schemas (values, table_keys);

  for (guint i = 0; i < schemas->len; i++)
    sluice_scope_set_text (sluice_scope_add_item (scope, "schemas"), "name", "schema",
                           g_ptr_array_index (schemas, i));
  sluice_scope_set_flag (scope, "serverless", is_serverless (values));
  sluice_scope_set_flag (scope, "provisioned", !is_serverless (values));
}

const SluiceWarehouse sluice_warehouse_redshift = {
  .id = "redshift",
  .display_name = "Amazon Redshift",
  .service_provider = "Redshift",
  .module_name = "Redshift",
  .sql_dialect = &sluice_sql_dialect_redshift,
  .quoting = &sluice_quoting_redshift,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .files = files,
  .n_files = G_N_ELEMENTS (files),
  .iterator_types = iterator_types,
  .n_iterator_types = G_N_ELEMENTS (iterator_types),
  .names = names,
  .n_names = G_N_ELEMENTS (names),
  .grant_shapes = grant_shapes,
  .derive = derive,
  .excuses = excuses,
  .add_grants = add_grants,
  .add_warnings = add_warnings,
  .add_console_steps = add_console_steps,
  .fill_scope = fill_scope,
};
