/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-step.h"

G_BEGIN_DECLS

/* For the plan and apply, which are the only ones to change a step. */

SluiceStep *_sluice_step_new (SluiceFamily family, const char *id, const char *name);
void _sluice_step_set_id (SluiceStep *self, const char *id);
void _sluice_step_set_name (SluiceStep *self, const char *name);
void _sluice_step_set_action (SluiceStep *self, SluiceAction action);
void _sluice_step_set_outcome (SluiceStep *self, SluiceOutcome outcome);
void _sluice_step_take_error (SluiceStep *self, GError *error);
void _sluice_step_take_differences (SluiceStep *self, char **differences);
void _sluice_step_take_request (SluiceStep *self, JsonObject *request);
void _sluice_step_set_warning (SluiceStep *self, const char *warning);

/* The object's request as a whole, as the journal keeps it. */
void _sluice_step_take_sent (SluiceStep *self, char *sent);
const char *_sluice_step_get_sent (SluiceStep *self);

gboolean _sluice_step_get_created (SluiceStep *self);
void _sluice_step_set_created (SluiceStep *self, gboolean created);

G_END_DECLS
