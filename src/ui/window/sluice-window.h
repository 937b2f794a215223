/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/context/sluice-ui-context.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WINDOW (sluice_window_get_type ())
G_DECLARE_FINAL_TYPE (SluiceWindow, sluice_window, SLUICE, WINDOW, AdwApplicationWindow)

SluiceWindow *sluice_window_new (GtkApplication *app, SluiceUiContext *context);
SluiceUiContext *sluice_window_get_context (SluiceWindow *self);
void sluice_window_show_view (SluiceWindow *self, const char *name, GObject *parameter);

G_END_DECLS
