/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "warehouse/sluice-warehouse-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sluice-json.h"

/* The rules for names are Google's (WAREHOUSES 2.1, 2.4). */
static gboolean
check_project (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$", text))
    return TRUE;
  return sluice_field_refuse (
      error, _ ("A project id has 6 to 30 lower-case letters, digits and hyphens and begins with a "
                "letter. It is not the project’s name or number."));
}

static gboolean
check_dataset (const SluiceField *field, const char *text, GError **error)
{
  if (strpbrk (text, ".:") != NULL)
    return sluice_field_refuse (
        error, _ ("Give the part of the dataset id after the full stop; what stands before it is "
                  "the project id."));
  if (sluice_field_matches ("^[A-Za-z0-9_-]{1,1024}$", text))
    return TRUE;
  return sluice_field_refuse (error, _ ("A dataset id has letters, digits and _ only."));
}

static gboolean
check_table (const SluiceField *field, const char *text, GError **error)
{
  return sluice_quote_check_identifier (&sluice_quoting_bigquery, text, error);
}

static gboolean
check_region (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^[A-Za-z]+(-[A-Za-z0-9]+)*$", text))
    return TRUE;
  return sluice_field_refuse (
      error, _ ("A location looks like us-east4, EU or US. BigQuery shows it as “Data location”."));
}

static gboolean
check_account (const SluiceField *field, const char *text, GError **error)
{
  if (sluice_field_matches ("^[a-z]([-a-z0-9]*[a-z0-9])?$", text) && strlen (text) >= 6 &&
      strlen (text) <= 30)
    return TRUE;
  if (sluice_field_matches ("^[a-z0-9-]+@[a-z0-9.-]+\\.gserviceaccount\\.com$", text))
    return TRUE;
  return sluice_field_refuse (
      error, _ ("Give the account’s name, 6 to 30 lower-case letters, digits and hyphens, or its "
                "whole e-mail address, which ends in .gserviceaccount.com."));
}

#define GROUP_DATA   N_ ("What Is Read")
#define GROUP_ACCESS N_ ("Who Signs In")

static const SluiceField fields[] = {
  {
      .key = "project_id",
      .label = N_ ("Project"),
      .help = N_ ("The first part of the dataset id, before the full stop."),
      .example = "acme-project",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "project_id",
      .validate = check_project,
  },
  {
      .key = "dataset_id",
      .label = N_ ("Dataset"),
      .help = N_ ("The second part of the dataset id, after the full stop."),
      .example = "crm",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "dataset_id",
      .validate = check_dataset,
  },
  {
      .key = "region",
      .label = N_ ("Data location"),
      .help = N_ ("Where the dataset is kept. The dataset’s details show it as “Data location”."),
      .example = "us-east4",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_FILES,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "region",
      .validate = check_region,
  },
  {
      .key = "tables",
      .label = N_ ("Only these tables and views"),
      .help = N_ ("Leave it empty to let mParticle read the whole dataset."),
      .example = "customers",
      .group = GROUP_DATA,
      .flags = SLUICE_FIELD_LIST,
      .validate = check_table,
  },
  {
      .key = "service_account_id",
      .label = N_ ("Service account"),
      .help =
          N_ ("An account of mParticle’s own: its name, or its whole e-mail address. It is made "
              "if it is not there."),
      .example = "mparticle-sync",
      .group = GROUP_ACCESS,
      .flags = SLUICE_FIELD_FILES | SLUICE_FIELD_GRANTS,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "service_account_id",
      .validate = check_account,
  },
  {
      .key = "service_account_key",
      .label = N_ ("Service account key"),
      .help = N_ ("The whole text of the JSON key file that setup.sh or the console downloads. It "
                  "is kept in the keyring and never written to a file."),
      .example = "",
      .group = GROUP_ACCESS,
      .flags = SLUICE_FIELD_SECRET,
      .needed = SLUICE_NEEDED_CONNECTION,
      .config_key = "service_account_key",
  },
};

static const SluiceFile files[] = {
  { "setup.sh", N_ ("Set-up"), "sh", TRUE },
  { "setup.sql", N_ ("Grants"), "sql", FALSE },
  { "verify.sh", N_ ("Verification"), "sh", TRUE },
  { "probe.sql", N_ ("Row counts of the query"), "sql", FALSE },
  { "teardown.sh", N_ ("Removal"), "sh", TRUE },
  { "privileges.md", N_ ("Privileges explained"), "markdown", FALSE },
  { "main.tf", N_ ("The same for Terraform"), "terraform", FALSE },
};

static const SluiceIteratorType iterator_types[] = {
  { "datetime", FALSE },
  { "date", FALSE },
  { "timestamp", TRUE },
  { "timestamp_unixtime_ms", TRUE },
  { "timestamp_unixtime_s", TRUE },
};

static const SluiceTemplateName names[] = {
  { "account_name", NULL }, { "account_email", NULL }, { "member", NULL },
  { "dataset_path", NULL }, { "region_schema", NULL }, { "whole_dataset", NULL },
  { "own_account", NULL },
};

static const char *const grant_shapes[] = { "on_project", "on_dataset", "on_table", NULL };

/* A project of a domain, "d.com:p", has accounts at p.d.com (WAREHOUSES 2.4). */
static char *
dup_account_host (const char *project)
{
  const char *colon = strchr (project, ':');

  if (colon == NULL)
    return g_strconcat (project, ".iam.gserviceaccount.com", NULL);
  return g_strdup_printf ("%s.%.*s.iam.gserviceaccount.com", colon + 1, (int) (colon - project),
                          project);
}

static char *
dup_email (const char *account, const char *project)
{
  g_autofree char *host = NULL;

  if (account == NULL || strchr (account, '@') != NULL || project == NULL)
    return g_strdup (account);
  host = dup_account_host (project);
  return g_strconcat (account, "@", host, NULL);
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
  g_autofree char *email = dup_email (sluice_values_get (values, "service_account_id"),
                                      sluice_values_get (values, "project_id"));
  g_autofree char *member = g_strconcat ("serviceAccount:", email, NULL);

  sluice_grant_item_set_to (item, "", "service_account_id", member);
  return item;
}

static void
add_table_grants (SluiceValues *values, GPtrArray *grants)
{
  const char *const *items = sluice_values_get_list (values, "tables");

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    sluice_grant_item_set_object (
        add_grant (values, grants, "on_table", "roles/bigquery.dataViewer", "TABLE",
                   N_ ("Read the rows of this table or view and its description.")),
        "tables", sluice_values_get (values, "project_id"),
        sluice_values_get (values, "dataset_id"), items[i], NULL);
}

static void
add_grants (SluiceValues *values, GPtrArray *grants)
{
  const char *project = sluice_values_get (values, "project_id");
  const char *dataset = sluice_values_get (values, "dataset_id");

  if (!sluice_values_has (values, "service_account_id") ||
      !sluice_values_has (values, "project_id"))
    return;
  sluice_grant_item_set_object (add_grant (values, grants, "on_project", "roles/bigquery.jobUser",
                                           "PROJECT",
                                           N_ ("Run queries that the project pays for.")),
                                "project_id", project, NULL);
  if (!sluice_values_has (values, "dataset_id"))
    return;
  if (sluice_values_has (values, "tables"))
    {
      add_table_grants (values, grants);
      return;
    }
  sluice_grant_item_set_object (
      add_grant (values, grants, "on_dataset", "roles/bigquery.dataViewer", "SCHEMA",
                 N_ ("Read the rows and the descriptions of all tables and views of the dataset, "
                     "later ones too.")),
      "dataset_id", project, dataset, NULL);
  sluice_grant_item_set_object (
      add_grant (values, grants, "on_dataset", "roles/bigquery.user", "SCHEMA",
                 N_ ("List the tables of the dataset and read its description, as mParticle’s "
                     "documentation asks.")),
      "dataset_id", project, dataset, NULL);
}

static void
add_warnings (SluiceValues *values, GPtrArray *warnings)
{
  g_ptr_array_add (
      warnings,
      g_strdup (_ ("Organizations made since May 2024 often forbid keys of service accounts. If "
                   "making the key fails with iam.disableServiceAccountKeyCreation, somebody with "
                   "the role Organization Policy Administrator must exempt this project.")));
  if (sluice_values_has (values, "tables"))
    g_ptr_array_add (
        warnings,
        g_strdup (
            _ ("With single tables, mParticle cannot list the dataset. If a pipeline complains "
               "about that, leave the list of tables empty.")));
}

static void
add_account_steps (SluiceValues *values, GPtrArray *steps)
{
  sluice_console_steps_add (
      steps, "service_account_id", N_ ("Make the service account, unless setup.sh has made it"),
      N_ ("“IAM and Admin”, “Service Accounts”, “Create Service Account”: this is its account id."),
      sluice_values_get (values, "service_account_id"));
  sluice_console_steps_add (steps, NULL, N_ ("Let it run queries"),
                            N_ ("In the same dialog, under “Grant this service account access to "
                                "project”: this role."),
                            "BigQuery Job User");
}

/* The documented way through the console; setup.sh does the same, except what concerns addresses. */
static void
add_console_steps (SluiceValues *values, GPtrArray *steps)
{
  g_autofree char *email = dup_email (sluice_values_get (values, "service_account_id"),
                                      sluice_values_get (values, "project_id"));

  sluice_console_steps_add (
      steps, NULL, N_ ("Let mParticle’s addresses in, if you use VPC Service Controls"),
      N_ ("An access level needs the ranges of your pod from this page. Without such controls, "
          "there is nothing to do."),
      SLUICE_IP_RANGES_URL);
  add_account_steps (values, steps);
  sluice_console_steps_add (steps, "service_account_id", N_ ("Share the data with it"),
                            N_ ("BigQuery, the dataset or table, “Sharing”, “Permissions”, “Add "
                                "Principal”: this address."),
                            email);
  sluice_console_steps_add (steps, NULL, N_ ("Let it read the data"),
                            N_ ("In the same window, under “Assign roles”: this role."),
                            "BigQuery Data Viewer");
  if (!sluice_values_has (values, "tables"))
    sluice_console_steps_add (steps, NULL, N_ ("Let it list the tables"),
                              N_ ("For the dataset, a second role."), "BigQuery User");
  sluice_console_steps_add (
      steps, NULL, N_ ("Make the key"),
      N_ ("The account, tab “Keys”, “Add Key”, “Create new key”, JSON. Choose "
          "the downloaded file in Sluice, then delete it."),
      NULL);
}

static void
set_names (SluiceValues *values, SluiceScope *scope)
{
  const char *account = sluice_values_get (values, "service_account_id");
  const char *project = sluice_values_get (values, "project_id");
  g_autofree char *email = dup_email (account, project);
  g_autofree char *member = g_strconcat ("serviceAccount:", email, NULL);
  g_autofree char *host = dup_account_host (project);
  const char *at = strchr (email, '@');
  g_autofree char *name = g_strndup (email, at - email);

  sluice_scope_set_text (scope, "account_name", "service_account_id", name);
  sluice_scope_set_text (scope, "account_email", "service_account_id", email);
  sluice_scope_set_text (scope, "member", "service_account_id", member);
  sluice_scope_set_flag (scope, "own_account", g_str_equal (at + 1, host));
}

/* An error about them names the value that they are made from. */
static void
set_unusable_names (SluiceValues *values, SluiceScope *scope, const GError *error)
{
  static const char *const made[] = { "account_name", "account_email", "member" };
  const char *key =
      sluice_values_has (values, "service_account_id") ? "project_id" : "service_account_id";

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    if (error != NULL)
      sluice_scope_set_error (scope, made[i], error);
    else
      sluice_scope_set_text (scope, made[i], key, NULL);
}

static void
fill_account_names (SluiceValues *values, SluiceScope *scope)
{
  static const char *const keys[] = { "project_id", "service_account_id" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!sluice_values_has (values, keys[i]) ||
        !sluice_warehouse_validate_value (&sluice_warehouse_bigquery, keys[i],
                                          sluice_values_get (values, keys[i]), &error))
      {
        set_unusable_names (values, scope, error);
        return;
      }
  set_names (values, scope);
}

static void
fill_scope (SluiceValues *values, SluiceScope *scope)
{
  const char *parts[] = { sluice_values_get (values, "project_id"),
                          sluice_values_get (values, "dataset_id"), NULL };
  g_autofree char *region = NULL;

  fill_account_names (values, scope);
  if (sluice_values_has (values, "project_id") && sluice_values_has (values, "dataset_id"))
    sluice_scope_set_name (scope, "dataset_path", "dataset_id", parts);
  if (sluice_values_has (values, "region"))
    {
      g_autofree char *lower = g_ascii_strdown (sluice_values_get (values, "region"), -1);

      region = g_strconcat ("region-", lower, NULL);
      sluice_scope_set_text (scope, "region_schema", "region", region);
    }
  else
    sluice_scope_set_text (scope, "region_schema", "region", NULL);
  sluice_scope_set_flag (scope, "whole_dataset", !sluice_values_has (values, "tables"));
}

/* The API wants the whole address (CONTRACT 3). */
static void
finish_config (SluiceValues *values, JsonObject *config)
{
  g_autofree char *email = dup_email (sluice_values_get (values, "service_account_id"),
                                      sluice_values_get (values, "project_id"));

  if (email != NULL)
    json_object_set_string_member (config, "service_account_id", email);
}

/* An account of the project itself is shown by its name, as people type it. */
static void
finish_values (JsonObject *config, SluiceValues *values)
{
  const char *email = sluice_values_get (values, "service_account_id");
  const char *project = sluice_values_get (values, "project_id");
  const char *at = email != NULL ? strchr (email, '@') : NULL;
  g_autofree char *host = project != NULL ? dup_account_host (project) : NULL;
  g_autofree char *name = NULL;

  if (at == NULL || g_strcmp0 (at + 1, host) != 0)
    return;
  name = g_strndup (email, at - email);
  sluice_values_set (values, "service_account_id", name);
}

/* Google's other files that people take for a key; each has its own type (WAREHOUSES 2.4). */
static const char *
explain_other_type (JsonObject *object)
{
  const char *type = sluice_json_get_string (object, "type");

  if (json_object_has_member (object, "installed") || json_object_has_member (object, "web"))
    return _ ("This is the secret of an OAuth client, not the key of a service account.");
  if (type == NULL)
    return _ ("This is no service account key. In the console, the account’s tab “Keys” makes one, "
              "of the type JSON.");
  if (g_str_equal (type, "authorized_user"))
    return _ ("This is the sign-in of a person, not the key of a service account.");
  return _ ("This is a credential of another kind. mParticle needs the key of a service account.");
}

static const char *
explain_no_object (const char *text)
{
  return *text == '{'
             ? _ ("This file is cut short or damaged. Make a new key and choose its file.")
             : _ ("This is no JSON file. The key file ends in .json and begins with a brace.");
}

/* The key of another project would make mParticle read other data than the form says. An account may work
   in a project that is not its own, but then the form names it by its whole address. */
static gboolean
check_key_project (JsonObject *key, SluiceValues *values, GError **error)
{
  const char *project = sluice_json_get_string (key, "project_id");
  const char *wanted = sluice_values_get (values, "project_id");

  if (!sluice_values_has (values, "project_id") || g_str_equal (wanted, project) ||
      g_strcmp0 (sluice_values_get (values, "service_account_id"),
                 sluice_json_get_string (key, "client_email")) == 0)
    return TRUE;
  g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID,
               _ ("This key is of the project “%s”, but the form says “%s”. Choose another key, or "
                  "empty the project first."),
               project, wanted);
  return FALSE;
}

static gboolean
check_key (JsonObject *key, SluiceValues *values, GError **error)
{
  static const char *const needed[] = { "project_id", "client_email", "private_key" };

  if (g_strcmp0 (sluice_json_get_string (key, "type"), "service_account") != 0)
    return sluice_field_refuse (error, explain_other_type (key));
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const char *member = sluice_json_get_string (key, needed[i]);

      if (member != NULL && *member != '\0')
        continue;
      g_set_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID,
                   _ ("The key file lacks “%s”. Download it again."), needed[i]);
      return FALSE;
    }
  return check_key_project (key, values, error);
}

/* What the vendor's key file has (WAREHOUSES 2.4). */
static gboolean
read_secret (const char *key, const char *text, SluiceValues *values, GError **error)
{
  g_autoptr (JsonNode) root = sluice_json_parse (text, -1, NULL);
  JsonObject *object =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object == NULL)
    return sluice_field_refuse (error, explain_no_object (text));
  if (!check_key (object, values, error))
    return FALSE;
  if (!sluice_values_has (values, "project_id"))
    sluice_values_set (values, "project_id", sluice_json_get_string (object, "project_id"));
  sluice_values_set (values, "service_account_id", sluice_json_get_string (object, "client_email"));
  return TRUE;
}

const SluiceWarehouse sluice_warehouse_bigquery = {
  .id = "bigquery",
  .display_name = "Google BigQuery",
  .service_provider = "BigQuery",
  .module_name = "BigQuery",
  .sql_dialect = &sluice_sql_dialect_bigquery,
  .quoting = &sluice_quoting_bigquery,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .files = files,
  .n_files = G_N_ELEMENTS (files),
  .iterator_types = iterator_types,
  .n_iterator_types = G_N_ELEMENTS (iterator_types),
  .names = names,
  .n_names = G_N_ELEMENTS (names),
  .grant_shapes = grant_shapes,
  .secret_file_key = "service_account_key",
  .read_secret = read_secret,
  .add_grants = add_grants,
  .add_warnings = add_warnings,
  .add_console_steps = add_console_steps,
  .fill_scope = fill_scope,
  .finish_config = finish_config,
  .finish_values = finish_values,
};
