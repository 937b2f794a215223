/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "audience/sluice-criterion.h"

G_BEGIN_DECLS

/* The date that is a condition's value: typed, or chosen from a calendar. */
GtkWidget *sluice_date_entry_new (SluiceCriterion *criterion, const char *name);

G_END_DECLS
