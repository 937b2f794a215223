/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SANDBOX_CLOCK (sluice_sandbox_clock_get_type ())

/**
 * SluiceSandboxClock:
 *
 * The sandbox's own time, in microseconds since 1970. It begins at the time of day, never goes back,
 * and runs as many times as fast as it was told.
 */
G_DECLARE_FINAL_TYPE (SluiceSandboxClock, sluice_sandbox_clock, SLUICE, SANDBOX_CLOCK, GObject)

SluiceSandboxClock *sluice_sandbox_clock_new (double speed);
gint64 sluice_sandbox_clock_now (SluiceSandboxClock *self);
void sluice_sandbox_clock_skip (SluiceSandboxClock *self, gint64 seconds);
void sluice_sandbox_clock_set_at_least (SluiceSandboxClock *self, gint64 time);

char *sluice_sandbox_clock_format (gint64 time);
gboolean sluice_sandbox_clock_parse (const char *text, gint64 *time);

G_END_DECLS
