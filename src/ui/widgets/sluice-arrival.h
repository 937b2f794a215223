/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sluice_arrival (AdwBin *bin, GtkWidget *content);
void sluice_arrival_show (GtkWidget *page);
void sluice_arrival_take_over (GtkStack *stack, GtkWidget *content);
void sluice_arrival_cancel (GtkWidget *page);

G_END_DECLS
