/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>

/* The program itself: what it prints, how it ends, what it keeps. */

static const char *program;

typedef struct
{
  GSubprocess *process;
  char *url;
} Program;

static Program
launch (const char *const *argv)
{
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  Program self = { 0 };

  self.process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self.process));
  self.url = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (self.url, "http://127.0.0.1:"));
  return self;
}

static Program
start (const char *const *more)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (char *) program);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) more[i]);
  g_ptr_array_add (argv, NULL);
  return launch ((const char *const *) argv->pdata);
}

static void
end (Program *self, int signal_number)
{
  g_subprocess_send_signal (self->process, signal_number);
  g_subprocess_wait (self->process, NULL, NULL);
  if (signal_number == SIGKILL)
    g_assert_cmpint (g_subprocess_get_term_sig (self->process), ==, SIGKILL);
  else
    g_assert_true (g_subprocess_get_successful (self->process));
  g_clear_object (&self->process);
  g_clear_pointer (&self->url, g_free);
}

static char *
ask (Program *self, const char *method, const char *path, const char *token, const char *body)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (self->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autofree char *bearer = g_strdup_printf ("Bearer %s", token != NULL ? token : "");
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  reply = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message) / 100, ==, 2);
  return g_strndup (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply));
}

static char *
login (Program *self)
{
  g_autofree char *reply =
      ask (self, "POST", "/oauth/token", NULL,
           "{\"client_id\":\"sandbox\",\"client_secret\":\"sandbox-secret\",\"audience\":"
           "\"https://api.mparticle.com\",\"grant_type\":\"client_credentials\"}");
  g_autoptr (JsonNode) node = sluice_json_parse (reply, -1, NULL);

  return g_strdup (sluice_json_get_string (json_node_get_object (node), "access_token"));
}

static void
test_address (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sandbox-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "address", NULL);
  const char *const more[] = { "--address-file", file, "--port", "0", NULL };
  g_autofree char *text = NULL;
  g_autofree char *url = NULL;
  Program self = start (more);

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  url = g_strdup (g_strchomp (text));
  g_assert_cmpstr (url, ==, self.url);
  end (&self, SIGTERM);
  self = start (NULL);
  end (&self, SIGINT);
  g_remove (file);
  g_rmdir (folder);
}

/* Each client here has a connection of its own, and closes it with its answer. */
static void
test_many_clients (void)
{
  const char *const argv[] = { "sh", "-c", "ulimit -n 48 && exec \"$0\"", program, NULL };
  Program self = launch (argv);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *token = login (&self);

      g_assert_nonnull (token);
    }
  end (&self, SIGTERM);
}

static void
test_usage (void)
{
  static const char *const bad[][3] = {
    { "--nope", NULL },          { "extra", NULL },
    { "--speed", "0", NULL },    { "--speed", "fast", NULL },
    { "--port", "70000", NULL }, { "--routes", "other", NULL },
    { "--dialect", "v1", NULL }, { "--account-id", "x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GSubprocess) process =
          g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, program, bad[i][0], bad[i][1],
                            bad[i][1] != NULL ? bad[i][2] : NULL, NULL);

      g_subprocess_wait (process, NULL, NULL);
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
    }
}

static void
test_help (void)
{
  static const char *const words[] = { "--port",     "--address-file", "--speed",
                                       "--scenario", "--latency",      "--routes",
                                       "--dialect",  "--state",        "--seed-world",
                                       "Extensions", "/oauth/token",   "server_to_server_key",
                                       "calculate",  "--active-limit" };
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--help", NULL);
  g_autofree char *text = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (process));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (text, words[i]));
}

/* What was answered must be there again, even after a kill; secrets must not be in the file. */
static void
test_state (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sandbox-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "state", NULL);
  const char *const more[] = { "--state", file, "--speed", "3600", NULL };
  g_autofree char *token = NULL;
  g_autofree char *made = NULL;
  g_autofree char *feed = NULL;
  g_autofree char *again = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *text = NULL;
  Program self = start (more);

  token = login (&self);
  feed = ask (&self, "POST", "/v1/workspace/9012/partnerfeeds?accountId=5678", token, FIXTURE_FEED);
  made = ask (&self, "POST", FIXTURE_V2 "connections", token, FIXTURE_CONNECTION);
  gone = ask (&self, "POST", FIXTURE_V2 "data-models", token, FIXTURE_MODEL);
  g_free (ask (&self, "DELETE", FIXTURE_V2 "data-models/m", token, NULL));
  end (&self, SIGKILL);
  g_clear_pointer (&token, g_free);

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_null (strstr (text, "correct horse"));
  self = start (more);
  token = login (&self);
  again = ask (&self, "GET", FIXTURE_V2 "connections/c", token, NULL);
  g_assert_cmpstr (again, ==, made);
  g_free (ask (&self, "GET", "/v1/partnerfeeds/1001?accountId=5678", token, NULL));
  g_clear_pointer (&gone, g_free);
  gone = ask (&self, "GET", FIXTURE_V2 "data-models", token, NULL);
  g_assert_cmpstr (gone, ==, "[]");
  end (&self, SIGTERM);
  g_remove (file);
  g_rmdir (folder);
}

static void
test_broken_state (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sandbox-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "state", NULL);
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_file_set_contents (file, "not a state\n", -1, NULL));
  process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, program, "--state", file, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_clear_object (&process);

  /* A pipe keeps no state, and must not be replaced by a file. */
  g_remove (file);
  g_assert_cmpint (mkfifo (file, 0600), ==, 0);
  process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, program, "--state", file, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_false (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  g_remove (file);
  g_rmdir (folder);
}

static void
test_latency (void)
{
  const char *const more[] = { "--latency", "60", NULL };
  Program self = start (more);
  gint64 before = g_get_monotonic_time ();

  g_free (login (&self));
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 55000);
  end (&self, SIGTERM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];

  g_test_add_func ("/sandbox/program/address", test_address);
  g_test_add_func ("/sandbox/program/many-clients", test_many_clients);
  g_test_add_func ("/sandbox/program/usage", test_usage);
  g_test_add_func ("/sandbox/program/help", test_help);
  g_test_add_func ("/sandbox/program/state", test_state);
  g_test_add_func ("/sandbox/program/broken-state", test_broken_state);
  g_test_add_func ("/sandbox/program/latency", test_latency);

  return g_test_run ();
}
