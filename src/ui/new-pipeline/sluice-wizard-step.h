/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-check.h"

G_BEGIN_DECLS

/**
 * SluiceWizardStep:
 *
 * The seven pages of the guided flow, in their order.
 */
typedef enum
{
  SLUICE_WIZARD_FEED,
  SLUICE_WIZARD_CONNECTION,
  SLUICE_WIZARD_MODEL,
  SLUICE_WIZARD_MAPPING,
  SLUICE_WIZARD_SCHEDULE,
  SLUICE_WIZARD_REVIEW,
  SLUICE_WIZARD_CREATE,
  SLUICE_WIZARD_N_STEPS,
} SluiceWizardStep;

const char *sluice_wizard_step_get_name (SluiceWizardStep step);
const char *sluice_wizard_step_get_title (SluiceWizardStep step);
SluiceWizardStep sluice_wizard_step_of_path (const char *path);

G_END_DECLS
