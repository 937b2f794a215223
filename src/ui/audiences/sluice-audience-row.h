/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "audience/sluice-audience.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCE_ROW (sluice_audience_row_get_type ())

/**
 * SluiceAudienceRow:
 *
 * An audience in the list: name, size, movement, outputs, status. Keeps itself right while the audience
 * changes.
 */
G_DECLARE_FINAL_TYPE (SluiceAudienceRow, sluice_audience_row, SLUICE, AUDIENCE_ROW, GtkBox)

GtkWidget *sluice_audience_row_new (void);
void sluice_audience_row_set_audience (SluiceAudienceRow *self, SluiceAudience *audience);

G_END_DECLS
