/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PREFERENCES_WINDOW (sluice_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SluicePreferencesWindow,
                      sluice_preferences_window,
                      SLUICE,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

void sluice_preferences_window_present (GtkWindow *parent, SluiceUiContext *context);

G_END_DECLS
