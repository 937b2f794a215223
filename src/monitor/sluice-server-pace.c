/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "monitor/sluice-server-pace.h"

/* How long the server's clock is watched before its speed is known. */
#define MEASURE_FOR (6 * G_TIME_SPAN_SECOND)

/* However fast it goes, nobody looks more often than this. */
#define FASTEST (2 * G_TIME_SPAN_SECOND)

/**
 * sluice_server_pace_to_own_time:
 * @self: what was measured so far, all zero at first; measured on
 * @wait: a length of the server's time, in microseconds
 * @server_now: the server's time
 *
 * So that what is due by the server's clock is looked for in time.
 *
 * Returns: how long that is by our clock, in microseconds
 */
gint64
sluice_server_pace_to_own_time (SluiceServerPace *self, gint64 wait, GDateTime *server_now)
{
  gint64 server_time = g_date_time_to_unix (server_now) * G_USEC_PER_SEC;
  gint64 own_time = g_get_monotonic_time ();
  gint64 speed;

  if (self->first_seen == 0)
    {
      self->first_seen = own_time;
      self->first_server_time = server_time;
    }
  if (own_time - self->first_seen < MEASURE_FOR)
    return MIN (wait, MEASURE_FOR);
  speed = (server_time - self->first_server_time) / (own_time - self->first_seen);
  return speed > 1 ? MAX (wait / speed, FASTEST) : wait;
}
