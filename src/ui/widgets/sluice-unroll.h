/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sluice_unroll (GtkWidget *box, guint n_at_once);

G_END_DECLS
