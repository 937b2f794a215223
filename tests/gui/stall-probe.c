/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The GUI tests preload this into the program. It measures each turn of the main loop, from one poll
 * to the next, in CPU time of the thread, so that other programs on the machine do not count, and cuts
 * it at the phases of the frame clock: our callbacks, the toolkit's styles and layout of what is on
 * screen, and its painting, which without a graphics card is cairo filling pixels. A turn that takes
 * long is written to the file that SLUICE_STALL_FILE names, with the stacks it was in before painting:
 *
 *   turn START CALLBACKS LAYOUT PAINT WALL SLEPT SLOWNESS
 *   stack PHASE
 *   (a line for each frame)
 *
 * All but the last are milliseconds. The three CPU times are divided by SLOWNESS: how much longer a
 * fixed piece of work took right after the turn than at its best. SLEPT is how long the thread waited
 * for something other than a free processor, e.g. the disc or the display. */

#include <execinfo.h>
#include <fcntl.h>
#include <gtk/gtk.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

#define REPORT_MS  8.0
#define SAMPLE_MS  6.0
#define EVERY_MS   3.0
#define MAX_STACKS 24
#define MAX_DEPTH  160

typedef enum
{
  CALLBACKS,
  LAYOUT,
  PAINT,
  N_PHASES,
} Phase;

static const char *const phase_names[N_PHASES] = { "callbacks", "layout", "paint" };

static struct
{
  int file;
  int schedstat;
  timer_t timer;
  gboolean hooked;
  double started;
  double reference; /* the best time of a fixed piece of work */
  /* When the turn began. */
  double wall;
  double cpu;
  double queued;
  /* Where it is. */
  Phase phase;
  Phase computing_in; /* what asked for the size of a window */
  double phase_begun;
  double spent[N_PHASES];
  void *stacks[MAX_STACKS][MAX_DEPTH];
  int depths[MAX_STACKS];
  Phase phases[MAX_STACKS];
  volatile int n_stacks;
} probe = { .file = -1, .schedstat = -1 };

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* How long the thread was ready to run and did not get a processor; 0 where the kernel does not tell. */
static double
read_queued (void)
{
  char text[96] = "";
  unsigned long long run = 0, queued = 0;

  if (probe.schedstat < 0 || pread (probe.schedstat, text, sizeof text - 1, 0) <= 0)
    return 0;
  return sscanf (text, "%llu %llu", &run, &queued) == 2 ? (double) queued / 1e6 : 0;
}

static void
set_timer (double first_ms)
{
  const struct itimerspec spec = {
    .it_value = { .tv_nsec = (long) (first_ms * 1e6) },
    .it_interval = { .tv_nsec = first_ms > 0 ? (long) (EVERY_MS * 1e6) : 0 },
  };

  timer_settime (probe.timer, 0, &spec, NULL);
}

/* Only addresses are taken here, which is all a signal handler may do. */
static void
on_sample (int number)
{
  if (probe.n_stacks < MAX_STACKS)
    {
      probe.phases[probe.n_stacks] = probe.phase;
      probe.depths[probe.n_stacks] = backtrace (probe.stacks[probe.n_stacks], MAX_DEPTH);
      probe.n_stacks++;
    }
}

static void
write_stacks (void)
{
  for (int i = 0; i < probe.n_stacks; i++)
    {
      dprintf (probe.file, "stack %s\n", phase_names[probe.phases[i]]);
      backtrace_symbols_fd (probe.stacks[i], probe.depths[i], probe.file);
    }
}

static void
enter (Phase phase)
{
  double now = read_clock (CLOCK_THREAD_CPUTIME_ID);

  probe.spent[probe.phase] += now - probe.phase_begun;
  probe.phase = phase;
  probe.phase_begun = now;
  /* Where painting is, nobody needs to know. */
  set_timer (phase == PAINT ? 0 : SAMPLE_MS);
}

/* A piece of work of the kind that callbacks do: small allocations and a table of texts. */
static double
time_reference (void)
{
  double begun = read_clock (CLOCK_THREAD_CPUTIME_ID);
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < 600; i++)
    g_hash_table_insert (table, g_strdup_printf ("key %u", i), g_malloc0 (48));
  g_hash_table_unref (table);
  return read_clock (CLOCK_THREAD_CPUTIME_ID) - begun;
}

/* How much slower than at its best the processor is right now: a second thread of the same core or a
 * cache that others fill make the same work take up to twice its CPU time. */
static double
measure_slowness (void)
{
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      double now = time_reference ();

      sum += now;
      /* The start may have been its worst. */
      probe.reference = MIN (probe.reference, now);
    }
  return CLAMP (sum / 3 / probe.reference, 1, 3);
}

static void
find_reference (void)
{
  probe.reference = time_reference ();
  for (guint i = 0; i < 40; i++)
    probe.reference = MIN (probe.reference, time_reference ());
}

static void
end_turn (void)
{
  double slowness;
  double wall = read_clock (CLOCK_MONOTONIC) - probe.wall;
  double cpu = read_clock (CLOCK_THREAD_CPUTIME_ID) - probe.cpu;
  double slept = probe.schedstat < 0 ? 0 : wall - cpu - (read_queued () - probe.queued);

  set_timer (0);
  probe.spent[probe.phase] += probe.cpu + cpu - probe.phase_begun;
  if (MAX (cpu, slept) < REPORT_MS)
    return;
  slowness = measure_slowness ();
  dprintf (probe.file, "turn %.0f %.1f %.1f %.1f %.1f %.1f %.2f\n", probe.wall - probe.started,
           probe.spent[CALLBACKS] / slowness, probe.spent[LAYOUT] / slowness,
           probe.spent[PAINT] / slowness, wall, MAX (slept, 0), slowness);
  write_stacks ();
}

static void
begin_turn (void)
{
  probe.n_stacks = 0;
  memset (probe.spent, 0, sizeof probe.spent);
  probe.queued = read_queued ();
  probe.wall = read_clock (CLOCK_MONOTONIC);
  probe.cpu = read_clock (CLOCK_THREAD_CPUTIME_ID);
  probe.phase = CALLBACKS;
  probe.phase_begun = probe.cpu;
  set_timer (SAMPLE_MS);
}

static gboolean
on_phase (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer phase)
{
  enter (GPOINTER_TO_UINT (phase));
  return TRUE;
}

static void
on_computed (GdkToplevel *toplevel, GdkToplevelSize *size, gpointer user_data)
{
  enter (probe.computing_in);
}

/* A window that is asked for its size measures all that is in it. When that ends is known only by a
 * handler, which is not called for the emission that it is connected in: then until the turn ends. */
static gboolean
on_compute (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  gpointer toplevel = g_value_get_object (&values[0]);

  if (g_object_get_data (toplevel, "stall-probe") == NULL)
    {
      g_object_set_data (toplevel, "stall-probe", toplevel);
      g_signal_connect_after (toplevel, "compute-size", G_CALLBACK (on_computed), NULL);
    }
  probe.computing_in = probe.phase;
  enter (LAYOUT);
  return TRUE;
}

/* The order of a frame is before-paint, update (animations), layout (styles first, then sizes), paint,
 * after-paint; it may leave some out. */
static void
hook_phases (void)
{
  static const struct
  {
    const char *signal;
    Phase phase;
  } cuts[] = { { "before-paint", LAYOUT }, { "paint", PAINT }, { "after-paint", CALLBACKS } };
  gpointer klass = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  gpointer iface = g_type_default_interface_ref (GDK_TYPE_TOPLEVEL);

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    g_signal_add_emission_hook (g_signal_lookup (cuts[i].signal, GDK_TYPE_FRAME_CLOCK), 0, on_phase,
                                GUINT_TO_POINTER (cuts[i].phase), NULL);
  g_signal_add_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0, on_compute,
                              NULL, NULL);
  g_type_class_unref (klass);
  g_type_default_interface_unref (iface);
  probe.hooked = TRUE;
}

/* The main loop is in here whenever it waits; the time between two calls is one turn. */
static int
poll_and_measure (GPollFD *fds, guint n_fds, int timeout)
{
  int result;

  if (probe.wall > 0)
    end_turn ();
  else
    probe.started = read_clock (CLOCK_MONOTONIC);
  if (!probe.hooked)
    hook_phases ();
  result = g_poll (fds, n_fds, timeout);
  begin_turn ();
  return result;
}

__attribute__ ((constructor)) static void
install (void)
{
  const char *path = g_getenv ("SLUICE_STALL_FILE");
  g_autofree char *schedstat = g_strdup_printf ("/proc/self/task/%d/schedstat", (int) getpid ());
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };
  struct sigaction action = { .sa_handler = on_sample, .sa_flags = SA_RESTART };
  void *warm[1];

  if (path == NULL)
    return;
  probe.file = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  /* Programs that this one starts are not measured. */
  g_unsetenv ("LD_PRELOAD");
  g_unsetenv ("SLUICE_STALL_FILE");
  event.sigev_notify_thread_id = getpid ();
  probe.schedstat = open (schedstat, O_RDONLY | O_CLOEXEC);
  find_reference ();
  backtrace (warm, 1); /* loads what it needs now, not in the handler */
  sigaction (SIGPROF, &action, NULL);
  timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &probe.timer);
  g_main_context_set_poll_func (NULL, poll_and_measure);
}
