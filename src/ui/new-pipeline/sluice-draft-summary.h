/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "setup/sluice-setup.h"
#include "ui/new-pipeline/sluice-wizard-step.h"

G_BEGIN_DECLS

/**
 * SluiceSummaryLine:
 * @title: what it is about, translated
 * @text: a sentence, translated
 * @step: where it is decided
 */
typedef struct
{
  const char *title;
  char *text;
  SluiceWizardStep step;
} SluiceSummaryLine;

GPtrArray *sluice_draft_summary_list (SluiceSetup *setup);

G_END_DECLS
