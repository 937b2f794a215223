/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "api/sluice-call-record.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ACTIVITY_ROW (sluice_activity_row_get_type ())

/**
 * SluiceActivityRow:
 *
 * A call in the list: what was asked, how it went, when, and how long it took.
 */
G_DECLARE_FINAL_TYPE (SluiceActivityRow, sluice_activity_row, SLUICE, ACTIVITY_ROW, GtkBox)

GtkWidget *sluice_activity_row_new (void);
void sluice_activity_row_set_record (SluiceActivityRow *self, SluiceCallRecord *record);

G_END_DECLS
