/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "warehouse/sluice-warehouse.h"

#include <string.h>

#include "sluice-json.h"
#include "warehouse/sluice-warehouse-private.h"

static const SluiceAccount account = { "US1", "1234", "5678" };

static const SluiceWarehouse *
get_kind (const char *id)
{
  const SluiceWarehouse *kind = sluice_warehouse_lookup (id);

  g_assert_nonnull (kind);
  return kind;
}

/* Every field's example, so that a new kind is tested without a line here. */
static SluiceValues *
make_examples (const SluiceWarehouse *kind)
{
  SluiceValues *values = sluice_values_new ();
  const SluiceField *fields;
  guint n_fields;

  fields = sluice_warehouse_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (!(fields[i].flags & SLUICE_FIELD_SECRET))
      sluice_values_set (values, fields[i].key, fields[i].example);
  return values;
}

static GPtrArray *
new_errors (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
}

static void
test_templates (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    sluice_warehouse_check_templates (kinds[i], problems);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
assert_field (const SluiceField *field)
{
  g_assert_nonnull (field->label);
  g_assert_nonnull (field->help);
  g_assert_nonnull (field->group);
  g_assert_nonnull (field->example);
  if (!(field->flags & SLUICE_FIELD_SECRET))
    g_assert_cmpstr (field->example, !=, "");
}

static void
test_examples (void)
{
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (SluiceValues) values = make_examples (kinds[i]);
      g_autoptr (GPtrArray) errors = new_errors ();
      const SluiceFile *files;
      const SluiceField *fields;
      guint n;

      g_assert_true (sluice_warehouse_validate (kinds[i], values, SLUICE_NEEDED_SCRIPT, errors));
      g_assert_true (
          sluice_warehouse_validate (kinds[i], values, SLUICE_NEEDED_CONNECTION, errors));
      fields = sluice_warehouse_get_fields (kinds[i], &n);
      for (guint j = 0; j < n; j++)
        assert_field (&fields[j]);
      files = sluice_warehouse_get_files (kinds[i], &n);
      for (guint j = 0; j < n; j++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *text =
              sluice_warehouse_render (kinds[i], files[j].name, values, "SELECT 1 AS id", &error);

          g_assert_no_error (error);
          g_assert_null (strstr (text, "{{"));
          g_assert_true (g_str_has_suffix (text, "\n"));
        }
    }
}

static void
test_render_errors (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (SluiceValues) values = make_examples (kind);
  g_autoptr (GError) error = NULL;

  g_assert_null (sluice_warehouse_render (kind, "nothing.sql", values, NULL, &error));
  g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN);
  g_clear_error (&error);

  g_assert_null (sluice_warehouse_render (kind, "probe.sql", values, NULL, &error));
  g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_MISSING);
  g_assert_true (g_str_has_prefix (error->message, "query: "));
  g_clear_error (&error);

  sluice_values_set (values, "role_name", "two\nlines");
  g_assert_null (sluice_warehouse_render (kind, "setup.sql", values, NULL, &error));
  g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "role_name: "));
  g_clear_error (&error);

  sluice_values_unset (values, "role_name");
  g_assert_null (sluice_warehouse_render (kind, "setup.sql", values, NULL, &error));
  g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_MISSING);
  g_assert_true (g_str_has_prefix (error->message, "role_name: "));
}

static void
test_derived (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (SluiceValues) given = sluice_values_new ();
  g_autoptr (SluiceValues) values = sluice_warehouse_complete (kind, given, &account);
  g_autoptr (SluiceValues) underived = sluice_warehouse_complete (kind, given, NULL);

  g_assert_cmpstr (sluice_values_get (values, "aws_account_id"), ==, "338661164609");
  g_assert_cmpstr (sluice_values_get (values, "storage_role_arn"), ==,
                   "arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678");
  g_assert_cmpstr (sluice_values_get (values, "storage_location"), ==,
                   "s3://us1-ingest-pipeline-data/1234/5678");
  g_assert_cmpstr (sluice_values_get (values, "authentication"), ==, "password");
  g_assert_false (sluice_values_has (underived, "storage_role_arn"));
  g_assert_false (sluice_values_has (given, "authentication"));
}

static void
test_missing (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autoptr (GPtrArray) errors = new_errors ();
  g_autoptr (GString) keys = g_string_new (NULL);

  g_assert_false (sluice_warehouse_validate (kind, values, SLUICE_NEEDED_CONNECTION, errors));
  for (guint i = 0; i < errors->len; i++)
    {
      g_autofree char *key = sluice_value_error_dup_key (g_ptr_array_index (errors, i));

      g_assert_error (((GError *) g_ptr_array_index (errors, i)), SLUICE_VALUE_ERROR,
                      SLUICE_VALUE_ERROR_MISSING);
      g_string_append_printf (keys, "%s ", key);
    }
  g_assert_cmpstr (keys->str, ==,
                   "account_identifier region warehouse database role_name user_name "
                   "storage_integration_name ");
  g_assert_true (sluice_warehouse_validate (kind, values, SLUICE_NEEDED_NO, NULL));
}

static void
test_config (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (SluiceValues) values = make_examples (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) config = sluice_warehouse_build_config (kind, values, &error);
  g_autoptr (SluiceValues) back = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sluice_json_object_to_text (config, FALSE);
  g_assert_cmpstr (text, ==,
                   "{\"account_identifier\":\"gd1234\",\"region\":\"us-east-1\",\"warehouse\":"
                   "\"COMPUTE_WH\",\"database\":\"ACME\",\"role\":\"MPARTICLE_ROLE\",\"user\":"
                   "\"MPARTICLE_USER\",\"storage_integration\":\"MP_US1_1234_5678_S3\"}");
  json_object_set_string_member (config, "password", "************");
  back = sluice_warehouse_values_from_config (kind, config);
  g_assert_cmpstr (sluice_values_get (back, "role_name"), ==, "MPARTICLE_ROLE");
  g_assert_false (sluice_values_has (back, "password"));
  g_assert_false (sluice_values_has (back, "schema"));
}

static void
test_values_json (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (JsonNode) node =
      sluice_json_parse ("{\"schema\":\"CRM\",\"tables\":[\"A\",\"b,c\"],\"future_grants\":true,"
                         "\"nonsense\":1,\"password\":\"x\",\"region\":{}}",
                         -1, NULL);
  g_autoptr (GPtrArray) errors = new_errors ();
  g_autoptr (SluiceValues) values =
      sluice_warehouse_values_from_json (kind, json_node_get_object (node), errors);
  g_autoptr (JsonObject) again = sluice_warehouse_values_to_json (kind, values);
  g_autofree char *text = sluice_json_object_to_text (again, FALSE);

  g_assert_cmpstr (text, ==,
                   "{\"schema\":\"CRM\",\"tables\":[\"A\",\"b,c\"],\"future_grants\":true}");
  g_assert_cmpuint (errors->len, ==, 3);
  g_assert_true (
      g_error_matches (errors->pdata[0], SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_UNKNOWN));
  g_assert_true (g_error_matches (errors->pdata[1], SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_SECRET));
  g_assert_true (
      g_error_matches (errors->pdata[2], SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID));
}

/* While a form is empty every file can be looked at, and none of it passes for a finished one. */
static void
test_draft (void)
{
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (SluiceValues) nothing = sluice_values_new ();
      g_autoptr (SluiceValues) values = sluice_warehouse_complete (kinds[i], nothing, NULL);
      const SluiceFile *files;
      guint n_files;

      g_assert_false (sluice_warehouse_validate (kinds[i], values, SLUICE_NEEDED_SCRIPT, NULL));
      files = sluice_warehouse_get_files (kinds[i], &n_files);
      for (guint j = 0; j < n_files; j++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *text = sluice_warehouse_render_draft (kinds[i], files[j].name, values,
                                                                 "SELECT 1 AS id", &error);

          g_assert_no_error (error);
          g_assert_nonnull (text);
        }
    }
}

static void
test_draft_keeps_what_is_right (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autofree char *text = NULL;

  sluice_values_set (values, "role_name", "my role");
  sluice_values_set (values, "user_name", "wrong\n");
  text = sluice_warehouse_render_draft (kind, "teardown.sql", values, NULL, NULL);
  g_assert_nonnull (strstr (text, "DROP ROLE IF EXISTS \"my role\";"));
  g_assert_nonnull (strstr (text, "DROP USER IF EXISTS MPARTICLE_USER;"));
}

static void
test_secret (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (SluiceValues) values = make_examples (kind);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sluice_warehouse_render (kind, "setup.sql", values, NULL, &error);
  g_autofree char *other = sluice_warehouse_render (kind, "verify.sql", values, NULL, &error);
  g_autofree char *filled = NULL;

  g_assert_no_error (error);
  g_assert_true (sluice_warehouse_has_secret (kind, text, "password"));
  g_assert_false (sluice_warehouse_has_secret (kind, other, "password"));
  filled = sluice_warehouse_fill_secret (kind, text, "password", "it's \\ here", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (filled, "SET PASSWORD = 'it''s \\\\ here';"));
  g_assert_false (sluice_warehouse_has_secret (kind, filled, "password"));
  /* The comment that tells how to fill it in does not tell it. */
  g_assert_nonnull (strstr (filled, "in place of '<password>'"));
  g_assert_null (strstr (strstr (filled, "it''s") + 1, "it''s"));

  g_assert_null (sluice_warehouse_fill_secret (kind, text, "password", "bad\xff", &error));
  g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID);
  g_assert_null (strstr (error->message, "bad"));
}

/* A NUL in a file of values is refused, not taken for the value's end. */
static void
test_nul (void)
{
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (JsonNode) node = sluice_json_parse ("{\"role_name\":\"A\\u0000B\"}", -1, NULL);
  g_autoptr (SluiceValues) values =
      sluice_warehouse_values_from_json (kind, json_node_get_object (node), NULL);
  g_autoptr (GPtrArray) errors = new_errors ();
  g_autofree char *key = NULL;

  g_assert_false (sluice_warehouse_validate (kind, values, SLUICE_NEEDED_NO, errors));
  key = sluice_value_error_dup_key (errors->pdata[0]);
  g_assert_cmpstr (key, ==, "role_name");
}

/* What one field takes and refuses; the same for every kind that has such a field. */
static void
test_fields (void)
{
  static const struct
  {
    const char *key;
    const char *text;
    gboolean valid;
  } cases[] = {
    { "network_policy_ips", "192.0.2.10", TRUE },
    { "network_policy_ips", "192.0.2.0/24", TRUE },
    { "network_policy_ips", "0.0.0.0/0", FALSE },
    { "network_policy_ips", "0.0.0.0", FALSE },
    { "network_policy_ips", "10.0.0.0/7", FALSE },
    { "network_policy_ips", "::/0", FALSE },
    { "network_policy_ips", "2001:db8::1", FALSE },
    { "network_policy_ips", "192.0.2", FALSE },
    { "network_policy_ips", "192.0.2.256", FALSE },
    { "network_policy_ips", "192.0.2.1/33", FALSE },
    { "network_policy_ips", "192.0.2.1/", FALSE },
    { "network_policy_ips", "192.0.2.1x", FALSE },
    { "aws_account_id", "338661164609", TRUE },
    { "aws_account_id", "33866116460", FALSE },
    { "storage_role_arn", "arn:aws:iam::338661164609:role/a", TRUE },
    { "storage_role_arn", "arn:aws:iam::1:role/a", FALSE },
    { "storage_role_arn", "arn:aws:iam::338661164609:user/a", FALSE },
    { "storage_location", "s3://us1-ingest-pipeline-data/1/2", TRUE },
    { "storage_location", "s3://US1-ingest-pipeline-data/1/2", FALSE },
    { "storage_location", "https://bucket/1", FALSE },
    { "account_identifier", "org-account", TRUE },
    { "account_identifier", "gd1234.snowflakecomputing.com", FALSE },
    { "account_identifier", "https://gd1234", FALSE },
    { "authentication", "token", TRUE },
    { "authentication", "Password", FALSE },
    { "future_grants", "yes", FALSE },
    { "credit_quota", "0", FALSE },
    { "credit_quota", "25", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean valid = sluice_warehouse_validate_value (get_kind ("snowflake"), cases[i].key,
                                                        cases[i].text, &error);

      g_test_message ("%s %s", cases[i].key, cases[i].text);
      g_assert_cmpint (valid, ==, cases[i].valid);
      if (!valid)
        g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_INVALID);
    }
}

static void
test_token_needs_addresses (void)
{
  static const char *const files[] = { "setup.sql", "verify.sql", "teardown.sql", "privileges.md",
                                       "main.tf" };
  const SluiceWarehouse *kind = get_kind ("snowflake");
  g_autoptr (SluiceValues) values = make_examples (kind);
  g_autoptr (GPtrArray) errors = new_errors ();
  g_autofree char *key = NULL;

  sluice_values_set (values, "authentication", "token");
  g_assert_true (sluice_warehouse_validate (kind, values, SLUICE_NEEDED_SCRIPT, NULL));
  sluice_values_unset (values, "network_policy_ips");
  g_assert_true (sluice_warehouse_validate (kind, values, SLUICE_NEEDED_CONNECTION, NULL));
  g_assert_false (sluice_warehouse_validate (kind, values, SLUICE_NEEDED_SCRIPT, errors));
  g_assert_cmpuint (errors->len, ==, 1);
  key = sluice_value_error_dup_key (errors->pdata[0]);
  g_assert_cmpstr (key, ==, "network_policy_ips");

  /* A single file is refused for the same reason as all of them. */
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *at_fault = NULL;

      g_assert_null (sluice_warehouse_render (kind, files[i], values, NULL, &error));
      g_assert_error (error, SLUICE_VALUE_ERROR, SLUICE_VALUE_ERROR_MISSING);
      at_fault = sluice_value_error_dup_key (error);
      g_assert_cmpstr (at_fault, ==, "network_policy_ips");
    }
}

static void
test_databricks (void)
{
  const SluiceWarehouse *kind = get_kind ("databricks");
  g_autoptr (SluiceValues) given = sluice_values_new ();
  g_autoptr (SluiceValues) values = sluice_warehouse_complete (kind, given, &account);
  g_autoptr (GPtrArray) steps = sluice_warehouse_get_console_steps (kind, values);

  g_assert_cmpstr (sluice_values_get (values, "recipient_name"), ==, "mParticle_us1");
  g_assert_cmpstr (sluice_values_get (values, "share_name"), ==, "mparticle_1234_5678");
  g_assert_cmpstr (sluice_values_get (values, "sharing_identifier"), ==,
                   "aws:us-east-1:e92fd7c1-5d24-4113-b83d-07e0edbb787b");
  g_assert_cmpuint (steps->len, ==, 8);
  g_assert_cmpstr (((SluiceConsoleStep *) steps->pdata[3])->value, ==, "mParticle_us1");
  g_assert_false (sluice_warehouse_validate_value (kind, "tables", "a.b.c", NULL));
  g_assert_true (sluice_warehouse_validate_value (kind, "tables", "a.b", NULL));
}

static void
test_key_file (void)
{
  static const struct
  {
    const char *text;
    const char *word;
  } refused[] = {
    { "", "no JSON file" },
    { "not json", "no JSON file" },
    { "[]", "no JSON file" },
    { "-----BEGIN PRIVATE KEY-----", "no JSON file" },
    { "{\"type\": \"service_account\", \"proj", "cut short" },
    { "{}", "no service account key" },
    { "{\"type\": 3}", "no service account key" },
    { "{\"installed\": {}}", "OAuth client" },
    { "{\"web\": {}}", "OAuth client" },
    { "{\"type\": \"authorized_user\"}", "person" },
    { "{\"type\": \"external_account\"}", "another kind" },
    { "{\"type\": \"impersonated_service_account\"}", "another kind" },
    { "{\"type\": \"gdch_service_account\"}", "another kind" },
    { "{\"type\": \"service_account\", \"client_email\": \"x@y\", \"private_key\": \"k\"}",
      "project_id" },
    { "{\"type\": \"service_account\", \"project_id\": \"acme-project\", \"private_key\": "
      "\"k\"}",
      "client_email" },
    { "{\"type\": \"service_account\", \"project_id\": \"acme-project\", \"client_email\": "
      "\"x@y\"}",
      "private_key" },
    { "{\"type\": \"service_account\", \"project_id\": \"acme-project\", \"client_email\": "
      "\"x@y\", \"private_key\": \"\"}",
      "private_key" },
  };
  const SluiceWarehouse *kind = sluice_warehouse_lookup ("bigquery");
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) why = NULL;

      g_assert_false (sluice_warehouse_read_secret_file (kind, refused[i].text, values, &why));
      g_assert_nonnull (strstr (why->message, refused[i].word));
      g_assert_false (sluice_values_has (values, "project_id"));
    }
  g_assert_true (sluice_warehouse_read_secret_file (
      kind,
      "{\"type\": \"service_account\", \"project_id\": \"acme-project\", \"private_key\": \"k\","
      " \"client_email\": \"sync@acme-project.iam.gserviceaccount.com\"}",
      values, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_values_get (values, "project_id"), ==, "acme-project");
  g_assert_cmpstr (sluice_warehouse_get_secret_file_field (kind)->key, ==, "service_account_key");
  g_assert_null (sluice_warehouse_get_secret_file_field (sluice_warehouse_lookup ("snowflake")));
}

/* A field that matters only with another names one that can have that value. */
static void
test_only_with (void)
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
          g_assert_cmpint (fields[j].only_with == NULL, ==, fields[j].only_value == NULL);
          if (fields[j].only_with != NULL)
            g_assert_true (sluice_warehouse_validate_value (kinds[i], fields[j].only_with,
                                                            fields[j].only_value, NULL));
        }
    }
}

/* A policy that lets everybody in is none, in one range or in a few. */
static void
test_addresses (void)
{
  static const char *const refused[] = {
    "0.0.0.0/0",
    "0.0.0.0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "1.2.3.4/0",
    "64.0.0.0/2",
    "::/0",
    "::1",
    "2001:db8::/32",
    "127.0.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "256.0.0.1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.4/33",
    "1.2.3.4/",
    "1.2.3.4/a",
    "01.2.3.4567",
    "example.com",
    "192.0.2.1-9",
    "192.0.2.1 ",
    "192.0.2.0/24,198.51.100.0/24",
  };
  static const char *const taken[] = { "192.0.2.1", "192.0.2.0/24", "198.51.100.7/32",
                                       "52.0.0.0/8" };
  const SluiceWarehouse *kind = sluice_warehouse_lookup ("snowflake");
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autoptr (GPtrArray) warnings = NULL;
  const char *local[] = { "10.0.0.0/8",  "172.31.0.1", "192.168.1.0/24", "100.64.0.1",
                          "169.254.1.1", "52.0.0.0/8", "192.0.2.0/24",   NULL };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (sluice_warehouse_validate_value (kind, "network_policy_ips", refused[i], NULL))
      g_error ("%s was taken", refused[i]);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    g_assert_true (sluice_warehouse_validate_value (kind, "network_policy_ips", taken[i], NULL));

  /* Five that are private, one that is wide, and the one about password sign-in. */
  sluice_values_set_list (values, "network_policy_ips", local);
  warnings = sluice_warehouse_get_warnings (kind, values);
  g_assert_cmpuint (warnings->len, ==, 7);
  g_assert_nonnull (strstr (warnings->pdata[0], "10.0.0.0/8"));
  g_assert_nonnull (strstr (warnings->pdata[5], "52.0.0.0/8"));
}

/* The name that the early access looks for is an option; one that was given stays. */
static void
test_early_access_name (void)
{
  const SluiceWarehouse *kind = sluice_warehouse_lookup ("snowflake");
  const SluiceAccount europe = { "EU1", "12", "34" };
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autoptr (SluiceValues) without = sluice_warehouse_complete (kind, values, &europe);
  g_autoptr (SluiceValues) with = NULL;
  g_autoptr (SluiceValues) given = NULL;

  g_assert_false (sluice_values_has (without, "storage_integration_name"));
  sluice_values_set (values, "early_access", "true");
  with = sluice_warehouse_complete (kind, values, &europe);
  g_assert_cmpstr (sluice_values_get (with, "storage_integration_name"), ==, "mp_eu1_12_34_s3");
  sluice_values_set (values, "storage_integration_name", "OURS");
  given = sluice_warehouse_complete (kind, values, &europe);
  g_assert_cmpstr (sluice_values_get (given, "storage_integration_name"), ==, "OURS");
}

/* A key of another project is refused, unless the form names its account by the whole address. */
static void
test_key_of_another_project (void)
{
  static const char key[] =
      "{\"type\": \"service_account\", \"project_id\": \"other-project\", \"private_key\": \"k\","
      " \"client_email\": \"sync@other-project.iam.gserviceaccount.com\"}";
  const SluiceWarehouse *kind = sluice_warehouse_lookup ("bigquery");
  g_autoptr (SluiceValues) values = sluice_values_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) why = NULL;

  sluice_values_set (values, "project_id", "acme-project");
  g_assert_false (sluice_warehouse_read_secret_file (kind, key, values, &why));
  g_assert_nonnull (strstr (why->message, "other-project"));
  g_assert_nonnull (strstr (why->message, "acme-project"));

  sluice_values_set (values, "service_account_id", "sync@other-project.iam.gserviceaccount.com");
  g_assert_true (sluice_warehouse_read_secret_file (kind, key, values, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_values_get (values, "project_id"), ==, "acme-project");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/warehouse/templates", test_templates);
  g_test_add_func ("/warehouse/examples", test_examples);
  g_test_add_func ("/warehouse/render-errors", test_render_errors);
  g_test_add_func ("/warehouse/derived", test_derived);
  g_test_add_func ("/warehouse/missing", test_missing);
  g_test_add_func ("/warehouse/config", test_config);
  g_test_add_func ("/warehouse/values-json", test_values_json);
  g_test_add_func ("/warehouse/draft", test_draft);
  g_test_add_func ("/warehouse/draft-keeps-what-is-right", test_draft_keeps_what_is_right);
  g_test_add_func ("/warehouse/secret", test_secret);
  g_test_add_func ("/warehouse/nul", test_nul);
  g_test_add_func ("/warehouse/fields", test_fields);
  g_test_add_func ("/warehouse/token-needs-addresses", test_token_needs_addresses);
  g_test_add_func ("/warehouse/databricks", test_databricks);

  g_test_add_func ("/warehouse/key-file", test_key_file);
  g_test_add_func ("/warehouse/addresses", test_addresses);
  g_test_add_func ("/warehouse/only-with", test_only_with);
  g_test_add_func ("/warehouse/early-access-name", test_early_access_name);
  g_test_add_func ("/warehouse/key-of-another-project", test_key_of_another_project);
  return g_test_run ();
}
