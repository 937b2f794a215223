/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SHORTCUTS_WINDOW (sluice_shortcuts_window_get_type ())

/**
 * SluiceShortcutsWindow:
 *
 * The list of keyboard shortcuts, searchable. GTK's own window for that needs more than the 360 pixels
 * of a narrow screen.
 */
G_DECLARE_FINAL_TYPE (SluiceShortcutsWindow,
                      sluice_shortcuts_window,
                      SLUICE,
                      SHORTCUTS_WINDOW,
                      AdwWindow)

void sluice_shortcuts_window_present (GtkWindow *parent);

G_END_DECLS
