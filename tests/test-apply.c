/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "setup-fixture.h"
#include "setup/sluice-undo.h"

#define ALL_CREATE "create:planned create:planned create:planned create:planned create:planned"
#define ALL_DONE   "create:done create:done create:done create:done create:done"
#define ALL_SAME   "same:done same:done same:done same:done same:done"

static void
assert_one_of_each (SetupFixture *fixture)
{
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_FEEDS), ==, 1);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_CONNECTIONS), ==, 1);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_DATA_MODELS), ==, 1);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_FIELD_TRANSFORMATIONS), ==, 1);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_PIPELINES), ==, 1);
}

static void
on_outcome_cb (SluiceStep *step, GParamSpec *spec, GString *told)
{
  g_string_append_printf (told, "%s ", sluice_outcome_to_string (sluice_step_get_outcome (step)));
}

static void
test_twice (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  guint writes;

  setup_assert_plan (plan, ALL_CREATE);
  g_assert_cmpuint (setup_count_writes (fixture), ==, 0);
  g_assert_null (sluice_step_get_id (setup_get_step (plan, 0)));
  g_assert_cmpstr (sluice_plan_get_needed_secrets (plan)[0], ==, "password");
  g_signal_connect (setup_get_step (plan, 4), "notify::outcome", G_CALLBACK (on_outcome_cb), told);
  setup_apply (fixture, plan);
  setup_assert_plan (plan, ALL_DONE);
  g_assert_cmpstr (told->str, ==, "running done ");
  g_assert_nonnull (sluice_step_get_id (setup_get_step (plan, 0)));
  assert_one_of_each (fixture);

  writes = setup_count_writes (fixture);
  g_assert_cmpuint (writes, ==, 5);
  again = setup_plan (fixture, setup);
  setup_assert_plan (again, ALL_SAME);
  g_assert_null (sluice_plan_get_needed_secrets (again)[0]);
  g_assert_true (setup_apply_full (fixture, again, NULL, NULL, NULL));
  setup_assert_plan (again, ALL_SAME);
  g_assert_cmpuint (setup_count_writes (fixture), ==, writes);
}

/* Objects that another machine made: equal ones are adopted, and from then on they are ours. */
static void
test_adopts (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) adopting = NULL;
  g_autoptr (SluicePlan) again = NULL;
  guint writes;

  setup_apply (fixture, plan);
  store_remove_folder (fixture->store.folder);
  setup_open_session (fixture);
  writes = setup_count_writes (fixture);
  adopting = setup_plan (fixture, setup);
  setup_assert_plan (adopting, "adopt:done adopt:done adopt:done adopt:done adopt:done");
  g_assert_true (setup_apply_full (fixture, adopting, NULL, NULL, NULL));
  again = setup_plan (fixture, setup);
  setup_assert_plan (again, ALL_SAME);
  g_assert_cmpuint (setup_count_writes (fixture), ==, writes);
}

static void
test_updates (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluiceSetup) changed = setup_parse_with ("/pipeline/schedule/frequency", "\"daily\"");
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) update = NULL;
  g_autoptr (SluicePlan) again = NULL;
  SluiceStep *step;

  setup_apply (fixture, plan);
  update = setup_plan (fixture, changed);
  setup_assert_plan (update, "same:done same:done same:done same:done update:planned");
  step = setup_get_step (update, 4);
  g_assert_cmpstr (sluice_step_get_differences (step)[0], ==, "schedule.frequency: hourly → daily");
  g_assert_null (sluice_step_get_differences (step)[1]);
  g_assert_true (setup_apply_full (fixture, update, NULL, NULL, NULL));
  again = setup_plan (fixture, changed);
  setup_assert_plan (again, ALL_SAME);
  assert_one_of_each (fixture);
}

/* Another type of schedule and of sync takes what belonged to the old one with it. */
static void
test_changes_type (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluiceSetup) once = setup_parse_with ("/pipeline/schedule", "{\"type\": \"once\"}");
  g_autoptr (SluiceSetup) full =
      sluice_setup_with (once, "/pipeline/sync_mode",
                         sluice_json_parse ("{\"type\": \"full\"}", -1, NULL));
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) update = NULL;
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (GError) error = NULL;

  setup_apply (fixture, plan);
  update = setup_plan (fixture, full);
  setup_assert_plan (update, "same:done same:done same:done same:done update:planned");
  setup_apply_full (fixture, update, NULL, NULL, &error);
  g_assert_no_error (error);
  again = setup_plan (fixture, full);
  setup_assert_plan (again, ALL_SAME);
}

/* What is there, differs and is not ours stops everything before the first write. */
static void
test_conflicts (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluiceSetup) changed = setup_parse_with ("/data_model/name", "\"Another name\"");
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) conflict = NULL;
  g_autoptr (SluicePlan) update = NULL;
  g_autoptr (GError) error = NULL;

  setup_apply (fixture, plan);
  store_remove_folder (fixture->store.folder);
  setup_open_session (fixture);
  conflict = setup_plan (fixture, changed);
  setup_assert_plan (conflict,
                     "adopt:skipped adopt:skipped conflict:failed adopt:skipped adopt:skipped");
  g_assert_error (sluice_step_get_error (setup_get_step (conflict, 2)), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_CONFLICT);
  g_assert_false (setup_apply_full (fixture, conflict, NULL, NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CONFLICT);
  g_assert_cmpuint (setup_count_writes (fixture), ==, 0);

  update = setup_plan_full (fixture, changed, SLUICE_PLAN_UPDATE, NULL);
  setup_assert_plan (update, "adopt:done adopt:done update:planned adopt:done adopt:done");
  g_assert_true (setup_apply_full (fixture, update, NULL, NULL, NULL));
  g_clear_object (&update);
  update = setup_plan (fixture, changed);
  setup_assert_plan (update, ALL_SAME);
}

static void
test_feed_of_another_module (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluiceSetup) by_id = NULL;
  g_autoptr (SluiceSetup) unknown = setup_parse_with ("/feed", "{\"id\": 424242}");
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (JsonNode) body = sluice_json_parse (
      "{\"module_name\": \"Redshift\", \"name\": \"Acme feed\", \"os\": \"Unknown\","
      " \"settings\": [], \"is_debug\": false}",
      -1, NULL);
  g_autoptr (SluiceBody) feed = sluice_body_new (body);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) created = NULL;
  g_autofree char *id = NULL;
  g_autofree char *block = NULL;

  sluice_resource_create_async (sluice_session_get_client (fixture->session), SLUICE_FAMILY_FEEDS,
                                feed, NULL, setup_on_done_cb, &result);
  created = sluice_resource_create_finish (sluice_session_get_client (fixture->session),
                                           setup_wait (&result), NULL);
  id = sluice_json_dup_text (created, "id");
  plan = setup_plan_full (fixture, setup, SLUICE_PLAN_UPDATE, NULL);
  setup_assert_plan (plan, "conflict:failed create:skipped create:skipped create:skipped "
                           "create:skipped");
  g_clear_object (&plan);
  block = g_strdup_printf ("{\"id\": %s}", id);
  by_id = setup_parse_with ("/feed", block);
  plan = setup_plan_full (fixture, by_id, SLUICE_PLAN_UPDATE, NULL);
  g_assert_cmpint (sluice_step_get_action (setup_get_step (plan, 0)), ==, SLUICE_ACTION_CONFLICT);
  g_clear_object (&plan);
  plan = setup_plan (fixture, unknown);
  g_assert_cmpint (sluice_step_get_action (setup_get_step (plan, 0)), ==, SLUICE_ACTION_CONFLICT);
  g_assert_error (sluice_step_get_error (setup_get_step (plan, 0)), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_NOT_FOUND);
}

static void
test_feed_by_id (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autofree char *block = NULL;
  g_autoptr (SluiceSetup) by_id = NULL;
  g_autoptr (SluicePlan) again = NULL;

  setup_apply (fixture, plan);
  block = g_strdup_printf ("{\"id\": %s}", sluice_step_get_id (setup_get_step (plan, 0)));
  by_id = setup_parse_with ("/feed", block);
  again = setup_plan (fixture, by_id);
  setup_assert_plan (again, ALL_SAME);
}

/* A secret that is nowhere is missed before anything is written. */
static void
test_missing_secret (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (setup_apply_full (fixture, plan, NULL, NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_AUTH);
  g_assert_true (g_str_has_prefix (error->message, "password: "));
  g_assert_cmpuint (setup_count_writes (fixture), ==, 0);
  setup_assert_plan (plan, "create:skipped create:skipped create:skipped create:skipped "
                           "create:skipped");
  again = setup_plan (fixture, setup);
  setup_assert_plan (again, ALL_CREATE);
}

static void
test_keyring (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluiceSecret) secret = sluice_secret_new ("from the form");
  g_autoptr (SluiceSecret) kept = NULL;
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) found = NULL;

  sluice_keyring_store_async (fixture->keyring, sluice_profile_get_id (fixture->profile),
                              "warehouse:snowflake:password", "x", secret, NULL, setup_on_done_cb,
                              &stored);
  g_assert_true (sluice_keyring_store_finish (fixture->keyring, setup_wait (&stored), NULL));
  g_assert_true (setup_apply_full (fixture, plan, NULL, NULL, NULL));
  sluice_keyring_lookup_async (fixture->keyring, sluice_profile_get_id (fixture->profile),
                               "connection:acme-connection:password", NULL, setup_on_done_cb,
                               &found);
  kept = sluice_keyring_lookup_finish (fixture->keyring, setup_wait (&found), NULL);
  g_assert_true (sluice_secret_equal (kept, secret));
}

static void
test_resend_secrets (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) resend = NULL;
  guint writes;

  setup_apply (fixture, plan);
  writes = setup_count_writes (fixture);
  resend = setup_plan_full (fixture, setup, SLUICE_PLAN_RESEND_SECRETS, NULL);
  setup_assert_plan (resend, "same:done update:planned same:done same:done same:done");
  g_assert_cmpstr (sluice_plan_get_needed_secrets (resend)[0], ==, "password");
  g_assert_true (setup_apply_full (fixture, resend, NULL, NULL, NULL));
  g_assert_cmpuint (setup_count_writes (fixture), ==, writes + 1);
}

/* A step that the server refuses leaves what was made, and the next apply goes on from there. */
static void
test_goes_on (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) wrong =
      setup_parse_with ("/pipeline/sync_mode/iterator_data_type", "\"timestamptz\"");
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, wrong);
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (setup_apply_full (fixture, plan, "hunter2", NULL, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_VALIDATION);
  setup_assert_plan (plan, "create:done create:done create:done create:done create:failed");
  again = setup_plan (fixture, setup);
  setup_assert_plan (again, "same:done same:done same:done same:done create:planned");
  g_assert_true (setup_apply_full (fixture, again, NULL, NULL, NULL));
  assert_one_of_each (fixture);
}

static void
on_step_done_cb (SluiceStep *step, GParamSpec *spec, GCancellable *cancellable)
{
  if (sluice_step_get_outcome (step) == SLUICE_OUTCOME_DONE)
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_signal_connect (setup_get_step (plan, 1), "notify::outcome", G_CALLBACK (on_step_done_cb),
                    cancellable);
  g_assert_false (setup_apply_full (fixture, plan, "hunter2", cancellable, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_CANCELLED);
  setup_assert_plan (plan, "create:done create:done create:skipped create:skipped create:skipped");
  again = setup_plan (fixture, setup);
  setup_apply (fixture, again);
  assert_one_of_each (fixture);
}

static void
test_two_at_once (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) one = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) two = setup_plan (fixture, setup);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sluice_secret_unref);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (secrets, (gpointer) "password", sluice_secret_new ("hunter2"));
  sluice_apply_run_async (fixture->session, one, secrets, NULL, setup_on_done_cb, &result);
  g_assert_false (setup_apply_full (fixture, two, "hunter2", NULL, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_BUSY);
  g_assert_true (sluice_apply_run_finish (setup_wait (&result), NULL));
  assert_one_of_each (fixture);
}

/* Both found that there is nothing; the second gets its turn when the first is done. */
static void
test_second_of_two_plans (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) one = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) two = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) three = NULL;
  g_autoptr (GError) error = NULL;

  setup_apply (fixture, one);
  g_assert_false (setup_apply_full (fixture, two, "hunter2", NULL, &error));
  g_assert_error (error, SLUICE_STORE_ERROR, SLUICE_STORE_ERROR_CHANGED);
  assert_one_of_each (fixture);
  three = setup_plan (fixture, setup);
  setup_assert_plan (three, "same:done same:done same:done same:done same:done");
  setup_apply (fixture, three);
}

static void
test_undo (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluicePlan) plan = setup_plan (fixture, setup);
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  setup_apply (fixture, plan);
  sluice_undo_run_async (fixture->session, G_LIST_MODEL (plan), NULL, setup_on_done_cb, &result);
  g_assert_true (sluice_undo_run_finish (setup_wait (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_FEEDS), ==, 1);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_CONNECTIONS), ==, 0);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_PIPELINES), ==, 0);
  g_assert_nonnull (sluice_step_get_warning (setup_get_step (plan, 0)));
  again = setup_plan (fixture, setup);
  setup_assert_plan (again, "same:done create:planned create:planned create:planned "
                            "create:planned");
  setup_apply (fixture, again);
  assert_one_of_each (fixture);
}

static void
undo_last (SetupFixture *fixture)
{
  g_autoptr (GListModel) steps = sluice_undo_find (fixture->session, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (steps);
  sluice_undo_run_async (fixture->session, steps, NULL, setup_on_done_cb, &result);
  g_assert_true (sluice_undo_run_finish (setup_wait (&result), &error));
  g_assert_no_error (error);
  g_assert_null (sluice_undo_find (fixture->session, NULL));
}

/* What the journal has of the last apply is enough to take it back, however long ago that was. */
static void
test_undo_later (SetupFixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSetup) setup = setup_parse (SETUP_TEXT);
  g_autoptr (SluiceSetup) wrong =
      setup_parse_with ("/pipeline/sync_mode/iterator_data_type", "\"timestamptz\"");
  g_autoptr (SluicePlan) cut_off = setup_plan (fixture, wrong);
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (SluicePlan) update = NULL;
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (SluiceSetup) daily = setup_parse_with ("/pipeline/schedule/frequency", "\"daily\"");
  g_autoptr (GListModel) steps = NULL;
  g_autoptr (SluiceStep) connection = NULL;

  g_assert_null (sluice_undo_find (fixture->session, NULL));
  g_assert_false (setup_apply_full (fixture, cut_off, "hunter2", NULL, NULL));
  setup_open_session (fixture);
  plan = setup_plan (fixture, setup);
  setup_apply (fixture, plan);
  setup_open_session (fixture);
  steps = sluice_undo_find (fixture->session, G_LIST_MODEL (plan));
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 5);
  connection = g_list_model_get_item (steps, 1);
  g_assert_cmpstr (sluice_step_get_name (connection), ==, "Acme connection");
  undo_last (fixture);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_FEEDS), ==, 1);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_CONNECTIONS), ==, 0);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_DATA_MODELS), ==, 0);
  g_assert_cmpuint (setup_count (fixture, SLUICE_SANDBOX_PIPELINES), ==, 0);

  /* An apply that only changes has nothing to take back, least of all what an earlier one made. */
  again = setup_plan (fixture, setup);
  setup_apply (fixture, again);
  update = setup_plan (fixture, daily);
  setup_apply (fixture, update);
  g_assert_null (sluice_undo_find (fixture->session, NULL));
  assert_one_of_each (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, SetupFixture, NULL, setup_set_up, function, setup_tear_down)
  ADD ("/apply/twice", test_twice);
  ADD ("/apply/adopts", test_adopts);
  ADD ("/apply/updates", test_updates);
  ADD ("/apply/changes-type", test_changes_type);
  ADD ("/apply/conflicts", test_conflicts);
  ADD ("/apply/feed-of-another-module", test_feed_of_another_module);
  ADD ("/apply/feed-by-id", test_feed_by_id);
  ADD ("/apply/missing-secret", test_missing_secret);
  ADD ("/apply/keyring", test_keyring);
  ADD ("/apply/resend-secrets", test_resend_secrets);
  ADD ("/apply/goes-on", test_goes_on);
  ADD ("/apply/cancelled", test_cancelled);
  ADD ("/apply/two-at-once", test_two_at_once);
  ADD ("/apply/second-of-two-plans", test_second_of_two_plans);
  ADD ("/apply/undo", test_undo);
  ADD ("/apply/undo-later", test_undo_later);
#undef ADD
  return g_test_run ();
}
