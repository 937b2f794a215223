/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-api.h"

#include "api/sluice-audiences.h"
#include "api/sluice-pipelines.h"
#include "api/sluice-platform.h"
#include "api/sluice-reply.h"

#include <string.h>

/* Every call, cancelled after each of its turns of the main loop. Whatever it was doing, it comes back
 * once, and leaves nothing behind: no task (which would hold the client), no source, no socket. */

#define MOST_TURNS 150
#define OBJECT     "{\"id\":\"a\",\"name\":\"A\"}"

typedef enum
{
  CALL_SIGN_IN,
  CALL_LIST,
  CALL_LIST_LARGE,
  CALL_GET,
  CALL_CREATE,
  CALL_CREATE_CUT_OFF,
  CALL_UPDATE,
  CALL_DELETE,
  CALL_REPORT,
  CALL_RUNS,
  CALL_RUN,
  CALL_TRIGGER,
  CALL_CONFIGURATIONS,
  CALL_CONNECT_CUT_OFF,
  CALL_WAIT,
  N_CALLS,
} Call;

static const char *const names[N_CALLS] = {
  [CALL_SIGN_IN] = "sign-in",
  [CALL_LIST] = "list",
  [CALL_LIST_LARGE] = "list-large",
  [CALL_GET] = "get",
  [CALL_CREATE] = "create",
  [CALL_CREATE_CUT_OFF] = "create-cut-off",
  [CALL_UPDATE] = "update",
  [CALL_DELETE] = "delete",
  [CALL_REPORT] = "report",
  [CALL_RUNS] = "runs",
  [CALL_RUN] = "run",
  [CALL_TRIGGER] = "trigger",
  [CALL_CONFIGURATIONS] = "configurations",
  [CALL_CONNECT_CUT_OFF] = "connect-cut-off",
  [CALL_WAIT] = "wait",
};

static void
start_resource (Call call, SluiceClient *client, GCancellable *cancellable, ApiWait *wait)
{
  g_autoptr (SluiceBody) body = api_body (OBJECT);

  if (call == CALL_LIST)
    sluice_resource_list_async (client, SLUICE_FAMILY_DATA_MODELS, cancellable, api_on_done_cb,
                                wait);
  else if (call == CALL_LIST_LARGE)
    sluice_resource_list_async (client, SLUICE_FAMILY_CONNECTIONS, cancellable, api_on_done_cb,
                                wait);
  else if (call == CALL_GET)
    sluice_resource_get_async (client, SLUICE_FAMILY_DATA_MODELS, "a", cancellable, api_on_done_cb,
                               wait);
  else if (call == CALL_CREATE)
    sluice_resource_create_async (client, SLUICE_FAMILY_DATA_MODELS, body, cancellable,
                                  api_on_done_cb, wait);
  else if (call == CALL_CREATE_CUT_OFF)
    sluice_resource_create_async (client, SLUICE_FAMILY_CONNECTIONS, body, cancellable,
                                  api_on_done_cb, wait);
  else if (call == CALL_UPDATE)
    sluice_resource_update_async (client, SLUICE_FAMILY_DATA_MODELS, "a", body, cancellable,
                                  api_on_done_cb, wait);
  else
    sluice_resource_delete_async (client, SLUICE_FAMILY_DATA_MODELS, "a", cancellable,
                                  api_on_done_cb, wait);
}

static void
start (Call call, SluiceClient *client, GCancellable *cancellable, ApiWait *wait)
{
  g_autoptr (SluiceBody) body = api_body ("{\"service_configuration_id\":5}");

  if (call == CALL_SIGN_IN)
    sluice_client_sign_in_async (client, cancellable, api_on_done_cb, wait);
  else if (call == CALL_REPORT)
    sluice_pipelines_report_async (client, "a", cancellable, api_on_done_cb, wait);
  else if (call == CALL_RUNS)
    sluice_pipelines_runs_async (client, "a", 1, 10, NULL, NULL, cancellable, api_on_done_cb, wait);
  else if (call == CALL_RUN)
    sluice_pipelines_run_async (client, "a", "1", cancellable, api_on_done_cb, wait);
  else if (call == CALL_TRIGGER)
    sluice_pipelines_trigger_async (client, "a", cancellable, api_on_done_cb, wait);
  else if (call == CALL_CONFIGURATIONS)
    sluice_platform_configurations_async (client, "m", cancellable, api_on_done_cb, wait);
  else if (call == CALL_CONNECT_CUT_OFF)
    sluice_audiences_connect_async (client, "a", body, cancellable, api_on_done_cb, wait);
  else if (call == CALL_WAIT)
    sluice_client_call_async (client, "GET", "/wait", NULL, cancellable, api_on_done_cb, wait);
  else
    start_resource (call, client, cancellable, wait);
}

/* Each route is found at the second try, so that there is much to interrupt. */
static void
script (TestServer *server)
{
  g_autofree char *filling = g_strnfill (SLUICE_REPLY_LARGE_BYTES, ' ');
  g_autofree char *many = g_strconcat ("[" OBJECT, filling, "," OBJECT "]", NULL);

  test_server_say (server, "POST", "/oauth/token", 200,
                   "{\"access_token\":\"tokn\",\"expires_in\":0}");
  test_server_say (server, "*", API_V2 "/inputs/data-models/a", 200, OBJECT);
  test_server_say (server, "GET", API_V2 "/inputs/data-models", 200, "[" OBJECT "]");
  test_server_say (server, "POST", API_V2 "/inputs/data-models", 201, OBJECT);
  test_server_say (server, "GET", API_V2 "/connections", 200, many);
  test_server_add (server, "POST", API_V2 "/connections", 0,
                   (TestReply){ .body = OBJECT, .cut_after = 5 });
  test_server_say (server, "GET", API_V2 "/pipelines", 200, "[" OBJECT "]");
  test_server_say (server, "GET", API_V2 "/pipelines/a", 200, OBJECT);
  test_server_say (server, "GET", API_V2 "/pipelines/a/status", 200, "{}");
  test_server_say (server, "GET", API_V2 "/pipelines/a/status/runs", 200, "[]");
  test_server_say (server, "POST", API_V2 "/pipelines/a", 200, "{}");
  test_server_say (server, "GET", "/v1/workspace/9/m/serviceconfigurations", 200, "[]");
  test_server_say (server, "GET", API_V2 "/audiences/a/connections", 200, "[]");
  test_server_add (server, "POST", API_V2 "/audiences/a/connections", 0, (TestReply){ .raw = "" });
  test_server_add (server, "GET", "/wait", 0,
                   (TestReply){ .status = 503, .headers = "Retry-After: 50\r\n" });
}

static guint
count_sockets (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint count = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      count += target != NULL && g_str_has_prefix (target, "socket:");
    }
  return count;
}

/* A context without sources has nothing to wait for but to be woken. */
static gboolean
has_sources (GMainContext *context)
{
  GPollFD fds[16];
  int priority, timeout, n_fds;
  gboolean ready;

  g_assert_true (g_main_context_acquire (context));
  ready = g_main_context_prepare (context, &priority);
  n_fds = g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);
  return ready || n_fds > 1 || timeout >= 0;
}

/* What was begun winds down, which takes a thread of the resolver's a moment, but none of our clocks of
 * ten seconds. */
static void
assert_no_sources (GMainContext *context)
{
  for (guint i = 0; i < 5000 && has_sources (context); i++)
    if (!g_main_context_iteration (context, FALSE))
      g_usleep (1000);
  g_assert_false (has_sources (context));
}

/* Gives whether there was anything to do: a call that only waits for its time has no more moments. */
static gboolean
turn (GMainContext *context)
{
  for (guint i = 0; i < 100; i++)
    {
      if (g_main_context_iteration (context, FALSE))
        return TRUE;
      g_usleep (1000);
    }
  return FALSE;
}

/* Gives whether the call was over, or waited for its time, before it was cancelled. */
static gboolean
cancel_after (Api *api, Call call, guint turns)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (ApiWait) wait = { 0 };
  gboolean was_over = FALSE;

  g_main_context_push_thread_default (context);
  g_object_set (api->profile, "api-url", test_server_get_url (api->server), NULL);
  sluice_profile_set_learned (api->profile, "data-models", NULL);
  sluice_profile_set_learned (api->profile, "pipelines", NULL);
  sluice_profile_set_learned (api->profile, "report", NULL);
  api_restart_client (api, (ApiOptions){ .retry_base = 1 });
  start (call, api->client, cancellable, &wait);
  for (guint i = 0; i < turns && !was_over; i++)
    was_over = !turn (context) || wait.done > 0;
  g_cancellable_cancel (cancellable);
  while (wait.done == 0)
    g_main_context_iteration (context, TRUE);
  api_wait_clear (&wait);
  g_assert_finalize_object (g_steal_pointer (&api->client));
  assert_no_sources (context);
  g_assert_cmpuint (wait.done, ==, 1);
  g_main_context_pop_thread_default (context);
  return was_over;
}

static void
test_cancel (Api *api, gconstpointer data)
{
  const Call call = (Call) GPOINTER_TO_UINT (data);
  /* Where each turn takes long, such as under valgrind, fewer of them must do. */
  const char *step = g_getenv ("SLUICE_TEST_STEP");
  guint before;
  guint turns = 0;

  script (api->server);
  g_clear_object (&api->client);
  /* The first one leaves what the process keeps, such as the resolver's. */
  cancel_after (api, call, MOST_TURNS);
  before = count_sockets ();
  while (turns < MOST_TURNS && !cancel_after (api, call, turns))
    turns += step != NULL ? (guint) g_ascii_strtoull (step, NULL, 10) : turns < 50 ? 1 : 5;
  g_test_message ("%s: cancelled at up to %u turns", names[call], turns);
  /* The server's ends close when its threads have seen ours close. */
  for (guint i = 0; i < 1000 && count_sockets () > before; i++)
    g_usleep (1000);
  g_assert_cmpuint (count_sockets (), <=, before);
  api_restart_client (api, (ApiOptions){ 0 });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autofree char *path = g_strconcat ("/client-cancel/", names[i], NULL);

      g_test_add (path, Api, GUINT_TO_POINTER (i), api_set_up, test_cancel, api_tear_down);
    }
  return g_test_run ();
}
