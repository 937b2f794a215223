/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_HELP_WINDOW (sluice_help_window_get_type ())

/**
 * SluiceHelpWindow:
 *
 * The help: what each view is, what can go wrong there, and what comes next. It stays beside the
 * window it belongs to, and needs no network.
 */
G_DECLARE_FINAL_TYPE (SluiceHelpWindow, sluice_help_window, SLUICE, HELP_WINDOW, AdwWindow)

void sluice_help_window_present (GtkWindow *parent, const char *name);

G_END_DECLS
