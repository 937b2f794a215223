/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sluice_farewell (AdwBin *bin);
gboolean sluice_farewell_shrink (GtkWidget *page);
void sluice_farewell_widget (GtkWidget *widget);
gboolean sluice_farewell_window (GtkWindow *window);

G_END_DECLS
