/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* What the client adds to the cost of its requests: token, parsing, errors, redaction, activity. The
 * same GETs by a bare libsoup loop, that reads the replies and throws them away, are measured in turns. */

#include "../store-fixture.h"
#include "api/sluice-session.h"
#include "bench-peer.h"
#include "bench.h"
#include "monitor/sluice-monitor.h"

#define PIPELINES  100
#define ROUNDS     41
#define POLL_LIMIT 1.3

typedef struct
{
  SluiceClient *client;
  char **paths;
  guint next;
  guint pending;
} Loop;

static void call_next (Loop *loop);

static void
on_call_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loop *loop = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) reply = sluice_client_call_finish (SLUICE_CLIENT (source), result, &error);

  g_assert_no_error (error);
  loop->pending--;
  call_next (loop);
}

static void
call_next (Loop *loop)
{
  if (loop->paths[loop->next] == NULL)
    return;
  loop->pending++;
  sluice_client_call_async (loop->client, "GET", loop->paths[loop->next++], NULL, NULL,
                            on_call_done_cb, loop);
}

static void
call_all (SluiceClient *client, char **paths, guint at_once)
{
  Loop loop = { client, paths, 0, 0 };

  for (guint i = 0; i < at_once; i++)
    call_next (&loop);
  while (loop.pending > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_pair (GArray *ours, GArray *bare, GArray *times, double with, double without)
{
  bench_add (ours, with);
  bench_add (bare, without);
  bench_add (times, with / without);
}

static void
measure_client (BenchPeer *peer, SluiceClient *client, char **paths, guint at_once)
{
  g_autofree char *what = g_strdup_printf ("%u GETs, %u at once", g_strv_length (paths), at_once);
  g_autofree char *ours_name = g_strconcat (what, ": client", NULL);
  g_autofree char *bare_name = g_strconcat (what, ": bare libsoup", NULL);
  g_autoptr (GArray) ours = bench_samples_new ();
  g_autoptr (GArray) bare = bench_samples_new ();
  g_autoptr (GArray) times = bench_samples_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double without;
      double with;

      bench_peer_get_all (peer, paths, at_once);
      without = bench_since (start);
      start = g_get_monotonic_time ();
      call_all (client, paths, at_once);
      with = bench_since (start);
      add_pair (ours, bare, times, with, without);
    }
  bench_print (ours_name, ours, "ms");
  bench_print (bare_name, bare, "ms");
  bench_print (what, times, "x bare");
}

static void
on_observed_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, guint *observed)
{
  (*observed)++;
}

/* Looks at all pipelines and the list of them; back when nothing is being asked any more. */
static void
poll_all (SluiceMonitor *monitor)
{
  guint observed = 0;
  gulong handler = g_signal_connect (monitor, "observed", G_CALLBACK (on_observed_cb), &observed);

  sluice_monitor_refresh (monitor, NULL, NULL);
  while (observed < PIPELINES || sluice_monitor_is_busy (monitor))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (monitor, handler);
}

/* With another secret known, what was answered before is forgotten, so each reply is read as if new. */
static void
make_all_new (SluiceSession *session)
{
  static guint n_secrets;
  g_autofree char *text = g_strdup_printf ("another secret %u", n_secrets++);
  g_autoptr (SluiceSecret) secret = sluice_secret_new (text);

  sluice_redactor_add (sluice_client_get_redactor (sluice_session_get_client (session)), secret);
}

/* Gives the median, in times a bare loop. */
static double
measure_poll (BenchPeer *peer, SluiceSession *session, char **reports, gboolean all_new)
{
  const char *what = all_new ? "full poll of 100 pipelines, all of it new"
                             : "full poll of 100 pipelines, nothing new";
  g_autofree char *ours_name = g_strconcat (what, ": monitor", NULL);
  g_autofree char *bare_name = g_strconcat (what, ": bare", NULL);
  static const char list[] = "/platform/v2/workspaces/9012/inputs/data-pipelines";
  g_autoptr (SluiceMonitor) monitor = sluice_monitor_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  g_autoptr (GArray) ours = bench_samples_new ();
  g_autoptr (GArray) bare = bench_samples_new ();
  g_autoptr (GArray) times = bench_samples_new ();

  g_strv_builder_add (builder, list);
  g_strv_builder_addv (builder, (const char **) reports);
  paths = g_strv_builder_end (builder);
  sluice_monitor_watch (monitor, session);
  poll_all (monitor);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start;
      double without;
      double with;

      if (all_new)
        make_all_new (session);
      start = g_get_monotonic_time ();
      bench_peer_get_all (peer, paths, 8);
      without = bench_since (start);
      start = g_get_monotonic_time ();
      poll_all (monitor);
      with = bench_since (start);
      add_pair (ours, bare, times, with, without);
    }
  bench_print (ours_name, ours, "ms");
  bench_print (bare_name, bare, "ms");
  bench_print (what, times, "x bare");
  return bench_median (times);
}

int
main (int argc, char **argv)
{
  g_autoptr (BenchPeer) peer = NULL;
  g_autoptr (SluiceStore) store = NULL;
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) reports = NULL;
  StoreFixture fixture;
  double poll;

  g_return_val_if_fail (argc == 2, 2);
  for (guint i = 0; i < PIPELINES; i++)
    {
      g_autofree char *path = bench_peer_dup_report (i);

      g_strv_builder_add (builder, path);
    }
  reports = g_strv_builder_end (builder);
  store_set_up (&fixture, NULL);
  store = store_open (&fixture);
  peer = bench_peer_start (argv[1], PIPELINES);
  session = bench_peer_open_session (peer, store);

  bench_print_header ();
  measure_client (peer, sluice_session_get_client (session), reports, 1);
  measure_client (peer, sluice_session_get_client (session), reports, 32);
  measure_poll (peer, session, reports, TRUE);
  poll = measure_poll (peer, session, reports, FALSE);
  g_clear_object (&session);
  g_clear_object (&store);
  store_tear_down (&fixture, NULL);
  return bench_keeps ("full poll, times bare", poll, POLL_LIMIT) ? 0 : 1;
}
