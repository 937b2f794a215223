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

  return g_test_run ();
}
