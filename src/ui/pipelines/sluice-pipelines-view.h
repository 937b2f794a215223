/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINES_VIEW (sluice_pipelines_view_get_type ())

/**
 * SluicePipelinesView:
 *
 * The pipelines of the workspace and how they fare, one by one on a page of its own. Its navigation
 * parameter is the id of a pipeline, which is shown as soon as it is known.
 */
G_DECLARE_FINAL_TYPE (SluicePipelinesView, sluice_pipelines_view, SLUICE, PIPELINES_VIEW, AdwBin)

G_END_DECLS
