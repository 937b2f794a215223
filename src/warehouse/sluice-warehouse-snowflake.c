/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

#include <glib/gi18n.h>

static const char *const relation_keys[] = { "tables", "views", NULL };
static const char *const authentications[] = { "password", "token", NULL };

static gboolean
check_name (const SluiceField *field, const char *text, GError **error)
{
  return sluice_quote_check_identifier (&sluice_quoting_snowflake, text, error);
}

/* The address of the web page is what people copy, so that is what the message must speak of. */
static gboolean
check_account (const SluiceField *field, const char *text, GError **error)
{
  if (strstr (text, "snowflakecomputing") != NULL)
    return sluice_field_refuse (
        error, _ ("Give only the part of the address before .snowflakecomputing.com."));
  return sluice_field_check_no_spaces (field, text, error);
}

#define GROUP_ACCESS  N_ ("Who Signs In")
#define GROUP_DATA    N_ ("What Is Read")
#define GROUP_UNLOAD  N_ ("How Data Leaves")
#define GROUP_ACCOUNT N_ ("Where the Account Is")
#define GROUP_OPTIONS N_ ("Options")

static const SluiceField fields[] = {
  {
      .key = "account_identifier",
      .label = N_ ("Account identifier"),
      .help = N_ (
          "The part of your Snowflake address before .snowflakecomputing.com, without the region."),
      .example = "gd1234",
      .group = GROUP_ACCOUNT,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "account_identifier",
      .validate = check_account,
  },
  {
      .key = "region",
      .label = N_ ("Region"),
      .help = N_ ("The cloud region of the account, as in its address: us-east-1, or with the "
                  "cloud after it, "
                  "us-central1.gcp."),
      .example = "us-east-1",
      .group = GROUP_ACCOUNT,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "region",
      .validate = sluice_field_check_no_spaces,
  },
  {
      .key = "warehouse",
      .label = N_ ("Virtual warehouse"),
      .help = N_ ("The compute cluster that runs mParticle’s queries."),
      .example = "COMPUTE_WH",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "warehouse",
      .validate = check_name,
  },
  {
      .key = "database",
      .label = N_ ("Database"),
      .help = N_ ("The database that holds the data to sync."),
      .example = "ACME",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "database",
      .validate = check_name,
  },
  {
      .key = "schema",
      .label = N_ ("Schema"),
      .help = N_ ("The schema that the tables are in."),
      .example = "CRM",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_name,
  },
  {
      .key = "tables",
      .label = N_ ("Tables"),
      .help =
          N_ ("The tables mParticle may read. A table of another schema is written schema.table."),
      .example = "CUSTOMERS",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_LIST | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_name,
  },
  {
      .key = "views",
      .label = N_ ("Views"),
      .help = N_ ("The views mParticle may read, written like the tables."),
      .example = "CUSTOMER_SCORES",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_LIST,
      .validate = check_name,
  },
  {
      .key = "role_name",
      .label = N_ ("Role"),
      .help = N_ ("A role of mParticle’s own; it is made if it is not there."),
      .example = "MPARTICLE_ROLE",
      .group = GROUP_ACCESS,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "role",
      .validate = check_name,
  },
  {
      .key = "user_name",
      .label = N_ ("User"),
      .help = N_ ("The user mParticle signs in as; it is made if it is not there."),
      .example = "MPARTICLE_USER",
      .group = GROUP_ACCESS,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "user",
      .validate = check_name,
  },
  {
      .key = "authentication",
      .label = N_ ("Sign-in"),
      .help = N_ (
          "A password, as mParticle documents it, or a programmatic access token in the password’s "
          "place."),
      .example = "password",
      .group = GROUP_ACCESS,
      .choices = authentications,
      .fallback = "password",
  },
  {
      .key = "password",
      .label = N_ ("Password or access token"),
      .help = N_ (
          "What the user signs in with. It is kept in the keyring and never written to a file."),
      .example = "",
      .group = GROUP_ACCESS,
      .flags = SLUICE_FIELD_SECRET,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "password",
  },
  {
      .key = "storage_integration_name",
      .label = N_ ("Storage integration"),
      .help =
          N_ ("The integration through which data leaves; it is made if it is not there. Choose a "
              "name of its own: its allowed location is set to mParticle’s."),
      .example = "MP_US1_1234_5678_S3",
      .group = GROUP_UNLOAD,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "storage_integration",
      .validate = check_name,
  },
  {
      .key = "early_access",
      .label = N_ ("Name of the early access"),
      .help = N_ ("Pipelines of the early access find the integration by one fixed name, "
                  "mp_pod_organization_account_s3. With this, it is taken where the name above is "
                  "empty."),
      .example = "false",
      .group = GROUP_UNLOAD,
      .flags = SLUICE_FIELD_BOOLEAN,
      .fallback = "false",
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
      .key = "storage_role_arn",
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
      .key = "storage_location",
      .label = N_ ("Storage location"),
      .help = N_ ("The only place data may go to. Follows from pod, organization and account."),
      .example = "s3://us1-ingest-pipeline-data/1234/5678",
      .group = GROUP_UNLOAD,
      .flags = SLUICE_FIELD_DERIVED,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = sluice_field_check_s3_location,
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
      .key = "network_policy_ips",
      .label = N_ ("Addresses that may sign in"),
      .help = N_ ("mParticle’s IPv4 addresses or ranges, from https://api.mparticle.com/ip-ranges. "
                  "Nobody can "
                  "sign in as the user from elsewhere."),
      .example = "192.0.2.0/24",
      .group = GROUP_OPTIONS,
      .flags = SLUICE_FIELD_LIST,
      .validate = sluice_field_check_ip_range,
  },
  {
      .key = "create_warehouse",
      .label = N_ ("Make the virtual warehouse"),
      .help = N_ ("Makes a small one of mParticle’s own that sleeps when idle, with a limit on its "
                  "credits."),
      .example = "false",
      .group = GROUP_OPTIONS,
      .flags = SLUICE_FIELD_BOOLEAN,
      .fallback = "false",
  },
  {
      .key = "credit_quota",
      .label = N_ ("Credits a month"),
      .help =
          N_ ("How many credits the virtual warehouse may use in a month before it is stopped."),
      .example = "10",
      .group = GROUP_OPTIONS,
      .fallback = "10",
      .validate = sluice_field_check_number,
      .only_with = "create_warehouse",
      .only_value = "true",
  },
};

static const SluiceFile files[] = {
  { "setup.sql", N_ ("Set-up"), "sql", FALSE },
  { "verify.sql", N_ ("Verification"), "sql", FALSE },
  { "probe.sql", N_ ("Row counts of the query"), "sql", FALSE },
  { "teardown.sql", N_ ("Removal"), "sql", FALSE },
  { "privileges.md", N_ ("Privileges explained"), "markdown", FALSE },
  { "main.tf", N_ ("The same for Terraform"), "terraform", FALSE },
};

static const SluiceIteratorType iterator_types[] = {
  { "timestamp_ltz", TRUE },
  { "timestamp_ntz", FALSE },
  { "timestamp_tz", TRUE },
  { "datetime", FALSE },
  { "date", FALSE },
  { "timestamp_unixtime_ms", TRUE },
  { "timestamp_unixtime_s", TRUE },
};

static const char *const schema_names[] = { "name", NULL };

static const SluiceTemplateName names[] = {
  { "with_token", NULL },        { "with_password", NULL },  { "with_network", NULL },
  { "network_rule", NULL },      { "network_policy", NULL }, { "token_name", NULL },
  { "network_rule_name", NULL }, { "monitor", NULL },        { "schema_name", NULL },
  { "schemas", schema_names },
};

static const char *const grant_shapes[] = {
  "to_user", "on_account", "on_integration", "on_schema", "on_table",
  "on_view", "on_all",     "on_future",      NULL,
};

static void
derive (SluiceValues *values, const SluiceAccount *account)
{
  g_autofree char *pod = sluice_account_dup_pod (account);
  g_autofree char *ids = sluice_account_dup_ids (account, "", "/");
  g_autofree char *name_ids = sluice_account_dup_ids (account, "", "_");

  sluice_values_derive (values, "aws_account_id",
                        g_strdup (sluice_account_get_aws_account (account)));
  sluice_values_derive (values, "storage_role_arn",
                        sluice_account_dup_role_arn (account,
                                                     sluice_values_get (values, "aws_account_id")));
  if (pod != NULL && ids != NULL)
    sluice_values_derive (values, "storage_location",
                          g_strdup_printf ("s3://%s-ingest-pipeline-data/%s", pod, ids));
  if (pod != NULL && name_ids != NULL && sluice_values_get_boolean (values, "early_access"))
    sluice_values_derive (values, "storage_integration_name",
                          g_strdup_printf ("mp_%s_%s_s3", pod, name_ids));
}

static gboolean
uses_token (SluiceValues *values)
{
  return g_strcmp0 (sluice_values_get (values, "authentication"), "token") == 0;
}

/* Adds an error where a token would be made that nobody can sign in with. */
static void
check_network (SluiceValues *values, GPtrArray *errors)
{
  if (uses_token (values) && !sluice_values_has (values, "network_policy_ips"))
    sluice_warehouse_add_error (
        errors, SLUICE_VALUE_ERROR_MISSING, "network_policy_ips",
        _ ("This value is missing. Snowflake takes an access token only from a user with a network "
           "policy; give mParticle’s addresses, or sign in with a password."));
}

static void
validate (SluiceValues *values, SluiceFieldNeed purpose, GPtrArray *errors)
{
  if (purpose == SLUICE_NEEDED_SCRIPT)
    check_network (values, errors);
}

/* Where whole schemas are granted, or only views are read, no table needs to be named. */
static gboolean
excuses (SluiceValues *values, const SluiceField *field)
{
  return g_str_equal (field->key, "tables") &&
         (sluice_values_get_boolean (values, "future_grants") ||
          sluice_values_has (values, "views"));
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

  sluice_grant_item_set_to (item, "ROLE", "role_name", sluice_values_get (values, "role_name"));
  return item;
}

static void
add_relation_grants (SluiceValues *values,
                     GPtrArray *grants,
                     const char *key,
                     const char *shape,
                     const char *object_type,
                     const char *why)
{
  const char *const *items = sluice_values_get_list (values, key);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      g_autofree char *schema = NULL;
      g_autofree char *table = NULL;

      sluice_table_ref_split (items[i], sluice_values_get (values, "schema"), &schema, &table);
      if (schema != NULL && *schema != '\0' && *table != '\0')
        sluice_grant_item_set_object (add_grant (values, grants, shape, "SELECT", object_type, why),
                                      key, sluice_values_get (values, "database"), schema, table,
                                      NULL);
    }
}

static void
add_future_grants (SluiceValues *values, GPtrArray *grants)
{
  static const struct
  {
    const char *shape;
    const char *object_type;
    const char *why;
  } wanted[] = {
    { "on_all", "ALL TABLES IN SCHEMA", N_ ("Read every table that is in the schema now.") },
    { "on_all", "ALL VIEWS IN SCHEMA", N_ ("Read every view that is in the schema now.") },
    { "on_future", "FUTURE TABLES IN SCHEMA", N_ ("Read every table that is made there later.") },
    { "on_future", "FUTURE VIEWS IN SCHEMA", N_ ("Read every view that is made there later.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    sluice_grant_item_set_object (add_grant (values, grants, wanted[i].shape, "SELECT",
                                             wanted[i].object_type, wanted[i].why),
                                  "schema", sluice_values_get (values, "database"),
                                  sluice_values_get (values, "schema"), NULL);
}

static void
add_membership (SluiceValues *values, GPtrArray *grants)
{
  SluiceGrantItem *item =
      sluice_grants_add (grants, "to_user", "ROLE", "", N_ ("Let the user work as the role."));

  sluice_grant_item_set_object (item, "role_name", sluice_values_get (values, "role_name"), NULL);
  sluice_grant_item_set_to (item, "USER", "user_name", sluice_values_get (values, "user_name"));
}

static void
add_data_grants (SluiceValues *values, GPtrArray *grants)
{
  g_autoptr (GPtrArray) schemas = sluice_values_list_schemas (values, relation_keys);
  const char *database = sluice_values_get (values, "database");

  for (guint i = 0; i < schemas->len; i++)
    sluice_grant_item_set_object (
        add_grant (values, grants, "on_schema", "USAGE", "SCHEMA",
                   N_ ("See the schema; what is in it stays closed until it is granted.")),
        "schema", database, g_ptr_array_index (schemas, i), NULL);
  add_relation_grants (values, grants, "tables", "on_table", "TABLE",
                       N_ ("Read the rows of this table."));
  add_relation_grants (values, grants, "views", "on_view", "VIEW",
                       N_ ("Read the rows of this view."));
  if (sluice_values_get_boolean (values, "future_grants") && sluice_values_has (values, "schema"))
    add_future_grants (values, grants);
}

static void
add_grants (SluiceValues *values, GPtrArray *grants)
{
  if (sluice_values_has (values, "role_name") && sluice_values_has (values, "user_name"))
    add_membership (values, grants);
  if (sluice_values_has (values, "warehouse"))
    sluice_grant_item_set_object (add_grant (values, grants, "on_account", "USAGE", "WAREHOUSE",
                                             N_ ("Run queries on this virtual warehouse.")),
                                  "warehouse", sluice_values_get (values, "warehouse"), NULL);
  if (sluice_values_has (values, "database"))
    {
      sluice_grant_item_set_object (
          add_grant (values, grants, "on_account", "USAGE", "DATABASE",
                     N_ ("See the database; what is in it stays closed until it is granted.")),
          "database", sluice_values_get (values, "database"), NULL);
      add_data_grants (values, grants);
    }
  if (sluice_values_has (values, "storage_integration_name"))
    sluice_grant_item_set_object (
        add_grant (values, grants, "on_integration", "USAGE", "INTEGRATION",
                   N_ ("Unload query results to the storage of mParticle and nowhere else.")),
        "storage_integration_name", sluice_values_get (values, "storage_integration_name"), NULL);
}

static void
add_address_warnings (SluiceValues *values, GPtrArray *warnings)
{
  const char *const *items = sluice_values_get_list (values, "network_policy_ips");

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    if (sluice_ip_range_is_local (items[i]))
      g_ptr_array_add (
          warnings,
          g_strdup_printf (
              _ ("%s is an address of private networks. mParticle signs in over the internet, so "
                 "this lets it in only through a private connection."),
              items[i]));
    else if (sluice_ip_range_is_wide (items[i]))
      g_ptr_array_add (
          warnings,
          g_strdup_printf (
              _ ("%s lets in more than 65,000 addresses. Check it against mParticle’s list."),
              items[i]));
}

static void
add_warnings (SluiceValues *values, GPtrArray *warnings)
{
  add_address_warnings (values, warnings);
  if (uses_token (values))
    g_ptr_array_add (
        warnings,
        g_strdup (
            _ ("Nobody has confirmed yet that mParticle accepts an access token in place of the "
               "password. Try it on a development pipeline first, and renew the token before it "
               "ends.")));
  else
    g_ptr_array_add (
        warnings,
        g_strdup (
            _ ("Snowflake has been ending password sign-in for service users in 2026, account by "
               "account, and may refuse this user’s type. If it does, choose the access token.")));
  if (sluice_values_get_boolean (values, "create_warehouse"))
    g_ptr_array_add (warnings, g_strdup (_ ("If the virtual warehouse is there already, the set-up "
                                            "makes it sleep when idle and puts "
                                            "it under the limit on credits. Give a new name, so "
                                            "that nobody else is stopped by it.")));
  if (sluice_values_get_boolean (values, "future_grants"))
    g_ptr_array_add (
        warnings,
        g_strdup (
            _ ("Grants on future tables of a schema silence those of its database there, for every "
               "role. Check with SHOW FUTURE GRANTS IN DATABASE before you run the set-up.")));
}

static void
add_token_step (SluiceValues *values, GPtrArray *steps)
{
  if (uses_token (values))
    sluice_console_steps_add (steps, NULL, N_ ("Copy the access token at once"),
                              N_ ("The last result of setup.sql shows it this one time. It goes "
                                  "into Sluice in place of the password."),
                              NULL);
}

static void
add_console_steps (SluiceValues *values, GPtrArray *steps)
{
  sluice_console_steps_add (steps, NULL, N_ ("Look up the account identifier and the region"),
                            N_ ("Run this in a worksheet. It shows both; a region is written like "
                                "us-east-1 in Sluice."),
                            "SELECT CURRENT_ACCOUNT(), CURRENT_REGION();");
  sluice_console_steps_add (steps, NULL, N_ ("Look up mParticle’s addresses"),
                            N_ ("Open this page, and let the ranges of your pod into your "
                                "account’s network policy if it has one."),
                            SLUICE_IP_RANGES_URL);
  sluice_console_steps_add (
      steps, NULL, N_ ("Run setup.sql in a worksheet"),
      N_ ("Snowsight, Projects, Worksheets. You need the roles that privileges.md names."), NULL);
  add_token_step (values, steps);
  sluice_console_steps_add (
      steps, "storage_integration_name", N_ ("Keep two values of the storage integration"),
      N_ ("verify.sql shows STORAGE_AWS_IAM_USER_ARN and STORAGE_AWS_EXTERNAL_ID of it at its end. "
          "The early access asks for both."),
      sluice_values_get (values, "storage_integration_name"));
}

/* A name that is made from a missing value is missing itself, under that value's key. */
static void
set_suffixed (SluiceScope *scope,
              SluiceValues *values,
              const char *name,
              const char *key,
              const char *suffix)
{
  g_autofree char *text = NULL;

  if (sluice_values_has (values, key))
    text = g_strconcat (sluice_values_get (values, key), suffix, NULL);
  sluice_scope_set_text (scope, name, key, text);
}

static void
set_network_rule (SluiceScope *scope, SluiceValues *values)
{
  static const char *const keys[] = { "database", "schema", "user_name" };
  const char *parts[] = { NULL, NULL, NULL, NULL };
  g_autofree char *rule = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (!sluice_values_has (values, keys[i]))
        {
          sluice_scope_set_text (scope, "network_rule", keys[i], NULL);
          return;
        }
      parts[i] = sluice_values_get (values, keys[i]);
    }
  rule = g_strconcat (parts[2], "_ADDRESSES", NULL);
  parts[2] = rule;
  sluice_scope_set_name (scope, "network_rule", "user_name", parts);
}

/* The parts about the network, which each file has, are refused with it, so that no file of its own looks
 * whole without them. */
static void
set_network (SluiceScope *scope, SluiceValues *values)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  sluice_scope_set_flag (scope, "with_network", sluice_values_has (values, "network_policy_ips"));
  check_network (values, errors);
  if (errors->len > 0)
    sluice_scope_set_error (scope, "with_network", g_ptr_array_index (errors, 0));
  set_network_rule (scope, values);
}

static void
fill_scope (SluiceValues *values, SluiceScope *scope)
{
  g_autoptr (GPtrArray) schemas = sluice_values_list_schemas (values, relation_keys);
  const char *database = sluice_values_get (values, "database");
  const char *schema_name[] = { database, sluice_values_get (values, "schema"), NULL };

  for (guint i = 0; database != NULL && i < schemas->len; i++)
    {
      const char *parts[] = { database, g_ptr_array_index (schemas, i), NULL };

      sluice_scope_set_name (sluice_scope_add_item (scope, "schemas"), "name", "schema", parts);
    }
  if (!sluice_values_has (values, "database"))
    sluice_scope_set_text (scope, "schema_name", "database", NULL);
  else if (!sluice_values_has (values, "schema"))
    sluice_scope_set_text (scope, "schema_name", "schema", NULL);
  else
    sluice_scope_set_name (scope, "schema_name", "schema", schema_name);
  sluice_scope_set_flag (scope, "with_token", uses_token (values));
  sluice_scope_set_flag (scope, "with_password", !uses_token (values));
  set_suffixed (scope, values, "network_policy", "user_name", "_POLICY");
  set_suffixed (scope, values, "network_rule_name", "user_name", "_ADDRESSES");
  set_suffixed (scope, values, "token_name", "user_name", "_TOKEN");
  set_suffixed (scope, values, "monitor", "warehouse", "_MONITOR");
  set_network (scope, values);
}

const SluiceWarehouse sluice_warehouse_snowflake = {
  .id = "snowflake",
  .display_name = "Snowflake",
  .service_provider = "Snowflake",
  .module_name = "Snowflake",
  .sql_dialect = &sluice_sql_dialect_snowflake,
  .quoting = &sluice_quoting_snowflake,
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
  .validate = validate,
  .excuses = excuses,
  .add_grants = add_grants,
  .add_warnings = add_warnings,
  .add_console_steps = add_console_steps,
  .fill_scope = fill_scope,
};
