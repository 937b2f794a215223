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
/* A run takes at most two and a half minutes, which then pass in a moment. */
#define FAST "1000"

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

/* What both took, in turns. */
typedef struct
{
  GArray *ours;
  GArray *bare;
  GArray *times;
} Pairs;

static void
pairs_clear (Pairs *pairs)
{
  g_array_unref (pairs->ours);
  g_array_unref (pairs->bare);
  g_array_unref (pairs->times);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pairs, pairs_clear)

static Pairs
pairs_new (void)
{
  return (Pairs){ bench_samples_new (), bench_samples_new (), bench_samples_new () };
}

static void
add_pair (Pairs *pairs, double with, double without)
{
  bench_add (pairs->ours, with);
  bench_add (pairs->bare, without);
  bench_add (pairs->times, with / without);
}

static void
print_pairs (Pairs *pairs, const char *what, const char *who)
{
  g_autofree char *ours_name = g_strdup_printf ("%s: %s", what, who);
  g_autofree char *bare_name = g_strdup_printf ("%s: bare libsoup", what);

  bench_print (ours_name, pairs->ours, "ms");
  bench_print (bare_name, pairs->bare, "ms");
  bench_print (what, pairs->times, "x bare");
}

static void
measure_client (BenchPeer *peer, SluiceClient *client, char **paths, guint at_once)
{
  g_autofree char *what = g_strdup_printf ("%u GETs, %u at once", g_strv_length (paths), at_once);
  g_auto (Pairs) pairs = pairs_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double without;

      bench_peer_get_all (peer, paths, at_once);
      without = bench_since (start);
      start = g_get_monotonic_time ();
      call_all (client, paths, at_once);
      add_pair (&pairs, bench_since (start), without);
    }
  print_pairs (&pairs, what, "client");
}

typedef struct
{
  guint observed;
  guint runs;
} Seen;

static void
on_observed_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, Seen *seen)
{
  seen->observed++;
}

static void
on_run_seen_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, SluiceRun *run, Seen *seen)
{
  seen->runs++;
}

/* Looks at all pipelines and the list of them, and nowhere else but here; back when nothing is being asked
 * any more and so many runs are stored. */
static void
poll_all (SluiceMonitor *monitor, guint runs)
{
  Seen seen = { 0 };

  g_signal_connect (monitor, "observed", G_CALLBACK (on_observed_cb), &seen);
  g_signal_connect (monitor, "run-seen", G_CALLBACK (on_run_seen_cb), &seen);
  sluice_monitor_refresh (monitor, NULL, NULL);
  sluice_monitor_set_suspended (monitor, FALSE);
  while (seen.observed < PIPELINES || seen.runs < runs || sluice_monitor_is_busy (monitor))
    g_main_context_iteration (NULL, TRUE);
  sluice_monitor_set_suspended (monitor, TRUE);
  g_signal_handlers_disconnect_by_data (monitor, &seen);
}

/* Gives the median, in times a bare loop. Where all is new, each pipeline has had a run since the poll
 * before, which is read, judged and stored. */
static double
measure_poll (BenchPeer *peer, SluiceSession *session, char **reports, gboolean all_new)
{
  static const char list[] = "/platform/v2/workspaces/9012/inputs/data-pipelines";
  g_autoptr (SluiceMonitor) monitor = sluice_monitor_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  g_auto (Pairs) pairs = pairs_new ();
  g_auto (Pairs) work = pairs_new ();

  g_strv_builder_add (builder, list);
  g_strv_builder_addv (builder, (const char **) reports);
  paths = g_strv_builder_end (builder);
  sluice_monitor_set_suspended (monitor, TRUE);
  sluice_monitor_watch (monitor, session);
  poll_all (monitor, 0);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start;
      double without, work_start, work_without;

      if (all_new)
        bench_peer_run_all (peer, PIPELINES);
      start = g_get_monotonic_time ();
      work_start = bench_work ();
      bench_peer_get_all (peer, paths, 8);
      without = bench_since (start);
      work_without = bench_work () - work_start;
      start = g_get_monotonic_time ();
      work_start = bench_work ();
      poll_all (monitor, all_new ? PIPELINES : 0);
      add_pair (&pairs, bench_since (start), without);
      add_pair (&work, bench_work () - work_start, work_without);
    }
  print_pairs (&pairs, all_new ? "full poll, all of it new" : "full poll, nothing new", "monitor");
  print_pairs (&work, all_new ? "... our processor time, all new" : "... our processor time",
               "monitor");
  return bench_median (pairs.times);
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
  double poll, poll_new;

  g_return_val_if_fail (argc == 2, 2);
  for (guint i = 0; i < PIPELINES; i++)
    {
      g_autofree char *path = bench_peer_dup_report (i);

      g_strv_builder_add (builder, path);
    }
  reports = g_strv_builder_end (builder);
  store_set_up (&fixture, NULL);
  store = store_open (&fixture);
  peer = bench_peer_start (argv[1], PIPELINES, FAST);
  session = bench_peer_open_session (peer, store);

  bench_print_header ();
  measure_client (peer, sluice_session_get_client (session), reports, 1);
  measure_client (peer, sluice_session_get_client (session), reports, 32);
  poll_new = measure_poll (peer, session, reports, TRUE);
  poll = measure_poll (peer, session, reports, FALSE);
  g_clear_object (&session);
  g_clear_object (&store);
  store_tear_down (&fixture, NULL);
  return bench_keeps ("full poll, nothing new, times bare", poll, POLL_LIMIT) &&
                 bench_keeps ("full poll, all of it new, times bare", poll_new, POLL_LIMIT)
             ? 0
             : 1;
}
