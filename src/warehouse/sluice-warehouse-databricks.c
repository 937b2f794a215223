/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

#include <glib/gi18n.h>

static gboolean
check_name (const SluiceField *field, const char *text, GError **error)
{
  return sluice_quote_check_identifier (&sluice_quoting_databricks, text, error);
}

static gboolean
check_table (const SluiceField *field, const char *text, GError **error)
{
  g_autofree char *schema = NULL;
  g_autofree char *table = NULL;

  sluice_table_ref_split (text, "", &schema, &table);
  return check_name (field, table, error);
}

static gboolean
check_sharing_identifier (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^(aws|azure|gcp):[a-z0-9-]{1,64}:"
                            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                            text))
    return TRUE;
  return sluice_field_refuse (
      error,
      _ ("A sharing identifier has three parts between colons: the cloud, the region and a long "
         "id. Copy it whole."));
}

static gboolean
check_provider (const SluiceField *field, const char *text, GError **error)
{
  if (g_utf8_strlen (text, -1) <= 255)
    return TRUE;
  return sluice_field_refuse (error,
                              _ ("It is longer than 255 characters. Check what was pasted."));
}

#define GROUP_DATA    N_ ("What Is Shared")
#define GROUP_SHARING N_ ("Who Gets It")
#define GROUP_OPTIONS N_ ("Options")

static const SluiceField fields[] = {
  {
      .key = "provider",
      .label = N_ ("Provider name"),
      .help = N_ (
          "The organization name of your metastore, in the account console under Catalog, on the "
          "Configuration tab."),
      .example = "acme-org",
      .group = GROUP_SHARING,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "provider",
      .validate = check_provider,
  },
  {
      .key = "catalog",
      .label = N_ ("Catalog"),
      .help = N_ ("The Unity Catalog catalog that holds the schema."),
      .example = "main",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_name,
  },
  {
      .key = "schema",
      .label = N_ ("Schema"),
      .help = N_ ("The schema that the tables are in, and under which mParticle sees them."),
      .example = "sales",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "schema",
      .validate = check_name,
  },
  {
      .key = "tables",
      .label = N_ ("Tables"),
      .help =
          N_ ("The tables to share; views cannot be synced. A table of another schema is written "
              "schema.table."),
      .example = "customers",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_LIST | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_table,
  },
  {
      .key = "recipient_name",
      .label = N_ ("Recipient"),
      .help = N_ ("What mParticle is called in your metastore. Follows from the pod."),
      .example = "mParticle_us1",
      .group = GROUP_SHARING,
      .flags = SLUICE_FIELD_DERIVED | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_name,
  },
  {
      .key = "sharing_identifier",
      .label = N_ ("Sharing identifier"),
      .help = N_ ("Which metastore is mParticle’s. Follows from the pod."),
      .example = "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b",
      .group = GROUP_SHARING,
      .flags = SLUICE_FIELD_DERIVED,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_sharing_identifier,
  },
  {
      .key = "share_name",
      .label = N_ ("Share"),
      .help = N_ ("What the tables are shared under. Follows from organization and account."),
      .example = "mparticle_1234_5678",
      .group = GROUP_SHARING,
      .flags = SLUICE_FIELD_DERIVED | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_SCRIPT,
      .validate = check_name,
  },
  {
      .key = "share_schema",
      .label = N_ ("Share the whole schema"),
      .help = N_ ("Shares all that is in the schema, later tables too, instead of single tables."),
      .example = "false",
      .group = GROUP_OPTIONS,
      .flags = SLUICE_FIELD_BOOLEAN,
      .fallback = "false",
  },
};

static const SluiceFile files[] = {
  { "setup.sql", N_ ("Set-up"), "sql", FALSE },
  { "setup.sh", N_ ("Set-up with the Databricks CLI"), "sh", TRUE },
  { "verify.sql", N_ ("Verification"), "sql", FALSE },
  { "probe.sql", N_ ("Row counts of the query"), "sql", FALSE },
  { "teardown.sql", N_ ("Removal"), "sql", FALSE },
  { "privileges.md", N_ ("Privileges explained"), "markdown", FALSE },
  { "main.tf", N_ ("The same for Terraform"), "terraform", FALSE },
};

static const SluiceIteratorType iterator_types[] = {
  { "date", FALSE },
  { "timestamp", TRUE },
  { "timestamp_unixtime_ms", TRUE },
  { "timestamp_unixtime_s", TRUE },
};

static const char *const table_keys[] = { "tables", NULL };
static const char *const schema_items[] = { "name", NULL };

static const SluiceTemplateName names[] = {
  { "schemas", schema_items },
};

static const char *const grant_shapes[] = { "to_recipient", "share_table", "share_all", NULL };

static void
derive (SluiceValues *values, const SluiceAccount *account)
{
  g_autofree char *pod = sluice_account_dup_pod (account);

  if (pod != NULL)
    sluice_values_derive (values, "recipient_name", g_strconcat ("mParticle_", pod, NULL));
  sluice_values_derive (values, "sharing_identifier",
                        g_strdup (sluice_account_get_sharing_identifier (account)));
  sluice_values_derive (values, "share_name", sluice_account_dup_ids (account, "mparticle_", "_"));
}

static gboolean
excuses (SluiceValues *values, const SluiceField *field)
{
  return g_str_equal (field->key, "tables") && sluice_values_get_boolean (values, "share_schema");
}

static SluiceGrantItem *
add_to_share (SluiceValues *values,
              GPtrArray *grants,
              const char *shape,
              const char *object_type,
              const char *why)
{
  SluiceGrantItem *item = sluice_grants_add (grants, shape, "SELECT", object_type, why);

  sluice_grant_item_set_to (item, "SHARE", "share_name", sluice_values_get (values, "share_name"));
  return item;
}

static void
add_tables (SluiceValues *values, GPtrArray *grants)
{
  const char *const *items = sluice_values_get_list (values, "tables");

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      g_autofree char *schema = NULL;
      g_autofree char *table = NULL;

      sluice_table_ref_split (items[i], sluice_values_get (values, "schema"), &schema, &table);
      if (schema != NULL && *schema != '\0' && *table != '\0')
        sluice_grant_item_set_object (add_to_share (values, grants, "share_table", "TABLE",
                                                    N_ ("Put this table in the share.")),
                                      "tables", sluice_values_get (values, "catalog"), schema,
                                      table, NULL);
    }
}

static void
add_grants (SluiceValues *values, GPtrArray *grants)
{
  SluiceGrantItem *item;

  if (!sluice_values_has (values, "share_name"))
    return;
  if (sluice_values_has (values, "recipient_name"))
    {
      item = sluice_grants_add (grants, "to_recipient", "SELECT", "SHARE",
                                N_ ("Let mParticle read what is in the share."));
      sluice_grant_item_set_object (item, "share_name", sluice_values_get (values, "share_name"),
                                    NULL);
      sluice_grant_item_set_to (item, "RECIPIENT", "recipient_name",
                                sluice_values_get (values, "recipient_name"));
    }
  if (!sluice_values_has (values, "catalog") || !sluice_values_has (values, "schema"))
    return;
  if (sluice_values_get_boolean (values, "share_schema"))
    sluice_grant_item_set_object (
        add_to_share (values, grants, "share_all", "SCHEMA",
                      N_ ("Put all that is in this schema in the share, now and later.")),
        "schema", sluice_values_get (values, "catalog"), sluice_values_get (values, "schema"),
        NULL);
  else
    add_tables (values, grants);
}

static void
add_warnings (SluiceValues *values, GPtrArray *warnings)
{
  g_ptr_array_add (warnings,
                   g_strdup (_ ("mParticle cannot sync views from Databricks. Share tables, and "
                                "copy what a view shows into one.")));
  g_ptr_array_add (
      warnings,
      g_strdup (
          _ ("Columns of the types TIMESTAMP_NTZ and INTERVAL cannot be synced, and for events "
             "neither can maps and arrays within arrays. Cast them or leave them out.")));
  if (sluice_values_get_boolean (values, "share_schema"))
    g_ptr_array_add (warnings,
                     g_strdup (
                         _ ("Every table that is made in the schema later is shared at once. Name "
                            "single tables if that is more than mParticle should read.")));
}

static void
add_account_steps (SluiceValues *values, GPtrArray *steps)
{
  sluice_console_steps_add (steps, NULL,
                            N_ ("Turn on Delta Sharing for parties outside your organization"),
                            N_ ("Account console, Catalog, your metastore, Configuration. "
                                "Databricks calls it OpenSharing "
                                "in newer pages. Only an account admin can do it."),
                            "Allow Delta Sharing with parties outside your organization");
  sluice_console_steps_add (
      steps, "provider", N_ ("Copy the organization name"),
      N_ ("It stands on the same page, and is the provider name of the connection. Give one if it "
          "is empty; it cannot be taken away again."),
      sluice_values_get (values, "provider"));
  sluice_console_steps_add (
      steps, NULL, N_ ("Let mParticle’s addresses in, if your storage has a firewall"),
      N_ ("Sharing itself needs no rule. A firewall of the storage account or bucket needs the "
          "ranges of your pod from this page."),
      SLUICE_IP_RANGES_URL);
}

/* The documented way through the consoles; setup.sql and setup.sh do what follows the first three. */
static void
add_console_steps (SluiceValues *values, GPtrArray *steps)
{
  add_account_steps (values, steps);
  sluice_console_steps_add (
      steps, "recipient_name", N_ ("Make the recipient, unless setup.sql has made it"),
      N_ ("Catalog Explorer, Delta Sharing, Shared by me, New recipient: this is its name."),
      sluice_values_get (values, "recipient_name"));
  sluice_console_steps_add (steps, "sharing_identifier",
                            N_ ("Give the recipient’s sharing identifier"),
                            N_ ("In the same window, under Sharing identifier."),
                            sluice_values_get (values, "sharing_identifier"));
  sluice_console_steps_add (steps, "share_name",
                            N_ ("Make the share, unless setup.sql has made it"),
                            N_ ("Catalog Explorer, Delta Sharing, Share data: this is its name."),
                            sluice_values_get (values, "share_name"));
  sluice_console_steps_add (steps, "schema", N_ ("Add the tables"),
                            N_ ("In the step Add data assets: the tables of this schema. Skip the "
                                "step for notebooks."),
                            sluice_values_get (values, "schema"));
  sluice_console_steps_add (steps, "recipient_name", N_ ("Add the recipient to the share"),
                            N_ ("In the step Add recipients; then Share data."),
                            sluice_values_get (values, "recipient_name"));
}

/* Each schema that a table is in once: verify.sql looks at its columns. */
static void
fill_scope (SluiceValues *values, SluiceScope *scope)
{
  g_autoptr (GPtrArray) schemas = sluice_values_list_schemas (values, table_keys);

  for (guint i = 0; i < schemas->len; i++)
    sluice_scope_set_text (sluice_scope_add_item (scope, "schemas"), "name", "schema",
                           g_ptr_array_index (schemas, i));
}

const SluiceWarehouse sluice_warehouse_databricks = {
  .id = "databricks",
  .display_name = "Databricks",
  .service_provider = "Databricks",
  .module_name = "Databricks",
  .sql_dialect = &sluice_sql_dialect_databricks,
  .quoting = &sluice_quoting_databricks,
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
