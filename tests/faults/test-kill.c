/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "setup-fixture.h"
#include "setup/sluice-undo.h"

#include <stdlib.h>

/* Kills an apply at every write to a file or socket, lets another one go on, and looks that there is
 * exactly one object of each kind and that all of them count as ours. The sandbox lives in this process;
 * apply runs in another one, started from the same program. */

static const char *program;
static const char *preload;

/* The other process: plan, apply, and nothing else. */
static int
drive (const char *url, const char *store, const char *kind)
{
  SetupFixture self = { .store.path = (char *) store };
  g_autofree char *token_url = g_strconcat (url, "/oauth/token", NULL);
  g_autoptr (SluiceSetup) setup = setup_make_of_kind (kind);
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sluice_secret_unref);

  self.profile = setup_make_profile (url, token_url);
  self.keyring = sluice_keyring_new_for_session_only ();
  setup_open_session (&self);
  plan = setup_plan_full (&self, setup, 0, &error);
  if (plan != NULL)
    {
      for (const char *const *key = sluice_plan_get_needed_secrets (plan); *key != NULL; key++)
        g_hash_table_insert (secrets, (gpointer) *key, sluice_secret_new (setup_get_secret (*key)));
      sluice_apply_run_async (self.session, plan, secrets, NULL, setup_on_done_cb, &result);
      if (sluice_apply_run_finish (setup_wait (&result), &error))
        return EXIT_SUCCESS;
    }
  g_printerr ("apply failed: %s\n", error->message);
  return EXIT_FAILURE;
}

/* Gives whether it came to its end, FALSE where it was killed; anything else is a failure. */
static gboolean
run_driver (SetupFixture *fixture, const char *kind, guint kill_at)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) driver = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *at = g_strdup_printf ("%u", kill_at);

  if (kill_at > 0)
    {
      g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", preload, TRUE);
      g_subprocess_launcher_setenv (launcher, "KILL_AT", at, TRUE);
    }
  driver = g_subprocess_launcher_spawn (launcher, &error, program, "--drive",
                                        sluice_sandbox_get_url (fixture->sandbox),
                                        fixture->store.path, kind, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (driver, NULL, setup_on_done_cb, &result);
  g_assert_true (g_subprocess_wait_finish (driver, setup_wait (&result), &error));
  if (g_subprocess_get_if_signaled (driver))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (driver), ==, SIGKILL);
      return FALSE;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (driver), ==, EXIT_SUCCESS);
  return TRUE;
}

static void
assert_whole (SetupFixture *fixture, const char *kind)
{
  g_autoptr (SluiceSetup) setup = setup_make_of_kind (kind);
  g_autoptr (SluicePlan) plan = NULL;

  for (SluiceSandboxFamily family = SLUICE_SANDBOX_FEEDS; family <= SLUICE_SANDBOX_PIPELINES;
       family++)
    g_assert_cmpuint (setup_count (fixture, family), ==, 1);
  setup_open_session (fixture);
  plan = setup_plan (fixture, setup);
  setup_assert_plan (plan, "same:done same:done same:done same:done same:done");
}

/* What the killed apply made can be taken back at once. */
static void
assert_undone (SetupFixture *fixture)
{
  g_autoptr (GListModel) steps = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  setup_open_session (fixture);
  steps = sluice_undo_find (fixture->session, NULL);
  if (steps != NULL)
    {
      sluice_undo_run_async (fixture->session, steps, NULL, setup_on_done_cb, &result);
      g_assert_true (sluice_undo_run_finish (setup_wait (&result), &error));
      g_assert_no_error (error);
    }
  for (SluiceSandboxFamily family = SLUICE_SANDBOX_CONNECTIONS; family <= SLUICE_SANDBOX_PIPELINES;
       family++)
    g_assert_cmpuint (setup_count (fixture, family), ==, 0);
}

/* Gives whether the apply was killed. */
static gboolean
try_kill_at (const char *kind, guint kill_at)
{
  SetupFixture fixture = { 0 };
  gboolean finished;

  setup_set_up (&fixture, NULL);
  finished = run_driver (&fixture, kind, kill_at);
  /* At every other place, odd ones for one half of the kinds and even ones for the other. */
  if (!finished && (kill_at + strlen (kind)) % 2 == 0)
    assert_undone (&fixture);
  if (!finished)
    g_assert_true (run_driver (&fixture, kind, 0));
  assert_whole (&fixture, kind);
  setup_tear_down (&fixture, NULL);
  return !finished;
}

static void
test_every_write (gconstpointer data)
{
  const char *kind = data;
  guint kill_at = 1;

  while (try_kill_at (kind, kill_at))
    kill_at++;
  g_test_message ("%s was killed at %u places", kind, kill_at - 1);
  /* Five objects, each with an intent, a request and an outcome, cannot do with fewer. */
  g_assert_cmpuint (kill_at, >, 15);
  g_assert_cmpuint (kill_at, <, 1000);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--drive"))
    return drive (argv[2], argv[3], argv[4]);
  program = argv[0];
  preload = argv[argc - 1];
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (setup_kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/kill/", setup_kinds[i].id, NULL);

      g_test_add_data_func (path, setup_kinds[i].id, test_every_write);
    }
  return g_test_run ();
}
