/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "interop/sluice-postman-export.h"

#include "interop/sluice-postman-import.h"
#include "setup-fixture.h"

static SluiceSetup *
make_setup (void)
{
  g_autoptr (GError) error = NULL;
  SluiceSetup *setup = sluice_setup_parse (SETUP_TEXT, -1, &error);

  g_assert_no_error (error);
  return setup;
}

static void
test_environment (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = make_setup ();
  g_autofree char *text = sluice_postman_export_environment (fixture->profile, setup);
  g_autoptr (JsonNode) root = sluice_json_parse (text, -1, NULL);
  JsonArray *values = sluice_json_get_array (json_node_get_object (root), "values");
  guint secrets = 0;

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonObject *line = json_array_get_object_element (values, i);

      if (g_strcmp0 (sluice_json_get_string (line, "type"), "secret") == 0)
        {
          secrets++;
          g_assert_cmpstr (sluice_json_get_string (line, "value"), ==, "");
        }
    }
  g_assert_cmpuint (secrets, ==, 3);
  g_assert_nonnull (strstr (text, "\"US1\""));
}

/* What is exported is imported again as it was, but for the secrets. */
static void
test_round_trip (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = make_setup ();
  g_autoptr (SluicePostmanImport) import = sluice_postman_import_new ();
  g_autofree char *environment = sluice_postman_export_environment (fixture->profile, setup);
  g_autoptr (GError) error = NULL;
  g_autofree char *collection = sluice_postman_export_collection (fixture->profile, setup, &error);
  SluiceSetup *again;
  static const char *const same[] = {
    "/warehouse",
    "/values/role_name",
    "/values/database",
    "/feed/name",
    "/connection/id",
    "/data_model/id",
    "/data_model/sql_query",
    "/pipeline/id",
    "/pipeline/name",
    "/pipeline/data_type",
    "/pipeline/sync_mode/iterator_field",
    "/pipeline/schedule/start",
  };

  g_assert_no_error (error);
  g_assert_true (
      sluice_postman_import_add_data (import, "e", environment, strlen (environment), &error));
  g_assert_true (
      sluice_postman_import_add_data (import, "c", collection, strlen (collection), &error));
  g_assert_no_error (error);
  again = sluice_postman_import_get_setup (import);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpstr (sluice_setup_get_text (again, same[i]), ==,
                     sluice_setup_get_text (setup, same[i]));
  g_assert_cmpuint (g_hash_table_size (sluice_postman_import_get_secrets (import)), ==, 0);
  g_assert_cmpstr (sluice_profile_get_workspace_id (sluice_postman_import_get_profile (import)), ==,
                   "9012");
}

/* The collection makes no feed where the setup reuses one, and neither may what is imported again. */
static void
test_reused_feed (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = make_setup ();
  g_autoptr (SluiceSetup) nameless = sluice_setup_with (setup, "/feed/name", NULL);
  g_autoptr (SluiceSetup) reusing =
      sluice_setup_with (nameless, "/feed/id", json_node_init_int (json_node_alloc (), 1234));
  g_autoptr (SluicePostmanImport) import = sluice_postman_import_new ();
  g_autofree char *environment = sluice_postman_export_environment (fixture->profile, reusing);
  g_autofree char *collection = sluice_postman_export_collection (fixture->profile, reusing, NULL);
  SluiceSetup *again;

  sluice_postman_import_add_data (import, "e", environment, strlen (environment), NULL);
  sluice_postman_import_add_data (import, "c", collection, strlen (collection), NULL);
  again = sluice_postman_import_get_setup (import);
  g_assert_cmpint (json_object_get_int_member (sluice_setup_get_block (again, "feed"), "id"), ==,
                   1234);
  g_assert_null (sluice_setup_get_text (again, "/feed/name"));
}

static void
test_incomplete (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = make_setup ();
  g_autoptr (SluiceSetup) without = sluice_setup_with (setup, "/values/database", NULL);
  g_autofree char *reading = sluice_postman_export_collection (fixture->profile, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (reading);
  g_assert_null (strstr (reading, "Create"));
  g_assert_null (sluice_postman_export_collection (fixture->profile, without, &error));
  g_assert_nonnull (error);
}

typedef struct
{
  gboolean done;
  char *output;
} Run;

static void
on_newman_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &run->output, NULL, &error);
  g_assert_no_error (error);
  run->done = TRUE;
}

static char *
write_file (SetupFixture *fixture, const char *name, char *text)
{
  char *path = g_build_filename (fixture->store.folder, name, NULL);
  g_autofree char *owned = text;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* The secrets' variables, as the environment has them blank. */
static const char *const secret_variables[] = {
  "PLATFORM_API_CLIENT_SECRET=client secret",
  "SNOWFLAKE_PASSWORD=with \"quotes\" and\nlines",
  "REDSHIFT_PASSWORD=hunter2",
  NULL,
};

static GSubprocess *
start_newman (const char *newman, const char *collection, const char *environment)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *key =
      g_strconcat ("BIG_QUERY_SERVICE_ACCOUNT_KEY=", setup_get_secret ("service_account_key"),
                   NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (words, (char *) newman);
  g_ptr_array_add (words, (char *) "run");
  g_ptr_array_add (words, (char *) collection);
  g_ptr_array_add (words, (char *) "--environment");
  g_ptr_array_add (words, (char *) environment);
  g_ptr_array_add (words, (char *) "--reporters");
  g_ptr_array_add (words, (char *) "cli");
  g_ptr_array_add (words, (char *) "--color");
  g_ptr_array_add (words, (char *) "off");
  for (guint i = 0; secret_variables[i] != NULL; i++)
    {
      g_ptr_array_add (words, (char *) "--env-var");
      g_ptr_array_add (words, (char *) secret_variables[i]);
    }
  g_ptr_array_add (words, (char *) "--env-var");
  g_ptr_array_add (words, key);
  g_ptr_array_add (words, NULL);
  process =
      g_subprocess_newv ((const char *const *) words->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  return process;
}

/* The collection, run from its top by Postman's own runner, sets up what applying the setup would, so
 * that the setup then finds nothing to do. */
static void
test_newman (SetupFixture *fixture, gconstpointer data)
{
  g_autofree char *newman =
      g_test_build_filename (G_TEST_DIST, "node_modules", ".bin", "newman", NULL);
  g_autoptr (SluiceSetup) setup = setup_make_of_kind (data);
  g_autoptr (SluicePlan) plan = NULL;
  g_autofree char *collection = NULL;
  g_autofree char *environment = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Run run = { 0 };

  if (!g_file_test (newman, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_test_skip ("newman is not installed");
      return;
    }
  collection = write_file (fixture, "collection.json",
                           sluice_postman_export_collection (fixture->profile, setup, NULL));
  environment = write_file (fixture, "environment.json",
                            sluice_postman_export_environment (fixture->profile, setup));
  process = start_newman (newman, collection, environment);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_newman_done_cb, &run);
  while (!run.done)
    g_main_context_iteration (NULL, TRUE);
  if (g_subprocess_get_exit_status (process) != 0)
    g_test_message ("%s", run.output);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_free (run.output);
  plan = setup_plan (fixture, setup);
  setup_assert_plan (plan, "adopt:done adopt:done adopt:done adopt:done adopt:done");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/postman-export/" name, SetupFixture, NULL, setup_set_up, test, setup_tear_down)
  ADD ("environment", test_environment);
  ADD ("round-trip", test_round_trip);
  ADD ("reused-feed", test_reused_feed);
  ADD ("incomplete", test_incomplete);
  for (guint i = 0; i < G_N_ELEMENTS (setup_kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/postman-export/newman/", setup_kinds[i].id, NULL);

      g_test_add (path, SetupFixture, setup_kinds[i].id, setup_set_up, test_newman,
                  setup_tear_down);
    }
  return g_test_run ();
}
