/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An output that an audience is connected to, as a row of a list, with the buttons for it. */

#define SLUICE_TYPE_AUDIENCE_LINK_ROW (sluice_audience_link_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAudienceLinkRow,
                      sluice_audience_link_row,
                      SLUICE,
                      AUDIENCE_LINK_ROW,
                      AdwActionRow)

SluiceAudienceLinkRow *sluice_audience_link_row_new (void);

JsonObject *sluice_audience_link_row_get_connection (SluiceAudienceLinkRow *self);
void sluice_audience_link_row_set_connection (SluiceAudienceLinkRow *self, JsonObject *connection);

G_END_DECLS
