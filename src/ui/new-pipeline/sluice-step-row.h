/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "setup/sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_STEP_ROW (sluice_step_row_get_type ())

/**
 * SluiceStepRow:
 *
 * One step of a plan, live: what it is about, what is or was done, and where it failed, why and what
 * helps. Differences stand below it, line by line.
 */
G_DECLARE_FINAL_TYPE (SluiceStepRow, sluice_step_row, SLUICE, STEP_ROW, AdwPreferencesRow)

GtkWidget *sluice_step_row_new (SluiceStep *step);

G_END_DECLS
