/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Each folder tests/golden/<kind>/<case> holds values.json and the files they must render to, byte for
 * byte. With SLUICE_GOLDEN_WRITE=1 the files are written instead of compared; read them before they are
 * committed. The statements were written from the grammar of each vendor's public documentation:
 *
 *   Snowflake   docs.snowflake.com/en/sql-reference: identifiers-syntax, and under sql: create-user,
 *               alter-user, alter-user-add-programmatic-access-token, create-storage-integration,
 *               create-network-policy, create-network-rule (no IF NOT EXISTS), drop-network-policy (not
 *               while a user has it), create-resource-monitor (account administrators only),
 *               grant-privilege, show-grants; user-guide/programmatic-access-tokens (service users need a
 *               network policy and a role restriction); functions/result_scan (names of SHOW in lower case)
 *   BigQuery    docs.cloud.google.com/bigquery/docs: reference/standard-sql/data-control-language,
 *               information-schema-object-privileges
 *   Redshift    docs.aws.amazon.com/redshift/latest/dg: r_CREATE_USER, r_GRANT, r_ALTER_DEFAULT_PRIVILEGES,
 *               r_DROP_USER, stored-procedure-create; most of it runs on an engine in tests/engines
 *   Databricks  docs.databricks.com/sql/language-manual: sql-ref-syntax-ddl-create-recipient,
 *               -create-share, -alter-share (ADD has no IF NOT EXISTS), -drop-share, security-grant-share
 *   Terraform   docs/resources of the providers snowflakedb/snowflake 2.20, hashicorp/google and aws 5,
 *               databricks/databricks 1.50; tests/engines/test-terraform.py holds the names
 */
#include "warehouse/sluice-warehouse.h"

#include <glib/gstdio.h>

#include "sluice-json.h"

typedef struct
{
  const SluiceWarehouse *kind;
  char *folder;
} Case;

static void
case_free (Case *golden)
{
  g_free (golden->folder);
  g_free (golden);
}

static JsonObject *
read_case (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "values.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  node = sluice_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static SluiceValues *
read_values (const SluiceWarehouse *kind, JsonObject *file)
{
  const SluiceAccount account = { sluice_json_get_string (file, "pod"),
                                  sluice_json_get_string (file, "org_id"),
                                  sluice_json_get_string (file, "account_id") };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (SluiceValues) values =
      sluice_warehouse_values_from_json (kind, sluice_json_get_object (file, "values"), errors);
  SluiceValues *completed = sluice_warehouse_complete (kind, values, &account);

  sluice_warehouse_validate (kind, completed, SLUICE_NEEDED_SCRIPT, errors);
  for (guint i = 0; i < errors->len; i++)
    g_assert_no_error (((GError *) g_ptr_array_index (errors, i)));
  sluice_values_set (completed, "iterator_field", sluice_json_get_string (file, "iterator_field"));
  sluice_values_set (completed, "iterator_data_type",
                     sluice_json_get_string (file, "iterator_data_type"));
  return completed;
}

static void
compare (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("SLUICE_GOLDEN_WRITE") != NULL)
    {
      g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_case (gconstpointer data)
{
  const Case *golden = data;
  g_autoptr (JsonObject) file = read_case (golden->folder);
  g_autoptr (SluiceValues) values = read_values (golden->kind, file);
  const SluiceFile *files;
  guint n_files;

  files = sluice_warehouse_get_files (golden->kind, &n_files);
  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
          sluice_warehouse_render (golden->kind, files[i].name, values,
                                   sluice_json_get_string (file, "query"), &error);

      g_assert_no_error (error);
      compare (golden->folder, files[i].name, text);
    }
}

static void
add_cases (const SluiceWarehouse *kind)
{
  const char *id = sluice_warehouse_get_id (kind);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "golden", id, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/warehouse-golden/%s/%s", id, name);
      Case *golden = g_new0 (Case, 1);

      golden->kind = kind;
      golden->folder = g_build_filename (folder, name, NULL);
      g_test_add_data_func_full (path, golden, test_case, (GDestroyNotify) case_free);
    }
}

int
main (int argc, char **argv)
{
  const SluiceWarehouse *const *kinds;
  guint n_kinds;

  g_test_init (&argc, &argv, NULL);

  kinds = sluice_warehouse_list (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    add_cases (kinds[i]);

  return g_test_run ();
}
