/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "sandbox/sluice-sandbox-clock.h"

#include "sluice-time.h"

#include <time.h>

struct _SluiceSandboxClock
{
  GObject parent_instance;

  double speed;
  gint64 started; /* monotonic */
  gint64 base;    /* what the clock showed then */
};

G_DEFINE_FINAL_TYPE (SluiceSandboxClock, sluice_sandbox_clock, G_TYPE_OBJECT)

static void
sluice_sandbox_clock_class_init (SluiceSandboxClockClass *klass)
{
}

static void
sluice_sandbox_clock_init (SluiceSandboxClock *self)
{
  self->started = g_get_monotonic_time ();
  self->base = g_get_real_time ();
}

/**
 * sluice_sandbox_clock_new:
 * @speed: its seconds in one real second
 *
 * Returns: (transfer full): a clock that shows the time of day now
 */
SluiceSandboxClock *
sluice_sandbox_clock_new (double speed)
{
  SluiceSandboxClock *self = g_object_new (SLUICE_TYPE_SANDBOX_CLOCK, NULL);

  self->speed = speed;
  return self;
}

/**
 * sluice_sandbox_clock_now:
 * @self: a clock
 *
 * Returns: its time, in microseconds since 1970
 */
gint64
sluice_sandbox_clock_now (SluiceSandboxClock *self)
{
  return self->base + (gint64) ((double) (g_get_monotonic_time () - self->started) * self->speed);
}

/**
 * sluice_sandbox_clock_skip:
 * @self: a clock
 * @seconds: how far to jump ahead
 *
 * Lets a test in the same process pass hours without waiting.
 */
void
sluice_sandbox_clock_skip (SluiceSandboxClock *self, gint64 seconds)
{
  self->base += seconds * G_USEC_PER_SEC;
}

/**
 * sluice_sandbox_clock_set_at_least:
 * @self: a clock
 * @time: a time that has been shown before, in microseconds since 1970
 *
 * Jumps ahead to @time if that is still to come: a fast clock is ahead of the time of day when the
 * sandbox is started again.
 */
void
sluice_sandbox_clock_set_at_least (SluiceSandboxClock *self, gint64 time)
{
  gint64 now = sluice_sandbox_clock_now (self);

  if (time > now)
    self->base += time - now;
}

/**
 * sluice_sandbox_clock_format:
 * @time: microseconds since 1970, or 0 for none
 *
 * Returns: (transfer full) (nullable): as in a reply, or %NULL for 0
 */
char *
sluice_sandbox_clock_format (gint64 time)
{
  time_t seconds = (time_t) (time / G_USEC_PER_SEC);
  char text[sizeof "2026-12-01T00:15:00Z" + 8];
  struct tm parts;

  if (time == 0 || gmtime_r (&seconds, &parts) == NULL)
    return NULL;
  /* A list of runs holds hundreds of times; GDateTime took most of such a reply. */
  strftime (text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return g_strdup (text);
}

/**
 * sluice_sandbox_clock_parse:
 * @text: (nullable): a time as in a body
 * @time: (out): it in microseconds since 1970
 *
 * Returns: whether @text is a time
 */
gboolean
sluice_sandbox_clock_parse (const char *text, gint64 *time)
{
  g_autoptr (GDateTime) date = sluice_time_parse (text);

  if (date == NULL)
    return FALSE;
  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  return TRUE;
}
