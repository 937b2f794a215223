/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/context/sluice-ui-context.h"
#include "warehouse/sluice-warehouse.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_STEP_TICKS (sluice_step_ticks_get_type ())

/**
 * SluiceStepTicks:
 *
 * Which steps of a console's checklist a person ticked off, in the window's workspace and for one
 * kind of warehouse, kept in the store. A step whose value changes is another step. Emits ::reloaded
 * when the workspace changed and with it all ticks.
 */
G_DECLARE_FINAL_TYPE (SluiceStepTicks, sluice_step_ticks, SLUICE, STEP_TICKS, GObject)

SluiceStepTicks *sluice_step_ticks_new (SluiceUiContext *context, const SluiceWarehouse *kind);
char *sluice_step_ticks_dup_key (const SluiceConsoleStep *step);
gboolean sluice_step_ticks_get (SluiceStepTicks *self, const char *key);
void sluice_step_ticks_set (SluiceStepTicks *self, const char *key, gboolean ticked);

G_END_DECLS
