/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How fast a server's time goes: the stand-in API can let an hour pass in a minute. */
typedef struct
{
  gint64 first_seen;        /* when the server first told its time, by our clock that never jumps */
  gint64 first_server_time; /* what it told; both in microseconds */
} SluiceServerPace;

gint64 sluice_server_pace_to_own_time (SluiceServerPace *self, gint64 wait, GDateTime *server_now);

G_END_DECLS
