/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/sluice-client.h"
#include "api/sluice-shape.h"

G_BEGIN_DECLS

/* The two ways a server may want a data model's query (CONTRACT 3), and which one this one wants. */
void sluice_data_models_saw (SluiceProfile *profile, SluiceQueryShape shape);
JsonObject *sluice_data_models_dress (SluiceProfile *profile, JsonObject *model);
gboolean sluice_data_models_may_try_other (SluiceProfile *profile, const GError *error);

G_END_DECLS
