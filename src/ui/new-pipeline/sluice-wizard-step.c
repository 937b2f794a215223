/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

#include "ui/new-pipeline/sluice-wizard-step.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *title;
} steps[SLUICE_WIZARD_N_STEPS] = {
  [SLUICE_WIZARD_FEED] = { "feed", N_ ("Feed") },
  [SLUICE_WIZARD_CONNECTION] = { "connection", N_ ("Connection") },
  [SLUICE_WIZARD_MODEL] = { "model", N_ ("Data Model") },
  [SLUICE_WIZARD_MAPPING] = { "mapping", N_ ("Mapping") },
  [SLUICE_WIZARD_SCHEDULE] = { "schedule", N_ ("Schedule") },
  [SLUICE_WIZARD_REVIEW] = { "review", N_ ("Review") },
  [SLUICE_WIZARD_CREATE] = { "create", N_ ("Create") },
};

/* Where a member of the setup is filled in. The first that fits counts. */
static const struct
{
  const char *prefix;
  SluiceWizardStep step;
} places[] = {
  { "/feed", SLUICE_WIZARD_FEED },
  { "/warehouse", SLUICE_WIZARD_FEED },
  { "/values", SLUICE_WIZARD_CONNECTION },
  { "/connection", SLUICE_WIZARD_CONNECTION },
  { "/data_model", SLUICE_WIZARD_MODEL },
  { "/pipeline/data_type", SLUICE_WIZARD_MODEL },
  { "/pipeline/environment", SLUICE_WIZARD_MODEL },
  { "/pipeline/sync_mode", SLUICE_WIZARD_MODEL },
  { "/field_transformation", SLUICE_WIZARD_MAPPING },
  { "/pipeline", SLUICE_WIZARD_SCHEDULE },
};

/**
 * sluice_wizard_step_get_name:
 * @step: a step
 *
 * Returns: (transfer none): what the stack of pages calls it
 */
const char *
sluice_wizard_step_get_name (SluiceWizardStep step)
{
  g_return_val_if_fail (step < SLUICE_WIZARD_N_STEPS, NULL);

  return steps[step].name;
}

/**
 * sluice_wizard_step_get_title:
 * @step: a step
 *
 * Returns: (transfer none): its title, translated
 */
const char *
sluice_wizard_step_get_title (SluiceWizardStep step)
{
  g_return_val_if_fail (step < SLUICE_WIZARD_N_STEPS, NULL);

  return _ (steps[step].title);
}

/**
 * sluice_wizard_step_of_path:
 * @path: JSON pointer into a setup
 *
 * Returns: the step whose page has the control for it; review where no page has
 */
SluiceWizardStep
sluice_wizard_step_of_path (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize length = strlen (places[i].prefix);

      if (g_str_has_prefix (path, places[i].prefix) &&
          (path[length] == '\0' || path[length] == '/'))
        return places[i].step;
    }
  return SLUICE_WIZARD_REVIEW;
}
