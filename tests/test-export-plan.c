/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interop/sluice-export.h"
#include "setup-fixture.h"
#include "setup/sluice-check.h"
#include "store/sluice-journal.h"
#include "test-server.h"

/* Pipelines as servers of all sorts show them, whoever made them: what is exported checks clean and
 * plans as adopt, without a word of difference. */

#define V2 "/platform/v2/workspaces/9012"

typedef struct
{
  const char *name;
  const char *connection;
  const char *data_model;
  const char *transformation; /* (nullable) */
  const char *pipeline;       /* without its references */
  const char *module;
} Case;

#define SNOWFLAKE_CONFIG                                                                           \
  "\"account_identifier\":\"gd1234\",\"region\":\"us-east-1\",\"warehouse\":\"WH\","               \
  "\"database\":\"ACME\",\"role\":\"MP_ROLE\",\"user\":\"MP\","                                    \
  "\"storage_integration\":\"mp_us1_1_2_s3\""
#define MODEL                                                                                      \
  "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\",\"config\":{\"sql_query\":"                       \
  "\"SELECT t.id AS customer_id, t.ts FROM d.s.t AS t\"}}"
#define SYNC                                                                                       \
  "\"sync_mode\":{\"type\":\"incremental\",\"iterator_field\":\"ts\","                             \
  "\"iterator_data_type\":\"timestamp_ltz\"}"
#define PLAIN_SYNC "\"sync_mode\":{\"type\":\"full\"}"
#define SCHEDULE                                                                                   \
  "\"schedule\":{\"type\":\"interval\",\"frequency\":\"daily\",\"start\":\"2026-01-01T00:15:"      \
  "00Z\"}"
#define ON_DEMAND "\"schedule\":{\"type\":\"on_demand\"}"

static const Case cases[] = {
  { "plain",
    "{\"id\":\"c\",\"name\":\"C\",\"service_provider\":\"Snowflake\",\"config\":{" SNOWFLAKE_CONFIG
    "}}",
    MODEL, NULL, "\"name\":\"P\",\"state\":\"active\"," SYNC "," SCHEDULE, "Snowflake" },
  { "members-of-its-own",
    "{\"id\":\"c\",\"name\":\"C\",\"more\":{\"a\":[1]},\"service_provider\":\"Snowflake\","
    "\"status\":\"healthy\",\"errors\":[],\"config\":{\"audit\":true,\"password\":\"************\","
    "\"aws_external_id\":\"e\"," SNOWFLAKE_CONFIG "}}",
    "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\",\"status\":\"valid\",\"sql_query\":"
    "\"SELECT t.id AS customer_id FROM d.s.t AS t\",\"tags\":[],\"config\":null}",
    "{\"id\":\"t\",\"name\":\"T\",\"destination_type\":\"event_batch\",\"owner\":null,\"mappings\":"
    "["
    "{\"mapping_type\":\"static\",\"source\":null,\"destination\":\"events.event_type\","
    "\"value\":\"custom_event\",\"note\":\"x\"},{\"mapping_type\":\"column\",\"source\":"
    "\"customer_id\",\"destination\":\"$.user_identities.customer_id\",\"value\":null},"
    "{\"mapping_type\":\"static\",\"destination\":\"events.data.custom_attributes.n\","
    "\"value\":7}]}",
    "\"name\":\"P\",\"state\":\"paused\",\"data_type\":\"events\",\"environment\":\"production\","
    "\"plan_id\":\"p\",\"plan_version\":\"3\",\"labels\":{}," PLAIN_SYNC "," ON_DEMAND,
    "Snowflake" },
  { "nulls",
    "{\"id\":\"c\",\"name\":null,\"service_provider\":\"Redshift\",\"config\":{\"database\":"
    "\"dev\","
    "\"host\":\"c1.abc.us-east-1.redshift.amazonaws.com\",\"port\":5439,\"user\":\"mp\","
    "\"aws_iam_role_arn\":\"arn:aws:iam::123456789012:role/mp\",\"region\":null}}",
    "{\"id\":\"m\",\"name\":\"\",\"type\":null,\"config\":{\"sql_query\":"
    "\"SELECT t.id AS customer_id FROM d.s.t AS t\"}}",
    NULL,
    "\"name\":null,\"state\":null,\"data_type\":null,\"environment\":null,\"plan_id\":null,"
    "\"plan_version\":null,\"field_transformation_id\":null,\"sync_mode\":{\"type\":\"full\","
    "\"iterator_field\":null,\"from\":null,\"until\":null},\"schedule\":{\"type\":\"once\","
    "\"frequency\":null,\"delay\":null,\"start\":null,\"end\":null}",
    "Redshift" },
  { "left-out",
    "{\"id\":\"c\",\"service_provider\":\"Databricks\",\"config\":{\"provider\":\"acme\","
    "\"schema\":\"crm\"}}",
    "{\"id\":\"m\",\"config\":{\"sql_query\":\"SELECT t.id AS customer_id FROM s.t AS t\"}}", NULL,
    "\"created_on\":\"2026-01-01T00:15:00.25\",\"schedule\":{\"type\":\"interval\","
    "\"frequency\":\"weekly\"}",
    "Databricks" },
  { "spelling",
    "{\"id\":\"c\",\"name\":\"C\",\"service_provider\":\"google_bigquery\",\"config\":{"
    "\"region\":\"US\",\"project_id\":\"acme-project\",\"dataset_id\":\"crm\","
    "\"service_account_id\":\"mparticle\"}}",
    "{\"id\":\"m\",\"name\":\"M\",\"type\":\"SQL\",\"config\":{\"sql_query\":"
    "\"SELECT t.id AS customer_id, t.ts\\r\\nFROM d.t AS t ; -- the end\\r\\n;\\r\\n\"}}",
    "{\"id\":\"t\",\"name\":\"T\\nT\",\"destination_type\":\"EVENT_BATCH\",\"mappings\":["
    "{\"mapping_type\":\"Ignore\",\"source\":\"ts\",\"destination\":\"\"}]}",
    "\"name\":\"P\",\"state\":\"Paused\",\"data_type\":\"User_Attributes\",\"environment\":"
    "\"PRODUCTION\",\"sync_mode\":{\"type\":\"INCREMENTAL\",\"iterator_field\":\"ts\","
    "\"iterator_data_type\":\"TIMESTAMP\",\"from\":\"2026-01-01 00:00:00\",\"until\":"
    "\"2026-12-01T01:00:00.123456+01:00\"},\"schedule\":{\"type\":\"Interval\",\"frequency\":"
    "\"Hourly\",\"delay\":\"PT1H30M\",\"start\":1767225600000,\"end\":\"2027-01-01\"}",
    "bigquery" },
  { "account-of-another-project",
    "{\"id\":\"c\",\"name\":\"C\",\"service_provider\":\"BigQuery\",\"config\":{"
    "\"region\":\"us-east4\",\"project_id\":\"acme-project\",\"dataset_id\":\"crm\","
    "\"service_account_id\":\"mp@other-project.iam.gserviceaccount.com\"}}",
    MODEL, NULL, "\"name\":\"P\"," PLAIN_SYNC "," ON_DEMAND, "BigQuery" },
  { "early-access",
    "{\"id\":\"c\",\"name\":\"C\",\"workspace_id\":9012,\"type\":\"snowflake\","
    "\"source_account_id\":\"gd1\",\"region\":\"us-east-1\",\"warehouse\":\"WH\","
    "\"database\":\"DB\",\"role\":\"R\",\"user\":\"U\",\"password\":\"************\","
    "\"storage_integration\":\"S3\",\"snowflake_aws_external_id\":\"e\"}",
    "{\"id\":\"m\",\"name\":\"M\",\"type\":\"sql\",\"sql_query\":\"SELECT t.id AS customer_id, "
    "t.ts FROM d.s.t AS t;\",\"load_timestamp_field_type\":\"timestamp_ntz\","
    "\"load_timestamp_field_name\":\"ts\",\"load_timestamp_field_time_zone\":null}",
    NULL,
    "\"name\":\"P\",\"is_active\":false,\"is_draft\":false,\"schedule_interval\":\"hourly\","
    "\"schedule_start_time\":\"2022-10-30T11:00:16\",\"schedule_end_time\":null",
    "Snowflake" },
};

typedef struct
{
  StoreFixture store;
  TestServer *server;
  SluiceSession *session;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("client secret");
  g_autoptr (SluiceProfile) profile = NULL;
  g_autoptr (SluiceStore) store = NULL;
  g_autofree char *token_url = NULL;

  store_set_up (&self->store, NULL);
  store = store_open (&self->store);
  self->server = test_server_new ();
  token_url = g_strconcat (test_server_get_url (self->server), "/oauth/token", NULL);
  profile = setup_make_profile (test_server_get_url (self->server), token_url);
  self->session = sluice_session_new (profile, store, NULL, secret);
  test_server_say (self->server, "POST", "/oauth/token", 200,
                   "{\"access_token\":\"t\",\"expires_in\":28800,\"token_type\":\"Bearer\"}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->session);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  test_server_free (self->server);
  store_tear_down (&self->store, NULL);
}

static void
serve (Fixture *self, const char *path, const char *body)
{
  g_autofree char *whole = g_strconcat (V2, path, NULL);

  if (body != NULL)
    test_server_say (self->server, "GET", whole, 200, body);
}

static void
serve_case (Fixture *self, const Case *what)
{
  g_autofree char *pipeline =
      g_strdup_printf ("{\"id\":\"p\",\"connection_id\":\"c\",\"data_model_id\":\"m\",%s"
                       "\"partner_feed_id\":\"7\",%s}",
                       what->transformation != NULL ? "\"field_transformation_id\":\"t\"," : "",
                       what->pipeline);
  g_autofree char *feed =
      g_strdup_printf ("{\"data\":[{\"id\":7,\"name\":\"F\",\"module_name\":\"%s\"}]}",
                       what->module);

  serve (self, "/connections", "[]");
  serve (self, "/data-models", "[]");
  serve (self, "/field-transformations", "[]");
  serve (self, "/inputs/data-pipelines", "[]");
  serve (self, "/connections/c", what->connection);
  serve (self, "/data-models/m", what->data_model);
  serve (self, "/field-transformations/t", what->transformation);
  serve (self, "/inputs/data-pipelines/p", pipeline);
  test_server_say (self->server, "GET", "/v1/workspace/9012/partnerfeeds", 200,
                   "{\"data\":[{\"id\":\"7\",\"name\":\"F\",\"data_type\":\"partner_feed\"}],"
                   "\"dataType\":\"partner_feed\",\"errors\":null}");
  test_server_say (self->server, "GET", "/v1/partnerfeeds/7", 200, feed);
}

static SluiceSetup *
export_pipeline (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SluiceSetup *setup;

  sluice_export_pipeline_async (self->session, "p", NULL, setup_on_done_cb, &result);
  setup = sluice_export_pipeline_finish (setup_wait (&result), &error);
  g_assert_no_error (error);
  return setup;
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

      g_test_message ("%s %s", sluice_finding_get_path (finding),
                      sluice_finding_get_message (finding));
    }
  g_test_message ("%s", text);
  g_assert_false (sluice_check_has_errors (check));
}

static void
assert_adopts (Fixture *self, SluiceSetup *setup)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePlan) plan = NULL;

  sluice_plan_make_async (self->session, setup, 0, NULL, setup_on_done_cb, &result);
  plan = sluice_plan_make_finish (setup_wait (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      SluiceStep *step = setup_get_step (plan, i);
      g_autofree char *lines = g_strjoinv ("; ", (char **) sluice_step_get_differences (step));

      g_assert_cmpstr (lines, ==, "");
      g_assert_cmpstr (sluice_action_to_string (sluice_step_get_action (step)), ==, "adopt");
    }
}

static void
test_case (Fixture *self, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = NULL;

  serve_case (self, data);
  setup = export_pipeline (self);
  assert_clean (setup);
  assert_adopts (self, setup);
}

/* What a server keeps to itself is known from the journal where it was us who sent it, and then it is
 * no difference either, until the file says something else. */
static void
test_unshown (Fixture *self, gconstpointer data)
{
  static const Case hidden = {
    "",
    "{\"id\":\"c\",\"name\":\"C\",\"service_provider\":\"Redshift\",\"config\":{\"database\":"
    "\"dev\",\"host\":\"c1.abc.us-east-1.redshift.amazonaws.com\",\"user\":\"\"}}",
    "{\"id\":\"m\",\"name\":\"M\",\"config\":{\"sql_query\":"
    "\"SELECT t.id AS customer_id FROM d.s.t AS t\"}}",
    NULL,
    "\"name\":\"P\"," PLAIN_SYNC "," ON_DEMAND,
    "Redshift"
  };
  const char *sent = "{\"id\":\"c\",\"name\":\"C\",\"service_provider\":\"Redshift\",\"config\":{"
                     "\"user\":\"mp\",\"database\":\"dev\","
                     "\"host\":\"c1.abc.us-east-1.redshift.amazonaws.com\",\"port\":\"5440\","
                     "\"aws_iam_role_arn\":\"arn:aws:iam::123456789012:role/mp\"}}";
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (self->session));
  g_autoptr (SluiceJournal) journal =
      sluice_journal_new (sluice_session_get_store (self->session), scope);
  gint64 row = sluice_journal_begin_sending (journal, "connection", "c", "create", sent, NULL);
  g_autoptr (SluiceSetup) setup = NULL;
  g_autoptr (SluiceSetup) moved = NULL;
  g_autoptr (SluiceSetup) renamed = NULL;
  JsonObject *request;
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_DONE, "c", NULL));
  serve_case (self, &hidden);
  setup = export_pipeline (self);
  assert_clean (setup);
  g_assert_cmpstr (sluice_setup_get_text (setup, "/values/port"), ==, "5440");
  moved = sluice_setup_with (setup, "/values/port", sluice_json_parse ("\"5441\"", -1, NULL));
  sluice_plan_make_async (self->session, moved, 0, NULL, setup_on_done_cb, &result);
  plan = sluice_plan_make_finish (setup_wait (&result), NULL);
  g_assert_cmpstr (sluice_step_get_differences (setup_get_step (plan, 1))[0], ==,
                   "config.port: 5440 → 5441");
  g_clear_object (&plan);
  g_clear_object (&result);
  renamed =
      sluice_setup_with (setup, "/values/user_name", sluice_json_parse ("\"other\"", -1, NULL));
  sluice_plan_make_async (self->session, renamed, 0, NULL, setup_on_done_cb, &result);
  plan = sluice_plan_make_finish (setup_wait (&result), NULL);
  g_assert_cmpstr (sluice_step_get_differences (setup_get_step (plan, 1))[0], ==,
                   "config.user: mp → other");
  /* A change of something else sends it along, or it would be lost. */
  g_clear_object (&plan);
  g_clear_object (&result);
  g_clear_object (&renamed);
  renamed = sluice_setup_with (setup, "/connection/name", sluice_json_parse ("\"D\"", -1, NULL));
  sluice_plan_make_async (self->session, renamed, 0, NULL, setup_on_done_cb, &result);
  plan = sluice_plan_make_finish (setup_wait (&result), NULL);
  request = sluice_step_get_request (setup_get_step (plan, 1));
  g_assert_cmpstr (sluice_step_get_differences (setup_get_step (plan, 1))[0], ==, "name: C → D");
  g_assert_null (sluice_step_get_differences (setup_get_step (plan, 1))[1]);
  g_assert_cmpstr (sluice_json_get_string (sluice_json_get_object (request, "config"), "port"), ==,
                   "5440");
  g_clear_object (&plan);
  g_clear_object (&result);
  sluice_plan_make_async (self->session, setup, 0, NULL, setup_on_done_cb, &result);
  plan = sluice_plan_make_finish (setup_wait (&result), NULL);
  setup_assert_plan (plan, "adopt:done same:done adopt:done adopt:done");
}

static SluiceStep *
plan_pipeline (Fixture *self, SluiceSetup *setup, SluicePlan **plan)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_object (plan);
  sluice_plan_make_async (self->session, setup, 0, NULL, setup_on_done_cb, &result);
  *plan = sluice_plan_make_finish (setup_wait (&result), NULL);
  return setup_get_step (*plan, 3);
}

#define SENT_PIPELINE(more)                                                                        \
  "{\"id\":\"p\",\"name\":\"P\",\"connection_id\":\"c\",\"data_model_id\":\"m\","                  \
  "\"environment\":\"development\",\"data_type\":\"user_attributes\"," more                        \
  "\"sync_mode\":{\"type\":\"full\"},"                                                             \
  "\"schedule\":{\"type\":\"on_demand\",\"delay\":\"5m\"}}"

/* A member that a server does not know never comes back; one that it shows as null was taken away. */
static void
test_taken_away (Fixture *self, gconstpointer data)
{
  static const Case shown = {
    "",
    "{\"id\":\"c\",\"service_provider\":\"Databricks\",\"config\":{\"provider\":\"acme\","
    "\"schema\":\"crm\"}}",
    MODEL,
    NULL,
    "\"name\":\"P\",\"plan_id\":null," PLAIN_SYNC "," ON_DEMAND,
    "Databricks"
  };
  const char *without = SENT_PIPELINE ("");
  const char *with = SENT_PIPELINE ("\"plan_id\":\"plan\",");
  g_autofree char *scope = sluice_profile_dup_scope (sluice_session_get_profile (self->session));
  g_autoptr (SluiceJournal) journal =
      sluice_journal_new (sluice_session_get_store (self->session), scope);
  g_autoptr (SluiceSetup) setup = NULL;
  g_autoptr (SluiceSetup) delayed = NULL;
  g_autoptr (SluiceSetup) planned = NULL;
  g_autoptr (SluicePlan) plan = NULL;
  SluiceStep *step;
  gint64 row;

  serve_case (self, &shown);
  setup = export_pipeline (self);
  delayed =
      sluice_setup_with (setup, "/pipeline/schedule/delay", sluice_json_parse ("\"5m\"", -1, NULL));
  planned =
      sluice_setup_with (delayed, "/pipeline/plan_id", sluice_json_parse ("\"plan\"", -1, NULL));
  row = sluice_journal_begin_sending (journal, "pipeline", "p", "create", without, NULL);
  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_DONE, "p", NULL));
  step = plan_pipeline (self, delayed, &plan);
  g_assert_cmpint (sluice_step_get_action (step), ==, SLUICE_ACTION_SAME);
  row = sluice_journal_begin_sending (journal, "pipeline", "p", "update", with, NULL);
  g_assert_true (sluice_journal_end (journal, row, SLUICE_JOURNAL_DONE, "p", NULL));
  step = plan_pipeline (self, planned, &plan);
  g_assert_cmpint (sluice_step_get_action (step), ==, SLUICE_ACTION_UPDATE);
  g_assert_cmpstr (sluice_step_get_differences (step)[0], ==, "plan_id: (nothing) → plan");
  g_assert_null (sluice_step_get_differences (step)[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/export-plan/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  g_test_add ("/export-plan/unshown", Fixture, NULL, set_up, test_unshown, tear_down);
  g_test_add ("/export-plan/taken-away", Fixture, NULL, set_up, test_taken_away, tear_down);
  return g_test_run ();
}
