/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/context/sluice-session-pool.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DESKTOP_NOTICES (sluice_desktop_notices_get_type ())

/**
 * SluiceDesktopNotices:
 *
 * Tells on the desktop what the core finds worth telling, and lets the application go on watching
 * without a window if the person wants that and the desktop does not refuse it; emits ::refused with the
 * words for it if it does. A click on a notice runs the action "app.show-pipeline" with
 * the ids of the workspace and of the pipeline.
 */
G_DECLARE_FINAL_TYPE (SluiceDesktopNotices,
                      sluice_desktop_notices,
                      SLUICE,
                      DESKTOP_NOTICES,
                      GObject)

SluiceDesktopNotices *
sluice_desktop_notices_new (GApplication *app, SluiceSessionPool *pool, GSettings *settings);
void sluice_desktop_notices_set_has_window (SluiceDesktopNotices *self, gboolean has_window);

/* What the session runs at login: the program without a window. */
#define SLUICE_PROGRAM         "sluice"
#define SLUICE_PROGRAM_SERVICE "--gapplication-service"

/* sluice-autostart.c */
void sluice_autostart_set (gboolean starts);

G_END_DECLS
