/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "monitor/sluice-pipeline-status.h"

G_BEGIN_DECLS

GtkWidget *
sluice_overview_row_new (SluicePipelineStatus *status, const char *text, const char *remedy);

G_END_DECLS
