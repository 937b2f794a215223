/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-export.h"

#include "interop/sluice-assemble.h"
#include "monitor-fixture.h"
#include "setup/sluice-check.h"
#include "setup/sluice-plan.h"
#include "sluice-json.h"

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static SluiceSetup *export(MonitorFixture *fixture, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sluice_export_pipeline_async (fixture->session, id, NULL, on_result_cb, &result);
  monitor_wait_until (result != NULL);
  return sluice_export_pipeline_finish (result, error);
}

static void
assert_clean (SluiceSetup *setup)
{
  g_autoptr (SluiceCheck) check = sluice_check_new (setup);
  GListModel *findings = sluice_check_get_findings (check);
  g_autofree char *text = sluice_setup_to_text (setup);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (SluiceFinding) finding = g_list_model_get_item (findings, i);

      g_test_message ("%s %s %s", sluice_finding_get_code (finding),
                      sluice_finding_get_path (finding), sluice_finding_get_message (finding));
    }
  if (sluice_check_has_errors (check))
    g_test_message ("%s", text);
  g_assert_false (sluice_check_has_errors (check));
}

/* Nobody here made what the sandbox begins with. */
static void
assert_adopts (MonitorFixture *fixture, SluiceSetup *setup)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePlan) plan = NULL;

  sluice_plan_make_async (fixture->session, setup, 0, NULL, on_result_cb, &result);
  monitor_wait_until (result != NULL);
  plan = sluice_plan_make_finish (result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (SluiceStep) step = g_list_model_get_item (G_LIST_MODEL (plan), i);

      g_assert_cmpstr (sluice_step_get_differences (step)[0], ==, NULL);
      g_assert_cmpint (sluice_step_get_action (step), ==, SLUICE_ACTION_ADOPT);
    }
}

static void
test_all (MonitorFixture *fixture, gconstpointer data)
{
  SluiceSandboxWorld *world = sluice_sandbox_get_world (fixture->sandbox);
  GPtrArray *pipelines = sluice_sandbox_world_list (world, "9012", SLUICE_SANDBOX_PIPELINES);

  g_assert_cmpuint (pipelines->len, >, 1);
  for (guint i = 0; i < pipelines->len; i++)
    {
      const SluiceSandboxObject *object = g_ptr_array_index (pipelines, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceSetup) setup = export(fixture, object->id, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_test_message ("%s", object->id);
      assert_clean (setup);
      assert_adopts (fixture, setup);
      g_assert_cmpstr (sluice_setup_get_text (setup, "/pipeline/id"), ==, object->id);
      g_assert_nonnull (sluice_setup_get_text (setup, "/feed/name"));
      g_assert_nonnull (sluice_setup_get_query (setup));
      text = sluice_setup_to_text (setup);
      g_assert_null (strstr (text, "****"));
    }
}

static void
test_missing (MonitorFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (export(fixture, "no-such-pipeline", &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

static void
test_early_access (void)
{
  g_autoptr (JsonObject) connection =
      parse ("{\"id\":\"c\",\"name\":\"C connection\",\"workspace_id\":9,\"type\":\"snowflake\","
             "\"source_account_id\":\"gd1\",\"region\":\"us-east-1\",\"warehouse\":\"WH\","
             "\"database\":\"DB\",\"role\":\"MP_ROLE\",\"user\":\"MP\","
             "\"password\":\"************\",\"snowflake_aws_external_id\":\"e\"}");
  g_autoptr (JsonObject) model =
      parse ("{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\",\"sql_query\":\"SELECT a.id AS "
             "customer_id, a.ts FROM d.s.a AS a\",\"load_timestamp_field_type\":\"timestamp_ntz\","
             "\"load_timestamp_field_name\":\"ts\",\"load_timestamp_field_time_zone\":null}");
  g_autoptr (JsonObject) pipeline =
      parse ("{\"id\":\"p\",\"name\":\"P\",\"connection_id\":\"c\",\"data_model_id\":\"m\","
             "\"is_active\":false,\"is_draft\":false,\"schedule_interval\":\"hourly\","
             "\"schedule_start_time\":\"2022-10-30T11:00:16\",\"schedule_end_time\":null,"
             "\"environment\":\"production\",\"plan_id\":null,\"plan_version\":null}");
  g_autoptr (JsonObject) feed = parse ("{\"id\":\"7\",\"name\":\"Feed\"}");
  SluiceParts parts = { .feed = feed,
                        .connection = connection,
                        .data_model = model,
                        .pipeline = pipeline };
  g_autoptr (SluiceSetup) setup = sluice_assemble_setup (&parts);
  g_autofree char *text = sluice_setup_to_text (setup);

  g_assert_cmpstr (sluice_setup_get_text (setup, "/warehouse"), ==, "snowflake");
  g_assert_cmpstr (sluice_setup_get_text (setup, "/values/account_identifier"), ==, "gd1");
  g_assert_cmpstr (sluice_setup_get_text (setup, "/values/role_name"), ==, "MP_ROLE");
  g_assert_cmpstr (sluice_setup_get_text (setup, "/pipeline/state"), ==, "paused");
  g_assert_cmpstr (sluice_setup_get_text (setup, "/pipeline/schedule/start"), ==,
                   "2022-10-30T11:00:16Z");
  g_assert_cmpstr (sluice_setup_get_text (setup, "/pipeline/sync_mode/iterator_field"), ==, "ts");
  g_assert_null (strstr (text, "null"));
  g_assert_null (strstr (text, "****"));
  g_assert_null (strstr (text, "external"));
}

static void
test_other_modes (void)
{
  g_autoptr (JsonObject) model =
      parse ("{\"id\":\"m\",\"name\":null,\"config\":{\"sql_query\":\"q\"}}");
  g_autoptr (JsonObject) pipeline =
      parse ("{\"id\":\"p\",\"name\":\"P\",\"state\":\"active\",\"data_type\":\"events\","
             "\"plan_id\":\"plan\",\"plan_version\":\"3\",\"status\":\"idle\",\"errors\":[],"
             "\"sync_mode\":{\"type\":\"full\",\"iterator_field\":null,\"from\":null},"
             "\"schedule\":{\"type\":\"on_demand\",\"frequency\":\"hourly\",\"delay\":null}}");
  g_autoptr (JsonObject) transformation =
      parse ("{\"id\":\"t\",\"name\":\"T\",\"destination_type\":\"event_batch\",\"mappings\":["
             "{\"mapping_type\":\"static\",\"source\":null,\"destination\":\"a\",\"value\":\"v\"},"
             "{\"mapping_type\":\"ignore\",\"source\":\"b\",\"destination\":null}]}");
  g_autoptr (JsonObject) feed = parse ("{\"id\":\"7\"}");
  SluiceParts parts = { .feed = feed,
                        .data_model = model,
                        .pipeline = pipeline,
                        .field_transformation = transformation };
  g_autoptr (SluiceSetup) setup = sluice_assemble_setup (&parts);
  g_autofree char *text =
      sluice_json_object_to_text (json_node_get_object (sluice_setup_get_root (setup)), FALSE);

  g_assert_cmpstr (text, ==,
                   "{\"format\":\"sluice-setup/1\",\"values\":{},\"feed\":{\"id\":7},"
                   "\"data_model\":{\"id\":\"m\",\"name\":\"m\",\"sql_query\":\"q\"},"
                   "\"field_transformation\":{\"id\":\"t\",\"name\":\"T\","
                   "\"destination_type\":\"event_batch\",\"mappings\":["
                   "{\"mapping_type\":\"static\",\"destination\":\"a\",\"value\":\"v\"},"
                   "{\"mapping_type\":\"ignore\",\"source\":\"b\"}]},"
                   "\"pipeline\":{\"id\":\"p\",\"name\":\"P\",\"data_type\":\"events\","
                   "\"plan_id\":\"plan\",\"plan_version\":3,\"environment\":\"development\","
                   "\"sync_mode\":{\"type\":\"full\"},\"schedule\":{\"type\":\"on_demand\"}}}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/export/all", MonitorFixture, NULL, monitor_set_up, test_all, monitor_tear_down);
  g_test_add ("/export/missing", MonitorFixture, NULL, monitor_set_up, test_missing,
              monitor_tear_down);
  g_test_add_func ("/export/early-access", test_early_access);
  g_test_add_func ("/export/other-modes", test_other_modes);
  return g_test_run ();
}
