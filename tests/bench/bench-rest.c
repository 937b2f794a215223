/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* What watching costs while nothing happens: a hundred pipelines at rest, for twenty seconds. */

#include "../store-fixture.h"
#include "bench-peer.h"
#include "bench.h"
#include "monitor/sluice-monitor.h"

#define PIPELINES 100
#define SECONDS   20
#define LIMIT     1.0

static void
on_observed_cb (SluiceMonitor *monitor, SluicePipelineStatus *status, guint *observed)
{
  (*observed)++;
}

static gboolean
on_time_over_cb (gpointer user_data)
{
  gboolean *over = user_data;

  *over = TRUE;
  return G_SOURCE_REMOVE;
}

/* The first look, and the second one by which the monitor measures how fast the server's clock goes. */
static void
settle (SluiceMonitor *monitor)
{
  guint observed = 0;
  gulong handler = g_signal_connect (monitor, "observed", G_CALLBACK (on_observed_cb), &observed);

  while (observed < 2 * PIPELINES || sluice_monitor_is_busy (monitor))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (monitor, handler);
}

static double
rest (guint *wake_ups)
{
  double start = bench_cpu_seconds ();
  gboolean over = FALSE;

  g_timeout_add_seconds (SECONDS, on_time_over_cb, &over);
  *wake_ups = 0;
  while (!over)
    {
      g_main_context_iteration (NULL, TRUE);
      (*wake_ups)++;
    }
  return 100.0 * (bench_cpu_seconds () - start) / SECONDS;
}

int
main (int argc, char **argv)
{
  g_autoptr (BenchPeer) peer = NULL;
  g_autoptr (SluiceStore) store = NULL;
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (SluiceMonitor) monitor = NULL;
  StoreFixture fixture;
  double load;
  guint wake_ups;

  g_return_val_if_fail (argc == 2, 2);
  store_set_up (&fixture, NULL);
  store = store_open (&fixture);
  peer = bench_peer_start (argv[1], PIPELINES, "1");
  session = bench_peer_open_session (peer, store);
  monitor = sluice_monitor_new ();
  sluice_monitor_watch (monitor, session);
  settle (monitor);
  load = rest (&wake_ups);

  bench_print_header ();
  bench_print_value ("100 pipelines at rest, 20 s", load, "% of a core");
  bench_print_value ("wake-ups in these 20 s", wake_ups, "");
  bench_print_value ("memory of the watching process", bench_memory_mib ("VmRSS:"), "MiB");
  g_clear_object (&monitor);
  g_clear_object (&session);
  g_clear_object (&store);
  store_tear_down (&fixture, NULL);
  return bench_keeps ("at rest, % of a core", load, LIMIT) ? 0 : 1;
}
