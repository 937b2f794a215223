/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_AUDIENCES_VIEW (sluice_audiences_view_get_type ())

/**
 * SluiceAudiencesView:
 *
 * The view "audiences": the list, an audience, the builder of a definition and the forecast. Where it is
 * led to is a #GtkStringObject: an audience's id, "new" for the builder, "forecast", or "from:" and a
 * pipeline's id for the builder with the attributes that this pipeline loads.
 */
G_DECLARE_FINAL_TYPE (SluiceAudiencesView, sluice_audiences_view, SLUICE, AUDIENCES_VIEW, AdwBin)

G_END_DECLS
