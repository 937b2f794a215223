/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "api/sluice-routes.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_ACTION_CREATE,
  SLUICE_ACTION_UPDATE,
  SLUICE_ACTION_SAME,
  SLUICE_ACTION_ADOPT,
  SLUICE_ACTION_CONFLICT,
} SluiceAction;

typedef enum
{
  SLUICE_OUTCOME_PLANNED,
  SLUICE_OUTCOME_RUNNING,
  SLUICE_OUTCOME_DONE,
  SLUICE_OUTCOME_FAILED,
  SLUICE_OUTCOME_SKIPPED,
} SluiceOutcome;

const char *sluice_action_to_string (SluiceAction action);
const char *sluice_outcome_to_string (SluiceOutcome outcome);

#define SLUICE_TYPE_STEP (sluice_step_get_type ())

/**
 * SluiceStep:
 *
 * One object of a plan: what it is, what is to be done, how it went. Properties, notified as they
 * change: family (int), id (nullable string), name, action (int), outcome (int), error (GError,
 * nullable), warning (nullable string: done, but something beside it went wrong), differences (GStrv:
 * "path: there → file"), request (JSON to be sent, without secrets).
 */
G_DECLARE_FINAL_TYPE (SluiceStep, sluice_step, SLUICE, STEP, GObject)

SluiceFamily sluice_step_get_family (SluiceStep *self);
const char *sluice_step_get_id (SluiceStep *self);
const char *sluice_step_get_name (SluiceStep *self);
SluiceAction sluice_step_get_action (SluiceStep *self);
SluiceOutcome sluice_step_get_outcome (SluiceStep *self);
const GError *sluice_step_get_error (SluiceStep *self);
const char *sluice_step_get_warning (SluiceStep *self);
const char *const *sluice_step_get_differences (SluiceStep *self);
JsonObject *sluice_step_get_request (SluiceStep *self);

G_END_DECLS
